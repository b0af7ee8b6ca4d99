from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossbearing.archive import Archive
from crossbearing.errors import CustodyBroken, StoreError
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import CustodyEntry
from crossbearing.store import Store

Case = Any


def actions(entries: tuple[CustodyEntry, ...]) -> list[str]:
    return [entry.action for entry in entries]


def test_an_item_is_written_with_its_entries(case: Case, small_case: ModuleType) -> None:
    digest, came = case.acquire("one")
    document, reading, footage = small_case.document(digest), small_case.reading(), small_case.footage(digest)
    failures = [small_case.failure("a", digest), small_case.failure("b", digest)]
    entries = case.writer.save_item(
        digest,
        acquisitions=[came],
        document=document,
        reading=reading,
        footage=footage,
        failures=failures,
        stages={"read": "k1", "watch": "k2"},
    )
    assert actions(entries) == ["acquired", "read", "watched", "failed", "marked"]
    assert dict(entries[0].facts)["path"] == came.path
    assert all(entry.item == digest and entry.component == small_case.COMPONENT for entry in entries)
    assert tuple(case.archive.entries()) == entries
    view = case.view
    (item,) = view.items()
    assert (item.digest, item.size_bytes, item.media_type) == (digest, 3, "text/plain")
    assert item.acquisitions == (came,)
    assert view.item(digest) == item
    assert view.document(digest) == document
    assert view.reading(digest) == reading
    assert view.footage(digest) == footage
    assert view.failures_of(digest) == tuple(failures)
    assert view.stage_keys(digest) == {"read": "k1", "watch": "k2"}
    assert case.damage() == []


def test_repeating_writes_and_logs_nothing(case: Case, small_case: ModuleType) -> None:
    digest, came = case.acquire("one")
    other = case.add("two")

    def write() -> int:
        entries = case.writer.save_item(
            digest,
            acquisitions=[replace(came, acquired=came.acquired + timedelta(hours=case.archive.count))],
            document=small_case.document(digest),
            reading=small_case.reading(),
            footage=small_case.footage(digest),
            failures=[small_case.failure("a", digest)],
            stages={"read": "k"},
        )
        entries += case.writer.save_matches([small_case.match(digest, other)])
        entries += case.writer.save_allegations([small_case.allegation(1, digest)])
        entries += case.writer.save_failures([small_case.failure("/gone")])
        entries += case.writer.add_decision(small_case.decision(1))
        entries += case.writer.mark_stages(None, {"link": "k"})
        return len(entries)

    assert write() == 10
    assert write() == 0
    assert case.view.count_claims() == 2
    assert case.damage() == []


def test_the_same_bytes_from_another_place_are_another_acquisition(case: Case) -> None:
    digest, came = case.acquire("one")
    elsewhere = replace(came, path="/elsewhere/copy.txt")
    case.writer.save_item(digest, acquisitions=[came, elsewhere, came])
    assert case.view.items()[0].acquisitions == (came, elsewhere)
    assert case.damage() == []


def test_what_is_not_given_stays(case: Case, small_case: ModuleType) -> None:
    digest, came = case.acquire("one")
    failure = small_case.failure("a", digest)
    document = small_case.document(digest)
    case.writer.save_item(digest, acquisitions=[came], document=document, failures=[failure])
    case.writer.save_item(digest, reading=small_case.reading())
    assert case.view.document(digest) == document
    assert case.view.failures_of(digest) == (failure,)
    entries = case.writer.save_item(digest, failures=[])
    assert actions(entries) == ["failed"]
    assert [value for key, value in entries[0].facts if key.startswith("record ")] == ["removed"]
    assert case.view.failures_of(digest) == ()
    assert case.damage() == []


def test_a_new_document_takes_the_place_of_the_old(case: Case, small_case: ModuleType) -> None:
    digest = case.add("one")
    reading = small_case.reading()
    case.writer.save_item(digest, document=small_case.document(digest, "first text"), reading=reading)
    shorter = replace(reading, claims=reading.claims[:1])
    second = small_case.document(digest, "second text")
    case.writer.save_item(digest, document=second, reading=shorter)
    assert case.view.document(digest) == second
    assert case.view.count_claims() == 1
    assert case.view.search("first") == ()
    assert [hit.item for hit in case.view.search("second")] == [digest]
    assert case.damage() == []


def test_an_item_never_acquired_is_refused(case: Case, small_case: ModuleType) -> None:
    unknown = Digest("0" * 64)
    with pytest.raises(StoreError):
        case.writer.save_item(unknown, document=small_case.document(unknown))
    assert list(case.archive.entries()) == []
    assert case.damage() == []


def test_one_call_is_one_transaction(case: Case, small_case: ModuleType) -> None:
    digest, came = case.acquire("one")
    outside = replace(small_case.reading(), events=())
    with pytest.raises(StoreError, match="points outside"):
        case.writer.save_item(
            digest, acquisitions=[came], document=small_case.document(digest), reading=outside
        )
    with pytest.raises(StoreError, match="another item"):
        case.writer.save_item(
            digest, acquisitions=[came], failures=[small_case.failure("a", Digest("1" * 64))]
        )
    assert case.view.items() == ()
    assert case.archive.count == 0


def test_scores_that_are_no_numbers_are_refused(case: Case, small_case: ModuleType) -> None:
    digest = case.add("one")
    match = replace(small_case.match(digest, digest), score=float("nan"))
    with pytest.raises(StoreError, match="cannot be stored"):
        case.writer.save_matches([match])


def test_matches_are_replaced_as_a_whole_or_by_pair(case: Case, small_case: ModuleType) -> None:
    one, two, three = sorted(case.add(text) for text in ("one", "two", "three"))
    make = small_case.match
    case.writer.save_matches([make(one, two), make(one, two, 3), make(two, three)])
    case.writer.save_matches([make(one, two, 5)], pair=(one, two))
    assert case.view.matches() == (make(one, two, 5), make(two, three))
    with pytest.raises(StoreError, match="not of the pair"):
        case.writer.save_matches([make(two, three)], pair=(one, two))
    assert actions(case.writer.save_matches([])) == ["linked"]
    assert case.view.matches() == ()
    assert case.damage() == []


def test_allegations_are_replaced_and_keep_their_order(case: Case, small_case: ModuleType) -> None:
    digest = case.add("one")
    first, second, third = (small_case.allegation(number, digest) for number in range(3))
    case.writer.save_allegations([second, first])
    assert case.view.allegations() == (second, first)
    case.writer.save_allegations([first, third])
    assert case.view.allegations() == (first, third)
    with pytest.raises(StoreError, match="same id"):
        case.writer.save_allegations([first, first])
    assert case.damage() == []


def test_many_records_are_vouched_for_in_several_entries(
    case: Case, small_case: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossbearing.store.writer.MAX_FACTS", 5)
    digest = case.add("one")
    allegations = [small_case.allegation(number, digest) for number in range(12)]
    entries = case.writer.save_allegations(allegations)
    assert [len(entry.facts) for entry in entries] == [5, 5, 2]
    assert case.view.allegations() == tuple(allegations)
    assert case.damage() == []


def test_failures_of_paths_are_cleared_once_tried_again(case: Case, small_case: ModuleType) -> None:
    gone, other = small_case.failure("/gone"), small_case.failure("/odd\udcff\0name")
    case.writer.save_failures([gone, other])
    assert set(case.view.failures()) == {gone, other}
    case.writer.save_failures([], tried=["/gone"])
    assert case.view.failures() == (other,)
    with pytest.raises(StoreError, match="save it with the item"):
        case.writer.save_failures([small_case.failure("a", Digest("0" * 64))])
    assert case.damage() == []


def test_decisions_are_kept_in_order_and_never_overwritten(case: Case, small_case: ModuleType) -> None:
    made = [small_case.decision(number) for number in (2, 0, 1)]
    for decision in made:
        entries = case.writer.add_decision(decision)
    facts = dict(entries[0].facts)
    assert (entries[0].action, facts["kind"], facts["who"]) == ("decided", "grade", "analyst")
    assert case.view.decisions() == tuple(made)
    with pytest.raises(StoreError, match="has this id"):
        case.writer.add_decision(replace(made[0], why="Another reason."))
    assert case.damage() == []


def test_stages_are_done_under_one_key(case: Case) -> None:
    digest = case.add("one")
    assert not case.view.stage_done(digest, "read", "k1")
    case.writer.mark_stages(digest, {"read": "k1"})
    case.writer.mark_stages(None, {"read": "k9"})
    assert case.view.stage_done(digest, "read", "k1")
    case.writer.mark_stages(digest, {"read": "k2"})
    assert not case.view.stage_done(digest, "read", "k1")
    assert case.view.stage_keys(None) == {"read": "k9"}
    assert case.damage() == []


class Stopped(Exception):
    """The run stops here."""


def stop_before_logging(case: Case, monkeypatch: pytest.MonkeyPatch) -> Digest:
    """Commit an item, but stop before the log has its entries."""
    digest: Digest
    digest, came = case.acquire("one")

    def stop(_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(case.archive, "append", stop)
        with pytest.raises(Stopped):
            case.writer.save_item(digest, acquisitions=[came])
    return digest


def test_the_next_writer_logs_what_was_committed(
    case: Case, small_case: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = stop_before_logging(case, monkeypatch)
    assert case.archive.count == 0
    assert "missing custody.jsonl entry 0" in case.damage()
    case.store.writer(case.archive, component=small_case.COMPONENT)
    assert case.archive.count == 1
    assert case.view.items()[0].digest == digest
    assert case.damage() == []


def test_a_writer_that_could_not_log_does_so_before_it_goes_on(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_before_logging(case, monkeypatch)
    case.add("two")
    assert actions(tuple(case.archive.entries())) == ["acquired", "acquired"]
    assert case.damage() == []


def test_log_and_records_that_do_not_belong_together_are_not_written_on(
    case: Case, small_case: ModuleType, tmp_path: Path
) -> None:
    for text in ("one", "two", "three"):
        case.add(text)
    with (
        Archive.open(tmp_path / "other", write=True) as other,
        pytest.raises(CustodyBroken, match="lacks entries"),
    ):
        case.store.writer(other, component=small_case.COMPONENT)
    with (
        Store.open(tmp_path / "other.sqlite", write=True) as fresh,
        pytest.raises(CustodyBroken, match="do not know"),
    ):
        fresh.writer(case.archive, component=small_case.COMPONENT)
