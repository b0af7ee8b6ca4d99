from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from crossbearing.model.anchor import Span
from crossbearing.model.reading import Mention, MentionForm, MentionKind, PlaceUse
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.place_scan import NEVER_ALONE, read_words, scan
from crossbearing.resolve.place_sightings import find_sightings, likelihood
from crossbearing.settings import ResolveSettings


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.load(ResolveSettings())
    yield opened
    opened.close()


def marked(text: str, words: str, kind: MentionKind, label: str) -> Mention:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Mention(span, kind, MentionForm.NAME, span, label)


def named(gazetteer: Gazetteer, text: str, *mentions: Mention) -> list[tuple[str, PlaceUse]]:
    return [(s.span.of(text), s.use) for s in find_sightings(text, mentions, gazetteer)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A fire broke out in Cottonport, La., on Monday.", ["Cottonport", "La"]),
        ("Trucks stopped near Saraqib at dawn.", ["Saraqib"]),
        ("He flew from Port-au-Prince to Kinshasa.", ["Port-au-Prince", "Kinshasa"]),
        ("The Gori-based unit left.", ["Gori"]),
        ("He asked Mr. Lincoln about it.", []),
        ("The lake froze and Street lamps went out.", []),
    ],
)
def test_names_that_no_recogniser_marked_are_found(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [name for name, _ in named(gazetteer, text)] == names


def test_uses_are_told_apart(gazetteer: Gazetteer) -> None:
    text = "Moscow warned that French envoys to the University of Georgia would visit Tbilisi."
    mentions = (
        marked(text, "Moscow", MentionKind.ACTOR, "GPE"),
        marked(text, "French", MentionKind.ACTOR, "NORP"),
        marked(text, "University of Georgia", MentionKind.PLACE, "FAC"),
        marked(text, "Tbilisi", MentionKind.PLACE, "GPE"),
    )
    found = dict(named(gazetteer, text, *mentions))
    assert found["Moscow"] is PlaceUse.METONYM
    assert found["French"] is PlaceUse.DEMONYM
    assert found["Georgia"] is PlaceUse.PART
    assert found["Tbilisi"] is PlaceUse.NAME


def test_a_person_named_like_a_town_is_no_place(gazetteer: Gazetteer) -> None:
    text = "Jan Springfield said so."
    assert named(gazetteer, text, marked(text, "Jan Springfield", MentionKind.ACTOR, "PERSON")) == []


def test_the_longest_name_wins_and_articles_stay_outside(gazetteer: Gazetteer) -> None:
    text = "The United States and the Democratic Republic of the Congo signed in New York City."
    found = [s.span.of(text) for s in scan(text, read_words(text), gazetteer)]
    assert found == ["United States", "Democratic Republic of the Congo", "New York City"]


def test_words_that_say_what_a_thing_is_are_never_places_alone(gazetteer: Gazetteer) -> None:
    for word in sorted(NEVER_ALONE):
        text = f"It stood in {word.title()}."
        assert list(scan(text, read_words(text), gazetteer)) == []


def test_likelihood_is_even_without_signs() -> None:
    assert likelihood(()) == 0.5
    assert likelihood(["no such sign"]) == 0.5


def test_a_long_text_is_read_in_time(gazetteer: Gazetteer) -> None:
    text = "He came from Aleppo to Damascus. " * 10_000
    start = time.process_time()
    found = find_sightings(text, (), gazetteer)
    assert len(found) == 20_000
    assert time.process_time() - start < 20
