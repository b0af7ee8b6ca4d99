from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.screen_pictures import Picture, written

from crossbearing.media import screen_text
from crossbearing.media.screen_text import ScreenReader, open_screen_reader


@pytest.fixture(scope="module")
def reader() -> ScreenReader:
    opened = open_screen_reader()
    assert opened is not None
    return opened


def test_a_banner_is_read_with_its_place(reader: ScreenReader) -> None:
    (line,) = reader.read(written("The harbour of Strelsau"))
    assert line.text == "The harbour of Strelsau"
    assert line.score > 0.9
    assert 0.7 < line.region.top < 0.8
    assert line.region.left < 0.05
    assert line.region.width > 0.4


def in_dejavu(words: str) -> Picture:
    try:
        font = ImageFont.truetype("DejaVuSans.ttf", 34)
    except OSError:
        pytest.skip("no font with these letters is installed")
    image = Image.fromarray(np.full((360, 640, 3), 60, np.uint8))
    ImageDraw.Draw(image).text((20, 280), words, font=font, fill="white")
    return np.asarray(image, np.uint8)


def test_accents_and_figures_are_read(reader: ScreenReader) -> None:
    (line,) = reader.read(in_dejavu("Größe 12:30, Şırnak, Łódź"))
    assert line.text is not None
    assert "Größe 12:30" in line.text
    assert "Łódź" in line.text


def test_a_picture_without_words_has_none(reader: ScreenReader) -> None:
    assert reader.read(np.full((360, 640, 3), 90, np.uint8)) == []


def test_a_script_that_is_not_known_is_found_and_given_as_unread(reader: ScreenReader) -> None:
    lines = reader.read(in_dejavu("ПОРТ ЗАКРЫТ ДО ПОНЕДЕЛЬНИКА"))
    assert [line.text for line in lines] == [None]


def test_lines_come_from_top_to_bottom(reader: ScreenReader) -> None:
    lines = reader.read(written("First the harbour\nthen the bridge", top=200))
    assert [line.text for line in lines] == ["First the harbour", "then the bridge"]


def test_reading_twice_gives_the_same(reader: ScreenReader) -> None:
    picture = written("The harbour of Strelsau")
    assert reader.read(picture) == reader.read(picture)


def test_without_the_models_there_is_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_text, "PACKAGE", "no_such_package")
    assert screen_text.models_folder() is None


@pytest.mark.parametrize("shape", [(1, 1, 3), (8, 4000, 3), (3000, 8, 3)])
def test_odd_pictures_are_no_trouble(reader: ScreenReader, shape: tuple[int, int, int]) -> None:
    assert reader.read(np.random.default_rng(1).integers(0, 255, shape, np.uint8)) is not None
