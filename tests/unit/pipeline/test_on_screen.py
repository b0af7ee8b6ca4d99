"""Words on the screen of a clip go the way of any other text, and say that they are of footage."""

from __future__ import annotations

from datetime import date

import pytest
from tests.screen_pictures import captioned_clip

from crossbearing import Case
from crossbearing.model.attribution import Sourcing
from crossbearing.pipeline.ingest import Given

SAID = "Arland supplied rockets to\nthe Northern Front on Monday."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory):
    root = tmp_path_factory.mktemp("screen")
    clip = captioned_clip(root / "clip.mp4", {(1, 5): SAID}, seconds=6)
    with Case.create(root / "case") as opened:
        opened.examine([clip], given=Given(date(2021, 5, 11)))
        yield root, opened


def test_a_caption_becomes_a_document_of_its_own(case):
    _, opened = case
    (document,) = opened.documents()
    (footage,) = opened.footage()
    assert document.item == footage.item
    assert document.text == SAID.replace("\n", " ")
    assert document.title == "On the screen of clip.mp4"
    assert document.published == date(2021, 5, 11)
    assert opened.written() == ()


def test_what_nobody_is_given_as_saying_is_said_by_the_footage(case):
    _, opened = case
    (document,) = opened.documents()
    reading = opened.reading(document.item)
    assert reading is not None
    assert reading.claims
    for claim in reading.claims:
        assert reading.attributions[claim.chain[-1]].sourcing is Sourcing.FOOTAGE


def test_words_that_anybody_may_have_laid_over_pictures_are_no_known_origin(case):
    _, opened = case
    (allegation,) = opened.allegations()
    assert allegation.footage == (opened.footage()[0].item,)
    assert allegation.independent_origins == 0
    (origin,) = allegation.origins
    assert "who put them there is not known" in origin.reasons[0]


def test_the_dossier_says_when_and_where_the_words_stand(case):
    root, opened = case
    page = opened.write_dossier(root / "out").read_text(encoding="utf-8")
    assert "When and where on the screen the words stand" in page
    assert "lower third" in page
