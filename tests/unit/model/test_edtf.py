from __future__ import annotations

from datetime import date

import pytest

from crossbearing.model.edtf import Days, edtf_days


@pytest.mark.parametrize(
    ("notation", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-11", "2019-11-01", "2019-11-30"),
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("2020-03~", "2020-03-01", "2020-03-31"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("2019-34", "2019-04-01", "2019-06-30"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2019-11/2020", "2019-11-01", "2020-12-31"),
    ],
)
def test_days_covered(notation: str, first: str, last: str):
    assert edtf_days(notation) == Days(date.fromisoformat(first), date.fromisoformat(last))


def test_open_intervals():
    assert edtf_days("../2020-03") == Days(None, date(2020, 3, 31))
    assert edtf_days("2019/..") == Days(date(2019, 1, 1), None)


@pytest.mark.parametrize("notation", ["", "foo", "2020-02-30", "2020-13", "0000", "2020/foo", "P1Y"])
def test_what_is_no_date_gives_none(notation: str):
    assert edtf_days(notation) is None


def test_gap_is_counted_either_way_and_zero_where_they_touch():
    january, march = edtf_days("2021-01"), edtf_days("2021-03")
    assert january is not None
    assert march is not None
    assert january.gap_days(march) == march.gap_days(january) == 29
    assert january.gap_days(Days(None, date(2021, 1, 5))) == 0
