"""A segment of an index over footage: the local features of some clips, laid out to be looked up.

Each feature lies in two tables, under a key made of some bits of its signature. A lookup reads the key
itself and every key that differs from it in one bit. Of two signatures of one patch that differ in 16 of
128 bits, two tables with keys of 14 bits bring together about three of four; hundreds of features make
up for the rest. Nothing is trained.

A segment is built once and never changed. It is one file of fixed-width, little-endian columns after a
small header, read through a memory map: only the pages that a lookup touches are read. It holds no code,
and every position read from it is checked before use: a segment may come with a stranger's case.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media.features import POSITION_STEPS, Features
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.hashes import MIN_QUALITY
from crossbearing.media.signature import BITS, Signatures
from crossbearing.model.evidence import Digest

LAYOUT = 1
UNIT_S = 20.0
"""A clip is divided into units of this length, and each unit is voted for on its own."""
FEATURES_PER_UNIT = 2_000
_MAGIC = b"XBSG"
_HEADER = struct.Struct("<4sHHQIIQI")
_ALIGNED = 16
_SMALL_KEY_BITS, _LARGE_KEY_BITS = 14, 20
_MAX_KEY_BITS = 20
LARGE = 1_500_000
"""Features from which on a segment has longer keys: some three to five hours of footage."""
_MAX_BUCKET = 400
_TABLES = 2
_POSITION_PX = 2
"""Positions are kept in steps of 2 pixels of the key frame: enough to tell a map from none."""
_CHUNK = 1 << 16
_SAME_HASH_BITS = 8


@dataclass(frozen=True, slots=True)
class Hits:
    """Features of a query and of a segment whose signatures share a key, but for a bit.

    mine: rows of the query. theirs: rows of the segment.
    """

    mine: NDArray[np.int64]
    theirs: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Segment:
    """n features of u units of c clips, and h hashes of whole pictures.

    words: two columns of n. unit: of each feature. place: n × (x, y, level, angle). order: rows by the
    second table's key; the rows themselves lie by the first's. starts: where each key begins, a table.
    clip_of: of each unit; start_s: when it begins. hashes: h × 4 words; hash_unit: of each.
    """

    items: tuple[Digest, ...]
    key_bits: int
    words: tuple[NDArray[np.uint64], NDArray[np.uint64]]
    unit: NDArray[np.uint32]
    place: NDArray[np.uint8]
    order: NDArray[np.uint32]
    starts: tuple[NDArray[np.uint32], NDArray[np.uint32]]
    clip_of: NDArray[np.uint32]
    start_s: NDArray[np.float32]
    hashes: NDArray[np.uint64]
    hash_unit: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.unit)

    def look_up(self, signatures: Signatures) -> Hits:
        """Return the rows that share a key with one of some signatures, each pair once or twice."""
        flips = np.concatenate([[0], 1 << np.arange(self.key_bits)]).astype(np.int64)
        mine, theirs = [], []
        for table in range(_TABLES):
            probes = keys_of(signatures, self.key_bits, table)[:, None] ^ flips
            first = self.starts[table][probes].astype(np.int64)
            count = self.starts[table][probes + 1].astype(np.int64) - first
            if self.key_bits > _SMALL_KEY_BITS:
                # What looks like very many others tells nothing.
                count[count > _MAX_BUCKET] = 0
            # A damaged file must not make a lookup long.
            count[(count < 0) | (count > len(self))] = 0
            rows, (first, count) = (
                np.repeat(np.arange(len(signatures)), count.sum(1)),
                (first.ravel(), count.ravel()),
            )
            within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
            at = np.minimum(np.repeat(first, count) + within, max(0, len(self) - 1))
            mine.append(rows)
            theirs.append(self.order[at].astype(np.int64) if table else at)
        return Hits(np.concatenate(mine), np.concatenate(theirs).clip(0, max(0, len(self) - 1)))


def keys_of(signatures: Signatures, bits: int, table: int) -> NDArray[np.int64]:
    """Return the keys of signatures in a table: some bits of theirs, no bit in both tables."""
    chosen = _chosen_bits(table)[:bits]
    weights = (1 << np.arange(bits)).astype(np.int64)
    keys = np.empty(len(signatures), np.int64)
    for start in range(0, len(signatures), _CHUNK):
        some = np.ascontiguousarray(signatures[start : start + _CHUNK])
        keys[start : start + _CHUNK] = np.unpackbits(some.view(np.uint8), axis=1)[:, chosen] @ weights
    return keys


@cache
def _chosen_bits(table: int) -> NDArray[np.intp]:
    # A step that shares no divisor with the number of bits spreads them over both words.
    spread = (37 * np.arange(BITS)) % BITS
    return spread[table * _MAX_KEY_BITS : (table + 1) * _MAX_KEY_BITS].astype(np.intp)


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
        np.concatenate(hashes),
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
    # Small segments all have keys of one length, so that how clips were shared out leaves no trace.
    bits = _LARGE_KEY_BITS if len(signatures) >= LARGE else _SMALL_KEY_BITS
    first = keys_of(signatures, bits, 0)
    rows = np.argsort(first, kind="stable")
    signatures = signatures[rows]
    second = keys_of(signatures, bits, 1)
    order = np.argsort(second, kind="stable")
    edges = np.arange((1 << bits) + 1)
    return Segment(
        items=items,
        key_bits=bits,
        words=(np.ascontiguousarray(signatures[:, 0]), np.ascontiguousarray(signatures[:, 1])),
        unit=unit[rows],
        place=place[rows],
        order=order.astype(np.uint32),
        starts=(
            np.searchsorted(first[rows], edges).astype(np.uint32),
            np.searchsorted(second[order], edges).astype(np.uint32),
        ),
        clip_of=clip_of,
        start_s=start_s,
        hashes=hashes,
        hash_unit=hash_unit,
    )


def joined(segments: Sequence[Segment]) -> Segment:
    """Return one segment with what several hold, in their order."""
    clips = np.cumsum([0, *(len(s.items) for s in segments)])
    units = np.cumsum([0, *(len(s.clip_of) for s in segments)])
    return arranged(
        tuple(item for s in segments for item in s.items),
        np.concatenate([np.column_stack(s.words) for s in segments]),
        np.concatenate([s.place for s in segments]),
        np.concatenate([s.unit + np.uint32(n) for s, n in zip(segments, units[:-1], strict=True)]),
        np.concatenate([s.clip_of + np.uint32(n) for s, n in zip(segments, clips[:-1], strict=True)]),
        np.concatenate([s.start_s for s in segments]),
        np.concatenate([s.hashes for s in segments]),
        np.concatenate([s.hash_unit + np.uint32(n) for s, n in zip(segments, units[:-1], strict=True)]),
    )


def packed(segment: Segment) -> bytes:
    """Return the bytes of a segment; equal segments give equal bytes."""
    names = "\n".join(segment.items).encode()
    header = _HEADER.pack(
        _MAGIC,
        LAYOUT,
        segment.key_bits,
        len(segment),
        len(segment.clip_of),
        len(segment.items),
        len(segment.hashes),
        len(names),
    )
    columns = [np.frombuffer(names, np.uint8), *_columns(segment)]
    parts = [header]
    at = len(header)
    for column in columns:
        data = np.ascontiguousarray(column).tobytes()
        gap = -at % _ALIGNED
        parts += [bytes(gap), data]
        at += gap + len(data)
    return b"".join(parts)


def opened(data: NDArray[np.uint8]) -> Segment:
    """Return the segment that bytes hold, without reading more than the header and the small columns.

    data: as they lie on disk, usually a memory map. Raises IndexStale: made by another version.
    Raises MediaError: not a segment, or damaged.
    """
    if len(data) < _HEADER.size or data[:4].tobytes() != _MAGIC:
        raise damaged("it does not start like one")
    _, layout, bits, n, units, clips, hashes, names = _HEADER.unpack(data[: _HEADER.size].tobytes())
    if layout != LAYOUT:
        raise IndexStale(
            "The index of footage was made by another version of Crossbearing.",
            expected=f"layout {LAYOUT}",
            actual=f"layout {layout}",
        )
    if bits not in {_SMALL_KEY_BITS, _LARGE_KEY_BITS} or max(n, hashes) >= 1 << 32:
        raise damaged("its sizes are out of range")
    columns: list[NDArray[Any]] = []
    at = _HEADER.size
    for kind, shape in (("u1", (names,)), *_layout(n, units, hashes, 1 << bits)):
        at += -at % _ALIGNED
        size = int(np.dtype(kind).itemsize * np.prod(shape, dtype=object))
        if at + size > len(data):
            raise damaged("it ends too early")
        columns.append(data[at : at + size].view(kind).reshape(shape))
        at += size
    items = (
        tuple(Digest(name) for name in columns[0].tobytes().decode(errors="replace").split("\n"))
        if clips
        else ()
    )
    w0, w1, unit, place, order, a, b, clip_of, start_s, words, hash_unit = columns[1:]
    if at != len(data) or len(items) != clips:
        raise damaged("its length does not follow from its counts")
    if (
        clip_of.max(initial=0) >= max(1, clips)
        or hash_unit.max(initial=0) >= max(1, units)
        or not np.isfinite(start_s).all()
    ):
        raise damaged("it points outside")
    return Segment(items, bits, (w0, w1), unit, place, order, (a, b), clip_of, start_s, words, hash_unit)


def damaged(reason: str) -> MediaError:
    """Return the error for an index that cannot be read."""
    return MediaError(
        f"A part of the index of footage is damaged: {reason}.",
        expected="a segment of an index",
        actual=reason,
        next_step="Remove the index's folder: it is built again from the records alone.",
    )


def _columns(segment: Segment) -> tuple[NDArray[Any], ...]:
    return (
        segment.words[0].astype("<u8"),
        segment.words[1].astype("<u8"),
        segment.unit.astype("<u4"),
        segment.place,
        segment.order.astype("<u4"),
        segment.starts[0].astype("<u4"),
        segment.starts[1].astype("<u4"),
        segment.clip_of.astype("<u4"),
        segment.start_s.astype("<f4"),
        segment.hashes.astype("<u8"),
        segment.hash_unit.astype("<u4"),
    )


def _layout(n: int, units: int, hashes: int, keys: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return (
        ("<u8", (n,)),
        ("<u8", (n,)),
        ("<u4", (n,)),
        ("u1", (n, 4)),
        ("<u4", (n,)),
        ("<u4", (keys + 1,)),
        ("<u4", (keys + 1,)),
        ("<u4", (units,)),
        ("<f4", (units,)),
        ("<u8", (hashes, 4)),
        ("<u4", (hashes,)),
    )


def _kept_rows(fingerprint: Fingerprint) -> NDArray[np.intp]:
    """Return the features to be looked up: of a unit with very many, some, evenly."""
    slot = (fingerprint.feature_times_s() // UNIT_S).astype(np.int64)
    rows = np.arange(len(slot))
    edges = np.flatnonzero(np.diff(slot)) + 1
    return np.concatenate(
        [part[:: -(-len(part) // FEATURES_PER_UNIT)] for part in np.split(rows, edges) if len(part)]
        or [np.zeros(0, np.intp)]
    )


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
