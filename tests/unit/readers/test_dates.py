"""Dates of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crossbearing.readers.dates import NoSuchDay, StatedDate, date_in_address, parse_date, settle_published

ACQUIRED = datetime(2020, 6, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "2020-05-27",
        "2020-05-27T23:30:00-05:00",
        "2020-05-27T10:00:00.000Z",
        "2020-05-27 10:00",
        "2020/05/27",
        "20200527",
        "27 May 2020",
        "27th May, 2020",
        "Wed, 27 May 2020 10:00:00 GMT",
        "May 27, 2020",
        "Wednesday, May 27th 2020",
    ],
)
def test_forms_with_one_meaning_are_read(raw: str) -> None:
    parsed = parse_date(raw)
    assert parsed is not None
    assert parsed.day == date(2020, 5, 27)


@pytest.mark.parametrize("raw", ["05/03/2020", "yesterday", "27 Foo 2020", "", "2020", "9" * 500])
def test_other_forms_are_not_guessed(raw: str) -> None:
    assert parse_date(raw) is None


@pytest.mark.parametrize("raw", ["2020-02-30", "30 February 2020", "2020-13-01", "20201301", "0000-01-01"])
def test_days_that_no_calendar_has(raw: str) -> None:
    with pytest.raises(NoSuchDay):
        parse_date(raw)


def settle(*raws: str) -> tuple[date | None, tuple[str, ...]]:
    stated = [StatedDate(f"place {number}", raw) for number, raw in enumerate(raws)]
    settled = settle_published(stated, acquired=ACQUIRED)
    return settled.published, settled.notes


def test_a_date_after_acquisition_is_refused_and_said() -> None:
    published, notes = settle("2020-07-01")
    assert published is None
    assert notes == (
        "The date in place 0, 2020-07-01, was refused: it lies after the acquisition on 2020-06-20.",
    )


def test_a_moment_after_acquisition_is_refused_on_the_same_day() -> None:
    assert settle("2020-06-20T14:00:00Z")[0] is None
    assert settle("2020-06-20T12:30:00Z")[0] == date(2020, 6, 20)


def test_tomorrow_can_be_today_elsewhere() -> None:
    assert settle("2020-06-21")[0] == date(2020, 6, 21)
    assert settle("2020-06-22")[0] is None


@pytest.mark.parametrize("raw", ["1970-01-01", "1969-12-31", "1492-10-12"])
def test_dates_that_software_invents_are_refused(raw: str) -> None:
    published, notes = settle(raw)
    assert published is None
    assert "refused" in notes[0]


def test_the_next_place_is_used_where_the_first_is_refused() -> None:
    published, notes = settle("2020-02-30", "03/04/2020", "2020-05-27")
    assert published == date(2020, 5, 27)
    assert len(notes) == 2


def test_a_disagreement_is_said() -> None:
    published, notes = settle("2020-05-27", "2020-05-28", "2020-05-01")
    assert published == date(2020, 5, 27)
    assert notes == ("The date of publication 2020-05-27 is taken from place 0; place 2 says 2020-05-01.",)


def test_acquisition_without_a_zone_is_taken_for_utc() -> None:
    stated = [StatedDate("a page", "2020-06-20")]
    assert settle_published(stated, acquired=ACQUIRED.replace(tzinfo=None)).published == date(2020, 6, 20)


def test_address_with_a_date() -> None:
    found = date_in_address("https://example.org/news/2020/05/27/port-closed")
    assert found is not None
    assert found.raw == "2020-05-27"
    assert date_in_address("https://example.org/2020/5") is None
