"""What is seen of a text to judge two of its spans: the sentences that hold them, marked."""

from __future__ import annotations

import numpy as np

from crossbearing.text.pieces import Ints, Pieces

MAX_PAIR_PIECES = 126


def around_pair(pieces: Pieces, a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """Return the pieces first..last to look at: whole sentences, or what fits around both spans."""
    low, high = min(a[0], b[0]), max(a[1], b[1])
    first = int(pieces.sentences[np.searchsorted(pieces.sentences, low, side="right") - 1])
    last = int(pieces.sentences[np.searchsorted(pieces.sentences, high, side="left")])
    if last - first <= MAX_PAIR_PIECES:
        return first, last
    spare = max(0, MAX_PAIR_PIECES - (high - low)) // 2
    first = max(first, low - spare)
    return first, min(last, max(first + MAX_PAIR_PIECES, a[0] + 1))


def mark_pair(length: int, first: int, a: tuple[int, int], b: tuple[int, int]) -> Ints:
    """Return the marks of a window of `length` pieces that begins at `first`: 1 on a, 2 on b."""
    marks = np.zeros(length, dtype=np.int64)
    for mark, (start, end) in enumerate((a, b), 1):
        marks[max(0, start - first) : max(0, end - first)] = mark
    return marks
