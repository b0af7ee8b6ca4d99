import time

import pytest

from crossbearing.model.reading import LexiconHit, MentionKind
from crossbearing.resolve.lexicon import NameLexicon
from crossbearing.resolve.register import Register

PLACES = ["Idlib", "Ras al-Ayn", "Party", "IDL"]


@pytest.fixture(scope="module")
def lexicon() -> NameLexicon:
    return NameLexicon(Register.load(), PLACES)


def _found(lexicon: NameLexicon, text: str) -> list[str]:
    return [hit.span.of(text) for hit in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("alongside the Turkish army in Idlib", ["Turkish army", "Idlib"]),
        (
            "the Headquarters for the Liberation of Al-Sham said",
            ["Headquarters for the Liberation of Al-Sham"],
        ),
        ("Ankara’s public denial", ["Ankara"]),
        ("Turkey's army and al-Qaeda's men", ["Turkey's army", "al-Qaeda"]),
        (
            "the Ministry of Defence of the Russian Federation",
            ["Ministry of Defence of the Russian Federation"],
        ),
        ("the army of Turkey", ["army of Turkey"]),
        ("Free Syrian\nArmy", ["Free Syrian\nArmy"]),
        ("U.S. Treasury officials in the U.S. said", ["U.S. Treasury", "U.S."]),
        ("US-led forces", ["US"]),
        ("the US-led coalition", ["US-led coalition"]),
        ("ISIS-affiliated", ["ISIS"]),
        ("Vladimir Putin met Erdogan", ["Vladimir Putin", "Erdogan"]),
        ("الجيش التركي في إدلب", ["الجيش التركي"]),
        ("ЧВК «Вагнер» и ИГИЛ", ["ЧВК «Вагнер", "ИГИЛ"]),
        ("near Ras al Ayn", ["Ras al Ayn"]),
        ("THE TURKISH ARMY TODAY", ["TURKISH ARMY"]),
        ("Nato and Isis", ["Nato", "Isis"]),
    ],
)
def test_names_are_found_as_written(lexicon: NameLexicon, text: str, names: list[str]) -> None:
    assert _found(lexicon, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "guardians of religion are everywhere",
        "tell us who is there",
        "GIVE US A BREAK",
        "THIS IS IT",
        "he had a tip, in fact",
        "pro-Turkish forces",
        "the party of the people",
        "an army of ants, a government of laws",
        "the Sea of Azov",
        "the African National Congress",
        "Operation Guardian began",
        "may the gates open",
        "Damascene conversion",
        "",
    ],
)
def test_common_words_are_no_names(lexicon: NameLexicon, text: str) -> None:
    assert _found(lexicon, text) == []


def test_a_name_does_not_run_over_the_end_of_a_sentence(lexicon: NameLexicon) -> None:
    assert _found(lexicon, "in Free. Syrian Army") == ["Syrian Army"]
    assert _found(lexicon, "Free\n\n\nSyrian Army") == ["Syrian Army"]


def _kinds(lexicon: NameLexicon, text: str) -> list[tuple[MentionKind, bool]]:
    return [(hit.kind, hit.person) for hit in lexicon.find(text)]


def test_hits_say_what_a_name_usually_names(lexicon: NameLexicon) -> None:
    assert _kinds(lexicon, "Turkey") == [(MentionKind.PLACE, False)]
    assert _kinds(lexicon, "Ankara") == [(MentionKind.PLACE, False)]
    assert _kinds(lexicon, "the Kremlin") == [(MentionKind.ACTOR, False)]
    assert _kinds(lexicon, "Turkish army") == [(MentionKind.ACTOR, False)]
    assert _kinds(lexicon, "Putin") == [(MentionKind.ACTOR, True)]
    assert _kinds(lexicon, "Idlib") == [(MentionKind.PLACE, False)]


def test_surnames_that_are_words_are_not_looked_for(lexicon: NameLexicon) -> None:
    assert _found(lexicon, "May, Gates and Barak are words too") == []


def test_hits_are_records_of_the_model(lexicon: NameLexicon) -> None:
    assert all(isinstance(hit, LexiconHit) for hit in lexicon.find("ISIS in Syria"))


@pytest.mark.parametrize(
    "piece", ["Islamic State of Iraq and ", "Ministry of ", "of the ", "U.S.", "al-", "Turkish "]
)
def test_time_grows_with_the_text_only(lexicon: NameLexicon, piece: str) -> None:
    short, long = piece * 1_000, piece * 6_000
    list(lexicon.find(short))
    timings = []
    for text in (short, long):
        start = time.process_time()
        list(lexicon.find(text))
        timings.append(time.process_time() - start)
    assert timings[1] < 6 * 4 * timings[0] + 0.5


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("by Al Qaeda fighters", ["Al Qaeda"]),
        ("on Al Jazeera", ["Al Jazeera"]),
        ("New York's Times Square", []),
        ("the Christian Monitor Breakfast", []),
        ("Al-Monitor wrote", ["Al-Monitor"]),
        ("told Jamie Raab so", []),
        ("told President Putin so", ["Putin"]),
        ("He is named. Putin is named, and again Putin", ["Putin", "Putin"]),
        ("they asked Viktor F. Yanukovych", []),
        ("in Sana, the capital", []),
        ("SANA reported", ["SANA"]),
        ("the People's Protection Units", ["People's Protection Units"]),
    ],
)
def test_a_part_of_another_name_is_no_name(lexicon: NameLexicon, text: str, names: list[str]) -> None:
    assert [name for name in _found(lexicon, text) if name != "New York"] == names
