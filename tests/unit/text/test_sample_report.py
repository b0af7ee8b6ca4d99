"""The sample report that the project is accepted by; it lies outside the repository."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Basis, Claim, Polarity
from crossbearing.model.reading import Reading
from crossbearing.text.pipeline import TextReader

_SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "reports" / "idlib-2020-03.txt"


@pytest.fixture(scope="module")
def text() -> str:
    if not _SAMPLE.is_file():
        pytest.skip(f"the sample report is not at {_SAMPLE}")
    return _SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reading(reader: TextReader, text: str) -> Reading:
    return reader.read(text, published=date(2020, 3, 5))


Find = Callable[[str, str], Attribution]


@pytest.fixture(scope="module")
def find(reading: Reading, text: str) -> Find:
    def by_source_and_cue(source: str, cue: str) -> Attribution:
        return next(
            a
            for a in reading.attributions
            if any(source in span.of(text) for span in a.source) and cue in a.cue[0].of(text)
        )

    return by_source_and_cue


def _claims(reading: Reading, text: str, trigger: str, content: Attribution | None) -> list[Claim]:
    def within(claim: Claim) -> bool:
        event = reading.events[claim.event]
        here = trigger in event.trigger.of(text)
        return here and (content is None or any(span.covers(event.trigger) for span in content.content))

    return [claim for claim in reading.claims if within(claim)]


@pytest.mark.parametrize(
    ("source", "cue", "sourcing"),
    [
        ("New videos", "showed", Sourcing.FOOTAGE),
        ("Many reports", "confirmed", Sourcing.VAGUE),
        ("observers", "According to", Sourcing.VAGUE),
        ("Moscow", "accused", Sourcing.NAMED_BODY),
        ("Several facts", "confirmed", Sourcing.VAGUE),
        ("Ankara", "denial", Sourcing.NAMED_BODY),
        ("US Treasury", "said", Sourcing.NAMED_BODY),
        ("SDF", "announced", Sourcing.NAMED_BODY),
    ],
)
def test_class_of_source(find: Find, source: str, cue: str, sourcing: Sourcing) -> None:
    assert find(source, cue).sourcing is sourcing


def test_what_the_videos_show_rests_on_footage(reading: Reading, text: str, find: Find) -> None:
    claims = _claims(reading, text, "fighting", find("New videos", "showed"))
    assert claims
    assert {claim.basis for claim in claims} == {Basis.FOOTAGE}


def test_both_accusations_stand_under_the_accuser(reading: Reading, text: str, find: Find) -> None:
    accusing = find("Moscow", "accused")
    assert len(accusing.content) == 2
    number = reading.attributions.index(accusing)
    merged = _claims(reading, text, "merged", accusing)
    assert merged
    assert all(claim.chain == (number,) for claim in merged)
    assert all(claim.chain == () for claim in _claims(reading, text, "accused", None))


def test_crimes_are_told_in_the_authors_own_voice(reading: Reading, text: str) -> None:
    claims = _claims(reading, text, "crimes", None) or _claims(reading, text, "committed", None)
    assert claims
    assert all(claim.chain == () for claim in claims)


def test_denial_is_about_the_relations_told_before(reading: Reading, text: str, find: Find) -> None:
    claims = _claims(reading, text, "relations", find("Several facts", "confirmed"))
    denier = reading.attributions.index(find("Ankara", "denial"))
    assert {claim.polarity for claim in claims} == {Polarity.ASSERTED, Polarity.DENIED}
    assert all(c.chain == (denier,) for c in claims if c.polarity is Polarity.DENIED)


def test_day_of_saying(reading: Reading, find: Find) -> None:
    said = find("US Treasury", "said").said
    assert said is not None
    assert reading.times[said].value == "2019-11"
