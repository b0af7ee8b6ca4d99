from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from crossbearing.media import segment
from crossbearing.media.lookup import Hits, look_up
from crossbearing.media.pairs import MAX_SIGNATURE_BITS
from crossbearing.media.segment import TABLES, Segment
from crossbearing.media.signature import Signatures
from crossbearing.model.evidence import Digest

ALL = 10**9


def drawn(count: int, seed: int) -> Signatures:
    return np.random.default_rng(seed).integers(0, 1 << 64, (count, 2), np.uint64)


def flipped(signatures: Signatures, bits: int, seed: int) -> Signatures:
    rng = np.random.default_rng(seed)
    masks = np.zeros((len(signatures), 128), np.uint8)
    for row in masks:
        row[rng.permutation(128)[:bits]] = 1
    return signatures ^ np.packbits(masks, axis=1).view(np.uint64)


def distances(one: Signatures, other: Signatures) -> NDArray[np.uint8]:
    apart: NDArray[np.uint8] = np.bitwise_count(one[:, None] ^ other[None]).sum(2, dtype=np.uint8)
    return apart


def holding(signatures: Signatures, name: str = "clip") -> Segment:
    """A segment of one unit; a row's place tells which signature it is."""
    numbers = np.arange(len(signatures), dtype="<u4").view(np.uint8).reshape(-1, 4)
    none = np.zeros((0, 4), np.uint64), np.zeros(0, np.uint32)
    unit, clip = np.zeros(len(signatures), np.uint32), np.zeros(1, np.uint32)
    return segment.arranged((Digest(name),), signatures, numbers, unit, clip, np.zeros(1, np.float32), *none)


def pairs(hits: Hits, of: Segment) -> set[tuple[int, int]]:
    numbers = np.ascontiguousarray(of.place[hits.theirs]).view("<u4").ravel()
    return set(zip(hits.mine.tolist(), numbers.tolist(), strict=True))


@pytest.mark.parametrize("count", [1, 40, 3_000])
def test_exactly_those_are_found_that_are_alike_and_share_a_key_but_for_a_bit(count: int) -> None:
    mine = drawn(20, 1)
    theirs = np.concatenate([flipped(mine, bits, bits) for bits in (0, 1, 8, 20, 36, 40)] + [drawn(count, 2)])
    held = holding(theirs)
    (hits,) = look_up(mine, [held], max_compared=ALL)
    expected = set()
    for i, j in zip(*np.nonzero(distances(mine, theirs) <= MAX_SIGNATURE_BITS), strict=True):
        differing = mine[i : i + 1] ^ theirs[j : j + 1]
        words = differing[:, 0], differing[:, 1]
        if any(segment.key_bits_apart(words, table)[0] <= 1 for table in range(TABLES)):
            expected.add((int(i), int(j)))
    assert pairs(hits, held) == expected
    assert {(n, n) for n in range(20)} <= expected
    rows = held.place[hits.theirs]
    numbers = np.ascontiguousarray(rows).view("<u4").ravel()
    assert (hits.apart == distances(mine, theirs)[hits.mine, numbers]).all()


def test_how_features_are_shared_out_among_segments_has_no_say() -> None:
    mine = drawn(50, 1)
    theirs = np.concatenate([flipped(mine, 16, 3), drawn(5_000, 4), flipped(mine, 24, 5)])
    whole = holding(theirs)
    parts = [holding(theirs[:60]), holding(theirs[60:])]
    (hits,) = look_up(mine, [whole], max_compared=ALL)
    first, second = look_up(mine, parts, max_compared=ALL)
    moved = {(i, j + 60) for i, j in pairs(second, parts[1])}
    assert pairs(first, parts[0]) | moved == pairs(hits, whole)
    assert len(hits.mine)


def test_where_it_would_cost_too_much_the_commonest_are_left_out() -> None:
    rare, common = drawn(1, 1), drawn(1, 2)
    held = holding(np.concatenate([rare, np.repeat(common, 1_000, axis=0)]))
    asked = np.concatenate([common, rare])
    (hits,) = look_up(asked, [held], max_compared=100)
    assert set(hits.mine.tolist()) == {1}
    (hits,) = look_up(asked, [held], max_compared=ALL)
    assert set(hits.mine.tolist()) == {0, 1}


def test_nothing_is_found_in_nothing_or_by_nothing() -> None:
    assert look_up(drawn(3, 1), [], max_compared=ALL) == []
    for signatures, held in ((drawn(3, 1), holding(drawn(0, 1))), (drawn(0, 1), holding(drawn(3, 1)))):
        (hits,) = look_up(signatures, [held], max_compared=ALL)
        assert len(hits.mine) == len(hits.theirs) == len(hits.apart) == 0
