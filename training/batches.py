"""Labelled texts to batches: windows of sentences for spans, marked sentences for pairs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from crossbearing.text.pair_windows import around_pair
from crossbearing.text.pieces import FIRST, LAST, WINDOW_PIECES
from training.corpora import Labelled, tags_of

_MASK = 103


@dataclass(slots=True)
class Batch:
    """One step. tags: batch × pieces without the opening one. windows: the text and pieces of each row."""

    task: str
    ids: Tensor
    surface: Tensor
    marks: Tensor
    mask: Tensor
    lengths: Tensor
    tags: Tensor
    windows: list[tuple[Labelled, int, int]]
    labels: Tensor


def cut_training_windows(length: int, sentences: np.ndarray, rng: random.Random) -> list[tuple[int, int]]:
    """Cut a text at sentences into windows that do not overlap; where they begin differs each time."""
    windows, at, room = [], 0, rng.randint(WINDOW_PIECES // 4, WINDOW_PIECES)
    while at < length:
        borders = sentences[(sentences > at) & (sentences <= at + room)]
        end = int(borders[-1]) if len(borders) else min(length, at + room)
        windows.append((at, end))
        at, room = end, WINDOW_PIECES
    return windows


def make_batches(
    texts: Sequence[Labelled],
    *,
    size: int,
    pair_size: int,
    times: dict[str, int],
    hide: float,
    rng: random.Random,
) -> list[Batch]:
    """Return one epoch of batches in random order, each of one task and of windows of like length.

    times: how often a task's texts are gone through in one epoch. hide: the share of pieces hidden in
    half of the windows, so that more than single words is learnt.
    """
    batches: list[Batch] = []
    for task in dict.fromkeys(text.task for text in texts):
        own = [text for text in texts if text.task == task] * times.get(task, 1)
        make = _pair_rows(own, rng) if task in {"event", "relation"} else _rows(own, rng)
        batches += [
            _stack(task, rows, hide, rng)
            for rows in _alike(list(make), pair_size if task in {"event", "relation"} else size, rng)
        ]
    rng.shuffle(batches)
    return batches


Row = tuple[Labelled, int, int, tuple[tuple[int, int], tuple[int, int], int] | None]


def _rows(texts: Sequence[Labelled], rng: random.Random) -> Iterator[Row]:
    for text in texts:
        for first, last in cut_training_windows(len(text.pieces), text.pieces.sentences, rng):
            yield text, first, last, None


def _pair_rows(texts: Sequence[Labelled], rng: random.Random) -> Iterator[Row]:
    for text in texts:
        for pair in text.pairs:
            if text.task == "relation" and pair[2] == 0 and rng.random() > 0.35:
                continue
            first, last = around_pair(text.pieces, pair[0], pair[1])
            yield text, first, last, pair


def _alike(rows: list[Row], size: int, rng: random.Random) -> Iterator[list[Row]]:
    rng.shuffle(rows)
    for at in range(0, len(rows), size * 20):
        chunk = sorted(rows[at : at + size * 20], key=lambda row: row[2] - row[1])
        yield from (chunk[i : i + size] for i in range(0, len(chunk), size))


def _stack(task: str, rows: Sequence[Row], hide: float, rng: random.Random) -> Batch:
    longest = max(last - first for _, first, last, _ in rows)
    shape = (len(rows), longest + 2)
    ids, surface, marks = (np.zeros(shape, np.int64) for _ in range(3))
    mask, tags = np.zeros(shape, bool), np.zeros((len(rows), longest), np.int64)
    labels = np.zeros(len(rows), np.int64)
    for row, (text, first, last, pair) in enumerate(rows):
        length, pieces = last - first, text.pieces
        ids[row, 0], ids[row, length + 1] = FIRST, LAST
        ids[row, 1 : length + 1] = pieces.ids[first:last]
        if hide and rng.random() < 0.5:
            hidden = np.random.default_rng(rng.getrandbits(32)).random(length) < hide
            ids[row, 1 : length + 1][hidden] = _MASK
        surface[row, 1 : length + 1] = pieces.surface[first:last]
        mask[row, : length + 2] = True
        if pair is None:
            tags[row, :length] = tags_of(text)[first:last]
        else:
            for mark, (a, b) in enumerate(pair[:2], 1):
                marks[row, 1 + a - first : 1 + b - first] = mark
            labels[row] = pair[2]
    lengths = np.array([last - first for _, first, last, _ in rows])
    arrays = (torch.from_numpy(a) for a in (ids, surface, marks, mask, lengths, tags))
    return Batch(task, *arrays, [(t, a, b) for t, a, b, _ in rows], torch.from_numpy(labels))
