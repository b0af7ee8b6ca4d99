"""A map between two clips, tightened on the pictures themselves.

Local features on things that move pull a map towards where these were a moment earlier or later; the
standing picture does not. So, once a line says which frames belong together, the map is moved until the
thumbnails on it agree best: Gauss and Newton's least squares over the six numbers of an affine map
(Lucas and Kanade 1981), on all frames together, each brought to one brightness and contrast.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.align import Line
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.geometry import Affine
from crossbearing.media.overlay import BLACK, between_thumbnails, from_thumbnails, inverse

_FRAMES = 24
_STEPS = 8
_MIN_FRAMES, _MIN_CELLS = 4, 40
_BLUR = 0.8
_OUTLYING, _COVERED = 0.5, 0.6
_DAMPED = 1e-3
_MAX_MOVE_PX, _STILL_PX = 3.0, 1e-3
"""Pixels of thumbnails: a map that moves further has lost its way; one that moves less is there."""

Frames = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Together:
    """Frames of both clips that belong together: those on the coarser grid, and those on the finer."""

    coarse: Frames
    fine: Frames


def tightened(
    query: Fingerprint, reference: Fingerprint, affine: Affine, line: Line, rows: slice, *, mirror: bool
) -> Affine:
    """Return the map moved to where the frames on a line agree best; as it was where they do not tell.

    rows: the frames of the query that lie on the line.
    """
    forth = between_thumbnails(query, reference, affine, mirror=mirror)
    shrinks = abs(float(np.linalg.det(forth[:, :2]))) <= 1
    mine, theirs = _on_line(query, reference, line, rows)
    if len(mine) < _MIN_FRAMES:
        return affine
    # From the coarser grid into the finer, so that nothing is made up between its pixels.
    start = inverse(forth) if shrinks else forth
    moved = _moved(_Together(theirs, mine) if shrinks else _Together(mine, theirs), start)
    if moved is None:
        return affine
    return from_thumbnails(query, reference, inverse(moved) if shrinks else moved, mirror=mirror)


def _on_line(query: Fingerprint, reference: Fingerprint, line: Line, rows: slice) -> tuple[Frames, Frames]:
    """Return some frames of the query, evenly, and what the reference shows at their times."""
    chosen = np.arange(len(query.ticks))[rows]
    chosen = chosen[:: -(-max(1, len(chosen)) // _FRAMES)]
    there = reference.times_s()
    at = line.at(query.times_s()[chosen])
    inside = (at >= there[0]) & (at <= there[-1])
    place = np.interp(at[inside], there, np.arange(len(there)))
    before = np.floor(place).astype(np.intp)
    after = np.minimum(before + 1, len(there) - 1)
    share = (place - before).astype(np.float32)[:, None, None]
    pictures = reference.thumbnails.astype(np.float32, copy=False)
    theirs = pictures[before] * (1 - share) + pictures[after] * share
    return query.thumbnails[chosen[inside]].astype(np.float32), theirs


def _moved(frames: _Together, start: Affine) -> Affine | None:
    """Return the map from the coarse grid to the fine one that fits best; None where it runs away."""
    height, width = frames.coarse.shape[1:]
    scale = float(np.sqrt(abs(np.linalg.det(start[:, :2]))))
    fine = np.stack([cv2.GaussianBlur(f, (0, 0), max(_BLUR, 0.5 * scale)) for f in frames.fine])
    coarse = np.stack([cv2.GaussianBlur(f, (0, 0), _BLUR) for f in frames.coarse])
    slopes = [
        np.stack([cv2.Sobel(f, cv2.CV_32F, *axis, scale=1 / 8) for f in fine]) for axis in ((1, 0), (0, 1))
    ]
    x, y = (grid.ravel().astype(np.float64) for grid in np.meshgrid(np.arange(width), np.arange(height)))
    affine = start.copy()
    shown = coarse.reshape(len(coarse), -1).max(0) > BLACK
    agree = np.ones(width * height, np.bool_)
    for _ in range(_STEPS):
        inside = shown & _seen(affine, frames.fine.shape[1:], (width, height))
        mask = inside & agree
        if int(mask.sum()) < _MIN_CELLS:
            return None
        theirs, mine = coarse.reshape(len(coarse), -1), _warped(fine, affine, (width, height))
        theirs, _ = _flat(theirs, mask)
        mine, own = _flat(mine, mask)
        agree = _agreeing(np.median(np.abs(theirs - mine), axis=0), inside)
        theirs, mine = theirs[:, mask], mine[:, mask]
        across, down = (_warped(s, affine, (width, height))[:, mask] / own for s in slopes)
        off = theirs - mine
        weight = np.asarray(1 / (1 + (off / _OUTLYING) ** 2) ** 2, np.float32)
        basis = np.stack([x[mask] - x.mean(), y[mask] - y.mean(), np.ones(int(mask.sum()))])
        change = _solved(across, down, basis, off, weight)
        affine[0] += _about(change[:3], x.mean(), y.mean())
        affine[1] += _about(change[3:], x.mean(), y.mean())
        if float(np.abs(change[[2, 5]]).max()) < _STILL_PX:
            break
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], float)
    apart = np.abs(corners @ (affine - start).T).max()
    return affine if apart <= _MAX_MOVE_PX * max(1.0, scale) else None


def _solved(
    across: Frames, down: Frames, basis: NDArray[np.float64], off: Frames, weight: Frames
) -> NDArray[np.float64]:
    """Return the change of the six numbers: the normal equations, summed over frames before the cells."""
    gxx, gxy, gyy = ((weight * a * b).sum(0) for a, b in ((across, across), (across, down), (down, down)))
    rx, ry = (weight * across * off).sum(0), (weight * down * off).sum(0)
    left = np.block(
        [
            [(basis * gxx) @ basis.T, (basis * gxy) @ basis.T],
            [(basis * gxy) @ basis.T, (basis * gyy) @ basis.T],
        ]
    )
    right = np.concatenate([basis @ rx, basis @ ry])
    damped = left + np.diag(np.diag(left)) * _DAMPED + np.eye(6) * 1e-9
    return np.asarray(np.linalg.solve(damped, right), np.float64)


def _about(row: NDArray[np.float64], x: float, y: float) -> NDArray[np.float64]:
    """Return a change counted from the middle as one counted from the corner."""
    return np.array([row[0], row[1], row[2] - row[0] * x - row[1] * y])


def _flat(cells: Frames, mask: NDArray[np.bool_]) -> tuple[Frames, Frames]:
    """Bring the cells of a mask to mean 0 and deviation 1, frame by frame; also return the divisors."""
    spread = np.maximum(cells[:, mask].std(1, keepdims=True), 2.0)
    return (cells - cells[:, mask].mean(1, keepdims=True)) / spread, spread


def _agreeing(apart: Frames, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which cells are covered in neither clip: those that are not far more apart than most."""
    usual = float(np.percentile(apart[inside], 55))
    return np.asarray(apart < max(_COVERED, usual + 0.25), np.bool_)


def _seen(affine: Affine, shape: tuple[int, ...], size: tuple[int, int]) -> NDArray[np.bool_]:
    full = np.full(shape, 255, np.uint8)
    warped = cv2.warpAffine(full, affine, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(warped.ravel() > 250, np.bool_)  # noqa: PLR2004 # wholly inside


def _warped(frames: Frames, affine: Affine, size: tuple[int, int]) -> Frames:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.stack([cv2.warpAffine(frame, affine, size, flags=flags).ravel() for frame in frames])
