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
from crossbearing.media.overlay import Cells, Overlay

_MOST_FRAMES, _AROUND_FRAMES = 512, 512
_MAX_TAKEN_APART = 256
_RIDGE, _SPANNED = 1.0, 1e-6
_OTHER_MOMENT_S = 0.8
_MIN_INSIDE, _MIN_OTHERS = 0.5, 6
_NONE = 1e-9


@dataclass(frozen=True, slots=True)
class Evenly:
    """What agrees of what moves, every pattern weighing alike.

    agreement: correlation along the stretch, −1 to 1. prominence: how far the sum of products along the
    stretch stands above those at other times and backwards, in deviations: 1.48 times the median absolute
    one, or half the standard one if that is more, since few of them can be far out. lead: how many
    times the best of them it is, or one deviation. 0 where there are too few to compare with.
    """

    agreement: float
    prominence: float
    lead: float


NOTHING = Evenly(0.0, 0.0, 0.0)


def evenly(stretch: Overlay, line: Line) -> Evenly:
    """Measure how evenly what moves agrees along a line.

    stretch: the frames of the query that the line explains, over all of the reference, of which some
    around them are enough.
    """
    if min(len(stretch.query_s), len(stretch.reference_s)) <= 1:
        return NOTHING
    rows = _most_moving(stretch.query_motion)
    shown_s = line.at(stretch.query_s[rows])
    around = _around(stretch.reference_s, shown_s)
    some = replace(stretch, reference=stretch.reference[around], reference_s=stretch.reference_s[around])
    both = _evened(stretch.query_motion[rows], some.reference_motion)
    if both is None or len(some.reference_s) <= 1:
        return NOTHING
    mine, theirs = both
    step_s = float(np.median(np.diff(some.reference_s)))
    columns = _columns(shown_s, some.reference_s, step_s)
    together = mine @ theirs.T
    lags, sums, inside = _along_all(together, columns)
    here = np.abs(lags) <= 1  # frames fall between those of the other clip
    if not inside[here].any():
        return NOTHING
    own = float(sums[here].max())
    others = np.abs(lags) > np.ceil(_OTHER_MOMENT_S / step_s)
    _, back, back_inside = _along_all(together[::-1], columns)
    chance = np.concatenate([_means(sums[others], inside[others]), _means(back, back_inside)])
    prominence, lead = _standing_out(own, chance)
    return Evenly(_agreement(mine, theirs, columns), prominence, lead)


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
    chosen = np.unique(np.linspace(0, len(pooled) - 1, _MAX_TAKEN_APART).astype(np.intp))
    some = pooled[chosen]
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


def _columns(
    times_s: NDArray[np.float64], reference_s: NDArray[np.float64], step_s: float
) -> NDArray[np.intp]:
    """Return which frame of the reference is nearest, counted on at its pace before and after it."""
    columns = np.interp(times_s, reference_s, np.arange(len(reference_s)))
    before, after = times_s - reference_s[0], times_s - reference_s[-1]
    columns = np.where(before < 0, before / step_s, columns)
    columns = np.where(after > 0, len(reference_s) - 1 + after / step_s, columns)
    # A file may claim any times: what is shown beyond so many frames before or after is outside all the same.
    bounded = columns.clip(-_MOST_FRAMES, len(reference_s) + _MOST_FRAMES)
    return np.asarray(np.round(bounded), np.intp)


def _along_all(
    together: NDArray[np.float32], columns: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Return lags in frames of the reference, the sum along each, and the share of frames inside it.

    together: products, frames of the query × frames of the reference. columns: where they meet at lag 0.
    """
    rows, last = np.arange(len(columns))[:, None], together.shape[1] - 1
    lags = np.arange(-int(columns.max()) - 1, last - int(columns.min()) + 2)
    at = columns[:, None] + lags
    known = (at >= 0) & (at <= last)
    values = np.where(known, together[rows, at.clip(0, last)], 0)
    return lags, values.sum(0, dtype=np.float64), known.mean(0)


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


def _agreement(mine: Cells, theirs: Cells, columns: NDArray[np.intp]) -> float:
    inside = (columns >= 0) & (columns < len(theirs))
    one, other = mine[inside], theirs[columns[inside]]
    scale = float(np.sqrt((one**2).sum(dtype=np.float64) * (other**2).sum(dtype=np.float64)))
    return float((one * other).sum(dtype=np.float64)) / max(scale, _NONE)
