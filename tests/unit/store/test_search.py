from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text

from crossbearing.model.evidence import Digest

Case = Any


@pytest.fixture(params=["index", "without index"])
def searched(case: Case, small_case: ModuleType, request: pytest.FixtureRequest) -> tuple[Case, Digest]:
    """A case with a document, searched with SQLite's index and, as elsewhere, without it."""
    digest, other = case.add("one"), case.add("two")
    case.writer.save_item(digest, document=small_case.document(digest), reading=small_case.reading())
    case.writer.save_item(other, document=small_case.document(other, "Nothing of note: 100% wool, _x_."))
    if request.param == "without index":
        with case.store._engine.begin() as connection:
            connection.execute(text("DROP TABLE passages_fts"))
    return case, digest


@pytest.mark.parametrize(
    "words", ["ministry", "MINISTRY Vess", "straße", "STRASSE", "حلب", '"ministry"', "teal - column"]
)
def test_words_are_found_whatever_their_case(searched: tuple[Case, Digest], words: str) -> None:
    case, digest = searched
    words = words.replace('"', "") if '"' in words else words
    hits = case.view.search(words)
    assert {hit.item for hit in hits} == {digest}
    assert hits[0].claim is None


def test_claims_are_found_by_their_clause(searched: tuple[Case, Digest], small_case: ModuleType) -> None:
    case, digest = searched
    hits = [hit for hit in case.view.search("teal trained") if hit.claim is not None]
    assert [(hit.item, hit.claim) for hit in hits] == [(digest, 0), (digest, 1)]
    assert hits[0].excerpt == hits[0].span.of(small_case.TEXT) == "the Teal Column trained in Lower Vess"
    assert [hit.claim for hit in case.view.search("ministry")] == [None]


@pytest.mark.parametrize(
    "words", ["", "  ", "-", '"', "* ORX", "NEAR(", "zebra", "ministry zebra", "a" * 5_000, "%", "x\0y\udcff"]
)
def test_nothing_is_found_for_what_is_not_there(searched: tuple[Case, Digest], words: str) -> None:
    case, _ = searched
    assert case.view.search(words) == ()


def test_signs_of_the_database_are_plain_text(searched: tuple[Case, Digest]) -> None:
    case, digest = searched
    assert {hit.item for hit in case.view.search("100%")} != {digest}
    assert len(case.view.search("100")) == 1


def test_there_is_a_limit(case: Case, small_case: ModuleType) -> None:
    for number in range(5):
        digest = case.add(f"text {number}")
        case.writer.save_item(digest, document=small_case.document(digest, "same words"))
    assert len(case.view.search("same", limit=3)) == 3
