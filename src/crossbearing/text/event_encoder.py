"""What the encoder takes two marked actors of a passage for: a PLOVER root type, with how sure it is.

It was fitted on sentences of news in which people marked who does what to whom. It always has an answer,
so it is asked only where a rule found that something passes between the two, or where the pair is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.model.event import EventType
from crossbearing.text.encoder import Encoder
from crossbearing.text.heads import label_pair
from crossbearing.text.labels import ROOTS
from crossbearing.text.pieces import cut_pieces

_MOST_APART: Final = 120


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities of the root types, 0 to 1; together they make 1."""

    chances: Mapping[EventType, float]

    @property
    def best(self) -> EventType:
        """The likeliest type."""
        return max(self.chances, key=self.chances.__getitem__)


def ask(encoder: Encoder, doc: Doc, agent: Span, recipient: Span) -> Opinion | None:
    """Ask what joins two spans of a parsed text; None where they overlap or stand too far apart.

    agent, recipient: code points into the text of `doc`.
    """
    pieces = cut_pieces(doc.text)
    a, b = pieces.within(agent.start, agent.end), pieces.within(recipient.start, recipient.end)
    if a is None or b is None or (a[0] < b[1] and b[0] < a[1]):
        return None
    if max(a[1], b[1]) - min(a[0], b[0]) > _MOST_APART:
        return None
    states, marks = encoder.look_at_pair(pieces, a, b)
    chances = np.exp(label_pair(states, marks, encoder.weights, "event"))
    return Opinion({EventType(root): float(chance) for root, chance in zip(ROOTS, chances, strict=True)})
