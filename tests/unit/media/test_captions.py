from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.media_clips import filmed
from tests.screen_pictures import captioned_clip

from crossbearing.media import Watched, watch_all
from crossbearing.media.captions import ScreenText, blocks, document_of, merged, overlap, unread_notes
from crossbearing.media.screen_text import Line
from crossbearing.model.anchor import Region, TimeSpan
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Caption
from crossbearing.settings import MediaSettings

FIRST = "Vesland says that Arland armed\nthe Northern Front"
SECOND = "The harbour is closed"
PLACE = Region(0.1, 0.8, 0.5, 0.06)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    path = tmp_path_factory.mktemp("words") / "clip.mp4"
    captioned_clip(path, {(2, 7): FIRST, (8, 11): SECOND}, seconds=13)
    return watch_all(path, item=Digest("a" * 64), settings=MediaSettings())


def caption(text: str, start: int, end: int, region: Region = PLACE, score: float = 0.9) -> Caption:
    return Caption(text, TimeSpan(Fraction(start), Fraction(end)), region, score)


def test_each_caption_is_read_once_with_its_time_and_place(watched: Watched) -> None:
    document = watched.document
    assert document is not None
    assert document.text == f"{FIRST}\n\n{SECOND}".replace("armed\nthe", "armed the")
    first, second = document.anchors
    assert [s.of(document.text) for s in second.spans] == [SECOND]
    assert first.time is not None
    assert second.time is not None
    assert abs(first.time.start_s - 2) <= 1
    assert abs(first.time.end_s - 7) <= 1
    assert abs(second.time.start_s - 8) <= 1
    assert first.region is not None
    assert first.region.top > 0.7
    assert document.on_screen
    assert "screen-text" in document.reader


def test_the_cost_is_bounded_by_frames_read(tmp_path: Path) -> None:
    path = captioned_clip(tmp_path / "clip.mp4", {(2, 4): SECOND}, seconds=6)
    none = watch_all(path, item=Digest("a" * 64), settings=MediaSettings(max_text_frames=0))
    assert none.document is None
    assert none.footage.notes == ()


def test_rows_of_one_caption_are_joined_and_others_are_not() -> None:
    rows = [
        Line("one", 0.9, Region(0.1, 0.70, 0.5, 0.05)),
        Line("two", 0.8, Region(0.1, 0.76, 0.4, 0.05)),
        Line("LOGO", 0.9, Region(0.9, 0.05, 0.08, 0.05)),
    ]
    joined = blocks(rows)
    assert [block.text for block in joined] == ["one two", "LOGO"]
    assert joined[0].region == Region(0.1, 0.70, 0.5, 0.11)
    assert joined[0].score == 0.8


def test_the_same_words_in_the_same_place_are_one_caption_with_the_surest_reading() -> None:
    kept = merged([caption("harbour clased", 0, 2, score=0.87), caption("harbour closed", 2, 5, score=0.99)])
    assert [(c.text, float(c.time.start_s), float(c.time.end_s)) for c in kept] == [("harbour closed", 0, 5)]


def test_other_words_another_place_or_a_later_time_are_another_caption() -> None:
    elsewhere = Region(0.1, 0.1, 0.5, 0.06)
    assert len(merged([caption("harbour", 0, 2), caption("bridge", 2, 5)])) == 2
    assert len(merged([caption("harbour", 0, 2), caption("harbour", 1, 5, elsewhere)])) == 2
    assert len(merged([caption("harbour", 0, 2), caption("harbour", 20, 25)])) == 2


def test_no_words_give_no_document_and_unread_ones_a_note() -> None:
    unread = ScreenText(unread=(caption("", 3, 5),))
    assert document_of(unread, Digest("a" * 64)) is None
    (note,) = unread_notes(unread)
    assert "3 s" in note
    assert unread_notes(ScreenText()) == ()


def test_capitals_that_look_alike_in_cyrillic_are_doubted_beside_unread_writing() -> None:
    from crossbearing.media.captions import _may_be_cyrillic

    assert _may_be_cyrillic("HATO")
    assert _may_be_cyrillic("MOCKBA 24")
    assert not _may_be_cyrillic("HARBOUR")
    assert not _may_be_cyrillic("Port")


def test_overlap_is_of_both_areas() -> None:
    assert overlap(PLACE, PLACE) == pytest.approx(1)
    assert overlap(PLACE, Region(0, 0, 0.05, 0.05)) == 0


def test_filmed_pictures_without_words_are_no_document(clips: Path) -> None:
    assert filmed(1, seconds=0.2)
    seen = watch_all(clips / "bridge.mp4", item=Digest("a" * 64), settings=MediaSettings())
    assert seen.document is None
