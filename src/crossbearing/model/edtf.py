"""Extended Date/Time Format (ISO 8601-2), as far as reports need it: from notation to calendar days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?$")
_MASKED = re.compile(r"(\d{2,3})(X{1,2})$")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a notation covers, both ends included; None where it is open."""

    first: date | None
    last: date | None

    def gap_days(self, other: Days) -> int:
        """Count the days between the two; 0 where they touch or overlap."""
        if self.last and other.first and self.last < other.first:
            return (other.first - self.last).days
        if other.last and self.first and other.last < self.first:
            return (self.first - other.last).days
        return 0


def edtf_days(notation: str) -> Days | None:
    """Return the days that an EDTF `notation` covers, or None if it is none that is known here.

    Years, months, days, seasons (21 to 24, northern), quarters (33 to 36), decades and centuries
    ("199X", "19XX"), intervals ("2019-11/2020", "2019/..") and qualifiers ("~", "?", "%").
    """
    if "/" in notation:
        first, _, last = notation.partition("/")
        return _interval(first, last)
    plain = notation.rstrip("~?%")
    masked = _MASKED.match(plain)
    if masked:
        width = 10 ** len(masked[2])
        start = int(masked[1]) * width
        return _months(start, 1, start + width - 1, 12) if start else None
    found = _DAY.match(plain)
    return _from_parts(found) if found else None


def _interval(first: str, last: str) -> Days | None:
    start = None if first in ("", "..") else edtf_days(first)
    end = None if last in ("", "..") else edtf_days(last)
    if (start is None and first not in ("", "..")) or (end is None and last not in ("", "..")):
        return None
    return Days(start.first if start else None, end.last if end else None)


def _from_parts(found: re.Match[str]) -> Days | None:
    year = int(found[1])
    if not year:
        return None
    if found[2] is None:
        return _months(year, 1, year, 12)
    month = int(found[2])
    if found[3] is not None:
        try:
            day = date(year, month, int(found[3]))
        except ValueError:
            return None
        return Days(day, day)
    first, last = (_SEASONS | _QUARTERS).get(month, (month, month))
    if not 1 <= first <= 12:  # noqa: PLR2004 - months of a year
        return None
    return _months(year + (first - 1) // 12, first, year + (last - 1) // 12, (last - 1) % 12 + 1)


def _months(year: int, month: int, last_year: int, last_month: int) -> Days | None:
    if last_year > date.max.year:
        return None
    last_day = calendar.monthrange(last_year, last_month)[1]
    return Days(date(year, month, 1), date(last_year, last_month, last_day))
