"""When exactly a stretch begins and ends, in both clips."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crossbearing.media.align import Line, Stretch
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.footage import Footage

_STEPS_PER_S = 1000
_LINE_ERROR_S = 0.06


@dataclass(frozen=True, slots=True)
class Edges:
    """The same stretch in both clips."""

    query: TimeSpan
    reference: TimeSpan


def timed(
    query: Footage, reference: Footage, mine: Fingerprint, theirs: Fingerprint, stretch: Stretch
) -> Edges:
    """Place the edges of a stretch between the last frame that agrees and the first that does not.

    Where the reference begins or ends there, or one of the clips has a cut, the edge is that;
    otherwise the middle. Times are exact where they are the clip's own, else full milliseconds.
    """
    times = mine.times_s()
    end_s = mine.end_ticks * mine.time_base
    reference_end_s = theirs.end_ticks * theirs.time_base
    line = stretch.line
    if mine.still:
        at = _rounded(line.at(times[:1])[0], reference_end_s)
        return Edges(TimeSpan(Fraction(0), Fraction(0)), TimeSpan(at, at))
    marks = _marks(query, reference, line, float(reference_end_s))
    first, last = stretch.first, stretch.last
    start = 0.0 if first == 0 else _edge(float(times[first - 1]), float(times[first]), marks)
    beyond = float(times[last + 1]) if last + 1 < len(times) else float(end_s)
    if last + 1 < len(times) or line.speed * beyond + line.offset_s > float(reference_end_s):
        stop = _edge(float(times[last]), beyond, marks)
    else:
        stop = float(end_s)
    if not theirs.still:
        # What the reference does not show cannot be shared, however alike its last frame looks.
        first_s = -line.offset_s / line.speed
        last_s = (float(reference_end_s) - line.offset_s) / line.speed
        start = first_s if first_s > start + _LINE_ERROR_S else start
        stop = last_s if last_s < stop - _LINE_ERROR_S else stop
    start_s, stop_s = _rounded(start, end_s), _rounded(stop, end_s)
    if theirs.still:
        return Edges(TimeSpan(start_s, max(start_s, stop_s)), TimeSpan(Fraction(0), Fraction(0)))
    there = _rounded(line.speed * float(start_s) + line.offset_s, reference_end_s)
    until = _rounded(line.speed * float(stop_s) + line.offset_s, reference_end_s)
    return Edges(TimeSpan(start_s, max(start_s, stop_s)), TimeSpan(there, max(there, until)))


def _marks(query: Footage, reference: Footage, line: Line, reference_end_s: float) -> list[float]:
    """Return the query's times at which a stretch may well begin or end."""
    theirs = [float(shot.time.start_s) for shot in reference.shots] + [reference_end_s]
    mine = [float(shot.time.start_s) for shot in query.shots]
    return sorted([(mark - line.offset_s) / line.speed for mark in theirs] + mine)


def _edge(after: float, until: float, marks: list[float]) -> float:
    """Return the mark between two frames that is nearest to their middle, or else the middle."""
    middle = (after + until) / 2
    between = [mark for mark in marks if after < mark <= until]
    return min(between, key=lambda mark: abs(mark - middle)) if between else middle


def _rounded(seconds: float, end_s: Fraction) -> Fraction:
    """Round to full milliseconds, within the clip; its own end stays exact."""
    rounded = Fraction(round(seconds * _STEPS_PER_S), _STEPS_PER_S)
    close = abs(rounded - end_s) <= Fraction(1, _STEPS_PER_S)
    return end_s if close else max(Fraction(0), min(rounded, end_s))
