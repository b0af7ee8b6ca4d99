"""A segment of an index over footage: the local features of some clips, laid out to be looked up.

Each feature lies in three tables, under a key of 22 bits of its signature (locality-sensitive hashing by
sampled bits, Indyk and Motwani 1998). A key is looked up with every key that differs from it in one bit
(multi-probe, Lv et al. 2007). Of two signatures of one patch that differ in 16 of 128 bits, three tables
bring together about every second; hundreds of features make up for the rest. Nothing is trained.

A table is sorted by key, and says where each bucket of keys begins: keys that start with the same bits,
as many bits as leave about one feature a bucket. What is found does not depend on that.

A segment is built once and never changed; for how it lies on disk see `segment_bytes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.features import POSITION_STEPS, Features
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.hashes import MIN_QUALITY
from crossbearing.media.signature import Signatures
from crossbearing.model.evidence import Digest

UNIT_S = 20.0
"""A clip is divided into units of this length, and each unit is voted for on its own."""
FEATURES_A_S = 70.0
_FEATURES_OF_A_PICTURE = 200
_TABLE_BITS = (
    (7, 92, 38, 57, 91, 19, 39, 111, 96, 4, 119, 21, 26, 109, 123, 61, 90, 115, 42, 77, 112, 31),
    (6, 67, 80, 45, 30, 9, 103, 47, 27, 84, 5, 105, 48, 74, 17, 121, 125, 107, 13, 95, 63, 51),
    (3, 71, 28, 108, 94, 32, 53, 87, 15, 117, 1, 127, 73, 78, 60, 33, 126, 106, 68, 62, 81, 98),
)
"""Bits of a signature (0 to 63 of its first word, 64 on of its second) that make a table's key.

Of every bit so chosen, one after another, that it tells least of those chosen before, by the correlations
in pictures of "dead leaves" (see `signature`): the fuller of equal buckets would cost most.
"""
KEY_BITS, TABLES = len(_TABLE_BITS[0]), len(_TABLE_BITS)
LARGE = 3_000_000
"""Features from which on a segment is not written again: some twelve hours of footage."""
_CHUNK = 1 << 15
GROUP_BITS = 4
_MOST_AFTER = (1 << 16) - 1
_SHORT_UNITS = 1 << 16
_POSITION_PX = 2
"""Positions are kept in steps of 2 pixels of the key frame: enough to tell a map from none."""
_SAME_HASH_BITS = 8


Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Segment:
    """n features of u units of c clips, and h hashes of whole pictures.

    words: two columns of n, in the order of the first table's keys. unit: of each feature.
    place: n × (x, y, level, angle). orders: the rows in the order of each further table's keys.
    groups, after: where each 16th bucket of a table begins, and how much later each bucket does.
    clip_of: of each unit; start_s: when it begins. hashes: 4 columns of h words; hash_unit: of each.
    """

    items: tuple[Digest, ...]
    words: tuple[Words, Words]
    unit: NDArray[np.uint16] | NDArray[np.uint32]
    place: NDArray[np.uint8]
    orders: tuple[NDArray[np.uint32], ...]
    groups: tuple[NDArray[np.uint32], ...]
    after: tuple[NDArray[np.uint16], ...]
    clip_of: NDArray[np.uint32]
    start_s: NDArray[np.float32]
    hashes: NDArray[np.uint64]
    hash_unit: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.unit)

    def buckets(self, keys: NDArray[np.int64], table: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return where the buckets that may hold keys like these n begin, and what they hold.

        Both p × n: a bucket for each bit that may differ. Places in the table, and how many from there.
        """
        bits = bucket_bits(len(self))
        flips = np.concatenate([[0], 1 << np.arange(bits)]).astype(np.int64)
        probes = flips[:, None] ^ (keys >> (KEY_BITS - bits))
        groups, after = self.groups[table], self.after[table]
        first = groups[probes >> GROUP_BITS] + after[probes]
        probes += 1
        end = groups[probes >> GROUP_BITS] + after[probes]
        # A damaged file must not lead outside, nor make a lookup long.
        return first, np.where((end < first) | (end > len(self)), np.uint32(0), end - first)

    def rows(self, at: NDArray[np.int64], table: int) -> NDArray[np.int64]:
        """Return the rows that lie at places in a table."""
        if not table:
            return at
        return np.minimum(self.orders[table - 1][at], max(0, len(self) - 1)).astype(np.int64)


def columns(signatures: Signatures) -> tuple[Words, Words]:
    """Return the two words of n signatures, each on its own."""
    return np.ascontiguousarray(signatures[:, 0]), np.ascontiguousarray(signatures[:, 1])


def keys_of(words: tuple[Words, Words], table: int) -> NDArray[np.int64]:
    """Return the keys of signatures in a table."""
    keys = np.zeros(len(words[0]), np.uint64)
    for start in range(0, len(keys), _CHUNK):
        some = slice(start, start + _CHUNK)
        for bit in _TABLE_BITS[table]:
            keys[some] <<= np.uint64(1)
            keys[some] |= (words[bit // 64][some] >> np.uint64(bit % 64)) & np.uint64(1)
    return keys.astype(np.int64)


def key_bits_apart(differing: tuple[Words, Words], table: int) -> NDArray[np.uint8]:
    """Return in how many bits the keys of pairs differ. differing: the exclusive or of their words."""
    one, other = (
        np.uint64(sum(1 << bit % 64 for bit in _TABLE_BITS[table] if bit // 64 == word)) for word in (0, 1)
    )
    apart: NDArray[np.uint8] = np.bitwise_count(differing[0] & one)
    apart += np.bitwise_count(differing[1] & other)
    return apart


def bucket_bits(features: int) -> int:
    """Return by how many leading bits of the key a table of so many features is divided."""
    return min(KEY_BITS, max(GROUP_BITS, (features * 2 // 3).bit_length()))


def build(clips: Sequence[tuple[Digest, Fingerprint]]) -> Segment:
    """Return a segment of these clips."""
    kept = [_kept_rows(fingerprint) for _, fingerprint in clips]
    slots = [_slots(fingerprint) for _, fingerprint in clips]
    ends = np.cumsum([0, *(len(some) for some in slots)])
    units, signatures, places = (
        [np.zeros(0, np.int64)],
        [np.zeros((0, 2), np.uint64)],
        [np.zeros((0, 4), np.uint8)],
    )
    hashes, hash_units = [np.zeros((0, 4), np.uint64)], [np.zeros(0, np.int64)]
    for (_, fingerprint), rows, some, end in zip(clips, kept, slots, ends[:-1], strict=True):
        features = fingerprint.features.take(rows)
        units.append(end + np.searchsorted(some, fingerprint.feature_times_s()[rows] // UNIT_S))
        signatures.append(features.signatures)
        places.append(_places(features))
        keys = _kept_hashes(fingerprint)
        hashes.append(fingerprint.pdq[keys])
        hash_units.append(end + np.searchsorted(some, _key_times_s(fingerprint)[keys] // UNIT_S))
    return arranged(
        tuple(item for item, _ in clips),
        np.concatenate(signatures),
        np.concatenate(places),
        np.concatenate(units).astype(np.uint32),
        np.repeat(np.arange(len(clips), dtype=np.uint32), np.diff(ends)),
        np.concatenate([*slots, np.zeros(0)]).astype(np.float32) * np.float32(UNIT_S),
        np.ascontiguousarray(np.concatenate(hashes).T),
        np.concatenate(hash_units).astype(np.uint32),
    )


def arranged(
    items: tuple[Digest, ...],
    signatures: Signatures,
    place: NDArray[np.uint8],
    unit: NDArray[np.uint32],
    clip_of: NDArray[np.uint32],
    start_s: NDArray[np.float32],
    hashes: NDArray[np.uint64],
    hash_unit: NDArray[np.uint32],
) -> Segment:
    """Return a segment of features in any order: sorts them by their keys."""
    bits = bucket_bits(len(signatures))
    first = keys_of(columns(signatures), 0)
    rows = np.argsort(first, kind="stable")
    words = columns(signatures[rows])
    keys = [first[rows], *(keys_of(words, table) for table in range(1, TABLES))]
    orders = [np.argsort(some, kind="stable") for some in keys[1:]]
    sorted_keys = [keys[0], *(some[order] for some, order in zip(keys[1:], orders, strict=True))]
    edges = np.arange((1 << bits) + 1) << (KEY_BITS - bits)
    starts = [np.searchsorted(some, edges) for some in sorted_keys]
    groups = [some[:: 1 << GROUP_BITS] for some in starts]
    after = [
        some - np.repeat(group, 1 << GROUP_BITS)[: len(some)]
        for some, group in zip(starts, groups, strict=True)
    ]
    return Segment(
        items=items,
        words=words,
        unit=unit[rows].astype(unit_kind(len(clip_of))),
        place=place[rows],
        orders=tuple(order.astype(np.uint32) for order in orders),
        groups=tuple(some.astype(np.uint32) for some in groups),
        # A bucket with more before it in its group than can be told begins where the last such does.
        after=tuple(np.minimum(some, _MOST_AFTER).astype(np.uint16) for some in after),
        clip_of=clip_of,
        start_s=start_s,
        hashes=hashes,
        hash_unit=hash_unit,
    )


def merged(segments: Sequence[Segment]) -> Segment:
    """Return one segment with what several hold, in their order."""
    clips = np.cumsum([0, *(len(s.items) for s in segments)])
    units = np.cumsum([0, *(len(s.clip_of) for s in segments)])
    return arranged(
        tuple(item for s in segments for item in s.items),
        np.concatenate([np.column_stack(s.words) for s in segments]),
        np.concatenate([s.place for s in segments]),
        np.concatenate(
            [s.unit.astype(np.uint32) + np.uint32(n) for s, n in zip(segments, units[:-1], strict=True)]
        ),
        np.concatenate([s.clip_of + np.uint32(n) for s, n in zip(segments, clips[:-1], strict=True)]),
        np.concatenate([s.start_s for s in segments]),
        np.concatenate([s.hashes for s in segments], axis=1),
        np.concatenate([s.hash_unit + np.uint32(n) for s, n in zip(segments, units[:-1], strict=True)]),
    )


def unit_kind(units: int) -> str:
    """Return the kind of number that tells so many units apart."""
    return "<u2" if units <= _SHORT_UNITS else "<u4"


def _kept_rows(fingerprint: Fingerprint) -> NDArray[np.intp]:
    """Return the features to be looked up: of a unit with very many, some, evenly."""
    slot = (fingerprint.feature_times_s() // UNIT_S).astype(np.int64)
    end_s = float(fingerprint.end_ticks * fingerprint.time_base)
    kept = [np.zeros(0, np.intp)]
    for rows in np.split(np.arange(len(slot)), np.flatnonzero(np.diff(slot)) + 1):
        if len(rows):
            length_s = min(UNIT_S, end_s - UNIT_S * float(slot[rows[0]]))
            most = max(_FEATURES_OF_A_PICTURE, round(FEATURES_A_S * length_s))
            kept.append(thinned(rows, most))
    return np.concatenate(kept)


def thinned(rows: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """Return some rows, spread evenly: all of them, or as many as are allowed."""
    return rows if len(rows) <= most else rows[np.arange(most) * len(rows) // most]


def _key_times_s(fingerprint: Fingerprint) -> NDArray[np.float64]:
    return fingerprint.times_s()[fingerprint.keys]


def _slots(fingerprint: Fingerprint) -> NDArray[np.float64]:
    """Return which units of a clip have key frames, counted from its beginning."""
    return np.unique(_key_times_s(fingerprint) // UNIT_S)


def _places(features: Features) -> NDArray[np.uint8]:
    steps = POSITION_STEPS * _POSITION_PX
    x, y = (np.minimum(column // steps, 255).astype(np.uint8) for column in (features.x, features.y))
    return np.column_stack([x, y, features.level, features.angle])


def placed(place: NDArray[np.uint8]) -> Features:
    """Return features as they are kept in a segment, without their signatures."""
    steps = POSITION_STEPS * _POSITION_PX
    x, y = ((place[:, column].astype(np.uint16) * steps + steps // 2).astype(np.uint16) for column in (0, 1))
    return Features(x, y, place[:, 2], place[:, 3], np.zeros((len(place), 2), np.uint64))


def _kept_hashes(fingerprint: Fingerprint) -> list[int]:
    """Return the key frames with enough in them, unless the one kept before is almost the same."""
    kept: list[int] = []
    for key in np.flatnonzero(fingerprint.quality >= MIN_QUALITY).tolist():
        if not kept or _apart(fingerprint.pdq[key], fingerprint.pdq[kept[-1]]) > _SAME_HASH_BITS:
            kept.append(key)
    return kept


def _apart(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    return int(np.bitwise_count(one ^ other).sum())
