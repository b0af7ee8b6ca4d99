"""Whole key frames compared by their PDQ hashes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.fingerprint import Fingerprint

MIN_QUALITY = 50
"""PDQ's own advice: below it a picture has too little in it for its hash to mean anything."""
_SIDE = 16
_CHUNKS, _CHUNK_BITS, _CHUNKS_A_WORD = 16, 16, 4
_MOST_FLIPS = 2
_PAIRS_AT_ONCE, _MUCH_SHARED = 500_000, 4
HashWords = NDArray[np.uint64]
"""Hashes by their words: 4 × n."""


def alike_hashes(
    query: Fingerprint, reference: Fingerprint, *, max_distance_bits: int, mirror: bool = False
) -> int:
    """Return how many of the query's key frames have a key frame of the reference that is alike."""
    mine = query.pdq[query.quality >= MIN_QUALITY]
    theirs = reference.pdq[reference.quality >= MIN_QUALITY]
    lookup = HashLookup(mirrored_hashes(mine) if mirror else mine, max_distance_bits=max_distance_bits)
    found = np.zeros(len(mine), np.bool_)
    for near, _ in lookup.near(theirs.T):
        found[near] = True
    return int(found.sum())


class HashLookup:
    """Finds the hashes that are alike to given ones (n × 4 words), in column after column.

    Of 16 chunks of two hashes that differ in fewer than 32 bits, one differs in one bit at most: so only
    pairs with such a chunk are held to each other (multi-index hashing, Norouzi, Punjani and Fleet 2012).
    Up to 47 bits it is two. Beyond, and where most pairs would be met, all are compared. No pair is missed.
    """

    def __init__(self, mine: NDArray[np.uint64], *, max_distance_bits: int) -> None:
        self._mine = np.ascontiguousarray(mine)
        self._limit = max_distance_bits
        most = max_distance_bits // _CHUNKS
        self._by_chunks = most <= _MOST_FLIPS
        flips = _flips(most if self._by_chunks else 0)
        chunks = self._mine.view(np.uint16).reshape(len(mine), _CHUNKS).astype(np.int64)
        keys = ((chunks[:, None] ^ flips[:, None]) + (np.arange(_CHUNKS) << _CHUNK_BITS)).ravel()
        self._held = np.bincount(keys, minlength=_CHUNKS << _CHUNK_BITS)
        self._first = np.cumsum(self._held) - self._held
        self._rows = np.argsort(keys, kind="stable") // (len(flips) * _CHUNKS)
        self._filled = (self._held > 0).reshape(_CHUNKS, -1)

    def near(self, theirs: HashWords) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Yield rows of the given hashes and places among `theirs` that are alike, each pair once.

        As many at a time as some memory holds: pictures that hardly change are all alike.
        """
        count = theirs.shape[1]
        if not self._by_chunks:
            yield from self._all_compared(theirs)
            return
        values = np.stack([np.ascontiguousarray(column).view(np.uint16) for column in theirs])
        values = values.reshape(len(theirs), count, _CHUNKS_A_WORD).swapaxes(1, 2).reshape(_CHUNKS, count)
        chunk, place = np.nonzero(
            np.stack([np.take(*both) for both in zip(self._filled, values, strict=True)])
        )
        key = (chunk << _CHUNK_BITS) + values[chunk, place]
        ends = np.cumsum(np.bincount(place, self._held[key], minlength=count))
        if ends[-1:].sum() > len(self._mine) * count / _MUCH_SHARED:
            yield from self._all_compared(theirs)
            return
        order = np.argsort(place, kind="stable")
        key, place = key[order], place[order]
        start, done = 0, 0.0
        while start < count:
            # A single place is within bounds: it meets each of the given hashes 16 times at most.
            end = max(start + 1, int(np.searchsorted(ends, done + _PAIRS_AT_ONCE, side="right")))
            some = slice(*np.searchsorted(place, [start, end]))
            yield self._compared(theirs, key[some], place[some])
            start, done = end, float(ends[end - 1])

    def _all_compared(self, theirs: HashWords) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        at_once = max(1, _PAIRS_AT_ONCE // max(1, len(self._mine)))
        for start in range(0, theirs.shape[1], at_once):
            some = theirs[:, start : start + at_once]
            apart = np.zeros((len(self._mine), some.shape[1]), np.uint16)
            for word, column in enumerate(some):
                apart += np.bitwise_count(self._mine[:, word, None] ^ column)
            one, other = np.nonzero(apart <= self._limit)
            yield one, other + start

    def _compared(
        self, theirs: HashWords, key: NDArray[np.int64], place: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        held = self._held[key]
        at = np.repeat(self._first[key] - (np.cumsum(held) - held), held) + np.arange(int(held.sum()))
        one, other = self._rows[at], np.repeat(place, held)
        apart = np.zeros(len(one), np.uint16)
        for word, column in enumerate(theirs):
            apart += np.bitwise_count(self._mine[one, word] ^ column[other])
        near = apart <= self._limit
        both = np.unique(one[near] * theirs.shape[1] + other[near])
        one, other = np.divmod(both, max(1, theirs.shape[1]))
        return one, other


@cache
def _flips(most: int) -> NDArray[np.int64]:
    """Return the chunks with at most so many bits set."""
    places = [some for count in range(most + 1) for some in combinations(range(_CHUNK_BITS), count)]
    return np.array([sum(1 << place for place in some) for some in places], np.int64)


def mirrored_hashes(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hashes (n × 4 words) that the same pictures have in a mirror."""
    return words ^ _mirror_mask()


@cache
def _mirror_mask() -> NDArray[np.uint64]:
    """Return the bits that a mirror turns over: those of the odd waves across the picture.

    A bit says whether a cosine wave's share in the picture is above the median, which lies near 0;
    in a mirror the shares of odd waves change their sign.
    """
    across = np.arange(_SIDE * _SIDE) % _SIDE
    # The hash's 16 × 16 waves begin with the first that is not constant, which is odd.
    return np.packbits(across % 2 == 0).view(np.uint64)
