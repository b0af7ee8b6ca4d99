"""What speaks for a stretch of one clip in another: measured once as it is, and once without sway."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from crossbearing.media import align, decide
from crossbearing.media.decide import Evidence
from crossbearing.media.evenly import evenly
from crossbearing.media.movement import movement
from crossbearing.media.overlay import Overlay
from crossbearing.media.proposals import Proposal
from crossbearing.media.steady import sway, without_sway
from crossbearing.model.footage import Moment


@dataclass(frozen=True, slots=True)
class _Laid:
    """A stretch, cut out of an overlay.

    part: its frames of the query, and all of the reference. alone: its frames of both. whole: these, with
    the cells that are covered in one clip. rows, columns: which frames of `alone` belong together.
    """

    part: Overlay
    alone: Overlay
    whole: Overlay
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]


def gathered(
    proposal: Proposal, whole: Overlay, overlay: Overlay, stretch: align.Stretch, *, still: bool
) -> Evidence:
    """Gather what speaks for a stretch; where that establishes no moment, once more without sway.

    whole: the overlay with the cells that are covered in one clip. overlay: without them. still: either
    clip is a single picture.
    """
    laid = _laid(whole, overlay, stretch)
    evidence = _measured(proposal, laid, overlay, stretch, still=still)
    nothing_moves = evidence.activity < decide.STILL_ACTIVITY
    if still or nothing_moves or decide.moment(evidence) is Moment.ESTABLISHED:
        return evidence
    patterns = [sway(each, laid.rows, laid.columns) for each in (laid.alone, laid.whole)]
    if not all(each.size for each in patterns):
        return evidence
    steady = replace(
        laid,
        part=without_sway(laid.part, patterns[0]),
        alone=without_sway(laid.alone, patterns[0]),
        whole=without_sway(laid.whole, patterns[1]),
    )
    anew = replace(_measured(proposal, steady, overlay, stretch, still=still), steadied=True)
    return anew if decide.moment(anew) is Moment.ESTABLISHED else evidence


def _laid(whole: Overlay, overlay: Overlay, stretch: align.Stretch) -> _Laid:
    """Cut a stretch out: next to a cut, the seconds around a frame show something else."""
    inside = slice(stretch.first, stretch.last + 1)
    part, whole = (
        replace(laid, query=laid.query[inside], query_s=laid.query_s[inside]) for laid in (overlay, whole)
    )
    rows, columns = align.partners(part, stretch.line)
    shown = slice(int(columns[0]), int(columns[-1]) + 1) if len(columns) else slice(0, 0)
    alone, whole = (
        replace(laid, reference=laid.reference[shown], reference_s=laid.reference_s[shown])
        for laid in (part, whole)
    )
    return _Laid(part, alone, whole, rows, columns - shown.start)


def _measured(
    proposal: Proposal, laid: _Laid, overlay: Overlay, stretch: align.Stretch, *, still: bool
) -> Evidence:
    step = float(np.median(np.diff(overlay.query_s))) if len(overlay.query_s) > 1 else 0.0
    return Evidence(
        features=proposal.features,
        places=proposal.places,
        cells=proposal.cells,
        hashes=proposal.hashes,
        likeness=stretch.likeness,
        motion=align.motion_along(laid.alone, stretch.line),
        plain=stretch.line.speed == 1.0,
        activity=float(np.median(laid.part.activity)),
        length_s=float(overlay.query_s[stretch.last] - overlay.query_s[stretch.first]) + step,
        still=still,
        frames=stretch.frames,
        coverage=overlay.coverage,
        movement=movement(laid.whole, laid.rows, laid.columns),
        evenly=evenly(laid.part, stretch.line),
    )
