from __future__ import annotations

from types import ModuleType
from typing import Any

from crossbearing.model.allegation import ClaimRef
from crossbearing.model.evidence import Digest

Case = Any


def test_what_is_not_there_is_none(case: Case) -> None:
    unknown = Digest("0" * 64)
    view = case.view
    assert view.item(unknown) is None
    assert view.document(unknown) is None
    assert view.reading(unknown) is None
    assert view.footage(unknown) is None
    assert view.items() == view.matches() == view.allegations() == view.failures() == view.decisions() == ()
    assert list(view.documents()) == list(view.readings()) == list(view.all_footage()) == []


def test_the_order_does_not_depend_on_that_of_writing(case: Case, small_case: ModuleType) -> None:
    digests = [case.add(text) for text in ("one", "two", "three", "four")]
    for digest in digests:
        case.writer.save_item(
            digest,
            document=small_case.document(digest),
            reading=small_case.reading(),
            footage=small_case.footage(digest),
        )
    expected = sorted(digests)
    assert digests != expected
    assert [item.digest for item in case.view.items()] == expected
    assert [document.item for document in case.view.documents()] == expected
    assert [digest for digest, _ in case.view.readings()] == expected
    assert [footage.item for footage in case.view.all_footage()] == expected


def test_claims_are_asked_for_by_what_they_say(case: Case, small_case: ModuleType) -> None:
    digest = case.add("one")
    case.writer.save_item(digest, document=small_case.document(digest), reading=small_case.reading())
    both = (ClaimRef(digest, 0), ClaimRef(digest, 1))
    ask = case.view.claims
    assert ask() == ask(event_type="COOPERATE") == ask(agent="user:orvan", recipient="user:teal") == both
    assert ask(item=digest) == both
    assert ask(event_type="AID") == ask(agent="user:teal") == ask(item=Digest("0" * 64)) == ()
