"""What moves, once what only the camera does is taken out."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.movement import Movement, movement
from crossbearing.media.overlay import Overlay
from crossbearing.media.steady import sway, without_sway

_SHAPE, _FRAMES = (18, 24), 64
_TIMES = np.arange(_FRAMES) / 8
_ROWS = np.arange(_FRAMES)
Frames = NDArray[np.float32]


def _wall() -> NDArray[np.float64]:
    texture = np.random.default_rng(3).standard_normal((_SHAPE[0] + 8, _SHAPE[1] + 8))
    return np.asarray(cv2.GaussianBlur(texture, (0, 0), 1.3) * 2.5)


def _scene(walker: int, *, sway: float = 0.0, phase: float = 0.0) -> Frames:
    """Someone walks before a wall, filmed by a hand that sways by so many cells."""
    rng = np.random.default_rng(walker)
    x, y = np.cumsum(rng.normal(0, 0.6, (2, _FRAMES)), axis=1) + np.array([[12.0], [9.0]])
    across, down = np.meshgrid(np.arange(_SHAPE[1] + 8), np.arange(_SHAPE[0] + 8))
    frames = []
    for frame, at in enumerate(_TIMES):
        shown = _wall() + 1.5 * np.exp(
            -((across - 4 - x[frame] % 22) ** 2 + (down - 4 - y[frame] % 16) ** 2) / 5
        )
        shift = sway * np.array([np.sin(5.1 * at + phase), np.sin(3.7 * at + 2 * phase)])
        moved = cv2.warpAffine(shown, np.hstack([np.eye(2), shift[:, None]]), (_SHAPE[1] + 8, _SHAPE[0] + 8))
        frames.append(moved[4:-4, 4:-4])
    return np.asarray(frames, np.float32)


def _laid(one: Frames, other: Frames) -> Overlay:
    cells = [frames.reshape(_FRAMES, -1) for frames in (one, other)]
    cells = [(frames - frames.mean(1, keepdims=True)) / frames.std(1, keepdims=True) for frames in cells]
    return Overlay(cells[0], cells[1], _TIMES, _TIMES, 1.0, np.ones(_SHAPE, np.bool_))


def _steady(overlay: Overlay) -> Movement:
    patterns = sway(overlay, _ROWS, _ROWS)
    assert patterns.size
    return movement(without_sway(overlay, patterns), _ROWS, _ROWS)


def test_a_copy_filmed_from_the_hand_agrees_once_the_sway_is_taken_out() -> None:
    laid = _laid(_scene(1, sway=0.5), _scene(1))
    before, after = movement(laid, _ROWS, _ROWS), _steady(laid)
    assert before.overall < 0.7
    assert after.overall > before.overall + 0.15
    assert after.agreeing > before.agreeing + 0.2


def test_another_moment_agrees_no_better_without_sway_even_if_both_sway_alike() -> None:
    laid = _laid(_scene(1, sway=0.5, phase=1.0), _scene(2, sway=0.5, phase=1.0))
    before, after = movement(laid, _ROWS, _ROWS), _steady(laid)
    assert before.overall > 0.5  # the sway itself agrees
    assert after.overall < 0.35


def test_what_stands_firm_has_no_sway() -> None:
    assert not sway(_laid(_scene(1), _scene(1)), _ROWS, _ROWS).size


def test_a_few_frames_tell_no_sway() -> None:
    assert not sway(_laid(_scene(1, sway=0.5), _scene(1)), _ROWS[:5], _ROWS[:5]).size


def test_sway_that_both_clips_have_is_taken_out_once() -> None:
    shaken = _scene(1, sway=0.5)
    patterns = sway(_laid(shaken, shaken), _ROWS, _ROWS)
    assert patterns.shape[1] == sway(_laid(shaken, _scene(1)), _ROWS, _ROWS).shape[1]
    assert np.allclose(patterns.T @ patterns, np.eye(patterns.shape[1]), atol=1e-4)
