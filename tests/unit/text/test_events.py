from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy

from crossbearing.model.event import SupportKind
from crossbearing.text.event_table import load_events
from crossbearing.text.events import find_events

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Northern Front attacked Red Lantern.", ("ASSAULT", "Northern Front", "Red Lantern")),
        ("Red Lantern was attacked by the Northern Front.", ("ASSAULT", "Northern Front", "Red Lantern")),
        ("The Northern Front fought alongside Red Lantern.", ("COOPERATE", "Northern Front", "Red Lantern")),
        ("The Northern Front fought against Red Lantern.", ("ASSAULT", "Northern Front", "Red Lantern")),
        ("Varnia armed the Ember Brigade.", ("AID", "Varnia", "Ember Brigade")),
        ("Varnia accused Dovania of lying.", ("ACCUSE", "Varnia", "Dovania")),
        ("Varnia imposed sanctions on Dovania.", ("COERCE", "Varnia", "Dovania")),
        ("Varnia lifted sanctions on Dovania.", ("YIELD", "Varnia", "Dovania")),
        ("Varnia urged Dovania to leave.", ("REQUEST", "Varnia", "Dovania")),
        ("Varnia threatened to attack Dovania.", ("THREATEN", "Varnia", "Dovania")),
        ("Varnia refused to recognize Dovania.", ("REJECT", "Varnia", "Dovania")),
        ("Varnia will help Dovania.", ("AGREE", "Varnia", "Dovania")),
        ("Varnia agreed to arm Red Lantern.", ("AGREE", "Varnia", "Red Lantern")),
        ("Varnia suspended aid to Dovania.", ("SANCTION", "Varnia", "Dovania")),
        ("Jan Orlik met Mira Doss.", ("CONSULT", "Jan Orlik", "Mira Doss")),
        ("Jan Orlik and Mira Doss met.", ("CONSULT", "Jan Orlik", "Mira Doss")),
        ("Varnia launched an attack on Dovania.", ("ASSAULT", "Varnia", "Dovania")),
        ("Varnia signed an agreement with Dovania.", ("SUPPORT", "Varnia", "Dovania")),
        ("Varnia released Jan Orlik.", ("YIELD", "Varnia", "Jan Orlik")),
        ("Varnia arrested Jan Orlik.", ("COERCE", "Varnia", "Jan Orlik")),
    ],
)
def test_event_of_a_clause(passage: Read, text: str, event: tuple[str, str, str]) -> None:
    assert passage(text).told() == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Aides prepared a meeting between Jan Orlik and Mira Doss.", ("CONSULT", "Jan Orlik", "Mira Doss")),
        ("Papers prove relations between Varnia and Red Lantern.", ("COOPERATE", "Varnia", "Red Lantern")),
        ("Papers speak of Varnia's attack on Dovania.", ("ASSAULT", "Varnia", "Dovania")),
        ("Papers speak of the killing of Jan Orlik by Red Lantern.", ("ASSAULT", "Red Lantern", "Jan Orlik")),
        ("Papers speak of Jan Orlik's arrest.", ("COERCE", None, "Jan Orlik")),
    ],
)
def test_event_of_a_noun(passage: Read, text: str, event: tuple[str, str | None, str]) -> None:
    assert event in passage(text).told()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Varnia provided Red Lantern with weapons.", {SupportKind.WEAPONS}),
        ("Varnia sent money and rifles to Red Lantern.", {SupportKind.FUNDING, SupportKind.WEAPONS}),
        ("Varnia gave shelter to Red Lantern.", {SupportKind.ACCESS_TO_TERRITORY}),
        ("Varnia supplied Red Lantern with satellite images.", {SupportKind.INTELLIGENCE}),
        ("Varnia provided air and ground support to Red Lantern.", {SupportKind.TROOPS}),
        ("Varnia gave logistical support to Red Lantern.", {SupportKind.MATERIEL_AND_LOGISTICS}),
        ("Varnia trains Red Lantern.", {SupportKind.TRAINING}),
        ("Varnia finances Red Lantern.", {SupportKind.FUNDING}),
    ],
)
def test_kinds_of_support(passage: Read, text: str, kinds: set[SupportKind]) -> None:
    found = passage(text)
    assert found.told() == [("AID", "Varnia", "Red Lantern")]
    assert set(found.events[0].support) == kinds


def test_joined_verb_shares_agent_recipient_and_place(passage: Read) -> None:
    found = passage("Sources say that Varnia relied on Red Lantern and provided air support.")
    assert found.told() == [("COOPERATE", "Varnia", "Red Lantern"), ("AID", "Varnia", "Red Lantern")]


def test_several_recipients_are_several_events(passage: Read) -> None:
    found = passage("Varnia armed the Northern Front and Red Lantern.")
    assert found.told() == [("AID", "Varnia", "Northern Front"), ("AID", "Varnia", "Red Lantern")]


def test_participle_belongs_to_the_whole_description(passage: Read) -> None:
    found = passage(
        "Videos showed gunmen loyal to Red Lantern fighting alongside the Ember Brigade in Karsa."
    )
    assert found.told() == [("COOPERATE", "gunmen loyal to Red Lantern", "Ember Brigade")]
    assert found.said(found.events[0].place) == "Karsa"
    assert found.events[0].mode == "military"


def test_pronoun_agent_is_a_mention_with_antecedents(passage: Read) -> None:
    found = passage("Red Lantern holds Karsa, and it has committed war crimes there.")
    crimes = next(e for e in found.events if e.type.value == "ASSAULT")
    assert found.said(crimes.agent) == "it"
    assert [found.said(a) for a in found.mentions[crimes.agent].antecedents] == ["Red Lantern"]


def test_taking_a_town_is_an_assault_and_taking_a_man_is_not(passage: Read) -> None:
    assert passage("Red Lantern captured Karsa.").told()[0][0] == "ASSAULT"
    assert passage("Red Lantern captured Jan Orlik.").told()[0][0] == "COERCE"


def test_date_and_place_of_an_event(passage: Read) -> None:
    found = passage("Red Lantern attacked the Ember Brigade near Belgor on 3 May 2021.")
    event = found.events[0]
    assert found.said(event.place) == "Belgor"
    assert found.times[event.date].value == "2021-05-03"


def test_date_of_the_saying_is_not_the_date_of_the_deed(passage: Read) -> None:
    found = passage("On Monday, Jan Orlik said that Red Lantern attacked Varnia.")
    assert [e.date for e in found.events if e.type.value == "ASSAULT"] == [None]


def test_mercenaries_in_a_country_are_there_for_a_reason(passage: Read) -> None:
    found = passage("It takes many forms, be it mercenaries in Arland or money.")
    assert [(e.type.value, found.said(e.place)) for e in found.events] == [("MOBILIZE", "Arland")]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Orlik said that it rained.",
        "Red Lantern is a group in Arland.",
        "The weather attacked nobody.",
        "Efforts to defeat Red Lantern went on.",
        "Varnia has many lakes.",
        "He fights for social justice.",
        "The ministry published a statement.",
        "The Varnian opposition stands.",
    ],
)
def test_no_pattern_no_event(passage: Read, text: str) -> None:
    assert passage(text).events == ()


def test_every_event_is_tied_and_says_why(passage: Read) -> None:
    found = passage("Varnia condemned the raid; Red Lantern, which Dovania funds, shelled Karsa and fled.")
    assert found.events
    for event in found.events:
        assert event.agent is not None or event.recipient is not None
        assert event.reasons
        assert event.extent.covers(event.trigger)


def test_table_is_readable_and_whole() -> None:
    table = load_events()
    assert table.verbs["accuse"].type.value == "ACCUSE"
    assert table.nouns["killing"].of == "recipient"
    assert {p.type for p in (*table.verbs.values(), *table.nouns.values())} >= {"AID", "ASSAULT", "YIELD"}


def test_pipeline_without_a_parser_gives_no_events() -> None:
    assert find_events(spacy.blank("en")("Varnia attacked Dovania."), (), ()) == ()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Red Lantern received rifles from Varnia.", ("AID", "Varnia", "Red Lantern")),
        ('"We did not arm Red Lantern," Mira Doss said.', ("AID", "Mira Doss", "Red Lantern")),
        (
            "Varnia delivered rifles hidden in trucks to the Ember Brigade.",
            ("AID", "Varnia", "Ember Brigade"),
        ),
        (
            "Papers showed that Varnia shared its bases with Red Lantern.",
            ("COOPERATE", "Varnia", "Red Lantern"),
        ),
        ("Varnia allowed Dovania to use its airfields.", ("AID", "Varnia", "Dovania")),
        ("Red Lantern used villagers as human shields.", ("ASSAULT", "Red Lantern", "villagers")),
        ("Two sources told reporters that Varnia armed Red Lantern.", ("AID", "Varnia", "Red Lantern")),
    ],
)
def test_giving_and_using_in_other_words(passage: Read, text: str, event: tuple[str, str, str]) -> None:
    assert event in passage(text).told()


def test_groups_named_after_such_as_are_each_recipient(passage: Read) -> None:
    found = passage("Varnia financed armed groups in Arland, such as Red Lantern and the Ember Brigade.")
    assert found.told() == [("AID", "Varnia", "Red Lantern"), ("AID", "Varnia", "Ember Brigade")]


def test_nobody_aids_or_attacks_their_own(passage: Read) -> None:
    assert passage("Varnia reinforced its positions in Arland.").events == ()


def test_sharing_ground_is_access_to_it(passage: Read) -> None:
    found = passage("Papers showed that Varnia merged its positions with the areas of Red Lantern.")
    assert found.events[0].support == (SupportKind.ACCESS_TO_TERRITORY,)


def test_we_whose_speaker_is_described_by_us_ends_without_an_answer(reader: Any) -> None:
    read = reader.read(
        "“We attacked Red Lantern,” our driver said. “I fought the Northern Front,” my wife said."
    )
    assert read.events
    assert all(event.agent is None for event in read.events)


def test_joined_subjects_of_a_verb_of_giving_do_not_give_to_each_other(passage: Read) -> None:
    found = passage("Neither Red Lantern nor the Ember Brigade could arm and operate these jets.")
    assert found.told() == []


def test_whoever_receives_a_request_does_not_make_it(passage: Read) -> None:
    assert passage("Varnia received no request from Dovania.").told() == [("REQUEST", "Dovania", "Varnia")]


def test_what_post_a_person_holds_is_no_tie(passage: Read) -> None:
    assert passage("Jan Orlik, who commands Red Lantern, left Karsa on Monday.").told() == []
    assert ("COOPERATE", "Varnia", "Red Lantern") in passage("Varnia commands Red Lantern.").told()


def test_each_place_that_fighters_are_sent_to_is_the_place_of_its_event(passage: Read) -> None:
    found = passage("Varnia has sent fighters to Karsa and Belgor.")
    assert [(e.type.value, found.said(e.place)) for e in found.events] == [
        ("MOBILIZE", "Karsa"),
        ("MOBILIZE", "Belgor"),
    ]


def test_fighter_aircraft_are_weapons_and_no_fighters(passage: Read) -> None:
    found = passage("Varnia sent fighter aircraft to Red Lantern.")
    assert [e.support for e in found.events] == [(SupportKind.WEAPONS,)]
