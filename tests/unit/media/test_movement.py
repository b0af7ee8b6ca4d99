"""What moves, counted: a copy, two designs animated alike, a thing that turns."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.overlays import RATE, SHAPE, laid, walk

from crossbearing.media.movement import movement
from crossbearing.media.overlay import Overlay

_FRAMES = 6 * RATE
_TIMES = np.arange(_FRAMES) / RATE


def _measured(overlay: Overlay):
    rows = np.arange(_FRAMES)
    return movement(overlay, rows, rows)


def _card(seed: int, lines: int = 3) -> NDArray[np.float64]:
    """Lines of text over a standing ground: the words differ, when they come in does not."""
    words = 1 + 0.4 * np.random.default_rng(seed).standard_normal((lines, SHAPE[1]))
    frames = np.zeros((_FRAMES, *SHAPE))
    for line in range(lines):
        frames[(line + 1) * _FRAMES // (lines + 1) :, 2 + 3 * line] = words[line]
    return frames


def test_a_copy_agrees_in_many_patterns_and_in_detail() -> None:
    shown = walk(1)
    noisy = shown + np.random.default_rng(2).normal(0, 0.03, shown.shape)
    found = _measured(laid(shown, noisy))
    assert found.patterns > 6
    assert found.instants > 12
    assert found.overall > 0.9
    assert found.fine is not None
    assert found.fine > 0.6


def test_two_cards_agree_in_few_instants_and_not_crosswise() -> None:
    found = _measured(laid(_card(1), _card(2)))
    assert found.overall > 0.7
    assert found.instants == pytest.approx(3, abs=0.5)
    assert found.patterns < 4
    assert found.fine is not None
    assert found.fine < 0.4


def test_a_card_agrees_with_itself_crosswise() -> None:
    found = _measured(laid(_card(1), _card(1)))
    assert found.fine == pytest.approx(1)


def test_what_turns_is_few_patterns_however_long_it_turns() -> None:
    frames = np.zeros((_FRAMES, *SHAPE))
    frames[:, 4, 4], frames[:, 4, 5] = np.sin(5 * _TIMES), np.cos(5 * _TIMES)
    found = _measured(laid(frames, frames))
    assert found.patterns < 3
    assert found.share * 12 * 16 < 3


def test_where_no_cell_has_all_its_neighbours_nothing_is_said_of_detail() -> None:
    shown, mask = walk(1), np.zeros(SHAPE, np.bool_)
    mask[::2] = True
    assert _measured(laid(shown, shown, mask)).fine is None


def test_a_frame_or_two_move_nothing() -> None:
    shown = walk(1)
    rows = np.arange(2)
    assert movement(laid(shown, shown), rows, rows).patterns == 0


def test_a_copy_differs_by_noise_and_another_moment_where_it_moves() -> None:
    rng = np.random.default_rng(5)
    scene = np.broadcast_to(rng.normal(size=SHAPE), (_FRAMES, *SHAPE))
    cars = [np.zeros((_FRAMES, *SHAPE)) for _ in range(2)]
    for frame, (one, other) in enumerate(zip(*cars, strict=True)):
        one[4, frame % SHAPE[1]] = 1.5
        other[4, (frame * 3 + 5) % SHAPE[1]] = 1.5
    noise = 0.02 * rng.normal(size=(2, _FRAMES, *SHAPE))
    copy = _measured(laid(scene + cars[0] + noise[0], scene + cars[0] + noise[1]))
    later = _measured(laid(scene + cars[0] + noise[0], scene + cars[1] + noise[1]))
    assert later.apart > 10 * copy.apart > 0


def test_where_everything_moves_nothing_stands_to_compare_with() -> None:
    shown = walk(1)
    assert _measured(laid(shown, shown)).apart == 0


def test_in_a_copy_whatever_moves_moves_alike_and_elsewhere_only_in_part() -> None:
    shown = walk(1)
    copy = _measured(laid(shown, 0.8 * shown))
    assert copy.agreeing == 1.0
    half = walk(2)
    half[:, :, :8] = shown[:, :, :8]
    assert 0.3 < _measured(laid(shown, half)).agreeing < 0.75
    still = np.zeros((_FRAMES, *SHAPE))
    assert _measured(laid(still, still)).agreeing == 0.0
