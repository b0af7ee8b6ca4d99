from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from crossbearing.corroborate import Material, trace_copies
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.evidence import Acquisition, Digest, Document, Item
from crossbearing.model.footage import Footage, Manifest, ManifestStatus, Match, Moment, StreamFacts
from crossbearing.model.provenance import Component

OLD, NEW, OTHER = Digest("a" * 64), Digest("b" * 64), Digest("c" * 64)


def clip(item: Digest) -> Footage:
    stream = StreamFacts("mp4", "h264", 320, 180, Fraction(10), None, 250)
    return Footage(item, stream, (), (), Manifest(ManifestStatus.ABSENT), b"", Component("media", "1"))


def came(item: Digest, name: str, day: int) -> Item:
    how = Acquisition(name, datetime(2021, 6, day, tzinfo=UTC), None, 10, "video/mp4", None)
    return Item(item, 10, "video/mp4", (how,))


def shows(name: str, published: date | None, text: str) -> Document:
    digest = Digest(name[0] * 64)
    return Document(
        digest, text, "html", publisher=name, published=published, embeds=(f"https://x/{name}.mp4",)
    )


def shared(query: Digest, reference: Digest, moment: Moment = Moment.ESTABLISHED, length: int = 4) -> Match:
    time = TimeSpan(Fraction(0), Fraction(length))
    return Match(query, reference, time, time, 1.0, mirrored=False, moment=moment, score=0.9, frames=30)


def material(*documents: Document, matches: tuple[Match, ...]) -> Material:
    return Material(
        items=(came(NEW, "gazette.mp4", 1), came(OLD, "herald.mp4", 2), came(OTHER, "other.mp4", 3)),
        documents=documents,
        footage=(clip(OLD), clip(NEW), clip(OTHER)),
        matches=matches,
    )


HERALD = shows("herald", date(2020, 1, 5), "The harbour in winter.")
GAZETTE = shows("gazette", date(2021, 5, 11), "A new video shows the harbour on Monday.")


def test_earliest_is_said_by_acquisition_and_by_date() -> None:
    traced = {h.item: h for h in trace_copies(material(HERALD, GAZETTE, matches=(shared(NEW, OLD),)))}
    history = traced[NEW]
    assert history.first_acquired == NEW
    assert history.first_public == OLD
    assert [copy.item for copy in history.copies] == [OLD, NEW]
    assert [copy.public for copy in history.copies] == [date(2020, 1, 5), date(2021, 5, 11)]
    assert history.copies[1].made_from == OLD
    assert history.copies[0].made_from is None
    assert [copy.item for copy in traced[OTHER].copies] == [OTHER]


def test_new_is_contradicted_by_a_copy_that_was_public_before() -> None:
    traced = {h.item: h for h in trace_copies(material(HERALD, GAZETTE, matches=(shared(NEW, OLD),)))}
    (sentence,) = traced[NEW].contradictions
    assert "gazette" in sentence
    assert "new video" in sentence
    assert "492 days before" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "Recently surfaced footage shows the harbour.",
        "The latest drone video shows the harbour.",
        "The video was filmed this morning.",
        "Today's pictures show the harbour.",
    ],
)
def test_new_is_said_in_many_ways(text: str) -> None:
    gazette = shows("gazette", date(2021, 5, 11), text)
    traced = {h.item: h for h in trace_copies(material(HERALD, gazette, matches=(shared(NEW, OLD),)))}
    assert len(traced[NEW].contradictions) == 1


def test_the_same_scene_at_another_moment_contradicts_nothing() -> None:
    matches = (shared(NEW, OLD, Moment.NOT_ESTABLISHED),)
    traced = {h.item: h for h in trace_copies(material(HERALD, GAZETTE, matches=matches))}
    assert traced[NEW].contradictions == ()
    assert [copy.item for copy in traced[NEW].copies] == [NEW]


def test_words_that_do_not_call_it_new_or_a_report_of_the_same_day_are_not_contradicted() -> None:
    plain = shows("gazette", date(2021, 5, 11), "Footage shows the harbour. The new bridge is closed.")
    same_day = shows("gazette", date(2020, 1, 6), "A new video shows the harbour.")
    undated = shows("gazette", None, "A new video shows the harbour.")
    seen = shows("gazette", date(2021, 5, 11), "The new bridge can be seen on the video.")
    for document in (plain, same_day, undated, seen):
        traced = trace_copies(material(HERALD, document, matches=(shared(NEW, OLD),)))
        assert all(not history.contradictions for history in traced)


def test_of_several_earlier_copies_the_one_that_shares_most_is_named() -> None:
    third = shows("other", date(2020, 8, 1), "The harbour.")
    matches = (shared(NEW, OLD, length=3), shared(NEW, OTHER, length=9), shared(OTHER, OLD, length=3))
    traced = {h.item: h for h in trace_copies(material(HERALD, third, GAZETTE, matches=matches))}
    by_item = {copy.item: copy for copy in traced[NEW].copies}
    assert by_item[NEW].made_from == OTHER
    assert by_item[OTHER].made_from == OLD
