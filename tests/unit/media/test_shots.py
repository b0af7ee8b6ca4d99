from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.media_clips import Pictures, filmed

from crossbearing.media.shots import ShotFinder, difference


def cuts(pictures: Pictures) -> list[int]:
    finder = ShotFinder()
    for number, picture in enumerate(pictures):
        finder.push(number, picture[::4, ::6][:45, :48])
    return finder.cuts


def test_a_cut_is_found_at_its_very_frame() -> None:
    assert cuts(filmed(1, seconds=2) + filmed(2, seconds=2) + filmed(5, seconds=2)) == [24, 48]


@pytest.mark.parametrize("pan", [0.0, 12.0])
def test_a_moving_camera_and_moving_things_are_no_cuts(pan: float) -> None:
    assert cuts(filmed(1, seconds=5, pan=pan)) == []


def test_a_flash_is_no_cut() -> None:
    pictures = filmed(1, seconds=3)
    pictures[17] = np.full_like(pictures[17], 250)
    assert cuts(pictures) == []


def test_a_slow_change_of_light_is_no_cut() -> None:
    fading = [(p * (1 - 0.02 * n)).astype(np.uint8) for n, p in enumerate(filmed(1, seconds=3))]
    assert cuts(fading) == []


def test_black_frames_and_a_single_frame_are_no_cuts() -> None:
    assert cuts([np.zeros((180, 320), np.uint8)] * 20) == []
    assert cuts(filmed(1, seconds=1)[:1]) == []


def test_difference_is_symmetric_and_between_0_and_1() -> None:
    pictures = [p[::4, ::6] for p in (*filmed(1, seconds=0.3), *filmed(2, seconds=0.3))]
    for one, other in pairwise(pictures):
        assert difference(one, other) == pytest.approx(difference(other, one))
        assert 0 <= difference(one, other) <= 1
        assert difference(one, one) == 0
