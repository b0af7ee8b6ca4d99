from __future__ import annotations

import pytest

from crossbearing.model.place import Precision
from crossbearing.resolve.place_names import consonants, loose_key, name_key, read_phrase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Türkiye", "turkiye"),
        ("Sana'a", "Sanaa"),
        ("Sana‘a", "SANAA"),
        ("Deir ez-Zor", "Deir ez Zor"),
        ("İdlib", "idlib"),
        ("Ḩalab", "Halab"),
        ("إدلب", "ادلب"),
        ("Saint Louis", "St. Louis"),
        ("U.S.", "US"),
        ("Łódź", "Lodz"),
        ("Орёл", "Орел"),
    ],
)
def test_spellings_meet_in_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Bab", "Bab"),
        ("Ar Raqqah", "Raqqah"),
        ("Idlib Governorate", "Idlib"),
        ("City of Homs", "Homs"),
        ("الموصل", "موصل"),
        ("Kherson Oblast", "Kherson"),
    ],
)
def test_articles_and_designators_are_loose(one: str, other: str) -> None:
    assert loose_key(one) == loose_key(other)
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["", "   ", "’’", "...", "x" * 500])
def test_what_is_no_name_has_no_key(name: str) -> None:
    assert name_key(name) == ""


def test_transliterations_share_their_consonants() -> None:
    assert consonants("Maarat al-Numan") == consonants("Ma‘arrat an Nu‘mān") != ""
    assert consonants("Saraqeb") == consonants("Saraqib")
    assert consonants("Ur") == ""
    assert consonants("إدلب") == ""


@pytest.mark.parametrize(
    ("surface", "core", "modifier"),
    [
        ("northwestern Syria", "Syria", "northwestern"),
        ("south-west Yemen", "Yemen", "south-west"),
        ("the outskirts of Damascus", "Damascus", "the outskirts of"),
        ("the northern countryside of Aleppo", "Aleppo", "the northern countryside of"),
        ("northern Aleppo countryside", "Aleppo", "northern countryside"),
        ("east of the Euphrates", "Euphrates", "east of the"),
        ("Aleppo", "Aleppo", None),
        ("North", "North", None),
    ],
)
def test_modifiers_are_taken_off(surface: str, core: str, modifier: str | None) -> None:
    phrase = read_phrase(surface)
    assert (phrase.core, phrase.modifier) == (core, modifier)


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("Idlib province", Precision.SUBDIVISION),
        ("Harris County", Precision.DISTRICT),
        ("the city of Homs", Precision.TOWN),
        ("Homs", None),
    ],
)
def test_designators_say_what_a_place_is(surface: str, kind: Precision | None) -> None:
    assert read_phrase(surface).kind is kind
