"""Where the pictures of one clip lie in those of another: one affine map, pooled over all frames.

An edit crops, scales, turns or insets a clip the same way from its first frame to its last. So the
pairs of alike features of all frames vote together, whatever frame they come from: each pair alone
gives a similarity (position, size and angle of a feature); the one on which most weight agrees is
refined to an affine map by least squares. Nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.pairs import Pairs

Affine = NDArray[np.float64]
"""2 × 3: (x, y, 1) of the query to (x, y) of the reference, in pixels of their key frames."""

_MIN_SCALE, _MAX_SCALE = 0.12, 8.0
_BIN_OCTAVES, _BIN_DEGREES = 0.5, 15.0
_PEAKS = 4
_PER_PEAK = 80
_MAX_MEMBERS = 20_000
_SAME_OCTAVES, _SAME_DEGREES = 0.6, 20.0
_ROUGH_SHARE, _FINE_SHARES = 0.035, (0.03, 0.018, 0.018)
_MIN_PAIRS = 4
_MAX_STRETCH = 1.8
_CELLS = 8
_PLACE_PX = 6.0
_FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Fit:
    """An affine map and what speaks for it.

    inliers: which of the `pairs` it was fitted to agree. features: how many of the query's features
    do. places, cells: at how many distinct places of the query, and in how many of the 8 × 8 cells
    of the query or the reference, whichever is more, so that one sharp corner seen a hundred times
    counts once. Map and pairs are in pixels of key frames.
    """

    affine: Affine
    inliers: NDArray[np.bool_]
    pairs: int
    features: int
    places: int
    cells: int


def fit_map(pairs: Pairs, query_px: tuple[int, int], reference_px: tuple[int, int]) -> Fit | None:
    """Return the map on which most pairs agree; None where too few do.

    query_px, reference_px: width and height of the key frames.
    """
    similar = _similarities(pairs)
    possible = (similar.octaves > np.log2(_MIN_SCALE)) & (similar.octaves < np.log2(_MAX_SCALE))
    if int(possible.sum()) < _MIN_PAIRS:
        return None
    best, best_weight = None, 0.0
    for members in _alike_in_shape(pairs, similar, possible):
        agree, weight = _agreed(pairs, similar, members, _ROUGH_SHARE * max(reference_px))
        if weight > best_weight:
            best, best_weight = agree, weight
    if best is None or len(best) < _MIN_PAIRS:
        return None
    return _refined(pairs, similar, best, query_px, reference_px)


def similar(affine: Affine, query_px: tuple[int, int]) -> Affine:
    """Return the nearest map that only scales and turns and leaves the middle of the query where it was."""
    (xx, xy), (yx, yy) = affine[:, :2]
    along, across = (xx + yy) / 2, (yx - xy) / 2
    linear = np.array([[along, -across], [across, along]])
    middle = np.array(query_px) / 2
    return np.column_stack([linear, affine @ [*middle, 1] - linear @ middle])


def in_shares(
    affine: Affine, query_px: tuple[int, int], reference_px: tuple[int, int], *, mirror: bool
) -> tuple[float, ...]:
    """Return a map between frames as shares of width and height: see `model.footage.Match.frame_map`.

    mirror: the map is from the query's mirror image; what is returned is from the query itself.
    """
    whole = np.vstack([affine, [0, 0, 1]])
    to_pixels = np.diag([float(query_px[0]), float(query_px[1]), 1.0])
    if mirror:
        to_pixels = np.array([[-1.0, 0, query_px[0]], [0, 1, 0], [0, 0, 1]]) @ to_pixels
    shares = np.diag([1 / reference_px[0], 1 / reference_px[1], 1]) @ whole @ to_pixels
    return tuple(round(float(value), 5) for value in shares[:2].ravel())


def inverse_shares(frame_map: tuple[float, ...]) -> tuple[float, ...]:
    """Return the map back; () for () and for one that lays everything on a line."""
    if not frame_map:
        return ()
    whole = np.vstack([np.reshape(frame_map, (2, 3)), [0, 0, 1]])
    if abs(np.linalg.det(whole)) < _FLAT:
        return ()
    return tuple(round(float(value), 5) for value in np.linalg.inv(whole)[:2].ravel())


@dataclass(frozen=True, slots=True)
class _Similarities:
    """The map that each pair alone stands for: p → scale · turn · p + shift."""

    octaves: NDArray[np.float32]
    degrees: NDArray[np.float32]
    linear: NDArray[np.float32]
    shift: NDArray[np.float32]

    def shaped_like(self, octaves: float, degrees: float) -> NDArray[np.bool_]:
        """Tell which maps scale and turn about as much."""
        turned = np.abs((self.degrees - np.float32(degrees) + 180) % 360 - 180)
        return np.asarray(
            (np.abs(self.octaves - octaves) < _SAME_OCTAVES) & (turned < _SAME_DEGREES), np.bool_
        )


def _similarities(pairs: Pairs) -> _Similarities:
    scale = pairs.reference[:, 2] / pairs.query[:, 2]
    degrees = pairs.reference[:, 3] - pairs.query[:, 3]
    turn = np.deg2rad(degrees)
    c, s = scale * np.cos(turn), scale * np.sin(turn)
    x = pairs.reference[:, 0] - (c * pairs.query[:, 0] - s * pairs.query[:, 1])
    y = pairs.reference[:, 1] - (s * pairs.query[:, 0] + c * pairs.query[:, 1])
    return _Similarities(np.log2(scale), degrees, np.column_stack([c, s]), np.column_stack([x, y]))


def _alike_in_shape(
    pairs: Pairs, similar: _Similarities, possible: NDArray[np.bool_]
) -> Iterator[NDArray[np.intp]]:
    """Yield the pairs of the commonest combinations of scale and angle, the weightiest pair first."""
    octave = np.floor((similar.octaves + 4).clip(0, 7.9) / _BIN_OCTAVES).astype(int)
    turns = round(360 / _BIN_DEGREES)
    angle = np.floor((similar.degrees % 360) / _BIN_DEGREES).astype(int) % turns
    weight = np.where(possible, pairs.weight, 0)
    votes = np.bincount(octave * turns + angle, weight, minlength=16 * turns).reshape(-1, turns)
    votes = votes + np.roll(votes, 1, 1) + np.roll(votes, -1, 1)
    votes[:-1] += votes[1:].copy()
    for peak in np.argsort(-votes.ravel(), kind="stable")[:_PEAKS]:
        row, column = divmod(int(peak), turns)
        turned = np.minimum((angle - column) % turns, (column - angle) % turns)
        members = np.flatnonzero((octave >= row) & (octave <= row + 1) & (turned <= 1) & possible)
        yield members[np.argsort(-pairs.weight[members], kind="stable")][:_MAX_MEMBERS]


def _agreed(
    pairs: Pairs, similar: _Similarities, members: NDArray[np.intp], tolerance_px: float
) -> tuple[NDArray[np.intp], float]:
    """Return the members with which the map of one of the weightiest agrees best, and their weight."""
    if not len(members):
        return members, 0.0
    seeds = members[:_PER_PEAK]
    query, reference = pairs.query[members], pairs.reference[members]
    c, s = similar.linear[seeds, :1], similar.linear[seeds, 1:]
    x = c * query[:, 0] - s * query[:, 1] + (similar.shift[seeds, :1] - reference[:, 0])
    y = s * query[:, 0] + c * query[:, 1] + (similar.shift[seeds, 1:] - reference[:, 1])
    close = (np.abs(x) < tolerance_px) & (np.abs(y) < tolerance_px)
    weights = close.astype(np.float32) @ pairs.weight[members]
    best = int(weights.argmax())
    return members[close[best]], float(weights[best])


def _refined(
    pairs: Pairs,
    similar: _Similarities,
    members: NDArray[np.intp],
    query_px: tuple[int, int],
    reference_px: tuple[int, int],
) -> Fit | None:
    """Fit by least squares, each time to those that the last map fits more closely."""
    affine: Affine | None = None
    agree = np.zeros(len(pairs), np.bool_)
    agree[members] = True
    for share in _FINE_SHARES:
        affine = _solved(pairs.take(agree))
        if affine is None:
            return None
        linear = affine[:, :2]
        apart = np.abs(pairs.query[:, :2] @ linear.T + affine[:, 2] - pairs.reference[:, :2]).max(1)
        octaves = float(np.log2(max(1e-9, abs(np.linalg.det(linear)))) / 2)
        degrees = float(np.rad2deg(np.arctan2(linear[1, 0], linear[0, 0])))
        agree = (apart < share * max(reference_px)) & similar.shaped_like(octaves, degrees)
        if int(agree.sum()) < _MIN_PAIRS:
            return None
    assert affine is not None
    return _fit(pairs, affine, agree, query_px, reference_px)


def _solved(pairs: Pairs) -> Affine | None:
    """Return the affine map of least squares, or the similarity where an affine one is not sound."""
    x, y = pairs.query[:, 0].astype(float), pairs.query[:, 1].astype(float)
    u, v = pairs.reference[:, 0].astype(float), pairs.reference[:, 1].astype(float)
    weight = np.sqrt(pairs.weight.astype(float))
    one, none = np.ones_like(x), np.zeros_like(x)
    if _distinct(np.round(pairs.query[:, :2] / _PLACE_PX)) >= 2 * _MIN_PAIRS:
        left = np.column_stack([x, y, one]) * weight[:, None]
        right = np.column_stack([u, v]) * weight[:, None]
        affine = np.linalg.lstsq(left, right, rcond=None)[0].T
        large, small = np.linalg.svd(affine[:, :2])[1]
        if small > _MIN_SCALE and large < _MAX_STRETCH * small and np.linalg.det(affine[:, :2]) > 0:
            return np.asarray(affine, np.float64)
    rows = np.vstack([np.column_stack([x, -y, one, none]), np.column_stack([y, x, none, one])])
    both = np.concatenate([weight, weight])
    a, b, c, d = np.linalg.lstsq(rows * both[:, None], np.concatenate([u, v]) * both, rcond=None)[0]
    if not _MIN_SCALE < float(np.hypot(a, b)) < _MAX_SCALE:
        return None
    return np.array([[a, -b, c], [b, a, d]])


def _fit(
    pairs: Pairs,
    affine: Affine,
    agree: NDArray[np.bool_],
    query_px: tuple[int, int],
    reference_px: tuple[int, int],
) -> Fit:
    grids = (pairs.query[agree, :2] / max(query_px), pairs.reference[agree, :2] / max(reference_px))
    return Fit(
        affine=affine,
        inliers=agree,
        pairs=len(pairs),
        features=len(np.unique(pairs.feature[agree])),
        places=_distinct(np.round(pairs.query[agree, :2] / _PLACE_PX)),
        cells=max(_distinct(np.floor(grid * _CELLS)) for grid in grids),
    )


def _distinct(cells: NDArray[np.floating[Any]]) -> int:
    """Return how many of n × 2 whole numbers differ."""
    column, row = cells.astype(np.int64).T
    return len(np.unique(column << 32 | row & 0xFFFFFFFF))
