"""The bytes of a segment: fixed-width, little-endian columns after a small header.

They are read through a memory map: only the pages that a lookup touches are read. They hold no code, and
every position read from them is checked before use: a segment may come with a stranger's case.
"""

from __future__ import annotations

import struct
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media.segment import GROUP_BITS, TABLES, Segment, bucket_bits, unit_kind
from crossbearing.model.evidence import Digest

LAYOUT = 2
_MAGIC = b"XBSG"
_HEADER = struct.Struct("<4sHQIIQI")
_ALIGNED = 16


def packed(segment: Segment) -> bytes:
    """Return the bytes of a segment; equal segments give equal bytes."""
    names = "\n".join(segment.items).encode()
    header = _HEADER.pack(
        _MAGIC,
        LAYOUT,
        len(segment),
        len(segment.clip_of),
        len(segment.items),
        len(segment.hash_unit),
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
    _, layout, n, units, clips, hashes, names = _HEADER.unpack(data[: _HEADER.size].tobytes())
    if layout != LAYOUT:
        raise IndexStale(
            "The index of footage was made by another version of Crossbearing.",
            expected=f"layout {LAYOUT}",
            actual=f"layout {layout}",
        )
    if max(n, hashes) >= 1 << 32:
        raise damaged("its sizes are out of range")
    data = np.asarray(data)  # taking rows of a memory map as such is slower than of a plain array over it
    columns: list[NDArray[Any]] = []
    at = _HEADER.size
    for kind, shape in (("u1", (names,)), *_layout(n, units, hashes)):
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
    taken = iter(columns[1:])
    w0, w1, unit, place = islice(taken, 4)
    orders, groups, after = (tuple(islice(taken, count)) for count in (TABLES - 1, TABLES, TABLES))
    clip_of, start_s, words, hash_unit = taken
    if at != len(data) or len(items) != clips:
        raise damaged("its length does not follow from its counts")
    if (
        clip_of.max(initial=0) >= max(1, clips)
        or hash_unit.max(initial=0) >= max(1, units)
        or not np.isfinite(start_s).all()
    ):
        raise damaged("it points outside")
    return Segment(items, (w0, w1), unit, place, orders, groups, after, clip_of, start_s, words, hash_unit)


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
        segment.unit.astype(unit_kind(len(segment.clip_of))),
        segment.place,
        *(order.astype("<u4") for order in segment.orders),
        *(groups.astype("<u4") for groups in segment.groups),
        *(after.astype("<u2") for after in segment.after),
        segment.clip_of.astype("<u4"),
        segment.start_s.astype("<f4"),
        segment.hashes.astype("<u8"),
        segment.hash_unit.astype("<u4"),
    )


def _layout(n: int, units: int, hashes: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    buckets = 1 << bucket_bits(n)
    return (
        ("<u8", (n,)),
        ("<u8", (n,)),
        (unit_kind(units), (n,)),
        ("u1", (n, 4)),
        *((("<u4", (n,)),) * (TABLES - 1)),
        *((("<u4", ((buckets >> GROUP_BITS) + 1,)),) * TABLES),
        *((("<u2", (buckets + 1,)),) * TABLES),
        ("<u4", (units,)),
        ("<f4", (units,)),
        ("<u8", (4, hashes)),
        ("<u4", (hashes,)),
    )
