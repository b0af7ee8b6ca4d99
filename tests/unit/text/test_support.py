from __future__ import annotations

import pytest

from crossbearing.model.event import SupportKind
from crossbearing.text.support import support_kinds


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("air and ground support", (SupportKind.TROOPS,)),
        ("logistical support", (SupportKind.MATERIEL_AND_LOGISTICS,)),
        ("support", (SupportKind.OTHER,)),
        ("rifle and cash", (SupportKind.WEAPONS, SupportKind.FUNDING)),
        ("combat aircraft", (SupportKind.WEAPONS,)),
        ("soldier and aircraft", (SupportKind.TROOPS, SupportKind.WEAPONS)),
        ("a quiet afternoon", ()),
    ],
)
def test_kinds_named_by_words(words: str, kinds: tuple[SupportKind, ...]) -> None:
    assert support_kinds(words.split()) == kinds


def test_order_is_that_of_the_categories_whatever_the_order_of_words() -> None:
    assert support_kinds(["cash", "rifle"]) == support_kinds(["rifle", "cash"])
