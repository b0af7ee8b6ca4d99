"""Heads over the encoder's states, in numpy: tags by Viterbi, links between spans, labels of pairs.

Every head is a few matrices by name; what they were trained on stands on the model's card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Weights = Mapping[str, Floats]
LabelledPieces = tuple[int, int, int]  # label, first piece, last piece (half open)

LINK_SIZE = 64
_FAR = np.float32(-1e4)
_MAX_BETWEEN, _MAX_LINES, _MAX_DISTANCE = 4, 3, 11


def legal_bio(labels: int) -> NDArray[np.bool_]:
    """Return which tag may follow which: (2·labels + 1)², from row to column.

    Tag 0 is outside, 2k+1 begins label k, 2k+2 goes on with it.
    """
    legal = np.ones((2 * labels + 1,) * 2, dtype=bool)
    for inside in range(2, 2 * labels + 1, 2):
        legal[:, inside] = False
        legal[[inside - 1, inside], inside] = True
    return legal


def emit(states: Floats, weights: Weights, head: str) -> Floats:
    """Return the scores of a head's tags: pieces × tags."""
    scores: Floats = states @ weights[f"tags.{head}.weight"].T + weights[f"tags.{head}.bias"]
    return scores


def free_moves(tags: int) -> Floats:
    """Return the transitions of a head without any of its own: 0 where BIO allows, far below elsewhere."""
    return np.where(legal_bio(tags // 2), np.float32(0), _FAR).astype(np.float32)


def best_path(emissions: Floats, moves: Floats) -> Ints:
    """Return the best tag of each piece under the transitions (Viterbi). n = 0 gives none."""
    count, tags = emissions.shape
    if not count:
        return np.zeros(0, dtype=np.int64)
    back = np.zeros((count, tags), dtype=np.int64)
    columns = np.arange(tags)
    score = emissions[0] + np.where(columns % 2, 0, np.where(columns, _FAR, 0)).astype(np.float32)
    for place in range(1, count):
        paths = score[:, None] + moves
        back[place] = paths.argmax(axis=0)
        score = paths[back[place], columns] + emissions[place]
    path = np.zeros(count, dtype=np.int64)
    path[-1] = score.argmax()
    for place in range(count - 1, 0, -1):
        path[place - 1] = back[place, path[place]]
    return path


def spans_of(path: Ints) -> list[LabelledPieces]:
    """Return the spans of a path of tags, in order."""
    spans: list[LabelledPieces] = []
    begins = np.flatnonzero(path % 2 == 1)
    for begin in begins.tolist():
        end, inside = begin + 1, path[begin] + 1
        while end < len(path) and path[end] == inside:
            end += 1
        spans.append(((int(path[begin]) - 1) // 2, begin, end))
    return spans


def lay_out(asking: Ints, answering: Ints, lines: Ints, cues: Ints) -> Ints:
    """Return how spans lie to each other: 3 × a × b classes of distance, cues between, lines apart.

    asking: a × 2, answering: b × 2, spans in pieces. lines: the line of each piece. cues: where cues begin,
    ascending.
    """
    a, b = asking[:, None, :], answering[None, :, :]
    after, before = b[..., 0] - a[..., 1] + 1, a[..., 0] - b[..., 1] + 1
    gap = np.where(after > 0, after, np.where(before > 0, -before, 0))
    distance = np.sign(gap) * np.minimum(_MAX_DISTANCE, np.ceil(np.log2(np.abs(gap) + 1))) + 12
    order = [np.searchsorted(cues, spans[:, 0]) for spans in (asking, answering)]
    between = np.minimum(_MAX_BETWEEN, np.abs(order[0][:, None] - order[1][None]))
    apart = lines[answering[:, 0]][None] - lines[asking[:, 0]][:, None]
    return np.stack([distance, between, np.clip(apart, -_MAX_LINES, _MAX_LINES) + _MAX_LINES]).astype(
        np.int64
    )


def link(states: Floats, asking: Ints, answering: Ints, layout: Ints, weights: Weights, head: str) -> Floats:
    """Return which of b spans each of a spans belongs to: a × (b + 1) scores, the last for none."""
    asks = _ends(states, asking, weights, f"{head}.asks")
    weigh = weights[f"{head}.weigh"]
    none: Floats = np.maximum(asks + weights[f"{head}.nobody"], 0) @ weigh
    if not len(answering):
        return none[:, None]
    seen = asks[:, None] + _ends(states, answering, weights, f"{head}.answers")[None]
    for name, classes in zip(("distance", "between", "lines"), layout, strict=True):
        seen = seen + weights[f"{head}.{name}.weight"][classes]
    scores: Floats = np.maximum(seen, 0) @ weigh
    return np.concatenate([scores, none[:, None]], axis=1)


def _ends(states: Floats, spans: Ints, weights: Weights, name: str) -> Floats:
    """Return a span's first piece projected by one half of a matrix, plus its last by the other."""
    matrix, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    first = states[spans[:, 0]] @ matrix[:LINK_SIZE].T + bias[:LINK_SIZE]
    last: Floats = states[spans[:, 1] - 1] @ matrix[LINK_SIZE:].T + bias[LINK_SIZE:]
    return first + last


def label_pair(states: Floats, marks: Ints, weights: Weights, head: str) -> Floats:
    """Return the log probabilities of a pair's labels.

    states: one window, its opening piece first. marks: 1 on the first span's pieces, 2 on the second's.
    """
    parts = [states[0]]
    parts += [states[marks == mark].mean(axis=0) for mark in (1, 2)]
    parts.append(states.mean(axis=0))
    hidden = np.tanh(
        weights[f"pairs.{head}.hidden.weight"] @ np.concatenate(parts) + weights[f"pairs.{head}.hidden.bias"]
    )
    scores: Floats = weights[f"pairs.{head}.out.weight"] @ hidden + weights[f"pairs.{head}.out.bias"]
    shifted = scores - scores.max()
    normal: Floats = shifted - np.log(np.exp(shifted).sum())
    return normal


def spans_array(spans: Sequence[tuple[int, int]]) -> Ints:
    """Return spans as an array, n × 2."""
    return np.array(spans, dtype=np.int64).reshape(-1, 2)
