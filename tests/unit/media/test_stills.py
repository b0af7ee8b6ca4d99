from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.media_clips import encode, filmed, place

from crossbearing.errors import Undecodable
from crossbearing.media import still


def grey(jpeg: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("L"))


def nearest(jpeg: bytes, pictures: list[NDArray[np.uint8]]) -> int:
    shown = grey(jpeg).astype(float)
    return int(np.argmin([np.abs(shown - picture).mean() for picture in pictures]))


@pytest.mark.parametrize(
    ("at_s", "number"),
    [(Fraction(0), 0), (Fraction(1, 12), 1), (Fraction(5, 24), 2), (Fraction(3), 36), (Fraction(99), 47)],
)
def test_the_frame_presented_at_a_time_is_shown(tmp_path: Path, at_s: Fraction, number: int) -> None:
    pictures = filmed(1, seconds=4, pan=15)
    path = encode(tmp_path / "clip.mp4", pictures, crf=18)
    assert nearest(still(path, at_s), pictures) == number


def test_a_still_is_scaled_down_but_never_up_and_always_the_same(clips: Path) -> None:
    small = still(clips / "bridge.mp4", Fraction(1), max_side_px=160)
    assert grey(small).shape == (90, 160)
    assert grey(still(clips / "bridge.mp4", Fraction(1), max_side_px=6400)).shape == (180, 320)
    assert small == still(clips / "bridge.mp4", Fraction(1), max_side_px=160)


def test_images_and_animations_have_stills_too(tmp_path: Path) -> None:
    Image.fromarray(place(1)).save(tmp_path / "photo.png")
    assert nearest(still(tmp_path / "photo.png", Fraction(5)), [place(2), place(1)]) == 1
    pictures = filmed(1, seconds=0.5, pan=60)
    first, *others = [Image.fromarray(picture) for picture in pictures]
    first.save(tmp_path / "moving.gif", save_all=True, append_images=others, duration=100)
    assert nearest(still(tmp_path / "moving.gif", Fraction(1, 4)), pictures) == 2


def test_what_has_no_pictures_has_no_still(tmp_path: Path) -> None:
    (tmp_path / "noise.mp4").write_bytes(b"noise" * 100)
    with pytest.raises(Undecodable):
        still(tmp_path / "noise.mp4", Fraction(0))
