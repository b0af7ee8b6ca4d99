from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from crossbearing.model.anchor import Span
from crossbearing.model.place import Precision
from crossbearing.model.reading import Mention, MentionForm, MentionKind, PlaceUse, Resolution
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.place_sightings import Sighting
from crossbearing.resolve.places import resolve_places
from crossbearing.settings import ResolveSettings

SETTINGS = ResolveSettings(min_place_score=0.0)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.load(SETTINGS)
    yield opened
    opened.close()


def mention(text: str, words: str, kind: MentionKind = MentionKind.PLACE, nth: int = 0) -> Mention:
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    span = Span(start, start + len(words))
    return Mention(span, kind, MentionForm.NAME, span)


def resolve(gazetteer: Gazetteer, text: str, *places: str, actors: tuple[str, ...] = ()) -> list[Resolution]:
    mentions = [mention(text, p) for p in places] + [mention(text, a, MentionKind.ACTOR) for a in actors]
    return list(resolve_places(sightings(*mentions[: len(places)]), mentions, text, gazetteer, SETTINGS))


def sightings(*mentions: Mention) -> list[Sighting]:
    return [Sighting(m.span, PlaceUse.NAME, at) for at, m in enumerate(mentions)]


@pytest.mark.parametrize(
    ("text", "place", "name", "country", "subdivision"),
    [
        ("A blaze broke out in Paris, Texas, on Monday.", "Paris", "Paris", "US", "Texas"),
        ("A blaze broke out in Paris on Monday.", "Paris", "Paris", "FR", "Île-de-France"),
        ("Police in Alexandria, Va., made an arrest.", "Alexandria", "Alexandria", "US", "Virginia"),
        ("Shelling was heard in Idlib, northwestern Syria.", "Idlib", "Idlib", "SY", "Idlib"),
        ("Talks were held in Tripoli, Lebanon.", "Tripoli", "Tripoli", "LB", "Ash Shimāl"),
        ("A flood reached Lebanon's Tripoli.", "Tripoli", "Tripoli", "LB", "Ash Shimāl"),
        ("A flood reached the Lebanese city of Tripoli.", "Tripoli", "Tripoli", "LB", "Ash Shimāl"),
        ("Talks were held in Tripoli.", "Tripoli", "Tripoli", "LY", "Ţarābulus"),
        ("The council of Lebanon, Pa., met.", "Lebanon", "Lebanon", "US", "Pennsylvania"),
        ("The council of Lebanon met.", "Lebanon", "Lebanon", "LB", None),
        ("Bakhmut, Ukraine (Agency) — A bridge was closed.", "Bakhmut", "Bakhmut", "UA", "Donetska oblast"),
    ],
)
def test_what_a_place_lies_in_settles_it(
    gazetteer: Gazetteer, text: str, place: str, name: str, country: str, subdivision: str | None
) -> None:
    (resolution,) = resolve(gazetteer, text, place)
    assert resolution.place is not None
    found = resolution.place
    assert (found.name, found.country, found.subdivision) == (name, country, subdivision)


def test_a_word_beside_the_name_tells_governorate_from_city(gazetteer: Gazetteer) -> None:
    (governorate,) = resolve(gazetteer, "Trucks crossed Idlib province at night.", "Idlib")
    (city,) = resolve(gazetteer, "Trucks reached the city of Idlib at night.", "Idlib")
    assert governorate.place is not None
    assert city.place is not None
    assert governorate.place.precision is Precision.SUBDIVISION
    assert city.place.precision is Precision.TOWN
    assert any("word beside the name" in reason for reason in city.reasons)


def test_the_rest_of_the_document_settles_a_name(gazetteer: Gazetteer) -> None:
    (far,) = resolve(gazetteer, "Georgia went to the polls.", "Georgia")
    near = resolve(
        gazetteer,
        "From Atlanta to Savannah and Macon, Georgia went to the polls.",
        "Georgia",
        "Atlanta",
        "Savannah",
        "Macon",
    )
    assert far.place is not None
    assert far.place.precision is Precision.COUNTRY
    assert {r.place.country for r in near if r.place} == {"US"}
    assert near[0].place is not None
    assert near[0].place.name == "Georgia"


def test_actors_are_evidence_for_their_country(gazetteer: Gazetteer) -> None:
    text = "Lebanese soldiers and crews of the Lebanese Red Cross came to Tripoli with flags."
    (resolution,) = resolve(gazetteer, text, "Tripoli", actors=("Lebanese soldiers", "Lebanese Red Cross"))
    assert resolution.place is not None
    answers = [resolution.reasons, *(c.reasons for c in resolution.runners_up)]
    lebanese = next(reasons for reasons in answers if "LB" in reasons[0])
    assert any("in its country (LB)" in reason for reason in lebanese)


def test_one_name_means_one_place_in_a_document(gazetteer: Gazetteer) -> None:
    text = "Paris, Texas, has a tower. Paris is proud of it."
    both = [mention(text, "Paris"), mention(text, "Paris", nth=1)]
    first, second = resolve_places(sightings(*both), both, text, gazetteer, SETTINGS)
    assert first == second
    assert first.place is not None
    assert first.place.subdivision == "Texas"


def test_a_part_of_a_place_is_put_where_the_place_is_and_says_so(gazetteer: Gazetteer) -> None:
    (resolution,) = resolve(gazetteer, "Convoys were seen in northwestern Syria.", "northwestern Syria")
    assert resolution.place is not None
    assert resolution.name == "Syria"
    assert any("northwestern" in reason and "part" in reason for reason in resolution.reasons)


def test_adjectives_are_marked(gazetteer: Gazetteer) -> None:
    (resolution,) = resolve(gazetteer, "It happened on Syrian soil.", "Syrian")
    assert resolution.name == "Syria"
    assert any("adjective" in reason for reason in resolution.reasons)


def test_an_unknown_place_stays_open_and_disturbs_nothing(gazetteer: Gazetteer) -> None:
    unknown, known = resolve(gazetteer, "They left Qwxzvville for Aleppo.", "Qwxzvville", "Aleppo")
    assert unknown.id is None
    assert unknown.place is None
    assert "Qwxzvville" in unknown.reasons[0]
    assert known.place is not None
    assert known.place.country == "SY"


def test_a_list_of_countries_is_no_apposition(gazetteer: Gazetteer) -> None:
    resolved = resolve(
        gazetteer, "Envoys of Iraq, Iran and Jordan, Lebanon met.", "Iraq", "Iran", "Jordan", "Lebanon"
    )
    assert [r.place.precision for r in resolved if r.place] == [Precision.COUNTRY] * 4


def test_a_building_is_put_in_its_town_and_says_so(gazetteer: Gazetteer) -> None:
    (resolution,) = resolve(gazetteer, "Flights to Aleppo Airport ceased.", "Aleppo Airport")
    assert resolution.place is not None
    assert resolution.place.country == "SY"
    assert any("itself is not in the gazetteer" in reason for reason in resolution.reasons)


def test_a_low_score_is_left_open_with_its_candidates(gazetteer: Gazetteer) -> None:
    text = "A dog was found in Springfield."
    strict = ResolveSettings(min_place_score=0.99)
    seen = mention(text, "Springfield")
    (resolution,) = resolve_places(sightings(seen), [seen], text, gazetteer, strict)
    assert resolution.id is None
    assert 1 <= len(resolution.runners_up) <= 5
    assert "Left open" in resolution.reasons[0]


def test_scores_and_runners_up_are_shares(gazetteer: Gazetteer) -> None:
    (resolution,) = resolve(gazetteer, "A meeting was held in San José.", "San José")
    scores = [resolution.score, *(c.score for c in resolution.runners_up)]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= sum(scores) <= 1.001
    assert len(resolution.runners_up) <= 5


def test_no_mentions_give_no_resolutions(gazetteer: Gazetteer) -> None:
    assert resolve_places([], [], "", gazetteer, SETTINGS) == ()


def test_bare_washington_is_the_capital_beside_capitals(gazetteer: Gazetteer) -> None:
    washington, *_ = resolve(gazetteer, "Envoys of Washington and Cairo met.", "Washington", "Cairo")
    state, *_ = resolve(
        gazetteer, "From Seattle to Spokane, Washington is green.", "Washington", "Seattle", "Spokane"
    )
    assert washington.place is not None
    assert state.place is not None
    assert washington.place.precision is Precision.TOWN
    assert state.place.precision is Precision.SUBDIVISION


def test_counties_in_a_list_are_counties(gazetteer: Gazetteer) -> None:
    resolved = resolve(
        gazetteer,
        "Rain fell on Clarke, Madison and Oconee counties in Georgia.",
        "Clarke",
        "Oconee",
        "Georgia",
    )
    assert [r.place.precision for r in resolved if r.place][:2] == [Precision.DISTRICT] * 2
