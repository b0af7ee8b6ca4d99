"""A map that is about right, and where what passes pulls it along."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from tests.media_clips import encode, place

from crossbearing.media import align, find_matches, watch
from crossbearing.media.closer import closer_map
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.media.proposals import Proposals
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings(sound=False)
RATE, SECONDS = 12, 7


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Footage, Footage]:
    """A thing full of corners that crosses bare ground, and an excerpt of it between bars."""
    folder = tmp_path_factory.mktemp("passing")
    thing = place(3, side=64)
    pictures = []
    for number in range(SECONDS * RATE):
        scene = np.full((180, 320), 90, np.uint8)
        cv2.line(scene, (10, 20), (40, 28), 160, 2)
        cv2.line(scene, (290, 150), (310, 170), 150, 2)
        top, left = 40 + number // 3, 15 + 2 * number
        scene[top : top + 64, left : left + 64] = thing
        pictures.append(scene)
    barred = [np.vstack([bar := np.zeros((36, 320), np.uint8), one, bar]) for one in pictures[12:72]]
    paths = [
        encode(folder / "whole.mp4", pictures, rate=RATE),
        encode(folder / "barred.mp4", barred, rate=RATE),
    ]
    whole, part = (watch(path, item=Digest(path.stem), settings=SETTINGS) for path in paths)
    return part, whole


def off_by(mine: Fingerprint, theirs: Fingerprint, affine: np.ndarray) -> float:
    """How far a map lays the query's corners from where they are, in shares of the reference's width."""
    width, height = mine.size_px
    wide = theirs.size_px[0]
    corners = np.array([(0, 0, 1), (width, 0, 1), (0, height, 1), (width, height, 1)])
    scale = wide / width
    true = np.array([[scale, 0, 0], [0, scale, -36 / 320 * wide]])
    return float(np.linalg.norm(corners @ (affine - true).T, axis=1).max()) / wide


def test_a_map_pulled_along_is_put_right_by_how_formats_are_usually_shown(
    passing: tuple[Footage, Footage],
) -> None:
    mine, theirs = (unpack(footage.fingerprint) for footage in passing)
    proposals = Proposals(mine, theirs, SETTINGS)
    first = next(iter(proposals))
    pulled = replace(first, affine=first.affine + np.array([[0, 0, 24.0], [0, 0, 10.0]]))
    last = len(mine.ticks) - 1
    longest = align.Stretch(align.Line(1.0, 1.0, 1.0), 0, last, 0.9, 0.9, last)
    closer = closer_map(mine, theirs, pulled, longest, proposals.by_format())
    assert off_by(mine, theirs, pulled.affine) > 0.05
    assert off_by(mine, theirs, closer.affine) < 0.02


def test_what_passes_on_bare_ground_is_placed_at_its_time_and_speed(passing: tuple[Footage, Footage]) -> None:
    (match,) = find_matches(*passing, settings=SETTINGS)
    assert match.speed == 1.0
    assert float(match.reference_time.start_s) == pytest.approx(1.0, abs=0.1)
