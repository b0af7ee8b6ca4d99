"""What agrees once every pattern of motion weighs alike: copies, other moments, what is long or empty."""

from __future__ import annotations

import numpy as np
import pytest
from tests.overlays import SHAPE, Frames, laid, walk

from crossbearing.media import evenness as module
from crossbearing.media.align import Line
from crossbearing.media.evenness import NOTHING, Evenness, evenness


def noisy(frames: Frames, much: float = 0.1) -> Frames:
    return frames + np.random.default_rng(9).normal(0, much, frames.shape)


def measured(query: Frames, reference: Frames, line: Line | None = None) -> Evenness:
    return evenness(laid(query, reference), line or Line(1.0, 0.0, 1.0))


def swaying(frames: Frames, much: float = 4.0) -> Frames:
    """All edges of a wall move at once, and outweigh what moves before it."""
    wall = np.random.default_rng(3).normal(size=SHAPE)
    return frames + much * np.sin(np.arange(len(frames)) / 3)[:, None, None] * wall


def test_a_copy_stands_out_however_short_the_clip_is() -> None:
    copy = measured(noisy(walk(1, seconds=3)), walk(1, seconds=3))
    assert copy.agreement > 0.5
    assert copy.prominence > 15
    assert copy.lead > 3


def test_another_moment_does_not() -> None:
    others = [measured(walk(seed), walk(1)) for seed in range(2, 12)]
    assert max(other.prominence for other in others) < 6
    assert max(other.agreement for other in others) < 0.2


def test_sway_that_outweighs_all_else_hides_no_copy_and_makes_none() -> None:
    copy, other = measured(swaying(walk(1)), walk(1)), measured(swaying(walk(2)), swaying(walk(1)))
    assert copy.prominence > 15
    assert copy.prominence > 3 * other.prominence
    assert other.lead < 1.5 < copy.lead


def test_an_excerpt_is_measured_on_its_line_at_its_speed() -> None:
    whole = walk(1, seconds=20)
    excerpt = whole[40:80]
    assert measured(excerpt, whole, Line(1.0, 5.0, 1.0)).agreement == pytest.approx(1, abs=0.1)
    assert measured(excerpt, whole, Line(1.0, 9.0, 1.0)).prominence < 5
    faster = whole[::2][20:60]
    assert measured(faster, whole, Line(2.0, 5.0, 1.0)).lead > 3


def test_what_is_shown_again_at_another_time_has_no_lead() -> None:
    twice = np.concatenate([walk(1), walk(2), walk(1)])
    found = measured(walk(1), twice)
    assert found.agreement > 0.9
    assert found.lead < 1.2


def test_where_nothing_moves_or_nothing_is_left_nothing_is_said() -> None:
    still = np.ones((24, *SHAPE))
    assert measured(still, still).prominence == 0
    assert measured(walk(1)[:1], walk(1)) == NOTHING
    assert measured(walk(1), walk(1), Line(1.0, 1e6, 1.0)) == NOTHING


def test_of_a_long_stretch_that_part_is_taken_in_which_most_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    standing = np.zeros((160, *SHAPE))
    long = np.concatenate([standing, walk(1, seconds=8), standing])
    whole = measured(noisy(long), long)
    monkeypatch.setattr(module, "_MOST_FRAMES", 64)
    monkeypatch.setattr(module, "_AROUND_FRAMES", 64)
    part = measured(noisy(long), long)
    assert part.agreement > whole.agreement - 0.05
    assert part.prominence > 15
