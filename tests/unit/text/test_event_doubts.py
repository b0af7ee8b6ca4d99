from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    "text",
    [
        "Mira Doss attacked Dovania over its taxes.",
        "Jan Orlik beat his rival at the polls.",
        "Varnia's council executed the plan without delay.",
        "High prices hurt Varnia.",
        "Varnia waged a war on poverty.",
    ],
)
def test_attacks_in_words_and_on_plans_are_no_events(passage: Read, text: str) -> None:
    assert not [event for event in passage(text).events if event.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Varnia attacked Dovania.",
        "Jan Orlik attacked soldiers of Dovania with a knife.",
        "Red Lantern executed Jan Orlik.",
        "Red Lantern killed Mira Doss.",
        "The Northern Front is at war with Red Lantern and attacked Dovania.",
    ],
)
def test_attacks_by_arms_remain(passage: Read, text: str) -> None:
    assert [event for event in passage(text).events if event.type == "ASSAULT"]


def test_that_there_is_no_denying_is_no_denial(passage: Read) -> None:
    text = "“There is no denying it now,” said Jan Orlik. Varnia attacked Dovania, he said."
    assert [event.type for event in passage(text).events] == ["ASSAULT"]
    assert "REJECT" in [event.type for event in passage("Jan Orlik denied it.").events]
