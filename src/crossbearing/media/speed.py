"""How fast exactly a stretch plays another, measured frame by frame.

Along a line that is about right, each frame of the query has a frame of the reference that it is most
like, and, by a parabola through that one and its neighbours, a time between frames. Where little moves
the parabola is flat and says little; where much moves it is sharp. A straight line through these times,
each weighing as much as it is sharp, gives speed and offset, and how sure both are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.align import Line
from crossbearing.media.overlay import Overlay

_REACH_S = 0.75
_MIN_ROWS, _MIN_NEAR = 6, 3
_MIN_SHARPNESS = 1e-3
_ROUNDS = 4
_OUTLYING_S = 0.12
_SURE = 2.5
_AS_GOOD_AS_PLAIN = 0.003
_MAX_CHANGE = 0.12
_MAX_ROWS = 600
_FROM, _TO = 0.7, 1.45


@dataclass(frozen=True, slots=True)
class _Met:
    """When frames of the query are shown, in both clips, and how sharply each is known."""

    query_s: NDArray[np.float64]
    reference_s: NDArray[np.float64]
    weight: NDArray[np.float64]


def refined(overlay: Overlay, line: Line, free: NDArray[np.bool_]) -> Line:
    """Return the line through the times at which frames meet; the same line where they tell too little.

    free: which frames of the query lie on it. A speed of exactly 1 is kept where the frames do not
    speak against it: nearly all copies run at their own speed.
    """
    met = _met(overlay, line, free)
    if met is None:
        return line
    speed, offset, error = _straight(met)
    if abs(speed - line.speed) > _MAX_CHANGE or not _FROM < speed < _TO:
        return line
    if abs(speed - 1) <= _AS_GOOD_AS_PLAIN + _SURE * error:
        middle = float(np.average(met.query_s, weights=met.weight))
        return Line(1.0, offset + (speed - 1) * middle, line.score)
    return Line(round(speed, 4), offset, line.score)


def _met(overlay: Overlay, line: Line, free: NDArray[np.bool_]) -> _Met | None:
    """Return where frames meet near a line; None where too few show it."""
    rows = np.flatnonzero(free)
    rows = rows[:: -(-max(1, len(rows)) // _MAX_ROWS)]
    times = overlay.reference_s
    met = []
    for row, at in zip(rows.tolist(), line.at(overlay.query_s[rows]).tolist(), strict=True):
        low, high = np.searchsorted(times, [at - _REACH_S, at + _REACH_S]).tolist()
        if high - low < _MIN_NEAR:
            continue
        values = overlay.likeness[row, low:high].astype(np.float64)
        top = int(values.argmax())
        if not 0 < top < len(values) - 1:
            continue
        before, best, after = values[top - 1 : top + 2].tolist()
        sharpness = 2 * best - before - after
        if sharpness < _MIN_SHARPNESS:
            continue
        shift = 0.5 * (after - before) / sharpness
        step = (times[low + top + 1] - times[low + top - 1]) / 2
        met.append((overlay.query_s[row], times[low + top] + shift * step, sharpness))
    if len(met) < _MIN_ROWS:
        return None
    query_s, reference_s, sharpness_of = np.array(met).T
    # Beyond a point, sharper frames are no surer: then the frames' own raster is what limits.
    limit = float(np.percentile(sharpness_of, 60))
    return _Met(query_s, reference_s, np.minimum(sharpness_of, limit) ** 2)


def _straight(met: _Met) -> tuple[float, float, float]:
    """Return slope, offset and the slope's standard error of a weighted line that outliers do not bend."""
    weight = met.weight
    speed, offset, error = 1.0, 0.0, np.inf
    for _ in range(_ROUNDS):
        total = weight.sum()
        x0, y0 = (weight @ met.query_s) / total, (weight @ met.reference_s) / total
        x, y = met.query_s - x0, met.reference_s - y0
        spread = float(weight @ (x * x))
        if spread <= 0:
            break
        speed = float(weight @ (x * y)) / spread
        offset = float(y0 - speed * x0)
        off = y - speed * x
        error = float(np.sqrt(weight**2 @ (x * x * off * off))) / spread
        weight = met.weight / (1 + (off / _OUTLYING_S) ** 2) ** 2
    return speed, offset, error
