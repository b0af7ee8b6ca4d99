"""Local features of a picture: where its corners are, how large, how turned, and what they look like.

Corners are found by FAST over a pyramid (ORB's detector), which is several times faster than SIFT's
own and finds corners again after recompression about as well; they are described by RootSIFT and
kept as 128-bit signatures (see `signature`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media import signature
from crossbearing.media.decode import Grey
from crossbearing.media.signature import Signatures

LEVELS = 8
PYRAMID = 1.26
POSITION_STEPS = 32
"""Positions are kept in steps of 1/32 pixel."""
ANGLE_STEPS = 256
_EDGE_PX = 12
_FAST_THRESHOLD = 8
_TILES = (4, 6)
"""Rows and columns of tiles over which corners are spread."""
_AMONG = 3
"""Among how many times as many the corners to keep are chosen."""
_SAME_PLACE_PX = 3.0
_SAME_LOOK_BITS = 24

cv2.setNumThreads(1)  # the order in which threads finish must not reach the results


@dataclass(frozen=True, slots=True)
class Features:
    """n features. x, y: steps of 1/32 pixel; level: of the pyramid; angle: 256ths of a full turn."""

    x: NDArray[np.uint16]
    y: NDArray[np.uint16]
    level: NDArray[np.uint8]
    angle: NDArray[np.uint8]
    signatures: Signatures

    def __len__(self) -> int:
        return len(self.x)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Features:
        """Return the features at these rows, or where the mask is set."""
        return Features(self.x[rows], self.y[rows], self.level[rows], self.angle[rows], self.signatures[rows])

    def positions_px(self) -> NDArray[np.float32]:
        """Return n × 2 positions in pixels."""
        return np.asarray(np.stack([self.x, self.y], axis=1) / POSITION_STEPS, np.float32)

    def sizes(self) -> NDArray[np.float32]:
        """Return how large each patch is, in steps of the pyramid's finest level."""
        return np.asarray(PYRAMID ** self.level.astype(np.float64), np.float32)

    def angles_degrees(self) -> NDArray[np.float32]:
        """Return how each patch is turned."""
        return self.angle.astype(np.float32) * np.float32(360 / ANGLE_STEPS)


def describe(grey: Grey, count: int) -> Features:
    """Return up to `count` features of a picture: of each level the strongest, half of them spread."""
    places, descriptors = _detect_and_describe(grey, count)
    steps = np.round(places[:, :2] * POSITION_STEPS).clip(0, 65535).astype(np.uint16)
    angle = np.round(places[:, 3] * (ANGLE_STEPS / 360)).astype(np.int64) % ANGLE_STEPS
    return Features(
        x=np.ascontiguousarray(steps[:, 0]),
        y=np.ascontiguousarray(steps[:, 1]),
        level=places[:, 2].astype(np.uint8),
        angle=angle.astype(np.uint8),
        signatures=signature.sign(descriptors),
    )


def unseen(features: Features, before: Features | None) -> NDArray[np.bool_]:
    """Tell which features were not already there, alike and in the same place, in the frame before."""
    if before is None or not len(before) or not len(features):
        return np.ones(len(features), np.bool_)
    near = _apart(features.x, before.x) < _SAME_PLACE_PX * POSITION_STEPS
    near &= _apart(features.y, before.y) < _SAME_PLACE_PX * POSITION_STEPS
    mine, theirs = np.nonzero(near)
    apart = np.bitwise_count(features.signatures[mine] ^ before.signatures[theirs]).sum(1)
    fresh = np.ones(len(features), np.bool_)
    fresh[mine[apart <= _SAME_LOOK_BITS]] = False
    return fresh


def _apart(mine: NDArray[np.uint16], theirs: NDArray[np.uint16]) -> NDArray[np.int32]:
    return np.asarray(np.abs(mine.astype(np.int32)[:, None] - theirs.astype(np.int32)[None]), np.int32)


def _detect_and_describe(grey: Grey, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return n × (x, y, level, angle) and n × 128 SIFT descriptors."""
    detector, describer = _detectors(count)
    found = detector.detect(grey, None)
    points = [_as_sift(found[row]) for row in _spread(found, count, grey.shape)]
    if points:
        points, descriptors = describer.compute(grey, points)
    if not points or descriptors is None:
        return np.zeros((0, 4), np.float32), np.zeros((0, 128), np.float32)
    places = [(p.pt[0], p.pt[1], p.class_id, p.angle) for p in points]
    return np.array(places, np.float32), np.asarray(descriptors, np.float32)


def _spread(found: Sequence[cv2.KeyPoint], count: int, shape: tuple[int, ...]) -> NDArray[np.intp]:
    """Choose `count` corners, or fewer: of each level half its share by strength, the rest tile by tile.

    By strength alone, a plain picture shown within a lively one would keep hardly any. shape: rows × columns.
    """
    if not found:
        return np.zeros(0, np.intp)
    level = np.array([point.octave for point in found])
    strength = np.array([point.response for point in found])
    x, y = np.asarray(cv2.KeyPoint.convert(found)).T
    tile = (y * _TILES[0] // shape[0]) * _TILES[1] + x * _TILES[1] // shape[1]
    strongest = np.lexsort((y, x, -strength))
    in_level, in_tile = (_rank(strongest, kind) for kind in (level, level * np.prod(_TILES) + tile))
    shares = PYRAMID ** -np.arange(LEVELS)
    share = np.floor(count * shares / shares.sum())[level]
    # The strongest half first, then one of each tile, a second of each, and so on.
    turn = np.where(in_level < share // 2, -1, in_tile)
    order = np.lexsort((level, in_level, turn))
    return np.asarray(order[_rank(order, level)[order] < share[order]], np.intp)


def _rank(order: NDArray[np.intp], kind: NDArray[np.generic]) -> NDArray[np.intp]:
    """Return for each row how many of its kind come before it in an order."""
    grouped = order[np.argsort(kind[order], kind="stable")]
    first = np.flatnonzero(np.concatenate([[True], kind[grouped[1:]] != kind[grouped[:-1]]]))
    lengths = np.diff(np.append(first, len(grouped)))
    rank = np.empty(len(order), np.intp)
    rank[grouped] = np.arange(len(grouped)) - np.repeat(first, lengths)
    return rank


def _as_sift(point: cv2.KeyPoint) -> cv2.KeyPoint:
    """Say in SIFT's terms how large a patch of ORB's pyramid is, so that SIFT blurs it accordingly."""
    size, packed = _sift_level(point.octave)
    x, y = point.pt
    return cv2.KeyPoint(x, y, size, point.angle, point.response, packed, point.octave)


@cache
def _sift_level(level: int) -> tuple[float, int]:
    """Return a patch's size at a level of ORB's pyramid, and SIFT's octave and layer for it, packed."""
    blur = 1.6 * 1.3 * PYRAMID**level
    octave = max(0, math.floor(math.log2(blur / 1.6)))
    layer = min(3, max(0, round(3 * math.log2(blur / 1.6 / 2**octave))))
    return blur * 2, octave | (layer << 8)


@cache
def _detectors(count: int) -> tuple[Any, Any]:
    orb = cv2.ORB_create(  # type: ignore[attr-defined]
        nfeatures=count * _AMONG,
        scaleFactor=PYRAMID,
        nlevels=LEVELS,
        edgeThreshold=_EDGE_PX,
        fastThreshold=_FAST_THRESHOLD,
        patchSize=21,
    )
    return orb, cv2.SIFT_create()  # type: ignore[attr-defined]
