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
        ("They held it from March 3-5, 2020.", "March 3-5, 2020", "2020-03-03", "2020-03-03/2020-03-05"),
        ("They held it from 7 to 9 April 2021.", "7 to 9 April 2021", "2021-04-07", "2021-04-07/2021-04-09"),
        ("The war of 2014-2016 is over.", "2014-2016", "2014", "2014/2016"),
        ("The drought of 2014-15 is over.", "2014-15", "2014", "2014/2015"),
        ("They met on March eighth.", "March eighth", "2021-03-08", "2021-03-08"),
        ("They met on the fourth of May.", "the fourth of May", "2021-05-04", "2021-05-04"),
        ("They met on the 15th.", "the 15th", "2021-06-15", "2021-06-15"),
        ("January nineteen ninety-seven was cold.", "January nineteen ninety-seven", "1997-01", "1997-01"),
        ("The old order fell in 44 BC.", "44 BC", "BC0044", "-0043"),
        ("The old order fell in AD 476.", "AD 476", "0476", "0476"),
        ("The old order fell in 1066.", "1066", "1066", "1066"),
        ("It was built in the 1800s.", "the 1800s", "18", "18XX"),
        ("They met on 11/02/89.", "11/02/89", "1989-11-02", "1989-11-02"),
        ("They met on 2020/03/04.", "2020/03/04", "2020-03-04", "2020-03-04"),
        ("They met on 4-Mar-2020.", "4-Mar-2020", "2020-03-04", "2020-03-04"),
        ("They met in mid-December 2020.", "mid-December 2020", "2020-12", "2020-12~"),
        ("The front moved over the summer.", "the summer", "2021-SU", "2021-22"),
        ("The fort fell last summer.", "last summer", "2020-SU", "2020-22"),
        ("They met on Easter 2019.", "Easter 2019", "2019-04-21", "2019-04-21"),
        ("They met on Labor Day.", "Labor Day", "2021-09-06", "2021-09-06"),
        ("It grew in fiscal 2019.", "fiscal 2019", "2019", "2019"),
        ("It grew in Q3 2020.", "Q3 2020", "2020-Q3", "2020-35"),
        ("It grew in H1 2019.", "H1 2019", "2019-H1", "2019-40"),
        ("It took the past decade.", "the past decade", "P10Y", None),
        ("It took two to three weeks.", "two to three weeks", "PXW", None),
        ("It took a month or two.", "a month or two", "PXM", None),
        ("It took half an hour.", "half an hour", "PT30M", None),
        ("The three-and-a-half-year war is over.", "three-and-a-half-year", "P3Y6M", None),
        ("It costs 5 million crowns a year.", "a year", "P1Y", None),
        ("They meet on Fridays.", "Fridays", "XXXX-WXX-5", None),
        ("They meet three times a week.", "three times a week", "P1W", None),
        ("In recent months they left.", "recent months", "PAST_REF", None),
        ("They are rare these days.", "these days", "PRESENT_REF", None),
        ("It will change in the weeks ahead.", "the weeks ahead", "FUTURE_REF", None),
        ("They left a decade ago.", "a decade ago", "2011", "2011"),
        ("They left half a century ago.", "half a century ago", "1971", "1971"),
        ("They left ten thousand years ago.", "ten thousand years ago", "PAST_REF", None),
        ("They came in the year 2000.", "the year 2000", "2000", "2000"),
        ("They came last Christmas.", "last Christmas", "2020-12-25", "2020-12-25"),
        ("They meet every Monday morning.", "every Monday morning", "XXXX-WXX-1TMO", None),
        ("It began at the end of the 1990s.", "the end of the 1990s", "199", "199X~"),
        ("They must leave no later than Friday.", "Friday", "2021-06-18", "2021-06-18"),
        ("They met in the week of March 8.", "the week of March 8", "2021-W10", "2021-03-08/2021-03-14"),
        ("They could leave as soon as Friday.", "Friday", "2021-06-18", "2021-06-18"),
        ("They had left by Friday.", "Friday", "2021-06-11", "2021-06-11"),
        ("The envoys meet Monday with Ada Quill.", "Monday", "2021-06-21", "2021-06-21"),
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
        ("It costs 5 million crowns a year.", "a year", TimeType.SET),
        ("The year ended March 31 was good.", "The year", TimeType.DURATION),
    ],
)
def test_time_has_its_type(passage: Read, text: str, words: str, kind: TimeType) -> None:
    found = passage(text)
    assert [(t.span.of(text), t.type) for t in found.times][:1] == [(words, kind)]


def test_story_carries_the_next_day(passage: Read) -> None:
    found = passage(
        "They took Karsa on 28 February 2020. The next day they left. A month later they came back."
    )
    assert found.values()["The next day"] == "2020-02-29"
    assert found.values()["A month later"] == "2020-03"


def test_story_counts_back_and_on_from_the_day_it_has_reached(passage: Read) -> None:
    found = passage("They came on 3 March 2020. Two days later they left. That same day it rained.")
    assert found.values()["Two days later"] == "2020-03-05"
    assert found.values()["That same day"] == "2020-03-05"


def test_years_are_lent_to_the_months_beside_them(passage: Read) -> None:
    found = passage(
        "Between January and March 2019 they lost it. In 2015, they came in May. In June they left."
    )
    assert found.values() == {
        "January": "2019-01",
        "March 2019": "2019-03",
        "2015": "2015",
        "May": "2015-05",
        "June": "2021-06",
    }


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
        "He was in his thirties.",
        "An 8-month-old truce held.",
        "It stood on the 15th floor.",
        "Ada Quill spoke on Harbour Today.",
        "They left as soon as they could.",
        "Three quarters of the town burnt.",
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
