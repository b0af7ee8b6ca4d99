"""Features of an index that look like those of a query: by keys first, then by whole signatures.

A pair is found where the keys of the two are alike in some table (see `segment`) and few enough bits of
their signatures differ: how clips were shared out among segments has no say in it. What a lookup may
cost is bounded: features in buckets so full that the bound would be passed are left out, the fullest
first. What looks like very many others tells least of where (stop words, Sivic and Zisserman 2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.pairs import MAX_SIGNATURE_BITS
from crossbearing.media.segment import TABLES, Segment, Words, columns, key_bits_apart, keys_of
from crossbearing.media.signature import Signatures

_MAX_WORD_BITS = 26
_MAX_KEY_BITS_APART = 1

_Buckets = list[tuple[NDArray[np.uint32], NDArray[np.uint32]]]


@dataclass(frozen=True, slots=True)
class Hits:
    """Alike features of a query and of a segment, each pair once, in the order of the segment's rows.

    mine: rows of the query. theirs: rows of the segment. apart: bits in which their signatures differ.
    """

    mine: NDArray[np.int64]
    theirs: NDArray[np.int64]
    apart: NDArray[np.uint8]


def look_up(signatures: Signatures, segments: Sequence[Segment], *, max_compared: int) -> list[Hits]:
    """Return what is alike in each segment. max_compared: pairs of signatures compared, at most."""
    words = columns(signatures)
    keys = [keys_of(words, table) for table in range(TABLES)]
    buckets = [[segment.buckets(keys[table], table) for table in range(TABLES)] for segment in segments]
    cost = np.zeros(len(signatures), np.int64)
    for _, count in (table for tables in buckets for table in tables):
        cost += count.sum(0, dtype=np.int64)
    rarest = np.argsort(cost, kind="stable")
    asked = np.zeros(len(signatures), np.bool_)
    asked[rarest[np.cumsum(cost[rarest]) <= max_compared]] = True
    return [_near(words, segment, tables, asked) for segment, tables in zip(segments, buckets, strict=True)]


def _near(words: tuple[Words, Words], segment: Segment, tables: _Buckets, asked: NDArray[np.bool_]) -> Hits:
    mine, theirs = _sharing_buckets(segment, tables, asked)
    first_word = words[0][mine] ^ segment.words[0][theirs]
    apart = np.bitwise_count(first_word)
    # Most pairs are told apart by half of their bits.
    close = np.flatnonzero(apart <= _MAX_WORD_BITS)
    mine, theirs, first_word = mine[close], theirs[close], first_word[close]
    second_word = words[1][mine] ^ segment.words[1][theirs]
    apart = apart[close] + np.bitwise_count(second_word)
    near = np.flatnonzero(apart <= MAX_SIGNATURE_BITS)
    differing = first_word[near], second_word[near]
    keys_apart = [key_bits_apart(differing, table) for table in range(TABLES)]
    near = near[np.min(keys_apart, axis=0) <= _MAX_KEY_BITS_APART]
    return Hits(mine[near], theirs[near], apart[near])


def _sharing_buckets(
    segment: Segment, tables: _Buckets, asked: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return rows of the query's features and of those in their buckets, in the order of the latter.

    In that order the segment's columns are read from one end to the other, which takes a fraction of
    the time that reading here and there takes.
    """
    bits = len(asked).bit_length()
    found = []
    for table, (first, count) in enumerate(tables):
        mine, at = _places(first, np.where(asked, count, np.uint32(0)))
        found.append(segment.rows(at, table) << bits | mine)
    both = np.concatenate(found)
    both.sort()
    several = np.zeros(len(both), np.bool_)
    np.equal(both[1:], both[:-1], out=several[1:])
    both = both[~several]
    return both & ((1 << bits) - 1), both >> bits


def _places(
    first: NDArray[np.uint32], count: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the column that each bucket belongs to and the places in it, once for each place."""
    filled = np.flatnonzero(count)
    held = count.ravel()[filled].astype(np.int64)
    before = np.cumsum(held) - held
    at = np.repeat(first.ravel()[filled] - before, held)
    at += np.arange(len(at))
    return np.repeat(filled % count.shape[1], held), at
