from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.media_clips import encode

from crossbearing.media import watch
from crossbearing.media.align import Line, find_line
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.media.overlay import lay_over
from crossbearing.media.speed import refined
from crossbearing.media.tighten import tightened
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

PLAIN = np.array([[1.0, 0, 0], [0, 1, 0]])


def fingerprint(path: Path) -> Fingerprint:
    return unpack(watch(path, item=Digest(path.stem), settings=MediaSettings()).fingerprint)


@pytest.mark.parametrize(
    "wrong",
    [
        np.array([[1.04, 0, -6], [0, 1, 3]]),
        np.array([[1, 0.03, 0], [-0.03, 1, 4]]),
        np.array([[1, 0, 5], [0, 0.95, 4]]),
    ],
)
def test_a_map_a_little_beside_is_brought_back(clips: Path, wrong: np.ndarray) -> None:
    query, reference = fingerprint(clips / "recompressed.mp4"), fingerprint(clips / "bridge.mp4")
    found = tightened(query, reference, wrong, Line(1.0, 0.0, 0.0), slice(0, 40), mirror=False)
    corners = np.array([[0, 0, 1], [320, 0, 1], [0, 180, 1], [320, 180, 1]])
    before = np.abs(corners @ (wrong - PLAIN).T).max()
    assert np.abs(corners @ (found - PLAIN).T).max() < min(2.5, before / 2)


def test_of_a_mirrored_copy_too(clips: Path) -> None:
    query, reference = fingerprint(clips / "mirrored.mp4"), fingerprint(clips / "bridge.mp4")
    wrong = np.array([[1.03, 0, -3], [0, 1, 3]])
    found = tightened(query, reference, wrong, Line(1.0, 0.0, 0.0), slice(0, 40), mirror=True)
    assert np.abs(found - PLAIN)[:, 2].max() < 2.5


def test_ground_lit_from_one_side_is_placed_by_what_is_drawn_on_it(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    ground = np.tile(np.linspace(70, 130, 180)[:, None], (1, 320)).astype(np.uint8)
    for x, y in rng.integers((8, 8), (312, 172), (26, 2)).tolist():
        cv2.circle(ground, (x, y), 4, int(rng.integers(150, 220)), -1, cv2.LINE_AA)
    grainy = [ground + rng.integers(0, 9, ground.shape, np.uint8) for _ in range(25)]
    turn = cv2.getRotationMatrix2D((160, 90), 5, 1.0)
    turned = [np.asarray(cv2.warpAffine(one, turn, (320, 180)), np.uint8) for one in grainy]
    query = fingerprint(encode(tmp_path / "turned.mp4", turned))
    reference = fingerprint(encode(tmp_path / "ground.mp4", grainy))
    true = np.asarray(cv2.invertAffineTransform(turn), np.float64)
    larger = true.copy()
    larger[1] = true[1] * 1.08 - [0, 0, 0.08 * 90]
    corners = np.array([[0, 0, 1], [320, 0, 1], [0, 180, 1], [320, 180, 1]])
    line = Line(1.0, 0.0, 0.0)
    found = tightened(query, reference, larger, line, slice(0, 8), mirror=False, shading=False)
    assert np.abs(corners @ (found - true).T).max() < np.abs(corners @ (larger - true).T).max() / 2


def test_too_few_frames_leave_the_map_as_it_was(clips: Path) -> None:
    query = fingerprint(clips / "bridge.mp4")
    assert tightened(query, query, PLAIN, Line(1.0, 0.0, 0.0), slice(0, 2), mirror=False) is PLAIN


def test_the_speed_is_measured_between_frames(clips: Path) -> None:
    query, reference = fingerprint(clips / "fast.mp4"), fingerprint(clips / "bridge.mp4")
    overlay = lay_over(query, reference, PLAIN, mirror=False)
    assert overlay is not None
    free = np.ones(len(query.ticks), np.bool_)
    assert abs(refined(overlay, Line(1.22, 0.05, 0.0), free).speed / 1.25 - 1) < 0.01
    line = find_line(overlay, free)
    assert line is not None
    assert abs(refined(overlay, line, free).speed / 1.25 - 1) < 0.01
