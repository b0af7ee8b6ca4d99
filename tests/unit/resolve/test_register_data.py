"""The bundled register keeps its own rules."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from crossbearing.model.actor import Actor, ActorKind
from crossbearing.resolve.register import BUNDLED, Register, bundled_text
from crossbearing.resolve.register_file import read_register
from crossbearing.resolve.spelling import keys
from crossbearing.resolve.validity import bounds

SHARED_NAMES = {
    "cjtf": "the coalition's task force, or Nigeria's Civilian JTF: the countries of the text decide",
    "isi": "Islamic State of Iraq until 2013; Pakistan's ISI: the countries of the text decide",
    "sna": "Syrian or Somali National Army: the countries of the text decide",
    "jem": "Jaish-e-Mohammed or Sudan's Justice and Equality Movement: the countries of the text decide",
}
SCRIPTS = {
    **dict.fromkeys(["ar", "fa", "ur", "ug", "ps"], "ARABIC"),
    **dict.fromkeys(["ru", "uk", "be"], "CYRILLIC"),
    **dict.fromkeys(["en", "tr", "fr", "es", "fil", "so", "om", "uz", "az", "ar-Latn"], "LATIN"),
    "he": "HEBREW",
    "hy": "ARMENIAN",
    **dict.fromkeys(["am", "ti"], "ETHIOPIC"),
    "my": "MYANMAR",
    "hi": "DEVANAGARI",
    "ta": "TAMIL",
    "zh": "CJK",
    "ko": "HANGUL",
}


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def actors(register: Register) -> list[Actor]:
    return list(register.entries.values())


def test_ids_are_unique_over_the_files() -> None:
    sources = bundled_text("sources.yaml")
    ids = [e.actor.id for name in BUNDLED for e in read_register(bundled_text(name), name, sources=sources)]
    assert len(ids) == len(set(ids))


def test_it_holds_what_a_reader_of_the_wars_since_2011_needs(actors: list[Actor]) -> None:
    kinds = [actor.kind for actor in actors]
    assert kinds.count(ActorKind.ARMED_GROUP) >= 180
    assert kinds.count(ActorKind.PERSON) >= 200
    assert kinds.count(ActorKind.ORGANISATION) >= 150


def test_no_name_is_shared_without_a_rule(register: Register) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for _, one in register.forms:
        bearers[" ".join(keys(one.name.text))].add(one.actor_id)
    shared = {name for name, ids in bearers.items() if len(ids) > 1}
    assert shared == set(SHARED_NAMES)


def test_names_have_words_and_are_not_repeated(actors: list[Actor]) -> None:
    for actor in actors:
        assert actor.names
        assert all(keys(name.text) for name in actor.names), actor.id
        texts = [(name.text, name.language) for name in actor.names]
        assert len(texts) == len(set(texts)), actor.id


def test_names_are_in_the_script_of_their_language(actors: list[Actor]) -> None:
    wrong = [
        (actor.id, name.text, name.language)
        for actor in actors
        for name in actor.names
        if (script := SCRIPTS.get(name.language)) and script not in _scripts(name.text)
    ]
    assert wrong == []


def _scripts(text: str) -> str:
    return " ".join(unicodedata.name(c, "") for c in text if c.isalpha()) or "LATIN"


def _periods(actor: Actor) -> Iterator[tuple[str | None, str | None]]:
    yield actor.active_since, actor.active_until
    yield from ((name.since, name.until) for name in actor.names)
    yield from ((listing.listed, listing.delisted) for listing in actor.designations)
    yield from ((tenure.since, tenure.until) for tenure in actor.tenures)


def test_dates_are_in_order(actors: list[Actor]) -> None:
    for actor in actors:
        for since, until in _periods(actor):
            if since and until:
                assert bounds(since)[0] <= bounds(until)[1], actor.id


def test_every_claim_about_an_actor_has_a_dated_source(actors: list[Actor]) -> None:
    for actor in actors:
        sources = [
            *actor.sources,
            *(d.source for d in actor.designations),
            *(t.source for t in actor.tenures),
        ]
        assert actor.sources, actor.id
        assert all(source.title and source.consulted for source in sources), actor.id


def test_parents_and_organs_exist(register: Register, actors: list[Actor]) -> None:
    for actor in actors:
        for other in (actor.parent, *(tenure.organ for tenure in actor.tenures)):
            assert other is None or register.get(other) is not None, (actor.id, other)


def test_parents_make_no_circle(register: Register, actors: list[Actor]) -> None:
    for actor in actors:
        seen, current = set(), actor
        while current.parent:
            assert current.id not in seen, actor.id
            seen.add(current.id)
            parent = register.get(current.parent)
            assert parent is not None
            current = parent


def test_countries_are_in_the_table_of_states(register: Register, actors: list[Actor]) -> None:
    assert {a.country for a in actors if a.country} <= set(register.organs.states)


def test_holders_of_one_office_do_not_overlap_by_more_than_a_month(actors: list[Actor]) -> None:
    terms = defaultdict(list)
    for actor in actors:
        for t in actor.tenures:
            if t.role in {
                "president",
                "prime_minister",
                "minister_of_foreign_affairs",
                "minister_of_defence",
            }:
                first = bounds(t.since)[1] if t.since else None
                last = bounds(t.until)[0] if t.until else None
                terms[t.organ, t.role].append((first, last, actor.id))
    for office, held in terms.items():
        ordered = sorted((f, last, who) for f, last, who in held if f)
        for (_, last, who), (first, _, other) in pairwise(ordered):
            assert last is not None, (office, who, other)
            assert (last - first).days <= 31, (office, who, other)
