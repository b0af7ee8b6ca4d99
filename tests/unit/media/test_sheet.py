from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tests.media_clips import place

from crossbearing.media import watch_all
from crossbearing.media.decode import Frame
from crossbearing.media.sheet import SheetMaker
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

ITEM = Digest("a" * 64)


def blank(size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.zeros((size[1], size[0], 3), np.uint8)


def frame(at_s: float) -> Frame:
    grey = place(1, 64)
    return Frame(round(at_s * 100), lambda: grey, blank, (64, 64))


def test_each_shot_has_one_picture_from_within_it(clips: Path) -> None:
    seen = watch_all(clips / "spliced.mp4", item=ITEM, settings=MediaSettings(max_text_frames=0))
    assert len(seen.sheet.pictures) == len(seen.footage.shots) == 3
    for shot, at_s in zip(seen.footage.shots, seen.sheet.times_s, strict=True):
        assert shot.time.start_s + shot.time.length_s / 3 <= at_s < shot.time.end_s
    first = Image.open(io.BytesIO(seen.sheet.pictures[0]))
    assert (first.format, max(first.size)) == ("JPEG", 240)


def test_an_image_has_a_sheet_of_one_picture(tmp_path: Path) -> None:
    Image.fromarray(place(1)).save(tmp_path / "photo.jpg")
    seen = watch_all(tmp_path / "photo.jpg", item=ITEM, settings=MediaSettings())
    assert seen.sheet.times_s == (Fraction(0),)


def test_of_very_many_shots_every_second_or_fourth_is_kept() -> None:
    maker = SheetMaker(Fraction(1, 100))
    cuts: list[int] = []
    for number in range(400):
        if number and number % 2 == 0:
            cuts.append(number * 100)
        maker.push(frame(number), cuts)
    sheet = maker.sheet(ITEM)
    assert 20 <= len(sheet.pictures) <= 48
    assert list(sheet.times_s) == sorted(sheet.times_s)
    assert sheet.times_s[-1] > 350
