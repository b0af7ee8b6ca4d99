"""Which stretch of one clip shows which stretch of the other: a straight line through time.

A copy runs at one speed from one offset: reference time = speed × query time + offset. All speeds
from 0.76 to 1.35 and all offsets are tried on the matrices of an `Overlay`; the best line is then
fitted more finely, and cut to the stretch over which the pictures agree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.overlay import Overlay

Matrix = NDArray[np.float32]

_PLAIN_STEP = 12
SPEEDS = (1.0, *(round(0.76 + 0.02 * step, 2) for step in range(31) if step != _PLAIN_STEP))
_FINE_SPEEDS = tuple(0.004 * step for step in range(-4, 5))
_FINEST_SPEEDS = tuple(0.001 * step for step in range(-4, 5))
_LEAST = -0.1
_COARSE_S = 0.25
_MAX_FINE = 3
_MOTION_WEIGHT = 1.5
_PLAIN_SPEED_BONUS = 1.01
_NEARLY_PLAIN, _PLAIN_SHARE, _FAR_PLAIN_SHARE = 0.03, 0.97, 0.99
_OUTSIDE = -9.0
_LATE_S = 0.3
_CUT_S, _CUT_MOTION = 1.0, 0.2
_MAX_CELLS_AT_ONCE = 8_000_000
_MAX_READ_AT_ONCE = 500_000
_MAX_OFFSETS = 200_000  # several hours of a clip and more


@dataclass(frozen=True, slots=True)
class Line:
    """reference time = speed × query time + offset_s. score: how well the frames on it agree."""

    speed: float
    offset_s: float
    score: float

    def at(self, query_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the reference's time for each of the query's."""
        return query_s * self.speed + self.offset_s


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames `first` to `last` (inclusive) of the query lie on `line`.

    likeness, motion: mean correlation along it. frames: how many agree.
    """

    line: Line
    first: int
    last: int
    likeness: float
    motion: float
    frames: int


def find_line(overlay: Overlay, free: NDArray[np.bool_], speeds: tuple[float, ...] = SPEEDS) -> Line | None:
    """Return the line on which most frames agree. free: which frames of the query may lie on it."""
    agreement = _agreement(overlay)
    agreement[~free] = 0
    rows = np.flatnonzero(free)
    if not len(rows):
        return None
    if overlay.query_s.shape[0] == 1:
        column = int(agreement[0].argmax())
        offset = float(overlay.reference_s[column] - overlay.query_s[0])
        return Line(1.0, offset, float(agreement[0, column]))
    lines = [line for line in _coarse(agreement, overlay, speeds) if line.score > 0]
    if not lines:
        return None
    for changes, reach_s, steps in ((_FINE_SPEEDS, 0.3, 13), (_FINEST_SPEEDS, 0.06, 9)):
        around = changes if len(speeds) > 1 else (0.0,)
        shifts = np.linspace(-reach_s, reach_s, steps)
        lines = [_finer(agreement, overlay, line, around, shifts) for line in lines]
        lines = [max(lines, key=lambda line: line.score)]
    return _plain(agreement, overlay, lines[0])


def along(matrix: Matrix, overlay: Overlay, line: Line) -> NDArray[np.float64]:
    """Return the matrix's values on the line, one a query frame; NaN outside the reference."""
    return _read(matrix, _columns(line.at(overlay.query_s), overlay.reference_s))


def stretch_on(overlay: Overlay, line: Line, threshold: float, free: NDArray[np.bool_]) -> Stretch | None:
    """Cut a line to the stretch over which pictures agree better than `threshold`."""
    likeness = _tolerant(overlay, line)
    gain = np.where(np.isnan(likeness) | ~free, -1.0, likeness - threshold).clip(-0.5, 0.3)
    gain[_something_else(overlay.query_s, gain < 0, along(overlay.motion, overlay, line))] = -np.inf
    first, last, total = _best_run(gain)
    if total <= 0:
        return None
    inside = slice(first, last + 1)
    moving = along(overlay.motion, overlay, line)[inside]
    return Stretch(
        line=line,
        first=first,
        last=last,
        likeness=float(np.nanmean(likeness[inside])),
        motion=float(np.nanmean(moving)) if np.isfinite(moving).any() else 0.0,
        frames=int((likeness[inside] > threshold).sum()),
    )


def motion_along(overlay: Overlay, line: Line) -> float:
    """Return the mean correlation of what moves in the frames that the line brings together."""
    moving = along(overlay.motion, overlay, line)
    known = moving[np.isfinite(moving)]
    return float(known.mean()) if len(known) else 0.0


def partners(overlay: Overlay, line: Line) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return frames of the query and of the reference that the line brings together."""
    columns = _columns(line.at(overlay.query_s), overlay.reference_s)
    rows = np.flatnonzero(columns >= 0)
    return rows, np.round(columns[rows]).astype(np.intp)


def _agreement(overlay: Overlay) -> Matrix:
    likeness = np.clip(overlay.likeness - np.float32(0.5), -0.25, 0.5)
    if overlay.query_s.shape[0] == 1:
        return np.asarray(likeness, np.float32)
    moving = np.float32(_MOTION_WEIGHT) * np.clip(overlay.motion, -0.2, 1)
    return np.asarray(likeness + moving, np.float32)


def _coarse(agreement: Matrix, overlay: Overlay, speeds: tuple[float, ...]) -> list[Line]:
    """Try all speeds and offsets, at most four frames a second, on the frames nearest in time.

    Returns the best line of each of the best few speeds.
    """
    query_s, reference_s = overlay.query_s, overlay.reference_s
    stride = max(1, round(_COARSE_S / max(float(np.median(np.diff(query_s))), 1e-3)))
    query_s, agreement = query_s[::stride], agreement[::stride]
    step = float(np.median(np.diff(reference_s))) if len(reference_s) > 1 else _COARSE_S
    step = max(step / 2, _COARSE_S / 2)
    first_s, last_s = reference_s[0] - query_s[-1] * 1.35, reference_s[-1] + 2 * step
    if (last_s - first_s) / step > max(_MAX_OFFSETS, agreement.size):
        return _where_frames_meet(agreement, query_s, reference_s, speeds)
    nearest = _nearest_frames(reference_s, step)
    offsets = np.arange(first_s, last_s, step)
    lines = []
    at_once = max(1, _MAX_CELLS_AT_ONCE // len(offsets))
    for start in range(0, len(speeds), at_once):
        some = speeds[start : start + at_once]
        # In steps, how far into the reference each frame falls at the first offset: one more at the next.
        falls = np.round((query_s[:, None] * some + (first_s - reference_s[0])) / step).astype(np.int64)
        low = np.maximum(0, -falls)
        high = np.clip(len(nearest) - falls, low, len(offsets))
        sums = np.zeros((len(some), len(offsets)), np.float32)
        rows = zip(np.maximum(agreement, _LEAST), falls.tolist(), low.tolist(), high.tolist(), strict=True)
        for agreed, *bounds in rows:
            over_time = agreed[nearest]
            for total, fall, first, last in zip(sums, *bounds, strict=True):
                total[first:last] += over_time[fall + first : fall + last]
        lines += [
            _better(Line(speed, 0.0, -np.inf), offsets, total)
            for speed, total in zip(some, sums, strict=True)
        ]
    return sorted(lines, key=lambda line: -line.score)[:_MAX_FINE]


def _where_frames_meet(
    agreement: Matrix,
    query_s: NDArray[np.float64],
    reference_s: NDArray[np.float64],
    speeds: tuple[float, ...],
) -> list[Line]:
    """Try the offsets at which some frame falls on some frame, for a few frames over a very long time.

    So the work is bounded by how many frames there are, whatever times a file claims for them.
    """
    # Frames outside the reference fall on a column of zeros.
    padded = np.hstack([agreement, np.zeros((len(agreement), 1), np.float32)])
    rows, lines = np.arange(len(query_s))[:, None], []
    size = max(1, _MAX_CELLS_AT_ONCE // len(query_s))
    for speed in speeds:
        best = Line(speed, 0.0, -np.inf)
        offsets = (reference_s[None] - query_s[:, None] * speed).ravel()
        for start in range(0, len(offsets), size):
            some = offsets[start : start + size]
            columns = _columns(query_s[:, None] * speed + some[None], reference_s)
            whole = np.where(columns >= 0, np.round(columns), padded.shape[1] - 1).astype(np.intp)
            best = _better(best, some, np.maximum(padded[rows, whole], _LEAST).sum(0))
        lines.append(best)
    return sorted(lines, key=lambda line: -line.score)[:_MAX_FINE]


def _better(best: Line, offsets: NDArray[np.float64], sums: Matrix) -> Line:
    """Return the best of a line and of those at some offsets. sums: how well frames agree at each."""
    if best.speed == 1.0:
        sums = sums * _PLAIN_SPEED_BONUS
    place = int(sums.argmax())
    return Line(best.speed, float(offsets[place]), float(sums[place])) if sums[place] > best.score else best


def _nearest_frames(reference_s: NDArray[np.float64], step: float) -> NDArray[np.int64]:
    """Return, for times `step` apart from the first on, which frame is nearest."""
    times = np.arange(reference_s[0], reference_s[-1] + _LATE_S, step)
    after = np.searchsorted(reference_s, times).clip(1, max(1, len(reference_s) - 1))
    before = after - 1
    after = after.clip(0, len(reference_s) - 1)
    return np.where(times - reference_s[before] <= reference_s[after] - times, before, after)


def _finer(
    agreement: Matrix, overlay: Overlay, line: Line, changes: tuple[float, ...], shifts: NDArray[np.float64]
) -> Line:
    """Search around a line, turning it about the middle of the frames that agree on it."""
    values = np.nan_to_num(along(agreement, overlay, line), nan=0.0).clip(0)
    middle = float((values * overlay.query_s).sum() / max(values.sum(), 1e-9))
    best = Line(line.speed, line.offset_s, -np.inf)
    at_once = max(1, _MAX_READ_AT_ONCE // (len(overlay.query_s) * len(shifts)))
    for start in range(0, len(changes), at_once):
        some = np.array(changes[start : start + at_once])
        speeds = np.repeat(line.speed + some, len(shifts))
        offsets = (line.offset_s - some[:, None] * middle + shifts).ravel()
        times = overlay.query_s[:, None] * speeds + offsets
        read = _read(agreement, _columns(times, overlay.reference_s))
        scores = np.nansum(np.maximum(read, _LEAST), axis=0)
        for speed, offset, score in zip(speeds.tolist(), offsets.tolist(), scores.tolist(), strict=True):
            if score > best.score + 1e-6:
                best = Line(speed, offset, score)
    return best


def _plain(agreement: Matrix, overlay: Overlay, line: Line) -> Line:
    """Prefer a speed of exactly 1 where it explains the frames as well."""
    if line.speed == 1.0:
        return line
    values = np.nan_to_num(along(agreement, overlay, line), nan=0.0).clip(0)
    middle = float((values * overlay.query_s).sum() / max(values.sum(), 1e-9))
    pivot = Line(1.0, line.offset_s + (line.speed - 1) * middle, line.score)
    plain = _finer(agreement, overlay, pivot, (0.0,), np.linspace(-0.3, 0.3, 31))
    share = _PLAIN_SHARE if abs(line.speed - 1) <= _NEARLY_PLAIN else _FAR_PLAIN_SHARE
    return plain if plain.score >= share * line.score else line


def _columns(times_s: NDArray[np.float64], reference_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions between the reference's frames for these times; −9 outside."""
    columns = np.interp(times_s, reference_s, np.arange(len(reference_s)))
    outside = (times_s < reference_s[0] - 0.02) | (times_s > reference_s[-1] + _LATE_S)
    return np.where(outside, _OUTSIDE, columns)


def _read(matrix: Matrix, columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Read values between columns, linearly; NaN outside. columns: one a row of the matrix, or several."""
    last = matrix.shape[1] - 1
    inside = (columns >= 0) & (columns <= last)
    before = np.floor(columns).astype(np.intp).clip(0, last)
    after = (before + 1).clip(0, last)
    share = columns - before
    rows = np.arange(len(matrix)).reshape(-1, *[1] * (columns.ndim - 1))
    values = matrix[rows, before] * (1 - share) + matrix[rows, after] * share
    return np.where(inside, values, np.nan)


def _tolerant(overlay: Overlay, line: Line) -> NDArray[np.float64]:
    """Return the likeness on the line, forgiving half a sample either way: frames fall between."""
    columns = _columns(line.at(overlay.query_s), overlay.reference_s)
    last = overlay.likeness.shape[1] - 1
    values = _read(overlay.likeness, columns)
    for shift in (-0.5, 0.5):
        moved = np.where(columns >= 0, (columns + shift).clip(0, last), columns)
        values = np.fmax(values, _read(overlay.likeness, moved))
    return values


def _something_else(
    query_s: NDArray[np.float64], unlike: NDArray[np.bool_], motion: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which frames are unlike for so long that what comes after them is another stretch.

    Where what moves agrees all the same, something was only laid over the picture.
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], unlike, [False]]).astype(np.int8)))
    apart = np.zeros(len(unlike), np.bool_)
    for first, end in edges.reshape(-1, 2).tolist():
        if query_s[end - 1] - query_s[first] >= _CUT_S:
            moving = motion[first:end][np.isfinite(motion[first:end])]
            apart[first:end] = not len(moving) or float(moving.mean()) < _CUT_MOTION
    return apart


def _best_run(gain: NDArray[np.float64]) -> tuple[int, int, float]:
    """Return first, last and sum of the run with the largest sum (Kadane)."""
    best = (0, -1, 0.0)
    total, start = 0.0, 0
    for place, value in enumerate(gain.tolist()):
        if total <= 0:
            total, start = 0.0, place
        total += value
        if total > best[2]:
            best = (start, place, total)
    return best
