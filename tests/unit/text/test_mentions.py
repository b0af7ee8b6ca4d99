from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy

from crossbearing.model.reading import MentionForm, MentionKind
from crossbearing.text.mentions import find_mentions

Read = Callable[..., Any]


def test_description_is_tied_to_the_group_it_names(passage: Read) -> None:
    found = passage("Gunmen affiliated with Red Lantern entered the town at dawn.")
    gunmen = found.mention("Gunmen affiliated with Red Lantern")
    assert gunmen.form is MentionForm.DESCRIPTION
    assert gunmen.head.of(found.text) == "Gunmen"
    assert found.said(gunmen.affiliation) == "Red Lantern"


@pytest.mark.parametrize(
    ("text", "described", "tie"),
    [
        ("Red Lantern fighters seized a depot.", "Red Lantern fighters", "Red Lantern"),
        ("Dovania-backed rebels seized a depot.", "Dovania-backed rebels", "Dovania"),
        ("Militants loyal to Halvor seized a depot.", "Militants loyal to Halvor", "Halvor"),
        ("Members of the Northern Front seized a depot.", "Members of the Northern Front", "Northern Front"),
    ],
)
def test_ties_come_in_several_forms(passage: Read, text: str, described: str, tie: str) -> None:
    found = passage(text)
    assert found.said(found.mention(described).affiliation) == tie


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Villagers fled from fighting in Karsa.", "Karsa", MentionKind.PLACE),
        ("Troops advanced near Karsa, Arland.", "Arland", MentionKind.PLACE),
        ("Arland denied the report.", "Arland", MentionKind.ACTOR),
        ("The envoy accused Arland of breaking the truce.", "Arland", MentionKind.ACTOR),
        ("It signed a pact with Arland.", "Arland", MentionKind.ACTOR),
        ("Critics condemned Arland's exploitation of the war.", "Arland", MentionKind.ACTOR),
        ("Rebels shelled Karsa.", "Karsa", MentionKind.PLACE),
    ],
)
def test_same_name_acts_or_locates_by_its_role(
    passage: Read, text: str, name: str, kind: MentionKind
) -> None:
    assert passage(text).mention(name).kind is kind


def test_country_and_organ_are_one_mention(passage: Read) -> None:
    found = passage("Officers of the Norwegian army inspected the Danish Foreign Ministry.")
    words = [m.span.of(found.text) for m in found.mentions]
    assert "Norwegian army" in words
    assert "Norwegian" not in words
    assert not any(w.startswith("the Danish Foreign") and "Norwegian" in w for w in words)


def test_adjective_before_a_thing_is_no_actor(passage: Read) -> None:
    found = passage("He wore a Norwegian uniform.")
    assert [m for m in found.mentions if "Norwegian" in m.span.of(found.text)] == []


def test_generic_word_after_a_name_adds_nothing_to_it(passage: Read) -> None:
    found = passage("Officials spoke of the Red Lantern organization.")
    named = found.mention("the Red Lantern organization")
    assert named.form is MentionForm.NAME
    assert named.head.of(found.text) == "Red Lantern"


def test_title_goes_with_the_person_and_the_head_is_the_name(passage: Read) -> None:
    found = passage("Foreign Minister Mira Doss rejected the report.")
    minister = found.mention("Foreign Minister Mira Doss")
    assert minister.head.of(found.text) == "Mira Doss"
    assert minister.label == "PERSON"


def test_relative_clause_belongs_to_the_people_it_describes(passage: Read) -> None:
    found = passage("There are people who finance Red Lantern in Arland.")
    assert found.mention("people who finance Red Lantern in Arland").form is MentionForm.DESCRIPTION


def test_bare_common_words_are_no_actors(passage: Read) -> None:
    found = passage("People like music. The use of force is rare. A bomber aircraft landed.")
    assert [m.span.of(found.text) for m in found.mentions if m.form is not MentionForm.PRONOUN] == []


def test_name_of_a_body_that_ends_in_a_place_is_whole(passage: Read) -> None:
    found = passage("The Committee for the Liberation of Arland met.")
    assert found.mention("Committee for the Liberation of Arland").kind is MentionKind.ACTOR


def test_mentions_stand_in_order_and_inside_the_text(passage: Read) -> None:
    found = passage(
        "The Ember Brigade, which Varnia arms, attacked Northern Front fighters near Karsa; they fled."
    )
    starts = [m.span.start for m in found.mentions]
    assert starts == sorted(starts)
    assert all(m.span.covers(m.head) for m in found.mentions)


def test_pipeline_without_a_parser_costs_mentions_not_errors() -> None:
    blank = spacy.blank("en")
    assert find_mentions(blank("The Ember Brigade attacked Karsa. They fled."), ()) == ()


def test_described_place_is_the_town_named_before(passage: Read) -> None:
    found = passage("Shells fell on Karsa. Hundreds fled from the city.")
    assert found.mention("the city").kind is MentionKind.PLACE
    assert found.behind("the city") == ["Karsa"]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Two strikes hit a supply depot in Arland.", "a supply depot", MentionKind.PLACE),
        ("Rebels held the headquarters of the group.", "the headquarters", MentionKind.PLACE),
        ("Troops stood near Orvane at dawn.", "Orvane", MentionKind.PLACE),
        ("The town of Orvane fell.", "Orvane", MentionKind.PLACE),
        ("They met at the Orvane Mosque on Friday.", "Orvane Mosque", MentionKind.PLACE),
        ("Our partners fled.", "Our partners", MentionKind.ACTOR),
        ("The enemy withdrew to the hills.", "The enemy", MentionKind.ACTOR),
        ("He thanked the people of Arland.", "the people of Arland", MentionKind.ACTOR),
    ],
)
def test_descriptions_of_reports_on_conflict(passage: Read, text: str, words: str, kind: MentionKind) -> None:
    assert passage(text).mention(words).kind is kind


@pytest.mark.parametrize(
    ("text", "described", "tie"),
    [
        ("The Members of the Ember Brigade met.", "The Members of the Ember Brigade", "Ember Brigade"),
        ("Jan Orlik fled with his fighters.", "his fighters", "his"),
        ("Jan Orlik fled with his adviser.", "his adviser", None),
        ("Jan Orlik's adviser fled.", "Jan Orlik's adviser", None),
    ],
)
def test_who_acts_for_whom(passage: Read, text: str, described: str, tie: str | None) -> None:
    found = passage(text)
    affiliation = found.mention(described).affiliation
    assert (None if affiliation is None else found.said(affiliation)) == tie
