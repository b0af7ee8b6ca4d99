import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.media import hashes
from crossbearing.media.hashes import HashLookup, mirrored_hashes


def drawn(seed, count):
    return np.random.default_rng(seed).integers(0, 1 << 64, (count, 4), np.uint64)


def turned(hashes, bits, seed):
    """Return hashes with so many of their bits turned over, anywhere."""
    rng = np.random.default_rng(seed)
    unpacked = np.unpackbits(hashes.view(np.uint8), axis=1)
    for row in unpacked:
        row[rng.permutation(256)[:bits]] ^= 1
    return np.packbits(unpacked, axis=1).view(np.uint64)


def compared(mine, theirs, limit):
    apart = np.bitwise_count(mine[:, None] ^ theirs[None]).sum(2)
    return {(int(i), int(j)) for i, j in zip(*np.nonzero(apart <= limit), strict=True)}


def looked_up(mine, theirs, limit):
    blocks = HashLookup(mine, max_distance_bits=limit).near(np.ascontiguousarray(theirs.T))
    found = [pair for one, other in blocks for pair in zip(one.tolist(), other.tolist(), strict=True)]
    assert len(found) == len(set(found))
    return set(found)


@given(
    seed=st.integers(0, 2**32), count=st.integers(0, 12), bits=st.integers(0, 99), limit=st.integers(0, 99)
)
def test_a_lookup_finds_what_comparing_all_finds(seed, count, bits, limit):
    mine = drawn(seed, count)
    theirs = np.concatenate([turned(mine, bits, seed + 1), mine[::2], drawn(seed + 2, 5)])
    assert looked_up(mine, theirs, limit) == compared(mine, theirs, limit)


@pytest.mark.parametrize("limit", [0, 15, 16, 31, 32, 47, 48, 90])
def test_no_pair_at_the_limit_is_missed_and_none_beyond_it_is_told(limit):
    mine = drawn(1, 40)
    at, beyond = turned(mine, limit, 2), turned(mine, limit + 1, 3)
    assert looked_up(mine, np.concatenate([at, beyond]), limit) == {(n, n) for n in range(40)}


def test_nothing_is_like_nothing():
    none = np.zeros((0, 4), np.uint64)
    assert looked_up(none, drawn(1, 3), 31) == looked_up(drawn(1, 3), none, 31) == set()


def test_a_mirrored_mirror_is_the_picture():
    hashes = drawn(4, 6)
    assert (mirrored_hashes(mirrored_hashes(hashes)) == hashes).all()
    assert (mirrored_hashes(hashes) != hashes).any(1).all()


def test_some_at_a_time_the_same_are_found(monkeypatch):
    mine = drawn(5, 9)
    theirs = np.concatenate([turned(mine, 3, 6), turned(mine, 30, 7), drawn(8, 20)])
    whole = looked_up(mine, theirs, 31)
    monkeypatch.setattr(hashes, "_MUCH_SHARED", 1e-9)  # so much is never shared
    assert looked_up(mine, theirs, 31) == whole
    monkeypatch.setattr(hashes, "_PAIRS_AT_ONCE", 1)
    assert looked_up(mine, theirs, 31) == whole
    assert len(whole) == 18


def test_pictures_that_are_all_alike_take_bounded_memory():
    still = turned(np.repeat(drawn(1, 1), 1_500, axis=0), 4, 2)
    lookup, columns = HashLookup(still, max_distance_bits=31), np.ascontiguousarray(still.T)
    tracemalloc.start()
    pairs = sum(len(one) for one, _ in lookup.near(columns))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pairs == 1_500**2
    assert peak < 50e6
