from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossbearing.model.reading import MentionForm

Read = Callable[..., Any]


def test_these_organizations_are_all_of_the_list_before(passage: Read) -> None:
    found = passage(
        "Varnia armed the Northern Front, the Ember Brigade and Red Lantern. These organizations hold Karsa."
    )
    assert found.behind("These organizations") == ["Northern Front", "Ember Brigade", "Red Lantern"]


def test_groups_that_are_then_named_stand_for_those(passage: Read) -> None:
    found = passage(
        "The state worked with extremist groups, namely the Northern Front and the Ember Brigade."
    )
    assert found.behind("extremist groups") == ["Northern Front", "Ember Brigade"]


def test_they_takes_the_subject_and_follows_it_to_its_members(passage: Read) -> None:
    found = passage(
        "Varnia armed the Northern Front and Red Lantern. "
        "These groups help the army, and they burned villages."
    )
    assert found.behind("they") == ["Northern Front", "Red Lantern"]


def test_it_in_an_accusation_is_the_accused(passage: Read) -> None:
    found = passage("Varnia has accused Dovania of cheating, and that it moved its guns to Karsa.")
    assert found.behind("it") == ["Dovania"]
    assert found.behind("its") == ["Dovania"]


def test_it_elsewhere_is_the_subject(passage: Read) -> None:
    found = passage("Varnia attacked Dovania. It also closed the border.")
    assert found.behind("It") == ["Varnia"]


def test_it_that_means_nothing_is_left_out(passage: Read) -> None:
    found = passage("Varnia spoke. It is clear that the war goes on.")
    assert not any(m.form is MentionForm.PRONOUN for m in found.mentions)


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Jan Orlik"), ("She", "Mira Doss")])
def test_persons_are_followed(passage: Read, pronoun: str, name: str) -> None:
    found = passage(f"{name} met the envoys of Varnia. {pronoun} denied everything.")
    assert found.behind(pronoun) == [name]


def test_definite_group_is_the_last_group_named(passage: Read) -> None:
    found = passage("Observers blamed Red Lantern for the raid. The group denied it.")
    assert found.behind("The group") == ["Red Lantern"]


def test_another_class_is_not_taken(passage: Read) -> None:
    found = passage("Observers blamed Red Lantern for the raid. The ministry was silent.")
    assert found.behind("The ministry") == []


def test_gunmen_are_the_militants_named_before(passage: Read) -> None:
    found = passage("Videos show militants tied to Red Lantern in Karsa. The gunmen wore masks.")
    assert found.behind("The gunmen") == ["militants tied to Red Lantern"]


def test_acronym_in_brackets_is_the_name_before_it(passage: Read) -> None:
    found = passage("The Northern Front (NF) left Karsa. The NF said so.")
    assert found.behind("NF") == ["Northern Front"]
    assert found.behind("NF", 1) == ["Northern Front"]


def test_surname_links_to_the_full_name(passage: Read) -> None:
    found = passage("Jan Orlik arrived in Karsa. On Monday Orlik left.")
    assert found.behind("Orlik") == ["Jan Orlik"]


def test_reference_does_not_reach_over_many_sentences(passage: Read) -> None:
    found = passage("Red Lantern fled. Rain fell. Rain fell again. Rain fell for long. The group denied it.")
    assert found.behind("The group") == []


def test_a_pronoun_means_the_name_beside_a_description(passage: Read) -> None:
    found = passage("“It is over,” said Jan Orlik, the commander of Red Lantern. He added that Varnia lied.")
    assert found.behind("He") == ["Jan Orlik"]
