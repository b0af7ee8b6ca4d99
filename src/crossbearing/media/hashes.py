"""Whole key frames compared by their PDQ hashes."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.fingerprint import Fingerprint

MIN_QUALITY = 50
"""PDQ's own advice: below it a picture has too little in it for its hash to mean anything."""
_SIDE = 16


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
    return sum(bool((np.bitwise_count(one[None] ^ theirs).sum(1) <= max_distance_bits).any()) for one in mine)


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
