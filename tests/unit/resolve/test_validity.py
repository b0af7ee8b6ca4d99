from datetime import date

import pytest

from crossbearing.resolve.validity import bounds, holds, period


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-06-05", date(2018, 6, 5), date(2018, 6, 5)),
        ("1980~", date(1980, 1, 1), date(1980, 12, 31)),
    ],
)
def test_a_date_allows_all_days_of_its_precision(edtf: str, first: date, last: date) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    "edtf", ["", "18", "2018-13", "2018-02-30", "June 2018", "2018-06-05T00:00", "2018\n"]
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bounds(edtf)


def test_a_period_is_judged_by_the_days_its_ends_allow() -> None:
    assert holds("2017-01-28", "2025", date(2025, 6, 1))
    assert not holds("2017-01-28", None, date(2017, 1, 27))
    assert not holds(None, "2016", date(2017, 1, 1))
    assert holds("2017", "2018", None)


def test_a_period_is_said_in_words() -> None:
    assert period("2012", "2017-01-28") == "2012 to 2017-01-28"
    assert period("2018", None) == "since 2018"
    assert period(None, "2018") == "until 2018"
    assert period(None, None) == "at some time"
