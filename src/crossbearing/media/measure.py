"""What speaks for a stretch of one clip in another, gathered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from crossbearing.media import align
from crossbearing.media.decide import Evidence
from crossbearing.media.evenness import evenness
from crossbearing.media.movement import movement
from crossbearing.media.overlay import Overlay
from crossbearing.media.proposals import Proposal


def gathered(
    proposal: Proposal, whole: Overlay, overlay: Overlay, stretch: align.Stretch, *, still: bool
) -> Evidence:
    """Gather what speaks for a stretch.

    whole: the overlay with the cells that are covered in one clip. overlay: without them. still: either
    clip is a single picture.
    """
    line, inside = stretch.line, slice(stretch.first, stretch.last + 1)
    # Next to a cut, the seconds around a frame show something else: so stretches are cut out first.
    part, all_cells = (
        replace(laid, query=laid.query[inside], query_s=laid.query_s[inside]) for laid in (overlay, whole)
    )
    rows, columns = align.partners(part, line)
    shown = slice(int(columns[0]), int(columns[-1]) + 1) if len(columns) else slice(0, 0)
    alone, all_cells = (
        replace(laid, reference=laid.reference[shown], reference_s=laid.reference_s[shown])
        for laid in (part, all_cells)
    )
    step_s = float(np.median(np.diff(overlay.query_s))) if len(overlay.query_s) > 1 else 0.0
    return Evidence(
        features=proposal.features,
        places=proposal.places,
        cells=proposal.cells,
        hashes=proposal.hashes,
        likeness=stretch.likeness,
        motion=align.motion_along(alone, line),
        plain=line.speed == 1.0,
        activity=float(np.median(part.activity)),
        length_s=float(overlay.query_s[stretch.last] - overlay.query_s[stretch.first]) + step_s,
        still=still,
        frames=stretch.frames,
        coverage=overlay.coverage,
        movement=movement(all_cells, rows, columns - shown.start),
        evenness=evenness(part, line),
    )
