"""What agrees once every pattern of motion weighs alike: copies, other moments, what is long or empty."""

from __future__ import annotations

from dataclasses import replace

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


def cut(frames: int, after: int, *, noise: int) -> Frames:
    """One standing picture after another, from two cameras, with noise of their own."""
    pictures = np.random.default_rng(7).normal(size=(2, *SHAPE))
    shown = pictures[(np.arange(frames) >= after).astype(int)]
    return np.asarray(shown + np.random.default_rng(noise).normal(0, 0.02, shown.shape))


def test_one_cut_is_all_that_agrees_in_two_recordings_and_in_a_copy_it_is_not() -> None:
    other = measured(cut(48, 24, noise=1), cut(48, 24, noise=2))
    assert other.agreement > 0.5
    assert abs(other.besides) < 0.15
    copy = measured(noisy(cut(48, 24, noise=1) + walk(1), 0.02), cut(48, 24, noise=2) + walk(1))
    assert copy.besides > 0.5


def test_where_no_frames_are_left_beside_a_cut_nothing_is_borne_out() -> None:
    assert measured(cut(18, 9, noise=1), cut(18, 9, noise=2)).besides == 0


def test_lags_are_times_also_where_frames_come_unevenly() -> None:
    whole = walk(1, seconds=12)
    kept = np.sort(np.random.default_rng(4).permutation(len(whole))[: len(whole) * 2 // 3])
    even = laid(noisy(whole[16:64]), whole)
    uneven = replace(even, reference=even.reference[kept], reference_s=even.reference_s[kept])
    found = evenness(uneven, Line(1.0, 2.0, 1.0))
    assert found.prominence > 15
    assert found.lead > 3
    assert evenness(uneven, Line(1.0, 4.0, 1.0)).prominence < 5


@pytest.mark.parametrize("apart_s", [1e-9, 1e9])
def test_times_that_a_file_merely_claims_cost_no_more_than_others(apart_s: float) -> None:
    even = laid(walk(1), walk(1))
    claimed = np.arange(len(even.reference_s)) // 2 * 0.25 + np.arange(len(even.reference_s)) % 2 * apart_s
    claimed = np.sort(claimed)
    found = evenness(replace(even, reference_s=claimed), Line(1.0, 0.2, 1.0))
    assert np.isfinite([found.agreement, found.besides, found.prominence, found.lead]).all()


def test_of_too_few_frames_nothing_is_said_of_chance() -> None:
    short = walk(1)[:3]
    assert (measured(short, short).prominence, measured(short, short).lead) == (0, 0)


def test_a_query_that_runs_over_the_edge_stands_out_by_what_lies_inside() -> None:
    whole = walk(1, seconds=10)
    over = np.concatenate([whole[-24:], walk(5)[:16]])
    assert measured(noisy(over), whole, Line(1.0, 7.0, 1.0)).prominence > 10
