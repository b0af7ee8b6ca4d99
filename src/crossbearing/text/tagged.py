"""Spans that a head of the encoder marks in a text, with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.model.anchor import Span
from crossbearing.text.encoder import Encoded, Encoder
from crossbearing.text.heads import Floats, best_path, emit, free_moves, spans_of
from crossbearing.text.labels import TAGS


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span and its label. score: mean probability of its tags, 0 to 1."""

    span: Span
    label: str
    score: float


def tag(encoder: Encoder, encoded: Encoded, head: str) -> list[TaggedSpan]:
    """Return what a head marks, in text order, none overlapping. Linear in the text."""
    emissions = emit(encoded.beside, encoder.weights, head)
    path = best_path(emissions, free_moves(emissions.shape[1]))
    chances = _chances(emissions)
    pieces = encoded.pieces
    return [
        TaggedSpan(
            Span(int(pieces.starts[first]), int(pieces.ends[last - 1])),
            TAGS[head][label],
            float(chances[np.arange(first, last), path[first:last]].mean()),
        )
        for label, first, last in spans_of(path)
    ]


def _chances(emissions: Floats) -> Floats:
    raised = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances
