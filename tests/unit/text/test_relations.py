from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from crossbearing.model.anchor import Span
from crossbearing.model.relation import RelationType
from crossbearing.text.relations import find_relations, relate_pair


def spans(text: str, *words: str) -> list[Span]:
    return [Span(text.index(w), text.index(w) + len(w)) for w in words]


@pytest.mark.parametrize(
    ("text", "one", "other", "kind"),
    [
        ("The Northern Front (NF) met in Karsa.", "Northern Front", "NF", "same_as"),
        ("Jan Orlik, also known as the Miller, fled.", "Jan Orlik", "the Miller", "same_as"),
        (
            "“We left,” said Jan Orlik, the group's spokesman.",
            "Jan Orlik",
            "the group's spokesman",
            "same_as",
        ),
        ("Varnia has bombed Dovania.", "Varnia", "Dovania", "fighting_against"),
        ("Varnia conducted nine strikes against Dovania.", "Varnia", "Dovania", "fighting_against"),
        (
            "The Varnian army retook the town from Red Lantern.",
            "The Varnian army",
            "Red Lantern",
            "fighting_against",
        ),
        ("Varnia is supporting Dovania.", "Varnia", "Dovania", "allied_with"),
        ("Varnia fought alongside Dovania.", "Varnia", "Dovania", "allied_with"),
        (
            "Mira Doss, commander of the Ember Brigade, left.",
            "Mira Doss",
            "the Ember Brigade",
            "in_charge_of",
        ),
        ("The soldiers of the Ember Brigade left.", "The soldiers", "the Ember Brigade", "belongs_to"),
        ("Jan Orlik met with Mira Doss.", "Jan Orlik", "Mira Doss", "communicates_with"),
    ],
)
def test_relation_of_a_pair(pipeline: Language, text: str, one: str, other: str, kind: str) -> None:
    first, second = spans(text, one, other)
    found = relate_pair(pipeline(text), first, second)
    assert found is not None
    assert (found.type, found.first, found.second) == (kind, first, second)
    assert found.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Varnia and Dovania have many lakes.",
        "It rained in Varnia, Dovania and Arland.",
        "Varnia exports more than Dovania.",
    ],
)
def test_nothing_said_nothing_read(pipeline: Language, text: str) -> None:
    assert relate_pair(pipeline(text), *spans(text, "Varnia", "Dovania")) is None


def test_every_pair_of_a_list_is_read_once(pipeline: Language) -> None:
    text = "Varnia attacked the Ember Brigade and the Northern Front."
    found = find_relations(pipeline(text), spans(text, "Varnia", "the Ember Brigade", "the Northern Front"))
    assert [r.type for r in found] == [RelationType.FIGHTING_AGAINST] * 2


def test_a_list_goes_on_and_whereabouts_take_no_side(pipeline: Language) -> None:
    text = "Near Karsa, two strikes destroyed a tank, a supply depot, and a mortar team."
    names = ("Karsa", "two strikes", "a tank", "a supply depot", "a mortar team")
    found = find_relations(pipeline(text), spans(text, *names))
    fights = [(r.first.of(text), r.second.of(text)) for r in found if r.type == "fighting_against"]
    assert fights == [("two strikes", name) for name in names[2:]]


def test_without_a_parser_only_what_stands_side_by_side_is_read() -> None:
    text = "The Northern Front (NF) attacked Dovania."
    found = find_relations(spacy.blank("en")(text), spans(text, "Northern Front", "NF", "Dovania"))
    assert [r.type for r in found] == [RelationType.SAME_AS]
