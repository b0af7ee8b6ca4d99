"""The bundled register keeps its own rules."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from crossbearing.model.actor import Actor, ActorKind, RelationKind
from crossbearing.resolve.register import BUNDLED, Register, bundled_sources, bundled_text
from crossbearing.resolve.register_file import read_register
from crossbearing.resolve.spelling import keys
from crossbearing.resolve.validity import bounds

SHARED_NAMES = {
    "cjtf": "the coalition's task force, or Nigeria's Civilian JTF: the countries of the text decide",
    "isi": "Islamic State of Iraq until 2013; Pakistan's ISI: the countries of the text decide",
    "sna": "Syrian or Somali National Army: the countries of the text decide",
    "syrian free army": "Free Syrian Army until 2022, since then the group at al-Tanf: the date decides",
    "jem": "Jaish-e-Mohammed or Sudan's Justice and Equality Movement: the countries of the text decide",
}
SCRIPTS = {
    **dict.fromkeys(["ar", "fa", "ur", "ug", "ps", "ckb"], "ARABIC"),
    **dict.fromkeys(["ru", "uk", "be", "tg"], "CYRILLIC"),
    **dict.fromkeys(
        ["en", "tr", "fr", "es", "de", "pt", "fil", "id", "so", "om", "uz", "az", "ku", "ht"], "LATIN"
    ),
    "ar-Latn": "LATIN",
    "ka": "GEORGIAN",
    "bn": "BENGALI",
    "pa": "GURMUKHI",
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
    sources = bundled_sources()
    ids = [e.actor.id for name in BUNDLED for e in read_register(bundled_text(name), name, sources=sources)]
    assert len(ids) == len(set(ids))


def test_it_holds_what_a_reader_of_the_wars_since_2011_needs(actors: list[Actor]) -> None:
    kinds = [actor.kind for actor in actors]
    assert kinds.count(ActorKind.ARMED_GROUP) >= 520
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
    yield from ((relation.since, relation.until) for relation in actor.relations)


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
            *(r.source for r in actor.relations),
        ]
        assert actor.sources, actor.id
        assert all(source.title and source.consulted for source in sources), actor.id


def test_no_listing_is_later_than_the_knowledge_it_rests_on(actors: list[Actor]) -> None:
    for actor in actors:
        for listing in actor.designations:
            last = bounds(listing.delisted or listing.listed)[0]
            assert last <= bounds(listing.source.consulted)[1], (actor.id, listing.programme)


def test_one_authority_lists_an_actor_once_at_a_time_under_a_programme(actors: list[Actor]) -> None:
    for actor in actors:
        listings = sorted(
            (d.authority, d.programme, bounds(d.listed)[0], d.delisted) for d in actor.designations
        )
        for (authority, programme, _, delisted), (other, same, listed, _) in pairwise(listings):
            if (authority, programme) == (other, same):
                assert delisted is not None, (actor.id, programme)
                assert bounds(delisted)[1] <= listed, (actor.id, programme)


def test_every_language_has_its_script(actors: list[Actor]) -> None:
    assert {name.language for actor in actors for name in actor.names} <= set(SCRIPTS)


def test_parents_organs_and_relations_exist(register: Register, actors: list[Actor]) -> None:
    for actor in actors:
        others = [tenure.organ for tenure in actor.tenures] + [relation.actor for relation in actor.relations]
        for other in (actor.parent, *others):
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


def test_nothing_grew_from_what_grew_from_it(actors: list[Actor]) -> None:
    older = {a.id: {r.actor for r in a.relations if r.kind is RelationKind.GREW_FROM} for a in actors}
    for actor_id, first in older.items():
        before, seen = set(first), set()
        while before:
            seen |= before
            before = {other for one in before for other in older.get(one, ())} - seen
        assert actor_id not in seen


def test_what_grew_from_another_did_not_begin_before_it(register: Register, actors: list[Actor]) -> None:
    for actor in actors:
        for relation in actor.relations:
            older = register.get(relation.actor)
            assert older is not None
            assert relation.actor != actor.id
            if relation.kind is RelationKind.GREW_FROM and actor.active_since and older.active_since:
                assert bounds(older.active_since)[0] <= bounds(actor.active_since)[1], (actor.id, older.id)


def test_countries_are_in_the_table_of_states(register: Register, actors: list[Actor]) -> None:
    assert {c for a in actors for c in (a.country, *a.countries) if c} <= set(register.organs.states)


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
