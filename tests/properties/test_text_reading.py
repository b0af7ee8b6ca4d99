"""No text makes reading fail, and nothing read lies outside the text."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbearing.model.anchor import Span
from crossbearing.model.reading import Reading
from crossbearing.settings import TextSettings
from crossbearing.text.layout import cut, prepare
from crossbearing.text.pipeline import TextReader

_WORDS = st.sampled_from(
    [
        *[
            "the",
            "army",
            "said",
            "that",
            "it",
            "attacked",
            "Karsa",
            "denied",
            "According",
            "to",
            "reportedly",
            "Jan",
            "Orlik",
            "he",
            "they",
            "who",
        ],
        *[
            "report",
            "video",
            "showed",
            "accused",
            "of",
            "arming",
            "may",
            "not",
            "if",
            "on",
            "Monday",
            "3",
            "March",
            "2020",
            "last",
            "year",
            "these",
        ],
        *["allegations", "“", "”", '"', "'", ":", ",", ".", "?", "(", ")", "—", "-", "🙂", "é", "Москва"],
        *("\n", "\n\n", "\xa0", "\ud800", "\x00", "\u202e"),
    ]
)
_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.lists(_WORDS, max_size=60).map(" ".join),
    st.builds(lambda unit, times: unit * times, st.text(min_size=1, max_size=8), st.integers(1, 300)),
)


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader(TextSettings(max_chunk_chars=1_000))


def _spans(reading: Reading) -> Iterator[Span]:
    for mention in reading.mentions:
        yield mention.span
        yield mention.head
    for time in reading.times:
        yield time.span
    for attribution in reading.attributions:
        yield from (*attribution.source, *attribution.cue, *attribution.content)
    for event in reading.events:
        yield event.trigger
        yield event.extent
    for relation in reading.relations:
        yield relation.trigger


def _positions(reading: Reading) -> Iterator[tuple[int | None, int]]:
    mentions, times = len(reading.mentions), len(reading.times)
    for mention in reading.mentions:
        yield from ((position, mentions) for position in (*mention.antecedents, mention.affiliation))
    for attribution in reading.attributions:
        yield attribution.parent, len(reading.attributions)
    for relation in reading.relations:
        yield from ((position, mentions) for position in (relation.first, relation.second))
        yield from ((position, len(reading.attributions)) for position in relation.chain)
        yield attribution.speaker, mentions
        yield attribution.said, times
    for event in reading.events:
        yield from ((position, mentions) for position in (event.agent, event.recipient, event.place))
        yield event.date, times
    for claim in reading.claims:
        yield claim.event, len(reading.events)
        yield from ((position, len(reading.attributions)) for position in claim.chain)


def _assert_no_circle(reading: Reading) -> None:
    for place, attribution in enumerate(reading.attributions):
        seen = {place}
        above = attribution.parent
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = reading.attributions[above].parent


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS)
def test_any_text_is_read_and_every_anchor_lies_within_it(reader: TextReader, text: str) -> None:
    reading = reader.read(text)
    for span in _spans(reading):
        assert 0 <= span.start < span.end <= len(text)
    for position, size in _positions(reading):
        assert position is None or 0 <= position < size
    assert {claim.event for claim in reading.claims} == set(range(len(reading.events)))
    _assert_no_circle(reading)


@given(text=st.text(st.characters(exclude_categories=()), max_size=3_000), size=st.integers(1, 500))
def test_preparing_and_cutting_lose_no_character(text: str, size: int) -> None:
    prepared = prepare(text)
    assert len(prepared) == len(text)
    assert "".join(part for _, part in cut(prepared, size)) == prepared


@pytest.mark.parametrize("unit", ["a", "\u0628", "\u201c", "\U0001f642", "a/b-", "(,."])
def test_a_megabyte_without_a_space_is_passed_by_and_said_to_be(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode()))
    start = process_time()
    reading = TextReader(TextSettings()).read(text)
    assert not reading.mentions
    assert any("without a space" in note for note in reading.notes)
    assert process_time() - start < 60
