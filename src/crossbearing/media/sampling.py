"""From frames that stream by to a fingerprint: which are kept, and what is taken from them.

Only what goes into the fingerprint stays in memory: an hour of footage takes 20 to 50 MB however large
its frames are, and what is kept of one clip has a bound.
"""

from __future__ import annotations

import io
import math
from fractions import Fraction
from typing import Any

import cv2
import numpy as np
import pdqhash
from numpy.typing import NDArray

from crossbearing.media.columns import Column
from crossbearing.media.decode import Frame, Grey, fitted
from crossbearing.media.features import Features, describe, unseen
from crossbearing.media.fingerprint import pack_header
from crossbearing.settings import MediaSettings

THUMBNAIL_SIDE = 32
_TICK_BYTES, _FEATURE_BYTES = 8, 22
_MOST_BYTES = 192 * 1024**2
"""So much is kept of a clip at most, hours of it: the rest is watched, but cannot be compared."""
_KEY_INTERVAL_S, _CHANGE_INTERVAL_S = 1, Fraction(2, 5)
_CHANGED = 0.6
"""Correlation of thumbnails below which a scene has changed so much that a key frame is due."""
_MIN_CONTRAST = 2.0


class Sampler:
    """Takes frames in order; `packed` gives what was kept of them."""

    def __init__(self, time_base: Fraction, settings: MediaSettings) -> None:
        self._time_base = time_base
        self._settings = settings
        self._interval = max(
            1, round(Fraction(settings.samples_per_s).limit_denominator(1000) ** -1 / time_base)
        )
        self._key_interval = max(1, round(_KEY_INTERVAL_S / time_base))
        self._due = 0
        self._change_interval = max(1, round(_CHANGE_INTERVAL_S / time_base))
        self._key_due = 0
        self._change_due = 0
        self._size: tuple[int, int] | None = None
        self._thumbnail_size = (0, 0)
        self._last = 0
        self._key_thumbnail: Grey | None = None
        self._before: Features | None = None
        self._features_kept = 0
        self._ticks, self._thumbnails = Column(), Column()
        self._keys, self._starts, self._pdq, self._quality = Column(), Column(), Column(), Column()
        self._starts.add(np.array([0], "<u4").tobytes())
        self._features = tuple(Column() for _ in range(5))

    def push(self, frame: Frame) -> Grey | None:
        """Take the next frame; keep it if a sample is due. Return it as a key frame, if it is one."""
        if frame.ticks < self._due:
            return None
        # The grid stays put, so that one late frame does not make all the others late.
        self._due = (frame.ticks // self._interval + 1) * self._interval
        if self._size is None:
            # Every frame is given the size of the first: some streams change theirs on the way.
            self._size = fitted(frame.upright_size, self._settings.feature_side_px)
            self._thumbnail_size = _thumbnail_size(self._size)
        thumbnail = frame.grey_at(self._thumbnail_size)
        changed = self._key_thumbnail is None or (
            frame.ticks >= self._change_due and correlation(self._key_thumbnail, thumbnail) < _CHANGED
        )
        if not self.is_full:
            self._last = frame.ticks
            self._ticks.add(np.array([frame.ticks], "<i8").tobytes())
            self._thumbnails.add(thumbnail.tobytes())
        if not changed and frame.ticks < self._key_due:
            return None
        self._key_due = (frame.ticks // self._key_interval + 1) * self._key_interval
        self._change_due = frame.ticks + self._change_interval
        self._key_thumbnail = thumbnail
        grey = frame.grey_at(self._size)
        if not self.is_full:
            self._keep_key(grey)
        return grey

    def packed(self, end_ticks: int, *, still: bool) -> bytes:
        """Return the fingerprint's bytes, and forget what was kept. end_ticks: when the last frame ends.

        Raises ValueError: no frame was pushed.
        """
        if self._size is None:
            msg = "there is no frame to take a fingerprint of"
            raise ValueError(msg)
        header = pack_header(
            still=still,
            time_base=self._time_base,
            end_ticks=self._last + self._interval if self.is_full else max(end_ticks, self._last),
            samples=len(self._ticks) // _TICK_BYTES,
            thumbnail_size=self._thumbnail_size,
            size_px=self._size,
            keys=len(self._quality),
            features=self._features_kept,
        )
        out = io.BytesIO(header)
        out.seek(0, io.SEEK_END)
        columns = (self._ticks, self._keys, self._starts, self._pdq, self._quality, *self._features)
        for column in (*columns, self._thumbnails):
            for part in column.drained():
                out.write(part)
        return out.getvalue()

    @property
    def is_full(self) -> bool:
        """Tell whether so much was kept that no more will be."""
        return len(self._thumbnails) + self._features_kept * _FEATURE_BYTES >= _MOST_BYTES

    @property
    def last_s(self) -> Fraction:
        """Return when the last frame that was kept is shown."""
        return self._last * self._time_base

    def _keep_key(self, grey: Grey) -> None:
        features = describe(grey, self._settings.features_per_frame)
        bits, quality = pdqhash.compute(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB))
        fresh = features.take(unseen(features, self._before))
        self._before = features
        self._features_kept += len(fresh)
        self._keys.add(np.array([len(self._ticks) // _TICK_BYTES - 1], "<u4").tobytes())
        self._starts.add(np.array([self._features_kept], "<u4").tobytes())
        self._pdq.add(np.packbits(np.asarray(bits, np.uint8)).tobytes())
        self._quality.add(bytes([int(quality)]))
        parts: tuple[NDArray[Any], ...] = (fresh.x, fresh.y, fresh.level, fresh.angle, fresh.signatures)
        for column, part in zip(self._features, parts, strict=True):
            column.add(part.tobytes())


def _thumbnail_size(size: tuple[int, int]) -> tuple[int, int]:
    width, height = size
    scale = min(1.0, THUMBNAIL_SIDE / max(width, height))
    return max(4, round(width * scale)), max(4, round(height * scale))


def correlation(one: Grey, other: Grey) -> float:
    """Return the normalised correlation of two pictures of one size, −1 to 1; 1 if both are blank."""
    # Sums of whole numbers are exact in any order.
    a, b = one.ravel().astype(np.float64), other.ravel().astype(np.float64)
    mean_a, mean_b = float(a.sum()) / a.size, float(b.sum()) / b.size
    spread_a = math.sqrt(max(0.0, float(a @ a) / a.size - mean_a**2))
    spread_b = math.sqrt(max(0.0, float(b @ b) / b.size - mean_b**2))
    if max(spread_a, spread_b) < _MIN_CONTRAST:
        return 1.0
    shared = float(a @ b) / a.size - mean_a * mean_b
    return shared / (max(spread_a, _MIN_CONTRAST) * max(spread_b, _MIN_CONTRAST))
