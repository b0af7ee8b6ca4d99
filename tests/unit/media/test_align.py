"""Where one clip lies in time on another, from pictures alone."""

import numpy as np
import pytest

from crossbearing.media import align
from crossbearing.media.overlay import Overlay

_CELLS = 64


def _overlay(query, query_s, reference, reference_s):
    cells = [frames.astype(np.float32) for frames in (query, reference)]
    return Overlay(cells[0], cells[1], query_s, reference_s, 1.0, np.ones((8, 8), np.bool_))


def _pictures(count, seed=5):
    frames = np.random.default_rng(seed).normal(size=(count, _CELLS))
    return (frames - frames.mean(1, keepdims=True)) / frames.std(1, keepdims=True)


def test_an_excerpt_is_laid_where_it_was_taken():
    pictures, times = _pictures(80), np.arange(80) / 4
    overlay = _overlay(pictures[30:60], times[:30], pictures, times)
    line = align.find_line(overlay, np.ones(30, bool))
    assert line is not None
    assert line.offset_s == pytest.approx(7.5, abs=0.1)
    assert line.speed == pytest.approx(1.0, abs=0.01)


def test_a_few_frames_over_years_cost_what_a_few_frames_cost():
    pictures = _pictures(6)
    times = np.cumsum([0.0, 1.0, 2e8, 1.0, 3e8, 1.0])
    overlay = _overlay(pictures[2:], times[2:] - times[2], pictures, times)
    line = align.find_line(overlay, np.ones(4, bool))
    assert line is not None
    assert line.offset_s == pytest.approx(times[2], abs=0.5)


@pytest.mark.parametrize("carries_on", [False, True])
def test_something_else_in_between_parts_two_stretches_but_a_banner_does_not(carries_on):
    pictures, times = _pictures(80), np.arange(80) / 4
    shown = pictures[20:60].copy()
    between = slice(14, 22)
    faint = 0.6 * shown[between] if carries_on else 0.0
    shown[between] = faint + 0.8 * _pictures(8, seed=9)
    shown = (shown - shown.mean(1, keepdims=True)) / shown.std(1, keepdims=True)
    overlay = _overlay(shown, times[:40], pictures, times)
    stretch = align.stretch_on(overlay, align.Line(1.0, 5.0, 1.0), 0.7, np.ones(40, bool))
    assert stretch is not None
    assert (stretch.first, stretch.last) == ((0, 39) if carries_on else (22, 39))


def test_where_nothing_fixes_the_speed_it_is_taken_for_plain():
    one, other = _pictures(2)
    shown = [one] * 12 + [other] * 12
    overlay = _overlay(np.array(shown[3:21]), np.arange(18) / 8, np.array(shown), np.arange(24) / 8)
    line = align.find_line(overlay, np.ones(18, bool))
    assert line is not None
    assert line.speed == 1.0
