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
_AROUND = np.ones((3, 3), np.uint8)
_OUTLYING, _COVERED = 0.5, 0.6
_DAMPED = 1e-3
_SHADING_SHARE, _SHADING_BLURS, _SOME = 0.85, 4.0, 1e-3
_MAX_MOVE_PX, _STILL_PX = 3.0, 1e-3
"""Pixels of thumbnails: a map that moves further has lost its way; one that moves less is there."""

Frames = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Together:
    """Frames of both clips that belong together: those on the coarser grid, and those on the finer."""

    coarse: Frames
    fine: Frames


def tightened(
    query: Fingerprint,
    reference: Fingerprint,
    affine: Affine,
    line: Line,
    rows: slice,
    *,
    mirror: bool,
    shading: bool = True,
) -> Affine:
    """Return the map moved to where the frames on a line agree best; as it was where they do not tell.

    rows: the frames of the query that lie on the line. shading: by broad shading, too, which leads from
    further away; without it, by what is drawn on the ground, which leads nearer.
    """
    forth = between_thumbnails(query, reference, affine, mirror=mirror)
    shrinks = abs(float(np.linalg.det(forth[:, :2]))) <= 1
    mine, theirs = _on_line(query, reference, line, rows)
    if len(mine) < _MIN_FRAMES:
        return affine
    # From the coarser grid into the finer, so that nothing is made up between its pixels.
    start = inverse(forth) if shrinks else forth
    moved = _moved(_Together(theirs, mine) if shrinks else _Together(mine, theirs), start, shading=shading)
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


def _moved(frames: _Together, start: Affine, *, shading: bool) -> Affine | None:
    """Return the map from the coarse grid to the fine one that fits best; None where it runs away."""
    height, width = frames.coarse.shape[1:]
    scale = float(np.sqrt(abs(np.linalg.det(start[:, :2]))))
    of_coarse, of_fine = _shown(frames.coarse), _shown(frames.fine)
    share = 0.0 if shading else _SHADING_SHARE
    coarse = _softened(frames.coarse, of_coarse, _BLUR, share)
    fine = _softened(frames.fine, of_fine, max(_BLUR, 0.5 * scale), share)
    slopes = [
        np.stack([cv2.Sobel(f, cv2.CV_32F, *axis, scale=1 / 8) for f in fine]) for axis in ((1, 0), (0, 1))
    ]
    x, y = (grid.ravel().astype(np.float64) for grid in np.meshgrid(np.arange(width), np.arange(height)))
    affine = start.copy()
    agree = np.ones(width * height, np.bool_)
    for _ in range(_STEPS):
        inside = of_coarse.ravel() & _seen(affine, of_fine, (width, height))
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
        change = _solved((across, down), mine, basis, off, weight)
        affine[0] += _about(change[:3], x.mean(), y.mean())
        affine[1] += _about(change[3:], x.mean(), y.mean())
        if float(np.abs(change[[2, 5]]).max()) < _STILL_PX:
            break
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], float)
    apart = np.abs(corners @ (affine - start).T).max()
    return affine if apart <= _MAX_MOVE_PX * max(1.0, scale) else None


def _solved(
    slopes: tuple[Frames, Frames], shown: Frames, basis: NDArray[np.float64], off: Frames, weight: Frames
) -> NDArray[np.float64]:
    """Return the change of the six numbers: the normal equations, summed over frames before the cells.

    slopes: across and down. shown: what is moved. Each frame may also differ in brightness and contrast,
    which is taken out (Schur's complement): on plain ground, lit more on one side, a change of contrast would
    else be taken for one of size.
    """
    across, down = slopes
    gxx, gxy, gyy = ((weight * a * b).sum(0) for a, b in ((across, across), (across, down), (down, down)))
    rx, ry = (weight * across * off).sum(0), (weight * down * off).sum(0)
    pure = np.block(
        [
            [(basis * gxx) @ basis.T, (basis * gxy) @ basis.T],
            [(basis * gxy) @ basis.T, (basis * gyy) @ basis.T],
        ]
    )
    pull = np.concatenate([basis @ rx, basis @ ry])
    tones = (np.ones_like(shown), shown)
    among = np.array([[(weight * a * b).sum(1) for b in tones] for a in tones], np.float64)
    apart = np.linalg.inv(among.transpose(2, 0, 1) + np.eye(2) * 1e-6)
    both = np.stack(
        [np.hstack([(weight * s * t) @ basis.T for s in (across, down)]) for t in tones], axis=2
    ).astype(np.float64)
    in_tone = np.stack([(weight * t * off).sum(1) for t in tones], axis=1)
    left = pure - np.einsum("fit,ftu,fju->ij", both, apart, both)
    right = pull - np.einsum("fit,ftu,fu->i", both, apart, in_tone)
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


def _softened(frames: Frames, shown: NDArray[np.bool_], cells: float, share: float) -> Frames:
    """Blur frames, and take a share of the shading around each cell, among those shown, out of it."""
    soft = np.stack([cv2.GaussianBlur(frame, (0, 0), cells) for frame in frames])
    if not share:
        return soft
    weight, wide = shown.astype(np.float32), _SHADING_BLURS * cells
    around = np.stack([cv2.GaussianBlur(frame * weight, (0, 0), wide) for frame in frames])
    among = np.maximum(cv2.GaussianBlur(weight, (0, 0), wide), _SOME)
    return np.asarray(soft - share * around / among, np.float32)


def _shown(frames: Frames) -> NDArray[np.bool_]:
    """Tell which cells are no part of a black bar or corner, nor beside one, where it shines through."""
    lit = np.pad((frames.max(0) > BLACK).astype(np.uint8), 1, mode="edge")
    return np.asarray(cv2.erode(lit, _AROUND)[1:-1, 1:-1] > 0, np.bool_)


def _seen(affine: Affine, shown: NDArray[np.bool_], size: tuple[int, int]) -> NDArray[np.bool_]:
    """Tell which cells of the coarse grid lie wholly within what the fine one shows."""
    full = shown.astype(np.uint8) * 255
    warped = cv2.warpAffine(full, affine, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(warped.ravel() > 250, np.bool_)  # noqa: PLR2004 # wholly inside


def _warped(frames: Frames, affine: Affine, size: tuple[int, int]) -> Frames:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.stack([cv2.warpAffine(frame, affine, size, flags=flags).ravel() for frame in frames])
