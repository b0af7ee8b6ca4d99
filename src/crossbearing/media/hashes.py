"""Whole key frames compared by their PDQ hashes."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.fingerprint import Fingerprint

MIN_QUALITY = 50
"""PDQ's own advice: below it a picture has too little in it for its hash to mean anything."""
_SIDE = 16
_CHUNKS, _CHUNK_BITS, _CHUNKS_A_WORD = 16, 16, 4
Columns = NDArray[np.uint64]
"""Hashes by their words: 4 × n."""


def alike_hashes(
    query: Fingerprint, reference: Fingerprint, *, max_distance_bits: int, mirror: bool = False
) -> int:
    """Return how many of the query's key frames have a key frame of the reference that is alike."""
    mine = query.pdq[query.quality >= MIN_QUALITY]
    theirs = reference.pdq[reference.quality >= MIN_QUALITY]
    if not len(theirs):
        return 0
    if mirror:
        mine = mirrored_hashes(mine)
    near, _ = HashLookup(mine, max_distance_bits=max_distance_bits).near(np.ascontiguousarray(theirs.T))
    return len(np.unique(near))


class HashLookup:
    """Finds the hashes that are alike to given ones (n × 4 words), in column after column.

    Of 16 chunks of two hashes that differ in fewer than 32 bits, one differs in one bit at most: so only
    pairs with such a chunk are held to each other (multi-index hashing, Norouzi, Punjani and Fleet 2012).
    No pair is missed.
    """

    def __init__(self, mine: NDArray[np.uint64], *, max_distance_bits: int) -> None:
        self._mine = np.ascontiguousarray(mine)
        self._limit = max_distance_bits
        flips = _flips(max_distance_bits // _CHUNKS)
        chunks = self._mine.view(np.uint16).reshape(len(mine), _CHUNKS).astype(np.int64)
        keys = ((chunks[:, None] ^ flips[:, None]) + (np.arange(_CHUNKS) << _CHUNK_BITS)).ravel()
        self._held = np.bincount(keys, minlength=_CHUNKS << _CHUNK_BITS)
        self._first = np.cumsum(self._held) - self._held
        self._rows = np.argsort(keys, kind="stable") // (len(flips) * _CHUNKS)
        self._filled = (self._held > 0).reshape(_CHUNKS, -1)

    def near(self, theirs: Columns) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return rows of the given hashes and places among `theirs` that are alike, each pair once."""
        keys, places = [np.zeros(0, np.int64)], [np.zeros(0, np.intp)]
        for word, column in enumerate(theirs if len(self._mine) else ()):
            values = np.ascontiguousarray(column).view(np.uint16).reshape(-1, _CHUNKS_A_WORD)
            for part in range(_CHUNKS_A_WORD):
                chunk = word * _CHUNKS_A_WORD + part
                some = np.flatnonzero(np.take(self._filled[chunk], values[:, part]))
                keys.append((chunk << _CHUNK_BITS) + values[some, part].astype(np.int64))
                places.append(some)
        key, place = np.concatenate(keys), np.concatenate(places)
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
