"""Cuts: where one shot ends and the next begins.

Each frame is held against the one before, as a sketch of 48 × 48 points: the difference of the two
brightness histograms, and that of the points themselves. A cut stands out from the differences just
before it, and holds: the frame after it is still unlike the one before it, which a flash is not.
Gradual transitions are not looked for.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.decode import Grey

_BINS = 32
_USUAL_FRAMES = 24
_MIN_DIFFERENCE = 0.16
_TIMES_USUAL = 3.5
_HELD_SHARE = 0.7
_MIN_SHOT_FRAMES = 3


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sketch ready to be compared. points: less their mean; spread: their mean size; tones: histogram."""

    points: NDArray[np.float32]
    spread: float
    tones: NDArray[np.float32]


class ShotFinder:
    """Finds cuts in frames that arrive one by one; keeps a second's worth of numbers, not pictures."""

    def __init__(self) -> None:
        self._before: Sketch | None = None
        self._last: Sketch | None = None
        self._usual: deque[float] = deque(maxlen=_USUAL_FRAMES)
        self._suspect: tuple[int, float] | None = None
        self._since_cut = 0
        self.cuts: list[int] = []

    def push(self, ticks: int, grey: Grey) -> None:
        """Take the next frame's sketch. A cut is known one frame later, when it has shown to hold."""
        sketch = sketched(grey)
        if self._last is not None:
            flashed = self._settle(sketch)
            change = _difference(self._last, sketch)
            if self._is_sudden(change) and not flashed and self._since_cut >= _MIN_SHOT_FRAMES:
                self._suspect = (ticks, change)
            elif not flashed:
                self._usual.append(change)
        self._before, self._last = self._last, sketch
        self._since_cut += 1

    def _is_sudden(self, change: float) -> bool:
        return change > _MIN_DIFFERENCE and (not self._usual or change > _TIMES_USUAL * median(self._usual))

    def _settle(self, sketch: Sketch) -> bool:
        """Decide on the last frame's suspected cut now that the next is here; tell if it was a flash."""
        if self._suspect is None or self._before is None:
            return False
        ticks, change = self._suspect
        held = _difference(self._before, sketch) >= _HELD_SHARE * change
        if held:
            self.cuts.append(ticks)
            self._usual.clear()
            self._since_cut = 1
        self._suspect = None
        return not held


def sketched(grey: Grey) -> Sketch:
    """Prepare a sketch (48 × 48 points of a picture) for comparison."""
    points = grey.astype(np.float32)
    points -= cv2.mean(grey)[0]
    counts = np.asarray(cv2.calcHist([grey], [0], None, [_BINS], [0, 256]), np.float32).ravel()
    # Neighbouring tones share a count, so that a slight change of exposure is slight here too.
    counts[1:] += counts[:-1] / 2
    counts[:-1] += counts[1:] / 2
    return Sketch(points, cv2.norm(points, cv2.NORM_L1) / points.size, counts / counts.sum())


def difference(one: Grey, other: Grey) -> float:
    """Return how unlike two sketches are, 0 to 1: the mean of histogram and point differences."""
    return _difference(sketched(one), sketched(other))


def _difference(one: Sketch, other: Sketch) -> float:
    """Compare two sketches.

    Brightness that changes as a whole, such as a lamp switched on, moves the histogram but not the
    points once their mean is taken out; a pan moves the points but not the histogram.
    """
    tones = cv2.norm(one.tones, other.tones, cv2.NORM_L1) / 2
    apart = cv2.norm(one.points, other.points, cv2.NORM_L1) / one.points.size
    return math.sqrt(tones * min(1.0, apart / max(one.spread + other.spread, 8.0)))
