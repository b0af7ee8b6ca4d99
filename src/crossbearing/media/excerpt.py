"""A part of long footage as footage of its own, and what was found in it as found in the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from crossbearing.media.fingerprint import Fingerprint, pack, unpack
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.footage import Footage, Match, Shot


@dataclass(frozen=True, slots=True)
class Excerpt:
    """footage: the part, its times counted from start_s of the whole."""

    footage: Footage
    start_s: Fraction


def excerpt(footage: Footage, start_s: float, end_s: float) -> Excerpt:
    """Return the pictures of footage between two times; they begin and end with frames that were kept.

    Raises MediaError: the fingerprint is damaged; IndexStale: made by another version.
    """
    whole = unpack(footage.fingerprint)
    times = whole.times_s()
    first = min(int(np.searchsorted(times, start_s)), len(times) - 1)
    last = max(first + 1, int(np.searchsorted(times, end_s)))
    part = _sliced(whole, first, last)
    origin = int(whole.ticks[first]) * whole.time_base
    length = part.end_ticks * part.time_base
    return Excerpt(
        replace(
            footage,
            stream=replace(footage.stream, duration_s=length),
            shots=_shots(footage.shots, origin, length),
            fingerprint=pack(part),
            sound=b"",
        ),
        origin,
    )


def shifted(match: Match, part: Excerpt) -> Match:
    """Return a match with a part as one with the whole."""
    time = match.reference_time
    return replace(match, reference_time=TimeSpan(time.start_s + part.start_s, time.end_s + part.start_s))


def _sliced(whole: Fingerprint, first: int, last: int) -> Fingerprint:
    origin = int(whole.ticks[first])
    end = int(whole.ticks[last]) if last < len(whole.ticks) else whole.end_ticks
    # A part whose first frame is no key frame has none before its first: it then begins a little later.
    low, high = np.searchsorted(whole.keys, [first, last]).tolist()
    if low == high:
        low, high = max(0, low - 1), max(1, low)
    keys = (whole.keys[low:high] - first).clip(0, last - first - 1)
    rows = slice(int(whole.starts[low]), int(whole.starts[high]))
    return replace(
        whole,
        ticks=whole.ticks[first:last] - origin,
        end_ticks=end - origin,
        thumbnails=whole.thumbnails[first:last],
        keys=keys,
        starts=whole.starts[low : high + 1] - whole.starts[low],
        features=whole.features.take(np.arange(rows.start, rows.stop)),
        pdq=whole.pdq[low:high],
        quality=whole.quality[low:high],
    )


def _shots(shots: tuple[Shot, ...], origin: Fraction, length: Fraction) -> tuple[Shot, ...]:
    inside = []
    for shot in shots:
        start, end = max(shot.time.start_s - origin, Fraction(0)), min(shot.time.end_s - origin, length)
        if start < end:
            inside.append(Shot(TimeSpan(start, end)))
    return tuple(inside) or (Shot(TimeSpan(Fraction(0), length)),)
