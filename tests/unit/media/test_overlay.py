"""Which cells of two clips, laid over each other, are compared."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.overlay import Overlay, standing_alike

_SHAPE = (18, 32)


def _laid(mine: NDArray[np.float64], theirs: NDArray[np.float64]) -> Overlay:
    cells = [frames.reshape(len(frames), -1).astype(np.float32) for frames in (mine, theirs)]
    cells = [(f - f.mean(1, keepdims=True)) / f.std(1, keepdims=True) for f in cells]
    times = np.arange(len(mine)) / 8
    return Overlay(cells[0], cells[1], times, times, 1.0, np.ones(_SHAPE, np.bool_))


def _dim(seed: int) -> NDArray[np.float64]:
    """A dim picture with a little noise from frame to frame."""
    rng = np.random.default_rng(seed)
    picture = cv2.GaussianBlur(rng.standard_normal(_SHAPE), (0, 0), 1.5)
    return 60 + 12 * picture + 0.4 * rng.standard_normal((24, *_SHAPE))


def test_a_bright_banner_over_a_dim_picture_is_told_from_it() -> None:
    theirs = _dim(1)
    mine = 0.7 * theirs + 12
    mine[:, 13:] = 220
    laid = _laid(mine, theirs)
    assert laid.likeness.max() < 0.5
    alike = standing_alike(laid).reshape(_SHAPE)
    assert alike[:11].mean() > 0.9
    assert alike[13:].mean() < 0.1
    assert np.diag(laid.only(alike.ravel()).likeness).min() > 0.9


def test_pictures_of_different_places_are_alike_in_no_large_part() -> None:
    laid = _laid(_dim(1), _dim(2))
    assert standing_alike(laid).mean() < 0.4


def test_a_blank_picture_is_like_nothing() -> None:
    blank = np.full((24, *_SHAPE), 60.0)
    cells = np.zeros((24, blank[0].size), np.float32)
    times = np.arange(24) / 8
    laid = Overlay(cells, cells, times, times, 1.0, np.ones(_SHAPE, np.bool_))
    assert not standing_alike(laid).any()
