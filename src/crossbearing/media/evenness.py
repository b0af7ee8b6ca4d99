"""How well what moves agrees once every pattern of motion weighs alike, and how far that is from chance.

A camera that sways, one cut, a lamp that flickers: one pattern of motion can outweigh all others, and then
its agreement says little. So what moves in both clips is taken apart into principal components, and
each is brought to the same strength, but for those below the mean, which are noise mostly (whitening with a
ridge). A copy agrees in all of them.

How much would agree by chance is asked of the same two clips: held together at every other time, and with the
query run backwards. Backwards it has the same places, the same strengths and the same rhythm, and shows
nothing that the reference shows; so even a clip that is as long as its copy has times to stand out from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.align import Line
from crossbearing.media.movement import correlation
from crossbearing.media.overlay import Cells, Overlay

_MOST_FRAMES, _AROUND_FRAMES, _MOST_LAGS = 512, 512, 4096
_MAX_TAKEN_APART = 256
_RIDGE, _SPANNED = 1.0, 1e-6
_OTHER_MOMENT_S, _CHANGE_S = 0.8, 1.2
_GREAT = 0.5
_MIN_INSIDE, _MIN_OTHERS, _MIN_BESIDES = 0.5, 6, 4
_NONE = 1e-9


@dataclass(frozen=True, slots=True)
class Evenness:
    """What agrees of what moves, every pattern weighing alike.

    agreement: correlation along the stretch, −1 to 1. besides: the same, without the frames around the
    greatest change and those half as great; 0 where hardly any is left. prominence: how far the sum of
    products along the stretch stands above those at other times and backwards, in deviations: 1.48 times the
    median absolute one, or half the standard one if that is more, since few of them can be far out.
    lead: how many times the best of them it is, or one deviation. Both are 0 where there are too few.
    """

    agreement: float
    besides: float
    prominence: float
    lead: float


NOTHING = Evenness(0.0, 0.0, 0.0, 0.0)


def evenness(stretch: Overlay, line: Line) -> Evenness:
    """Measure how evenly what moves agrees along a line.

    stretch: the frames of the query that the line explains, over all of the reference, of which some
    around them are enough.
    """
    if min(len(stretch.query_s), len(stretch.reference_s)) <= 1:
        return NOTHING
    rows = _most_moving(stretch.query_motion)
    query_s = stretch.query_s[rows]
    shown_s = line.at(query_s)
    around = _around(stretch.reference_s, shown_s)
    some = replace(stretch, reference=stretch.reference[around], reference_s=stretch.reference_s[around])
    if len(some.reference_s) <= 1:
        return NOTHING
    both = _evened(stretch.query_motion[rows], some.reference_motion)
    if both is None:
        return NOTHING
    mine, theirs = both
    step_s = _step_s(some.reference_s)
    together = mine @ theirs.T
    lags, frames, known = _at_all_lags(shown_s, some.reference_s, step_s)
    sums, back = (_along_all(each, frames, known) for each in (together, together[::-1]))
    inside = known.mean(0)
    here = np.abs(lags) <= 1  # frames fall between those of the other clip
    own = _means(sums[here], inside[here])
    if not len(own):
        return NOTHING
    others = np.abs(lags) > np.ceil(_OTHER_MOMENT_S / step_s)
    chance = np.concatenate([_means(sums[others], inside[others]), _means(back, inside)])
    prominence, lead = _standing_out(float(own.max()), chance)
    columns, shown = _nearest(shown_s, some.reference_s, step_s)
    agreement, besides = _agreements(mine[shown], theirs[columns[shown]], query_s[shown])
    return Evenness(agreement, besides, prominence, lead)


def _most_moving(motion: Cells) -> slice:
    """Return among which frames most moves, if there are very many."""
    if len(motion) <= _MOST_FRAMES:
        return slice(0, len(motion))
    energy = np.concatenate([[0.0], np.cumsum((motion**2).sum(1, dtype=np.float64))])
    first = int((energy[_MOST_FRAMES:] - energy[:-_MOST_FRAMES]).argmax())
    return slice(first, first + _MOST_FRAMES)


def _around(reference_s: NDArray[np.float64], shown_s: NDArray[np.float64]) -> slice:
    """Return which frames of the reference are shown at these times, and some before and after them."""
    first, last = np.searchsorted(reference_s, [shown_s.min(), shown_s.max()]).tolist()
    return slice(max(0, first - _AROUND_FRAMES), last + _AROUND_FRAMES)


def _evened(mine: Cells, theirs: Cells) -> tuple[Cells, Cells] | None:
    """Return the motion of both by principal components of equal strength; None where nothing moves."""
    pooled = np.vstack([_to_one(mine), _to_one(theirs)])
    some = pooled[np.unique(np.linspace(0, len(pooled) - 1, _MAX_TAKEN_APART).astype(np.intp))]
    values, vectors = np.linalg.eigh((some @ some.T).astype(np.float64) / len(some))
    spanned = values > _SPANNED * max(float(values[-1]), _NONE)
    if not spanned.any():
        return None
    values, vectors = values[spanned], vectors[:, spanned]
    components = (some.T @ vectors) / np.sqrt(values * len(some))
    weights = (components / np.sqrt(values + _RIDGE * values.mean())).astype(np.float32)
    return mine @ weights, theirs @ weights


def _to_one(motion: Cells) -> Cells:
    return motion / np.float32(max(float(motion.std()), _SPANNED))


def _step_s(reference_s: NDArray[np.float64]) -> float:
    """Return how far lags are apart: as far as frames, or further, where a file claims times far apart."""
    between = np.diff(reference_s)
    span_s = float(reference_s[-1] - reference_s[0])
    return max(min(float(np.median(between)), float(between.mean())), span_s / _MOST_LAGS)


def _nearest(
    times_s: NDArray[np.float64], reference_s: NDArray[np.float64], step_s: float
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return which frame of the reference is nearest, and whether the time lies within it at all."""
    frames = np.searchsorted((reference_s[1:] + reference_s[:-1]) / 2, times_s)
    known = (times_s >= reference_s[0] - step_s / 2) & (times_s <= reference_s[-1] + step_s / 2)
    return frames, known


def _at_all_lags(
    shown_s: NDArray[np.float64], reference_s: NDArray[np.float64], step_s: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Return lags in steps, and for each frame and lag the nearest frame of the reference, and if any is.

    shown_s: when frames of the query are shown in the reference at lag 0.
    """
    first_s, last_s = float(reference_s[0]), float(reference_s[-1])
    # A file may claim any times: what lies so far before or after is outside all the same.
    room_s = last_s - first_s + 2 * step_s
    near_s = shown_s.clip(first_s - room_s, last_s + room_s)
    earliest, latest = (first_s - float(near_s.max())) / step_s, (last_s - float(near_s.min())) / step_s
    lags = np.arange(int(earliest) - 2, int(latest) + 3)
    return lags, *_nearest(near_s[:, None] + step_s * lags, reference_s, step_s)


def _along_all(
    together: NDArray[np.float32], frames: NDArray[np.intp], known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the sum of products along each lag. together: frames of the query × of the reference."""
    values = np.where(known, together[np.arange(len(together))[:, None], frames], 0)
    return np.asarray(values.sum(0, dtype=np.float64), np.float64)


def _means(sums: NDArray[np.float64], inside: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sums at lags at which enough frames lie inside, as if all did."""
    enough = inside >= _MIN_INSIDE
    return sums[enough] / inside[enough]


def _standing_out(own: float, chance: NDArray[np.float64]) -> tuple[float, float]:
    if len(chance) < _MIN_OTHERS:
        return 0.0, 0.0
    middle = float(np.median(chance))
    spread = max(1.48 * float(np.median(np.abs(chance - middle))), 0.5 * float(chance.std()), _NONE)
    return (own - middle) / spread, own / max(float(chance.max()), spread)


def _agreements(one: Cells, other: Cells, times_s: NDArray[np.float64]) -> tuple[float, float]:
    """Return the correlation of frames that belong together, and of those away from great changes."""
    changes = (np.diff(one, axis=0) * np.diff(other, axis=0)).sum(1)
    great = changes >= max(_GREAT * float(changes.max(initial=0)), _NONE)
    at_s = (times_s[1:] + times_s[:-1])[great] / 2
    away = (np.abs(times_s[:, None] - at_s) > _CHANGE_S).all(1)
    besides = correlation(one[away], other[away]) if int(away.sum()) >= _MIN_BESIDES else 0.0
    return correlation(one, other), besides
