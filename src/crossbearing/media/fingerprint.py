"""What is kept of a clip's pictures so that it can be compared: thumbnails, local features, PDQ.

Thumbnails  `settings.samples_per_s` a second: brightness, up to 32 pixels on the longer side.
Features    on key frames, about one a second and after every change of scene: see `features`. Those
            that were already there in the key frame before are left out.
PDQ         256-bit hash and quality (0 to 100) of every key frame (Facebook's PDQ; whole pictures).

`pack` and `unpack` turn it into bytes and back. The bytes start with a magic word and the number of
the layout; then fixed-width arrays, little-endian, whose lengths follow from the counts in the
header. They hold no code and are checked in full: bytes from a stranger's case may be malicious.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media.features import LEVELS, Features

LAYOUT = 2
PDQ_WORDS = 4
_MAGIC = b"XBFP"
_HEADER = struct.Struct("<4sHHIIQIHHHHIIB")
_MAX_SIDE = 1024
_MAX_TICKS = 1 << 53


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The comparable part of footage.

    time_base: seconds a tick. end_ticks: when the last frame stops being shown.
    ticks: N times, rising. thumbnails: N × height × width. keys: K positions in `ticks`, rising.
    size_px: width and height of the key frames in which features were found.
    starts: K + 1 rows of `features`; those of key frame k are starts[k] to starts[k + 1].
    pdq: K × 4 words. quality: K. still: a single picture, not a clip.
    """

    time_base: Fraction
    end_ticks: int
    ticks: NDArray[np.int64]
    thumbnails: NDArray[np.uint8]
    keys: NDArray[np.int64]
    size_px: tuple[int, int]
    starts: NDArray[np.int64]
    features: Features
    pdq: NDArray[np.uint64]
    quality: NDArray[np.uint8]
    still: bool

    def times_s(self) -> NDArray[np.float64]:
        """Return when each thumbnail is shown, in seconds; exact times are ticks × time_base."""
        return self.ticks.astype(np.float64) * float(self.time_base)

    def feature_times_s(self) -> NDArray[np.float64]:
        """Return when the key frame of each feature is shown, in seconds."""
        return np.repeat(self.times_s()[self.keys], np.diff(self.starts))


def pack(fingerprint: Fingerprint) -> bytes:
    """Return the bytes of a fingerprint; equal fingerprints give equal bytes."""
    f = fingerprint
    height, width = f.thumbnails.shape[1:]
    header = pack_header(
        still=f.still,
        time_base=f.time_base,
        end_ticks=f.end_ticks,
        samples=len(f.ticks),
        thumbnail_size=(width, height),
        size_px=f.size_px,
        keys=len(f.keys),
        features=len(f.features),
    )
    arrays = (
        np.asarray(f.ticks, "<i8"),
        np.asarray(f.keys, "<u4"),
        np.asarray(f.starts, "<u4"),
        np.asarray(f.pdq, "<u8"),
        f.quality,
        np.asarray(f.features.x, "<u2"),
        np.asarray(f.features.y, "<u2"),
        f.features.level,
        f.features.angle,
        np.asarray(f.features.signatures, "<u8"),
        f.thumbnails,
    )
    return b"".join((header, *(np.ascontiguousarray(array).tobytes() for array in arrays)))


def pack_header(
    *,
    still: bool,
    time_base: Fraction,
    end_ticks: int,
    samples: int,
    thumbnail_size: tuple[int, int],
    size_px: tuple[int, int],
    keys: int,
    features: int,
) -> bytes:
    """Return how the bytes of a fingerprint begin; its arrays follow in the order of `_layout`."""
    return _HEADER.pack(
        _MAGIC,
        LAYOUT,
        int(still),
        time_base.numerator,
        time_base.denominator,
        end_ticks,
        samples,
        *thumbnail_size,
        *size_px,
        keys,
        features,
        0,
    )


def unpack(data: bytes) -> Fingerprint:
    """Return the fingerprint that bytes hold.

    Raises IndexStale: made by another version. Raises MediaError: not a fingerprint, or damaged.
    """
    if data[:4] != _MAGIC or len(data) < _HEADER.size:
        raise _damaged("they do not start like one")
    fields = _HEADER.unpack_from(data)
    _, layout, still, up, down, end, count, width, height, wide, high, keys, n, _ = fields
    if layout != LAYOUT:
        raise IndexStale(
            "The fingerprint was made by another version of Crossbearing.",
            expected=f"layout {LAYOUT}",
            actual=f"layout {layout}",
        )
    shape = {"side": min(width, height, wide, high), "counts": min(up, down, count, keys)}
    if min(shape.values()) < 1 or max(width, height, wide, high) > _MAX_SIDE or end > _MAX_TICKS:
        raise _damaged("sizes are out of range")
    layout_of = _layout(count, width, height, keys, n)
    if len(data) != _HEADER.size + sum(np.dtype(kind).itemsize * _volume(size) for kind, size in layout_of):
        raise _damaged("their length does not follow from their counts")
    arrays = []
    offset = _HEADER.size
    for kind, size in layout_of:
        array = np.frombuffer(data, kind, _volume(size), offset).reshape(size)
        offset += array.nbytes
        arrays.append(array)
    ticks, key_rows, starts, pdq, quality, x, y, level, angle, signatures, thumbnails = arrays
    _check(ticks, key_rows, starts, end=end, features=n)
    if n and int(level.max()) >= LEVELS:
        raise _damaged("a level lies outside the pyramid")
    return Fingerprint(
        time_base=Fraction(up, down),
        end_ticks=end,
        ticks=ticks.astype(np.int64),
        thumbnails=thumbnails,
        keys=key_rows.astype(np.int64),
        size_px=(wide, high),
        starts=starts.astype(np.int64),
        features=Features(x, y, level, angle, signatures.astype(np.uint64)),
        pdq=pdq.astype(np.uint64),
        quality=quality,
        still=bool(still),
    )


def _layout(
    count: int, width: int, height: int, keys: int, features: int
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return (
        ("<i8", (count,)),
        ("<u4", (keys,)),
        ("<u4", (keys + 1,)),
        ("<u8", (keys, PDQ_WORDS)),
        ("u1", (keys,)),
        ("<u2", (features,)),
        ("<u2", (features,)),
        ("u1", (features,)),
        ("u1", (features,)),
        ("<u8", (features, 2)),
        ("u1", (count, height, width)),
    )


def _volume(size: tuple[int, ...]) -> int:
    volume = 1
    for side in size:
        volume *= side
    return volume


def _check(
    ticks: NDArray[np.int64],
    keys: NDArray[np.uint32],
    starts: NDArray[np.uint32],
    *,
    end: int,
    features: int,
) -> None:
    """Refuse times and positions that do not rise, or that point outside."""
    # Compared pairwise: a difference of hostile numbers could run over.
    if ticks[0] < 0 or ticks[-1] > end or not (ticks[1:] > ticks[:-1]).all():
        raise _damaged("their times do not rise")
    if keys[-1] >= len(ticks) or not (keys[1:] > keys[:-1]).all():
        raise _damaged("their key frames do not rise")
    if starts[0] != 0 or starts[-1] != features or not (starts[1:] >= starts[:-1]).all():
        raise _damaged("their features do not add up")


def _damaged(reason: str) -> MediaError:
    return MediaError(
        f"These bytes are not a sound fingerprint: {reason}.",
        expected="a fingerprint of footage",
        actual=reason,
        next_step="Run `crossbearing verify` on the case, then `crossbearing examine` to watch it again.",
    )
