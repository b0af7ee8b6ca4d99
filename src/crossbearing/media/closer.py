"""A map that is about right, fitted anew to what a line through time brings together.

The first map pools pairs of features of all times. Where the camera pans, one a little beside the true
one then fits at a moment a little too early or too late; where the camera stands, things that move pull
the map. So the map is fitted to the pairs of features that a line brings together, and to the pictures
themselves (see `tighten`), and the line to the map again, for as long as the pictures agree better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import numpy as np

from crossbearing.media import align
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.geometry import fit_map, similar
from crossbearing.media.overlay import lay_over
from crossbearing.media.proposals import Proposal
from crossbearing.media.tighten import tightened

MAX_MATRIX_CELLS = 12_000_000
_TOGETHER_S, _MAX_FITS, _NEARLY_PLAIN = 0.5, 3, 0.15
_NEAR_SHARE, _LIKE_SPEED = 0.2, 0.08


def closer_map(
    mine: Fingerprint,
    theirs: Fingerprint,
    proposal: Proposal,
    longest: align.Stretch,
    usual: Iterable[Proposal],
) -> Proposal:
    """Return the proposal with the map on which the frames of its longest stretch agree best.

    usual: maps by which one format is usually shown in another. Before bare ground only what passes has
    corners, and a map pulled along with it agrees at another speed; such a map, if near, tells better.
    """
    if proposal.pairs is None or len(mine.ticks) * len(theirs.ticks) > MAX_MATRIX_CELLS:
        return proposal
    rows = slice(longest.first, longest.last + 1)
    first = _agreement_on(mine, theirs, proposal, rows)
    best, agreed = proposal, first.score if first else 0.0
    starts = [first]
    if first is not None and first.speed != 1.0 and abs(first.speed - 1) < _NEARLY_PLAIN:
        # What moves evenly can be a little faster on a map a little too large: see whether a map for
        # its own speed explains the pictures better.
        starts.append(_agreement_on(mine, theirs, proposal, rows, speeds=(1.0,)))
    begin = proposal
    for one in usual:
        if one.mirror == proposal.mirror and _near(mine, theirs, one, proposal):
            there = replace(proposal, affine=one.affine)
            line = _agreement_on(mine, theirs, there, rows)
            if line is not None and line.score > agreed:
                best, agreed, begin, starts = there, line.score, there, [line]
    tries = [(anew, begin, start) for start in starts for anew in (_fitted, _tightened)]
    if len(starts) > 1:  # another speed fits better, be it by a map that is distorted
        undistorted = replace(begin, affine=similar(begin.affine, mine.size_px))
        tries += [(anew, undistorted, starts[-1]) for anew in (_tightened, _tightened_on_detail)]
    for anew, there, start in tries:
        fitted, score = _while_better(partial(anew, mine, theirs), mine, theirs, there, rows, start)
        if score > agreed:
            best, agreed = fitted, score
    return best


def _near(mine: Fingerprint, theirs: Fingerprint, one: Proposal, other: Proposal) -> bool:
    """Tell whether two maps lay the corners of the query almost on the same places."""
    width, height = mine.size_px
    corners = np.array([(0, 0, 1), (width, 0, 1), (0, height, 1), (width, height, 1)])
    apart = np.linalg.norm(corners @ (one.affine - other.affine).T, axis=1)
    return bool(apart.max() <= _NEAR_SHARE * max(theirs.size_px))


_Anew = Callable[[Proposal, slice, align.Line], Proposal | None]


def _while_better(
    anew: _Anew,
    mine: Fingerprint,
    theirs: Fingerprint,
    proposal: Proposal,
    rows: slice,
    line: align.Line | None,
) -> tuple[Proposal, float]:
    """Fit the map to what a line brings together, and the line to the map, while that helps."""
    best, agreed = proposal, 0.0
    for _ in range(_MAX_FITS):
        closer = anew(best, rows, line) if line else None
        line = (
            _agreement_on(mine, theirs, closer, rows, _near_speeds(line.speed)) if closer and line else None
        )
        if closer is None or line is None or line.score <= agreed:
            break
        best, agreed = closer, line.score
    return best, agreed


def _near_speeds(speed: float) -> tuple[float, ...]:
    """Return the speeds that a map a little closer may show to be the right ones."""
    return tuple(each for each in align.SPEEDS if each == 1.0 or abs(each - speed) <= _LIKE_SPEED)


def _fitted(
    mine: Fingerprint, theirs: Fingerprint, proposal: Proposal, rows: slice, line: align.Line
) -> Proposal | None:
    """Return the map of the pairs of features that the line brings together."""
    assert proposal.pairs is not None  # the caller asked
    pairs, span_s = proposal.pairs, mine.times_s()[[rows.start, rows.stop - 1]]
    inside = (pairs.times_s >= span_s[0]) & (pairs.times_s <= span_s[1])
    together = np.abs(pairs.reference_s - line.at(pairs.times_s)) < _TOGETHER_S
    fit = fit_map(pairs.take(together & inside), mine.size_px, theirs.size_px)
    return replace(proposal, affine=fit.affine) if fit else None


def _tightened(
    mine: Fingerprint,
    theirs: Fingerprint,
    proposal: Proposal,
    rows: slice,
    line: align.Line,
    *,
    shading: bool = True,
) -> Proposal | None:
    """Return the map on which the pictures themselves agree best."""
    affine = tightened(mine, theirs, proposal.affine, line, rows, mirror=proposal.mirror, shading=shading)
    return None if affine is proposal.affine else replace(proposal, affine=affine)


_tightened_on_detail = partial(_tightened, shading=False)


def _agreement_on(
    mine: Fingerprint,
    theirs: Fingerprint,
    proposal: Proposal,
    rows: slice,
    speeds: tuple[float, ...] = align.SPEEDS,
) -> align.Line | None:
    """Return the best line of some frames of the query under a map."""
    whole = lay_over(mine, theirs, proposal.affine, mirror=proposal.mirror)
    if whole is None:
        return None
    part = replace(whole, query=whole.query[rows], query_s=whole.query_s[rows])
    return align.find_line(part, np.ones(len(part.query), np.bool_), speeds)
