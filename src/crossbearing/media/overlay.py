"""Thumbnails of two clips laid over each other through a map, and how well each fits each.

Both are brought to the coarser of the two grids. Cells that the map leaves empty are left out, and
so can cells be that something covers in one clip only, such as a caption or a logo. What remains is
compared by normalised correlation, which is blind to brightness and contrast: of the pictures as
they are, and of what moves in them, which is what is left when each cell's mean over the seconds
around is taken out. A still scene looks the same at any time; its motion does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.geometry import Affine

Cells = NDArray[np.float32]
"""Frames × cells, each frame with mean 0 and standard deviation 1 (or less where nearly blank)."""

_MIN_COVERAGE = 0.1
_MIN_CELLS = 40
_MIN_CONTRAST = 2.0
_MOTION_WINDOW_S = 1.0
_MOTION_FLOOR = 0.06
_MAX_ROWS_JUDGED = 200
BLACK = 24
_MIN_KEPT = 0.4
_FULLY = 250
_BLURRED_FROM = 1.2
_MIN_FRAMES_JUDGED = 8
_MOVING_SPREAD = 12.0
_STANDING_SHARE = 0.4
_TRIED, _TRIMMED_TO, _UNCOVERED, _FLAT = 24, 0.6, 0.6, 1e-3
_AREA, _LEAST_RISE = 5, 0.02
_SHADING_CELLS = 3.5
_SHADING_SHARE = 0.85
_BLUR_CELLS = 29


@dataclass(frozen=True)
class Overlay:
    """query: Nq × P cells; reference: Nr × P; coverage: how much of the coarser grid they fill.

    mask: rows × columns of that grid; set at the P cells, in their order.
    """

    query: Cells
    reference: Cells
    query_s: NDArray[np.float64]
    reference_s: NDArray[np.float64]
    coverage: float
    mask: NDArray[np.bool_]

    @cached_property
    def likeness(self) -> NDArray[np.float32]:
        """Correlation of pictures, Nq × Nr."""
        return (self.query @ self.reference.T) / np.float32(self.query.shape[1])

    @cached_property
    def motion(self) -> NDArray[np.float32]:
        """Correlation of what moves, Nq × Nr; near 0 where hardly anything does."""
        mine, theirs = self.query_motion, self.reference_motion
        floor = np.float32(_MOTION_FLOOR * np.sqrt(mine.shape[1]))
        mine = mine / np.maximum(np.linalg.norm(mine, axis=1, keepdims=True), floor)
        theirs = theirs / np.maximum(np.linalg.norm(theirs, axis=1, keepdims=True), floor)
        return np.asarray(mine @ theirs.T, np.float32)

    @cached_property
    def query_motion(self) -> Cells:
        """What moves in the query."""
        return _without_standing(self.query, self.query_s)

    @cached_property
    def reference_motion(self) -> Cells:
        """What moves in the reference."""
        return _without_standing(self.reference, self.reference_s)

    @cached_property
    def activity(self) -> NDArray[np.float32]:
        """How much moves in each frame of the query: 0 nothing, about 1 a new picture."""
        cells = np.float32(np.sqrt(self.query.shape[1]))
        energy: NDArray[np.float32] = np.linalg.norm(self.query_motion, axis=1) / cells
        return energy

    def only(self, cells: NDArray[np.bool_]) -> Overlay:
        """Return the overlay of these cells alone."""
        mask = self.mask.copy()
        mask[self.mask] = cells
        return Overlay(
            _normalised(self.query[:, cells]),
            _normalised(self.reference[:, cells]),
            self.query_s,
            self.reference_s,
            self.coverage * float(cells.mean()),
            mask,
        )


def lay_over(query: Fingerprint, reference: Fingerprint, affine: Affine, *, mirror: bool) -> Overlay | None:
    """Lay the query's thumbnails over the reference's; None where they share too little of a picture."""
    to_reference = between_thumbnails(query, reference, affine, mirror=mirror)
    finer = abs(np.linalg.det(to_reference[:, :2])) <= 1
    if finer:
        mine, mask = _warped(query.thumbnails, to_reference, reference.thumbnails.shape[1:])
        theirs = reference.thumbnails[:, mask]
    else:
        back = inverse(to_reference)
        theirs, mask = _warped(reference.thumbnails, back, query.thumbnails.shape[1:])
        mine = query.thumbnails[:, mask]
    if mask.mean() < _MIN_COVERAGE or int(mask.sum()) < _MIN_CELLS:
        return None
    seen = ~_beside(_standing_black(mine) | _standing_black(theirs), mask)
    seen &= ~(_graphics(mine) | _graphics(theirs))
    if seen.mean() < _MIN_COVERAGE or int(seen.sum()) < _MIN_CELLS:
        return None
    mask[mask] = seen
    return Overlay(
        _normalised(_detail(mine[:, seen], mask)),
        _normalised(_detail(theirs[:, seen], mask)),
        query.times_s(),
        reference.times_s(),
        float(mask.mean()),
        mask,
    )


def uncovered(overlay: Overlay, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which cells agree over frames that belong together: the others are covered in one clip.

    rows, columns: frames of the query and of the reference that show the same, one for one.
    """
    step = max(1, len(rows) // _MAX_ROWS_JUDGED)
    mine, theirs = overlay.query[rows[::step]], overlay.reference[columns[::step]]
    keep = np.ones(mine.shape[1], np.bool_)
    for _ in range(3):
        a, b = _normalised(mine[:, keep], mine), _normalised(theirs[:, keep], theirs)
        fitting = (a[:, keep] * b[:, keep]).mean(1)
        good = fitting >= np.median(fitting)
        apart = np.median(np.abs(a[good] - b[good]), axis=0)
        keep = apart < max(0.6, float(np.percentile(apart, 55)) + 0.25)
        if keep.mean() < _MIN_KEPT:
            keep = apart <= np.median(apart)
    return keep


def standing_alike(overlay: Overlay) -> NDArray[np.bool_]:
    """Tell which cells agree in the standing pictures of both, whatever frames belong together.

    A bright banner over a dim picture takes up all its contrast, and no frame agrees. So lines through two of
    some cells, evenly chosen by their brightness, are tried for brightness and contrast, and those kept
    whose nearest cells correlate best (least trimmed squares, Rousseeuw 1984). Cells are near or far with
    those around them: a banner covers an area, and single cells agree anywhere by chance.
    """
    mine, theirs = overlay.query.mean(0), overlay.reference.mean(0)
    chosen = np.argsort(theirs, kind="stable")[np.linspace(0, len(theirs) - 1, _TRIED).astype(np.intp)]
    i, j = chosen[np.array(np.triu_indices(_TRIED, 1))]
    rises = (mine[j] > mine[i] + _LEAST_RISE) & (theirs[j] > theirs[i] + _LEAST_RISE)
    i, j = i[rises], j[rises]
    if not len(i):
        return np.zeros(len(mine), np.bool_)
    contrast = ((mine[j] - mine[i]) / (theirs[j] - theirs[i]))[:, None]
    brightness = mine[i, None] - contrast * theirs[i, None]
    apart = _around(np.abs(mine - contrast * theirs - brightness) / np.hypot(1, contrast), overlay.mask)
    kept = max(2, round(_TRIMMED_TO * len(mine)))
    nearest = np.argpartition(apart, kept - 1, axis=1)[:, :kept]
    a, b = (values[nearest] - values[nearest].mean(1, keepdims=True) for values in (mine, theirs))
    alike = (a * b).sum(1) / np.maximum(np.sqrt((a**2).sum(1) * (b**2).sum(1)), _FLAT)
    best = int(alike.argmax())
    usual = float(np.sqrt((a[best] ** 2).mean()))
    return np.asarray(apart[best] < _UNCOVERED * max(usual, _FLAT), np.bool_)


def _around(cells: NDArray[np.floating[Any]], mask: NDArray[np.bool_]) -> Cells:
    """Return the mean of each cell and of those around it, among the cells in the mask."""
    canvas = np.zeros((len(cells), *mask.shape), np.float32)
    canvas[:, mask] = cells
    side = (_AREA, _AREA)
    filled = cv2.blur(mask.astype(np.float32), side, borderType=cv2.BORDER_CONSTANT)[mask]
    around = [cv2.blur(frame, side, borderType=cv2.BORDER_CONSTANT)[mask] for frame in canvas]
    return np.asarray(np.stack(around) / filled, np.float32)


def between_thumbnails(query: Fingerprint, reference: Fingerprint, affine: Affine, *, mirror: bool) -> Affine:
    """Return the map from pixels of the query's thumbnails to those of the reference's."""
    steps = np.vstack([affine, [0, 0, 1]]) @ _thumbnail_to_key(query) @ _hand(query, mirror=mirror)
    return (np.linalg.inv(_thumbnail_to_key(reference)) @ steps)[:2]


def from_thumbnails(query: Fingerprint, reference: Fingerprint, affine: Affine, *, mirror: bool) -> Affine:
    """Return the map between key frames that lies behind one between thumbnails."""
    steps = _thumbnail_to_key(reference) @ np.vstack([affine, [0, 0, 1]]) @ _hand(query, mirror=mirror)
    return np.asarray((steps @ np.linalg.inv(_thumbnail_to_key(query)))[:2], np.float64)


def _hand(query: Fingerprint, *, mirror: bool) -> NDArray[np.float64]:
    """Exchange left and right of the query's thumbnails, if it is mirrored; its own inverse."""
    width = query.thumbnails.shape[2]
    return np.array([[-1.0, 0, width - 1], [0, 1, 0], [0, 0, 1]]) if mirror else np.eye(3)


def _thumbnail_to_key(fingerprint: Fingerprint) -> NDArray[np.float64]:
    """Pixels of thumbnails to pixels of key frames; both count from the middle of the first pixel."""
    height, width = fingerprint.thumbnails.shape[1:]
    across, down = fingerprint.size_px[0] / width, fingerprint.size_px[1] / height
    return np.array([[across, 0, across / 2 - 0.5], [0, down, down / 2 - 0.5], [0, 0, 1]])


def inverse(affine: Affine) -> Affine:
    """Return the map back."""
    return np.linalg.inv(np.vstack([affine, [0, 0, 1]]))[:2]


def _warped(
    thumbnails: NDArray[np.uint8], affine: Affine, shape: tuple[int, ...]
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Return the thumbnails in the other grid (only the cells they fill), and which cells those are."""
    size = (shape[1], shape[0])
    matrix = affine.astype(np.float32)
    inside = cv2.warpAffine(np.full(thumbnails.shape[1:], 255, np.uint8), matrix, size)
    mask = inside > _FULLY
    shrink = 1 / np.sqrt(max(1e-6, abs(float(np.linalg.det(affine[:, :2])))))
    blur = 0.35 * shrink if shrink > _BLURRED_FROM else 0.0
    warped = np.empty((len(thumbnails), int(mask.sum())), np.uint8)
    for row, thumbnail in enumerate(thumbnails):
        soft = cv2.GaussianBlur(thumbnail, (0, 0), blur) if blur else thumbnail
        warped[row] = cv2.warpAffine(soft, matrix, size)[mask]
    return warped, mask


def _standing_black(cells: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell which cells are black throughout: the bars of one format shown in another look all alike."""
    return np.asarray(cells.max(0) <= BLACK, np.bool_)


def _beside(cells: NDArray[np.bool_], mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells and those next to them, which hold part of a bar's edge."""
    grid = np.zeros(mask.shape, np.uint8)
    grid[mask] = cells
    return np.asarray(cv2.dilate(grid, np.ones((3, 3), np.uint8))[mask] > 0, np.bool_)


def _graphics(cells: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell which cells stand still though most move: the same logo is no sign of one source.

    Most of those laid over each other: a clip may stand still within another that moves.
    """
    step = max(1, len(cells) // _MAX_ROWS_JUDGED)
    spread = cells[::step].std(0)
    usual = float(np.median(spread))
    if len(cells) < _MIN_FRAMES_JUDGED or usual < _MOVING_SPREAD:
        return np.zeros(cells.shape[1], np.bool_)
    return np.asarray(spread < _STANDING_SHARE * usual, np.bool_)


def _detail(cells: NDArray[np.uint8], mask: NDArray[np.bool_]) -> Cells:
    """Take most of the broad shading out of each frame: a bright sky above dark ground is everywhere.

    The mean around each cell is taken over the cells in the mask only.
    """
    across, down = (_blur_matrix(side) for side in (mask.shape[1], mask.shape[0]))
    weight = (down.T @ mask.astype(np.float32) @ across)[mask]
    canvas = np.zeros((len(cells), *mask.shape), np.float32)
    canvas[:, mask] = cells
    around = np.matmul(down.T, canvas @ across)[:, mask]
    return np.asarray(cells - np.float32(_SHADING_SHARE) * around / weight, np.float32)


@cache
def _blur_matrix(side: int) -> Cells:
    """Return the matrix by which a row of `side` cells is multiplied to be blurred."""
    return np.asarray(
        cv2.GaussianBlur(np.eye(side, dtype=np.float32), (_BLUR_CELLS, 1), _SHADING_CELLS), np.float32
    )


def _normalised(cells: Cells, of: Cells | None = None) -> Cells:
    """Return `of` (or `cells` itself) less the mean of `cells`, over their standard deviation."""
    target = cells if of is None else of
    mean = cells.mean(1, keepdims=True)
    # What is nearly blank must not be blown up: its noise would correlate with nothing or anything.
    # Once normalised, blank frames have stayed below 1 and are left as they are.
    spread = cells.std(1, keepdims=True)
    raw = float(spread.max(initial=0)) > _MIN_CONTRAST
    floor = np.float32(_MIN_CONTRAST if raw else 1e-3)
    return np.asarray((target - mean) / np.maximum(spread, floor), np.float32)


def _without_standing(cells: Cells, times_s: NDArray[np.float64]) -> Cells:
    """Take from each cell its mean over the seconds around."""
    sums = np.vstack([np.zeros((1, cells.shape[1])), np.cumsum(cells, axis=0, dtype=np.float64)])
    start = np.searchsorted(times_s, times_s - _MOTION_WINDOW_S - 1e-6)
    end = np.searchsorted(times_s, times_s + _MOTION_WINDOW_S + 1e-6, side="right")
    mean = (sums[end] - sums[start]) / (end - start)[:, None]
    return np.asarray(cells - mean, np.float32)
