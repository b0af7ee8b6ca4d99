from __future__ import annotations

from datetime import date

import pytest

from crossbearing.text.times_holidays import NAMES, easter, holiday_on


@pytest.mark.parametrize(
    ("year", "day"), [(1989, (3, 26)), (2008, (3, 23)), (2011, (4, 24)), (2019, (4, 21)), (2038, (4, 25))]
)
def test_easter_is_where_the_almanac_has_it(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("thanksgiving", date(2021, 11, 25)),
        ("labor day", date(2021, 9, 6)),
        ("memorial day", date(2021, 5, 31)),
        ("memorial day", date(2020, 5, 25)),
        ("election day", date(2020, 11, 3)),
        ("good friday", date(2021, 4, 2)),
        ("christmas eve", date(2021, 12, 24)),
    ],
)
def test_holidays_move_with_the_week_and_with_easter(name: str, day: date) -> None:
    assert holiday_on(name, day.year) == day


def test_every_holiday_has_a_day_in_every_year() -> None:
    assert all(holiday_on(name, year).year == year for name in NAMES for year in (1, 1900, 2000, 9999))
