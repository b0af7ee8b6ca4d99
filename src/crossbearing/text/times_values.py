"""Calendar arithmetic for times: TIMEX3 values and their form in EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from crossbearing.text import times_words as words

_COUNTS = {"a couple of": 2.0, "couple of": 2.0, "a couple": 2.0, "a dozen": 12.0, "two dozen": 24.0}
_BY_THE_CLOCK = frozenset({"TH", "TM", "TS"})
_HALVES = {"TH": "30M", "TM": "30S", "Y": "6M"}
_CODES = {"NI": "D", "2W": "W"}
_MULTIPLES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_YEARS_IN = {"DE": 10, "CE": 100, "ML": 1000}
_EARLIEST, _LATEST = 1, 9998
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_PLAIN = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE)?$")
_SEASON = re.compile(r"^(\d{4})-(SP|SU|FA|WI)$")
_QUARTER = re.compile(r"^(\d{4})-Q([1-4])$")
_HALF = re.compile(r"^(\d{4})-H([12])$")
_CLOCK = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?$")
_DECADE = re.compile(r"^\d{2,3}$")
_MASKED = re.compile(r"^\d{4}-\d\d-XX$|^\d{4}-XX$")
_BEFORE_CHRIST = re.compile(r"^BC(\d{4})$")
_PART = re.compile(r"^(\d{4}-\d\d-\d\d)T[A-Z]{2}$")


def number(text: str | None) -> float | None:
    """Read a number in digits or words; None for "several" and what is no number."""
    if not text:
        return None
    word = " ".join(text.lower().replace("-", " ").split())
    if word in _COUNTS:
        return _COUNTS[word]
    if word in words.NUMBERS:
        return float(words.NUMBERS[word])
    first, _, last = word.rpartition(" ")
    if last in _MULTIPLES:
        times = number(first)
        return None if times is None else times * _MULTIPLES[last]
    return _compound(word.split()) or _figure(word)


def _compound(parts: list[str]) -> float | None:
    """Read "twenty five", "a hundred", "2 1/2"."""
    if len(parts) != len(("tens", "ones")):
        return None
    first, second = parts
    if second == "1/2" and first.isdecimal():
        return float(first) + 0.5
    if first in words.NUMBERS and second in words.NUMBERS:
        return float(words.NUMBERS[first] + words.NUMBERS[second])
    return None


def _figure(word: str) -> float | None:
    try:
        return float(word.replace(",", "")) if word.isascii() else None
    except ValueError:
        return None


def day(year: int, month: int, number_of_day: int) -> date | None:
    """Return a date, None where the calendar has no such day."""
    try:
        return date(year, month, number_of_day)
    except ValueError:
        return None


def in_calendar(year: int) -> bool:
    """Tell whether a year can be reckoned with."""
    return _EARLIEST <= year <= _LATEST


def shift(anchor: date, count: int, unit: str) -> str | None:
    """Return the value `count` units from `anchor`, as precise as the unit; None outside the calendar."""
    if unit in {"D", "NI"}:
        moved = _plus_days(anchor, count)
        return moved.isoformat() if moved else None
    if unit in {"W", "2W", "WE"}:
        moved = _plus_days(anchor, count * (14 if unit == "2W" else 7))
        return week(moved) + ("-WE" if unit == "WE" else "") if moved else None
    if unit in {"M", "Q"}:
        months = anchor.year * 12 + anchor.month - 1 + count * (3 if unit == "Q" else 1)
        year, month = divmod(months, 12)
        if not _EARLIEST <= year <= _LATEST:
            return None
        return f"{year:04d}-{month + 1:02d}" if unit == "M" else f"{year:04d}-Q{month // 3 + 1}"
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if years is None:
        return None
    year = anchor.year + count * years
    if not _EARLIEST <= year <= _LATEST:
        return None
    return {"Y": f"{year:04d}", "DE": f"{year // 10:03d}", "CE": f"{year // 100:02d}"}[unit]


def _plus_days(anchor: date, days: int) -> date | None:
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        return None


def week(moment: date) -> str:
    """Return the ISO week of a day, such as "2020-W09"."""
    iso = moment.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def weekday_near(anchor: date, weekday: int, *, future: bool, strict: bool = False) -> date | None:
    """Return the nearest such weekday on or after (`future`) or on or before `anchor`; strict: not on it."""
    gap = (weekday - anchor.weekday()) % 7 if future else -((anchor.weekday() - weekday) % 7)
    if strict and gap == 0:
        gap = 7 if future else -7
    return _plus_days(anchor, gap)


def duration(count: float | None, unit: str) -> str:
    """Return a TIMEX3 duration; an unknown count is X."""
    if unit in _YEARS_IN and count is not None:
        return f"P{int(count * _YEARS_IN[unit])}Y"
    if unit in {"GE", "SE", "ML"}:
        return "PXX"
    if count is None:
        return f"PTX{unit[1]}" if unit in _BY_THE_CLOCK else f"PX{_CODES.get(unit, unit)}"
    whole = int(count)
    half = _HALVES.get(unit) if count != whole else None
    if unit in _BY_THE_CLOCK:
        return f"PT{half}" if half and not whole else f"PT{whole}{unit[1]}{half or ''}"
    if half:
        return f"P{half}" if not whole else f"P{whole}{unit}{half}"
    if count != whole and unit not in _CODES:
        return f"P{count:g}{unit}"
    return f"P{whole * 2 if unit == '2W' else whole}{_CODES.get(unit, unit)}"


def edtf(value: str | None, *, approximate: bool, until: str | None = None, offset: str = "") -> str | None:
    """Return `value` as EDTF (levels 0 to 2), None where it cannot say it.

    until: the value that a range ends with. offset: distance from UTC, for a time by the clock.
    """
    if value is None:
        return None
    mark = "~" if approximate else ""
    if until is not None:
        return f"{value}/{until}"
    if _PLAIN.match(value):
        return value + mark
    for form, write in _FORMS:
        if found := form.match(value):
            written = write(found)
            if written is None or "/" in written:
                return written
            return written + (offset if "T" in written else mark)
    return None


def _week_interval(year: int, number_of_week: int, *, weekend: bool) -> str | None:
    try:
        monday = date.fromisocalendar(year, number_of_week, 1)
        first = monday + timedelta(days=5) if weekend else monday
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    except (ValueError, OverflowError):
        return None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_WEEK, lambda found: _week_interval(int(found[1]), int(found[2]), weekend=bool(found[3]))),
    (_SEASON, lambda found: f"{found[1]}-{words.EDTF_SEASONS[found[2]]}"),
    (_QUARTER, lambda found: f"{found[1]}-{32 + int(found[2])}"),
    (_HALF, lambda found: f"{found[1]}-{39 + int(found[2])}"),
    (_CLOCK, lambda found: f"{found[1]}T{found[2]}{found[3] or ':00'}"),
    (_PART, lambda found: found[1]),
    (_DECADE, lambda found: found[0].ljust(4, "X")),
    (_MASKED, lambda found: found[0]),
    # There is no year 0 before Christ, and one in EDTF.
    (_BEFORE_CHRIST, lambda found: f"-{int(found[1]) - 1:04d}" if int(found[1]) > 1 else "0000"),
)
"""How each form of TIMEX3 value is written in EDTF; the numbers 21 to 41 are its parts of a year."""


def as_day(value: str | None) -> date | None:
    """Return the first day of a DATE or TIME value, None where it has none."""
    if value is None:
        return None
    if _DAY.match(value[:10]):
        return day(int(value[:4]), int(value[5:7]), int(value[8:10]))
    if re.fullmatch(r"\d{4}-\d\d", value):
        return day(int(value[:4]), int(value[5:7]), 1)
    if re.fullmatch(r"\d{4}", value):
        return day(int(value), 1, 1)
    return None
