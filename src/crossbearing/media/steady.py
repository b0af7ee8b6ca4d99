"""What moves in two clips, without what only the camera does.

A screen filmed from the hand sways; so, a little, does any clip that was stabilised, scanned or keyed into
another. All edges of the picture then move at once, and outweigh what moves in it. Such sway is a few
patterns of motion (the first principal components of all of it), and each of them is, wherever in
the picture, what a small shift, or a change of light, makes of the standing picture. Those patterns are
taken out of both clips alike, so that neither comes nearer to the other by it.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.overlay import Cells, Overlay

_MAX_FRAMES, _MIN_FRAMES = 96, 8
_COMPONENTS, _LEAST_SHARE, _IN_SPAN = 4, 0.08, 0.5
_NONE = 1e-6


def steadied(overlay: Overlay, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Overlay | None:
    """Return the overlay without sway; None where neither clip sways.

    rows, columns: frames of the query and of the reference that show the same, one for one.
    """
    if len(rows) < _MIN_FRAMES:
        return None
    chosen = np.unique(np.linspace(0, len(rows) - 1, _MAX_FRAMES).astype(np.intp))
    mine = _sway(overlay.query[rows[chosen]], overlay.query_motion[rows[chosen]], overlay.mask)
    theirs = _sway(
        overlay.reference[columns[chosen]], overlay.reference_motion[columns[chosen]], overlay.mask
    )
    patterns = np.hstack([mine, theirs])
    if not patterns.shape[1]:
        return None
    basis = np.asarray(np.linalg.qr(patterns)[0], np.float32)
    return replace(
        overlay,
        query=_without(overlay.query, overlay.query_motion, basis),
        reference=_without(overlay.reference, overlay.reference_motion, basis),
    )


def _without(pictures: Cells, motion: Cells, basis: Cells) -> Cells:
    return np.asarray(pictures - (motion @ basis) @ basis.T, np.float32)


def _sway(pictures: Cells, motion: Cells, mask: NDArray[np.bool_]) -> Cells:
    """Return the patterns of motion, cells × patterns, that a shift makes of the standing picture."""
    frames, cells = motion.shape
    if min(frames, cells) <= _COMPONENTS:
        return np.zeros((cells, 0), np.float32)
    values, vectors = np.linalg.eigh((motion @ motion.T).astype(np.float64))
    total = max(float(values.sum()), _NONE)
    span = np.linalg.qr(_made_by_shifts((pictures - motion).mean(0), mask))[0]
    kept = []
    for value, over_time in zip(values[: -_COMPONENTS - 1 : -1], vectors.T[::-1], strict=False):
        if value < _LEAST_SHARE * total:
            break
        pattern = (motion.T @ over_time) / np.sqrt(max(value, _NONE))
        if float(np.linalg.norm(span.T @ pattern)) >= _IN_SPAN:
            kept.append(pattern.astype(np.float32))
    return np.stack(kept, axis=1) if kept else np.zeros((cells, 0), np.float32)


def _made_by_shifts(standing: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what a change of light, of contrast, and a shift across or down makes of a picture."""
    grid = np.zeros(mask.shape, np.float32)
    grid[mask] = standing
    across, down = (cv2.Sobel(grid, cv2.CV_32F, *axis, scale=1 / 8)[mask] for axis in ((1, 0), (0, 1)))
    return np.stack([np.ones_like(standing), standing, across, down], axis=1).astype(np.float64)
