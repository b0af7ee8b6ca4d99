from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import spacy
from spacy.language import Language

from crossbearing.model.when import TimeType
from crossbearing.text.times import find_times
from crossbearing.text.times_values import duration, edtf, number, shift

Read = Callable[..., Any]


# Published on Wednesday, 16 June 2021.
@pytest.mark.parametrize(
    ("text", "words", "value", "written"),
    [
        ("They left on 4 March 2020.", "4 March 2020", "2020-03-04", "2020-03-04"),
        ("They left on March 4, 2020.", "March 4, 2020", "2020-03-04", "2020-03-04"),
        ("They left on the 4th of March 2020.", "4th of March 2020", "2020-03-04", "2020-03-04"),
        ("They left on 04.03.2020.", "04.03.2020", "2020-03-04", "2020-03-04"),
        ("They left on 25/3/2020.", "25/3/2020", "2020-03-25", "2020-03-25"),
        ("They left on 2020-03-04.", "2020-03-04", "2020-03-04", "2020-03-04"),
        ("They left on Tuesday.", "Tuesday", "2021-06-15", "2021-06-15"),
        ("They left on Wednesday.", "Wednesday", "2021-06-16", "2021-06-16"),
        ("They will meet on Friday.", "Friday", "2021-06-18", "2021-06-18"),
        ("Aides spoke of an upcoming meeting in Karsa, on Friday.", "Friday", "2021-06-18", "2021-06-18"),
        ("They left yesterday.", "yesterday", "2021-06-15", "2021-06-15"),
        ("They will appeal against Friday's ruling.", "Friday", "2021-06-11", "2021-06-11"),
        (
            "In an editorial on Saturday, June 12: it said no.",
            "Saturday, June 12",
            "2021-06-12",
            "2021-06-12",
        ),
        ("They left two days ago.", "two days ago", "2021-06-14", "2021-06-14"),
        ("Last November, the bank said so.", "Last November", "2020-11", "2020-11"),
        ("They came in early March 2019.", "early March 2019", "2019-03", "2019-03~"),
        ("The war began in mid-2019.", "mid-2019", "2019", "2019~"),
        ("It was common in the 1990s.", "the 1990s", "199", "199X"),
        ("They came in winter 2019.", "winter 2019", "2019-WI", "2019-24"),
        ("It shrank in the third quarter of 2020.", "the third quarter of 2020", "2020-Q3", "2020-35"),
        ("They left last week.", "last week", "2021-W23", "2021-06-07/2021-06-13"),
        ("They left last month.", "last month", "2021-05", "2021-05"),
        ("They left last year.", "last year", "2020", "2020"),
        ("They fought in the 19th century.", "the 19th century", "18", "18XX"),
        ("Shots were heard last night.", "last night", "2021-06-15TNI", "2021-06-15"),
        (
            "Shots were heard at 7:30 p.m. on Monday.",
            "7:30 p.m. on Monday",
            "2021-06-14T19:30",
            "2021-06-14T19:30:00",
        ),
        ("It has held the town for nearly a year.", "nearly a year", "P1Y", None),
        ("It has held the town for many years.", "many years", "PXY", None),
        ("Patrols pass every day.", "every day", "P1D", None),
        ("They now hold Karsa.", "now", "PRESENT_REF", None),
        ("They recently took Karsa.", "recently", "PAST_REF", None),
    ],
)
def test_time_is_read(passage: Read, text: str, words: str, value: str, written: str | None) -> None:
    found = passage(text)
    assert found.values() == {words: value}
    assert found.times[0].edtf == written


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("They left on 4 March 2020.", "4 March 2020", TimeType.DATE),
        ("Shots were heard tonight.", "tonight", TimeType.TIME),
        ("It lasted 18 months.", "18 months", TimeType.DURATION),
        ("It meets every Friday.", "every Friday", TimeType.SET),
    ],
)
def test_time_has_its_type(passage: Read, text: str, words: str, kind: TimeType) -> None:
    found = passage(text)
    assert [(t.span.of(text), t.type) for t in found.times] == [(words, kind)]


def test_story_carries_the_next_day(passage: Read) -> None:
    found = passage(
        "They took Karsa on 28 February 2020. The next day they left. A month later they came back."
    )
    assert found.values()["The next day"] == "2020-02-29"
    assert found.values()["A month later"] == "2020-03"


def test_day_without_a_year_is_the_nearest(passage: Read) -> None:
    assert passage("They left on 3 July.").values() == {"3 July": "2021-07-03"}
    assert passage("They left on 20 December.").values() == {"20 December": "2020-12-20"}


def test_without_a_date_of_publication_nothing_is_guessed(passage: Read) -> None:
    found = passage("They left on Tuesday, not last week nor on 4 March.", published=None)
    assert found.values() == {"Tuesday": "XXXX-WXX-2", "last week": None, "4 March": "XXXX-03-04"}
    assert [t.edtf for t in found.times] == [None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on Karsa.",
        "A 25-year-old man was shot.",
        "The army lost 2000 soldiers.",
        "He came second.",
        "They met for a second.",
        "They crossed on 31.02.2020.",
        "It cost $1999.",
    ],
)
def test_what_only_looks_like_a_time_is_left_out(passage: Read, text: str) -> None:
    assert passage(text).times == ()


def test_times_need_no_parser() -> None:
    found = find_times(
        spacy.blank("en")("Seen on Monday, 14 June 2021, and again yesterday."), date(2021, 6, 16)
    )
    assert [t.value for t in found] == ["2021-06-14", "2021-06-15"]


def test_dates_at_the_ends_of_the_calendar_do_no_harm(pipeline: Language) -> None:
    for published in (date.min, date.max):
        for text in (
            "last year",
            "next year",
            "9999 years ago",
            "next week",
            "a day later",
            "last decade",
            "Friday",
        ):
            find_times(pipeline(f"They came {text}."), published)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("seven", 7.0),
        ("twenty-five", 25.0),
        ("1,200", 1200.0),
        ("2 1/2", 2.5),
        ("a hundred", 100.0),
        ("several", None),
    ],
)
def test_numbers_in_words(said: str, value: float | None) -> None:
    assert number(said) == value


def test_shifting_keeps_the_precision_of_the_unit() -> None:
    day = date(2020, 3, 31)
    assert shift(day, -1, "M") == "2020-02"
    assert shift(day, 1, "D") == "2020-04-01"
    assert shift(day, -1, "Q") == "2019-Q4"
    assert shift(day, 20000, "Y") is None


def test_durations_and_edtf_forms() -> None:
    assert duration(2.5, "Y") == "P2Y6M"
    assert duration(None, "TH") == "PTXH"
    assert edtf("2020-W53-WE", approximate=False) == "2021-01-02/2021-01-03"
    assert edtf("2020-W99", approximate=False) is None
    assert edtf("PRESENT_REF", approximate=False) is None
