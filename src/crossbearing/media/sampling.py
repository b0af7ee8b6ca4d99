"""From frames that stream by to a fingerprint: which are kept, and what is taken from them.

Only what goes into the fingerprint stays in memory, about 6 kB a second: an hour of footage takes
some 20 MB however large its frames are.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import cv2
import numpy as np
import pdqhash
from numpy.typing import NDArray

from crossbearing.media.decode import Frame, Grey, fitted
from crossbearing.media.features import Features, describe, unseen
from crossbearing.media.fingerprint import PDQ_WORDS, Fingerprint
from crossbearing.settings import MediaSettings

THUMBNAIL_SIDE = 32
_KEY_INTERVAL_S, _CHANGE_INTERVAL_S = 1, Fraction(2, 5)
_CHANGED = 0.6
"""Correlation of thumbnails below which a scene has changed so much that a key frame is due."""
_MIN_CONTRAST = 2.0


class Sampler:
    """Takes frames in order; `fingerprint` gives what was kept of them."""

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
        self._ticks: list[int] = []
        self._thumbnails = bytearray()
        self._key_thumbnail: Grey | None = None
        self._keys: list[int] = []
        self._features = _Kept()
        self._pdq: list[NDArray[np.uint64]] = []
        self._quality: list[int] = []
        self._before: Features | None = None

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
        changed = not self._keys or (
            frame.ticks >= self._change_due
            and self._key_thumbnail is not None
            and correlation(self._key_thumbnail, thumbnail) < _CHANGED
        )
        self._ticks.append(frame.ticks)
        self._thumbnails += thumbnail.tobytes()
        if not changed and frame.ticks < self._key_due:
            return None
        self._key_due = (frame.ticks // self._key_interval + 1) * self._key_interval
        self._change_due = frame.ticks + self._change_interval
        self._key_thumbnail = thumbnail
        grey = frame.grey_at(self._size)
        self._keep_key(grey)
        return grey

    def fingerprint(self, end_ticks: int, *, still: bool) -> Fingerprint:
        """Return what was kept. end_ticks: when the last frame stops being shown."""
        width, height = self._size or (8, 8)
        wide, high = self._thumbnail_size
        return Fingerprint(
            time_base=self._time_base,
            end_ticks=max(end_ticks, self._ticks[-1]),
            ticks=np.array(self._ticks, np.int64),
            thumbnails=np.frombuffer(self._thumbnails, np.uint8).reshape(-1, high, wide),
            keys=np.array(self._keys, np.int64),
            size_px=(width, height),
            starts=np.array(self._features.starts, np.int64),
            features=self._features.joined(),
            pdq=np.array(self._pdq, np.uint64).reshape(-1, PDQ_WORDS),
            quality=np.array(self._quality, np.uint8),
            still=still,
        )

    def _keep_key(self, grey: Grey) -> None:
        features = describe(grey, self._settings.features_per_frame)
        bits, quality = pdqhash.compute(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB))
        self._keys.append(len(self._ticks) - 1)
        self._features.add(features.take(unseen(features, self._before)))
        self._pdq.append(np.packbits(np.asarray(bits, np.uint8)).view(np.uint64))
        self._quality.append(int(quality))
        self._before = features


class _Kept:
    """The features of all key frames, one after another, each column in one piece of memory.

    Of hours of footage, an array for every key frame and then one of all would take the room twice.
    """

    def __init__(self) -> None:
        self.starts = [0]
        self._columns = [bytearray() for _ in range(5)]

    def add(self, features: Features) -> None:
        """Take the features of the next key frame."""
        self.starts.append(self.starts[-1] + len(features))
        f = features
        parts: tuple[NDArray[Any], ...] = (f.x, f.y, f.level, f.angle, f.signatures)
        for column, part in zip(self._columns, parts, strict=True):
            column.extend(part.tobytes())

    def joined(self) -> Features:
        """Return them, in the memory that holds them."""
        x, y, level, angle, signatures = self._columns
        return Features(
            x=np.frombuffer(x, np.uint16),
            y=np.frombuffer(y, np.uint16),
            level=np.frombuffer(level, np.uint8),
            angle=np.frombuffer(angle, np.uint8),
            signatures=np.frombuffer(signatures, np.uint64).reshape(-1, 2),
        )


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
