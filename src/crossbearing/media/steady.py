"""What moves in two clips, without what only the camera does.

A screen filmed from the hand sways; so, a little, does any clip that was stabilised, scanned or keyed into
another. All edges of the picture then move at once, and outweigh what moves in it. Such sway is a few
patterns of motion (the first principal components of all of it), and each of them is, wherever in
the picture, what a small shift, or a change of light, makes of the standing picture. Those patterns are
taken out of both clips alike, so that neither comes nearer to the other by it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.overlay import Cells, Overlay

_MAX_FRAMES, _MIN_FRAMES = 96, 8
_COMPONENTS, _LEAST_SHARE, _IN_SPAN = 4, 0.08, 0.5
_SAME, _NONE = 0.05, 1e-6


def sway(overlay: Overlay, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Cells:
    """Return the patterns of sway of both clips, cells × patterns, orthonormal; none where neither sways.

    rows, columns: frames of the query and of the reference that show the same, one for one.
    """
    if len(rows) < _MIN_FRAMES:
        return np.zeros((overlay.query.shape[1], 0), np.float32)
    chosen = np.unique(np.linspace(0, len(rows) - 1, _MAX_FRAMES).astype(np.intp))
    mine, theirs = rows[chosen], columns[chosen]
    of_mine = _sway(overlay.query[mine], overlay.query_motion[mine], overlay.mask)
    of_theirs = _sway(overlay.reference[theirs], overlay.reference_motion[theirs], overlay.mask)
    return np.asarray(_basis(np.hstack([of_mine, of_theirs])), np.float32)


def without_sway(overlay: Overlay, patterns: Cells) -> Overlay:
    """Return the overlay with these patterns taken out of what moves in both."""
    return replace(
        overlay,
        query=_without(overlay.query, overlay.query_motion, patterns),
        reference=_without(overlay.reference, overlay.reference_motion, patterns),
    )


def _without(pictures: Cells, motion: Cells, patterns: Cells) -> Cells:
    return np.asarray(pictures - (motion @ patterns) @ patterns.T, np.float32)


def _basis(columns: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return orthonormal columns that span these; what is the same twice, or nothing, adds none."""
    if not columns.shape[1]:
        return columns.astype(np.float64)
    vectors, sizes, _ = np.linalg.svd(columns.astype(np.float64), full_matrices=False)
    return np.asarray(vectors[:, sizes > _SAME * max(float(sizes[0]), _NONE)], np.float64)


def _sway(pictures: Cells, motion: Cells, mask: NDArray[np.bool_]) -> Cells:
    """Return the patterns of motion, cells × patterns, that a shift makes of the standing picture."""
    frames, cells = motion.shape
    if min(frames, cells) <= _COMPONENTS:
        return np.zeros((cells, 0), np.float32)
    values, vectors = np.linalg.eigh((motion @ motion.T).astype(np.float64))
    total = max(float(values.sum()), _NONE)
    span = _basis(_made_by_shifts((pictures - motion).mean(0), mask))
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
