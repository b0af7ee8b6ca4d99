"""The date of publication that a source gives of itself, checked against what cannot be.

Several places of a page may name a date. They are read in order of trust and the first that can be
is taken; one that cannot be (later than the acquisition, a day that no calendar has, a software's
default) is refused and said so, and a disagreement between the places is said as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?$")
_DAY_MONTH = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(
    r"(?:[A-Za-z]+,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)"
)
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/._-]|$)")

_EARLIEST = date(1800, 1, 1)
# Dates that software puts where it knows none.
_DEFAULTS = frozenset(
    {date(1970, 1, 1), date(1969, 12, 31), date(1904, 1, 1), date(1900, 1, 1), date(1980, 1, 1)}
)
# Somewhere on Earth it is already the next day.
_AHEAD = timedelta(hours=14)
_MAX_RAW_CHARS = 200
_MAX_STATED = 50


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as a source states it. place: where it stands, in words for a note."""

    place: str
    raw: str


@dataclass(frozen=True, slots=True)
class SettledDate:
    """The date taken, or None, and what is to be said about those that were not."""

    published: date | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A day as written; moment: the instant in UTC where time and zone were given as well."""

    day: date
    moment: datetime | None = None


class NoSuchDay(ValueError):
    """What is written has the form of a date, but no calendar has the day."""


def parse_date(raw: str) -> ParsedDate | None:
    """Read a date in a form that has one meaning; None for any other text.

    Day and month in figures ("03/05/2020") are not read: they have two meanings.
    Raises NoSuchDay for "30 February 2020".
    """
    raw = " ".join(raw[:_MAX_RAW_CHARS].split())
    if match := _ISO.match(raw):
        day = _day(match[1], match[2], match[3])
        return ParsedDate(day, _moment(day, match[4], match[5]))
    if match := _YEAR_FIRST.match(raw) or _COMPACT.match(raw):
        return ParsedDate(_day(match[1], match[2], match[3]))
    if match := _DAY_MONTH.match(raw):
        return _named_month(match[3], match[2], match[1], raw)
    if match := _MONTH_DAY.match(raw):
        return _named_month(match[3], match[1], match[2], raw)
    return None


def date_in_address(address: str) -> StatedDate | None:
    """Find a date such as /2020/05/27/ in the address of a page."""
    match = _IN_ADDRESS.search(address[:2_000])
    return StatedDate("the page's address", f"{match[1]}-{match[2]}-{match[3]}") if match else None


def settle_published(stated: Iterable[StatedDate], *, acquired: datetime) -> SettledDate:
    """Take the first date that can be; say which were refused, and which disagree.

    stated: in order of trust. acquired: UTC; a source cannot have been published after it.
    """
    notes: list[str] = []
    taken: tuple[date, str] | None = None
    for candidate in list(stated)[:_MAX_STATED]:
        day, note = _check(candidate, acquired)
        if note is not None:
            notes.append(note)
        if day is None:
            continue
        if taken is None:
            taken = (day, candidate.place)
        elif abs(day - taken[0]) > timedelta(days=1):
            notes.append(
                f"The date of publication {taken[0].isoformat()} is taken from {taken[1]}; "
                f"{candidate.place} says {day.isoformat()}."
            )
    return SettledDate(taken[0] if taken else None, tuple(dict.fromkeys(notes)))


def _check(candidate: StatedDate, acquired: datetime) -> tuple[date | None, str | None]:
    """Give a candidate's day if it can be the day of publication, or a note on why not."""
    raw = " ".join(candidate.raw[:_MAX_RAW_CHARS].split())
    if not raw:
        return None, None
    try:
        parsed = parse_date(raw)
    except NoSuchDay:
        return None, f"The date in {candidate.place}, {raw!r}, was refused: no calendar has that day."
    if parsed is None:
        return (
            None,
            f"The date in {candidate.place}, {raw!r}, was not read: its form is unknown or ambiguous.",
        )
    reason = _impossible(parsed, acquired)
    if reason is None:
        return parsed.day, None
    return None, f"The date in {candidate.place}, {parsed.day.isoformat()}, was refused: {reason}."


def _impossible(parsed: ParsedDate, acquired: datetime) -> str | None:
    """Say why a day cannot be the day of publication; None if it can."""
    acquired = acquired if acquired.tzinfo else acquired.replace(tzinfo=UTC)
    # Clocks differ by minutes; a moment an hour ahead is no clock's error.
    late = parsed.moment is not None and parsed.moment > acquired + timedelta(hours=1)
    if late or parsed.day > (acquired.astimezone(UTC) + _AHEAD).date():
        return f"it lies after the acquisition on {acquired.astimezone(UTC).date().isoformat()}"
    if parsed.day in _DEFAULTS:
        return "software writes it where no date is known"
    if parsed.day < _EARLIEST:
        return f"it lies before {_EARLIEST.year}"
    return None


def _named_month(year: str, month: str, day: str, raw: str) -> ParsedDate | None:
    """Build a day whose month is a word; use the time of day where RFC 5322 gives one."""
    number = _MONTHS.get(month.lower())
    if number is None:
        return None
    found = _day(year, str(number), day)
    try:
        moment = parsedate_to_datetime(raw) if ":" in raw else None
    except (ValueError, TypeError, IndexError, OverflowError):
        moment = None
    if moment is not None and moment.tzinfo is None:
        moment = None
    return ParsedDate(found, _to_utc(moment))


def _day(year: str, month: str, day: str) -> date:
    """Build a date, or say that there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoSuchDay(str(error)) from error


def _moment(day: date, clock: str | None, zone: str | None) -> datetime | None:
    """Build the instant in UTC; None without a time or a zone."""
    if clock is None or zone is None:
        return None
    try:
        return _to_utc(
            datetime.fromisoformat(f"{day.isoformat()}T{clock}{'+00:00' if zone == 'Z' else zone}")
        )
    except ValueError:
        return None


def _to_utc(moment: datetime | None) -> datetime | None:
    """Convert to UTC; None where the calendar ends."""
    try:
        return moment.astimezone(UTC) if moment is not None else None
    except (OverflowError, ValueError):
        return None
