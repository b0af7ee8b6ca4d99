from __future__ import annotations

import numpy as np
import pytest

from crossbearing.media.geometry import similar


def test_the_nearest_map_without_distortion_keeps_the_middle() -> None:
    distorted = np.array([[1.1, -0.08, 4.0], [0.12, 0.9, -7.0]])
    found = similar(distorted, (400, 225))
    middle = np.array([200, 112.5, 1])
    assert found @ middle == pytest.approx(distorted @ middle)
    assert found[:, :2] == pytest.approx(np.array([[1.0, -0.1], [0.1, 1.0]]))


def test_a_map_that_only_scales_and_turns_stays_as_it_is() -> None:
    turned = np.array([[0.8, -0.3, 10.0], [0.3, 0.8, 2.0]])
    assert similar(turned, (320, 180)) == pytest.approx(turned)
