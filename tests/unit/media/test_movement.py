"""What moves, counted: a copy, two designs animated alike, a thing that turns."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from crossbearing.media.movement import movement
from crossbearing.media.overlay import Overlay

_SHAPE, _FRAMES = (12, 16), 48
_TIMES = np.arange(_FRAMES) / 8


def _laid(
    one: NDArray[np.float64], other: NDArray[np.float64], mask: NDArray[np.bool_] | None = None
) -> Overlay:
    mask = np.ones(_SHAPE, np.bool_) if mask is None else mask
    cells = [frames[:, mask].astype(np.float32) for frames in (one, other)]
    return Overlay(cells[0], cells[1], _TIMES, _TIMES, 1.0, mask)


def _measured(overlay: Overlay):
    rows = np.arange(_FRAMES)
    return movement(overlay, rows, rows)


def _card(seed: int, lines: int = 3) -> NDArray[np.float64]:
    """Lines of text over a standing ground: the words differ, when they come in does not."""
    words = 1 + 0.4 * np.random.default_rng(seed).standard_normal((lines, _SHAPE[1]))
    frames = np.zeros((_FRAMES, *_SHAPE))
    for line in range(lines):
        frames[(line + 1) * _FRAMES // (lines + 1) :, 2 + 3 * line] = words[line]
    return frames


def _walk(seed: int) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    x, y = (np.cumsum(rng.normal(0, 0.7, (_FRAMES, 3)), axis=0) + side / 2 for side in (16, 12))
    across, down = np.arange(_SHAPE[1]), np.arange(_SHAPE[0])[:, None]
    frames = np.zeros((_FRAMES, *_SHAPE))
    for walker in range(3):
        dx, dy = across - x[:, walker, None, None] % 16, down - y[:, walker, None, None] % 12
        frames += np.exp(-(dx**2 + dy**2) / 2)
    return frames


def test_a_copy_agrees_in_many_patterns_and_in_detail() -> None:
    walk = _walk(1)
    noisy = walk + np.random.default_rng(2).normal(0, 0.03, walk.shape)
    found = _measured(_laid(walk, noisy))
    assert found.patterns > 6
    assert found.instants > 12
    assert found.overall > 0.9
    assert found.fine is not None
    assert found.fine > 0.6


def test_two_cards_agree_in_few_instants_and_not_crosswise() -> None:
    found = _measured(_laid(_card(1), _card(2)))
    assert found.overall > 0.7
    assert found.instants == pytest.approx(3, abs=0.5)
    assert found.patterns < 4
    assert found.fine is not None
    assert found.fine < 0.4


def test_a_card_agrees_with_itself_crosswise() -> None:
    found = _measured(_laid(_card(1), _card(1)))
    assert found.fine == pytest.approx(1)


def test_what_turns_is_few_patterns_however_long_it_turns() -> None:
    frames = np.zeros((_FRAMES, *_SHAPE))
    frames[:, 4, 4], frames[:, 4, 5] = np.sin(5 * _TIMES), np.cos(5 * _TIMES)
    found = _measured(_laid(frames, frames))
    assert found.patterns < 3
    assert found.share * 12 * 16 < 3


def test_where_no_cell_has_all_its_neighbours_nothing_is_said_of_detail() -> None:
    walk, mask = _walk(1), np.zeros(_SHAPE, np.bool_)
    mask[::2] = True
    assert _measured(_laid(walk, walk, mask)).fine is None


def test_a_frame_or_two_move_nothing() -> None:
    walk = _walk(1)
    rows = np.arange(2)
    assert movement(_laid(walk, walk), rows, rows).patterns == 0


def test_a_copy_differs_by_noise_and_another_moment_where_it_moves() -> None:
    rng = np.random.default_rng(5)
    scene = np.broadcast_to(rng.normal(size=_SHAPE), (_FRAMES, *_SHAPE))
    cars = [np.zeros((_FRAMES, *_SHAPE)) for _ in range(2)]
    for frame, (one, other) in enumerate(zip(*cars, strict=True)):
        one[4, frame % _SHAPE[1]] = 1.5
        other[4, (frame * 3 + 5) % _SHAPE[1]] = 1.5
    noise = 0.02 * rng.normal(size=(2, _FRAMES, *_SHAPE))
    copy = _measured(_laid(scene + cars[0] + noise[0], scene + cars[0] + noise[1]))
    later = _measured(_laid(scene + cars[0] + noise[0], scene + cars[1] + noise[1]))
    assert later.apart > 10 * copy.apart > 0


def test_where_everything_moves_nothing_stands_to_compare_with() -> None:
    walk = _walk(1)
    assert _measured(_laid(walk, walk)).apart == 0


def test_in_a_copy_whatever_moves_moves_alike_and_elsewhere_only_in_part() -> None:
    walk = _walk(1)
    copy = _measured(_laid(walk, 0.8 * walk))
    assert copy.agreeing == 1.0
    half = _walk(2)
    half[:, :, :8] = walk[:, :, :8]
    assert 0.3 < _measured(_laid(walk, half)).agreeing < 0.75
    still = np.zeros((_FRAMES, *_SHAPE))
    assert _measured(_laid(still, still)).agreeing == 0.0
