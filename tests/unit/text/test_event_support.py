from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossbearing.model.event import SupportKind

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "giver", "receiver", "kind"),
    [
        # verbs, active and passive
        ("Varnia sent soldiers to Red Lantern.", "Varnia", "Red Lantern", "troops"),
        ("Red Lantern was reinforced with men from Varnia.", "Varnia", "Red Lantern", "troops"),
        ("Varnia carried out air strikes in support of Red Lantern.", "Varnia", "Red Lantern", "troops"),
        (
            "Varnia let Red Lantern operate from its territory.",
            "Varnia",
            "Red Lantern",
            "access_to_territory",
        ),
        ("Red Lantern found sanctuary in Varnia.", "Varnia", "Red Lantern", "access_to_territory"),
        ("Varnia opened its airspace to Dovania.", "Varnia", "Dovania", "access_to_infrastructure"),
        (
            "Varnia put an airfield at the disposal of Dovania.",
            "Varnia",
            "Dovania",
            "access_to_infrastructure",
        ),
        ("Many rifles were handed over to Red Lantern by Varnia.", "Varnia", "Red Lantern", "weapons"),
        ("Rifles from Varnia have reached Red Lantern.", "Varnia", "Red Lantern", "weapons"),
        ("Varnia repaired the trucks of Red Lantern.", "Varnia", "Red Lantern", "materiel_and_logistics"),
        ("Red Lantern relies on Varnia for fuel.", "Varnia", "Red Lantern", "materiel_and_logistics"),
        ("Varnia sent military advisers to Red Lantern.", "Varnia", "Red Lantern", "training"),
        ("Varnia pays the salaries of Red Lantern.", "Varnia", "Red Lantern", "funding"),
        ("Red Lantern lives on donations from Varnia.", "Varnia", "Red Lantern", "funding"),
        ("Varnia passed intelligence to Red Lantern.", "Varnia", "Red Lantern", "intelligence"),
        ("Varnia shared its satellite images with Dovania.", "Varnia", "Dovania", "intelligence"),
        ("Red Lantern enjoys the support of Varnia.", "Varnia", "Red Lantern", "other"),
        # nouns
        ("The delivery of rockets to Red Lantern by Varnia began.", "Varnia", "Red Lantern", "weapons"),
        ("Varnia's shipment of ammunition to Red Lantern arrived.", "Varnia", "Red Lantern", "weapons"),
        ("The payments by Varnia to Red Lantern stopped.", "Varnia", "Red Lantern", "funding"),
        ("The deployment of Varnia's men in support of Dovania began.", "Varnia's men", "Dovania", "troops"),
    ],
)
def test_support_with_its_two_sides(passage: Read, text: str, giver: str, receiver: str, kind: str) -> None:
    read = passage(text)
    told = {(read.said(e.agent), read.said(e.recipient), k) for e in read.events for k in e.support}
    assert (giver, receiver, SupportKind(kind)) in told


@pytest.mark.parametrize(
    "text",
    [
        "Red Lantern fired rockets at Varnia.",
        "Varnia seized rifles from Red Lantern.",
        "Varnia closed its airspace on Friday.",
        "Red Lantern destroyed a training camp of Varnia.",
    ],
)
def test_words_of_support_alone_are_none(passage: Read, text: str) -> None:
    assert not [e for e in passage(text).events if e.support]
