"""Which frames are worth reading for on-screen text, and in which the same words still stand.

A caption is a dense row of hard edges that stands still. On each key frame (about one a second) such
rows are found on a small picture. A frame is kept for reading when rows stand there that did not when
the last was kept, or when a shot has had none for a while. So reading costs little where nothing
changes, and the cost of a clip has a bound however long it is: beyond `settings.max_text_frames`, or so
many bytes, every second one is dropped and the next are kept half as often.

The rows of every key frame stay in memory, packed (about 1 kB), so that the time for which words stand
on the screen is known to a second although they are read once.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.decode import Colour, Frame, Grey
from crossbearing.media.jpeg import from_jpeg, to_jpeg
from crossbearing.model.anchor import Region
from crossbearing.settings import MediaSettings

READ_SIDE_PX = 1280
_JPEG_QUALITY = 92
_MOST_BYTES = 48 * 1024**2
_EDGE = 60
_ROW = (25, 5)
_DENSE = 0.3
_MIN_EDGE_PIXELS = 60
_FRESH_SHARE = 0.3
_MIN_INTERVAL_S, _SHOT_INTERVAL_S = 2, 12
_STILL_THERE = 0.6
_NEAR = np.ones((3, 3), np.uint8)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TextFrame:
    """A frame kept for reading, as JPEG."""

    ticks: int
    jpeg: bytes

    def picture(self) -> Colour:
        """Return the frame in colour."""
        return from_jpeg(self.jpeg)


class TextFrames:
    """Takes key frames in order; keeps those worth reading."""

    def __init__(self, time_base: Fraction, settings: MediaSettings) -> None:
        self._interval = max(1, round(_MIN_INTERVAL_S / time_base))
        self._shot_interval = max(1, round(_SHOT_INTERVAL_S / time_base))
        self._limit = settings.max_text_frames
        self._before: Mask | None = None
        self._read: Mask | None = None
        self._read_ticks: int | None = None
        self._cuts = 0
        self._bytes = 0
        self._shape = (1, 1)
        self._rows: list[tuple[int, bytes]] = []
        self.frames: list[TextFrame] = []

    def push(self, frame: Frame, grey: Grey, *, cuts: int) -> None:
        """Take a key frame. grey: its small picture. cuts: how many cuts are known so far."""
        if self._limit <= 0:
            return
        edges = _edges(grey)
        rows = edges & _dense(edges)
        self._shape = rows.shape
        self._rows.append((frame.ticks, zlib.compress(np.packbits(rows).tobytes(), 1)))
        standing = rows if self._before is None else rows & _widened(self._before)
        if self._is_due(frame.ticks, standing, rows, cuts):
            self._keep(frame, rows, cuts)
        self._before = edges

    def _is_due(self, ticks: int, standing: Mask, rows: Mask, cuts: int) -> bool:
        if self._read is None or self._read_ticks is None:
            return True
        since = ticks - self._read_ticks
        if since < self._interval:
            return False
        count = int(standing.sum())
        fresh = int((standing & ~_widened(self._read)).sum())
        if count >= _MIN_EDGE_PIXELS and fresh >= max(_MIN_EDGE_PIXELS, _FRESH_SHARE * count):
            return True
        in_new_shot = cuts > self._cuts or since >= self._shot_interval
        return in_new_shot and int(rows.sum()) >= _MIN_EDGE_PIXELS

    def _keep(self, frame: Frame, rows: Mask, cuts: int) -> None:
        self.frames.append(TextFrame(frame.ticks, to_jpeg(frame.colour(READ_SIDE_PX), _JPEG_QUALITY)))
        self._read, self._read_ticks, self._cuts = rows, frame.ticks, cuts
        self._bytes += len(self.frames[-1].jpeg)
        if len(self.frames) > self._limit or self._bytes > _MOST_BYTES:
            self.frames = self.frames[::2]
            self._bytes = sum(len(kept.jpeg) for kept in self.frames)
            self._interval *= 2
            self._shot_interval *= 2

    def standing(self, ticks: int, region: Region) -> tuple[int, int | None]:
        """Tell for how long what stands in a region of the frame at `ticks` has stood and will stand.

        Returns the first key frame of the run in which it stands, and the first after it in which it
        does not; None where it stands to the end.
        """
        times = [at for at, _ in self._rows]
        here = times.index(ticks)
        wanted = _cut(self._mask(here), region)
        first, last = here, here
        while first > 0 and self._alike(wanted, first - 1, region):
            first -= 1
        while last + 1 < len(times) and self._alike(wanted, last + 1, region):
            last += 1
        return times[first], times[last + 1] if last + 1 < len(times) else None

    def _alike(self, wanted: Mask, position: int, region: Region) -> bool:
        count = int(wanted.sum())
        if not count:
            return False
        there = _cut(self._mask(position), region)
        kept = int((wanted & _widened(there)).sum())
        back = int((there & _widened(wanted)).sum())
        return kept >= _STILL_THERE * count and back >= _STILL_THERE * int(there.sum())

    def _mask(self, position: int) -> Mask:
        bits = np.unpackbits(np.frombuffer(zlib.decompress(self._rows[position][1]), np.uint8))
        return bits[: self._shape[0] * self._shape[1]].reshape(self._shape).astype(np.bool_)


def _edges(grey: Grey) -> Mask:
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, _NEAR) > _EDGE, np.bool_)


def _dense(edges: Mask) -> Mask:
    """Tell where edges fill a good part of a low, wide window, as those of letters in a row do."""
    share = cv2.boxFilter(edges.astype(np.float32), -1, _ROW)
    return np.asarray(cv2.dilate((share > _DENSE).astype(np.uint8), _NEAR), np.bool_)


def _widened(mask: Mask) -> Mask:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), _NEAR), np.bool_)


def _cut(mask: Mask, region: Region) -> Mask:
    height, width = mask.shape
    top, left = round(region.top * height), round(region.left * width)
    bottom = max(top + 1, round((region.top + region.height) * height))
    right = max(left + 1, round((region.left + region.width) * width))
    return mask[top:bottom, left:right]
