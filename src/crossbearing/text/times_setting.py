"""What a time is read against, and what reading it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from crossbearing.model.when import TimeType
from crossbearing.text import times_values as values
from crossbearing.text import times_words as words

Found = re.Match[str]
_APPROXIMATE = re.compile(
    r"nearly|almost|about|around|approx|roughly|some|early|late|mid|beginning|start|end|earlier"
)
_FAR_AHEAD_DAYS = 45
_HALF_A_YEAR_DAYS = 182


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is read against.

    last: the day last spoken of; beside: the same where this sentence or the one before names it;
    quarter: the quarter of the year last spoken of, such as "2019-Q3".
    future: tense of the clause, None if unclear. year: the year that the sentence is about, where it
    names one for a month or day that has none.
    """

    published: date | None
    last: date | None
    future: bool | None
    quarter: str | None = None
    year: int | None = None
    beside: date | None = None

    @property
    def today(self) -> date | None:
        """Return the day that a time of day belongs to: one named just before, else that of publication."""
        return self.beside or self.published

    @property
    def story(self) -> date | None:
        """Return the day that the story has reached: the last one named, else that of publication."""
        return self.last or self.published


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved time. value None: nothing to resolve it against. anchor: it moves the story along.

    until: the value of the last day, month or year of a range. offset: distance from UTC, as in EDTF.
    """

    type: TimeType
    value: str | None
    approximate: bool = False
    anchor: bool = False
    until: str | None = None
    offset: str = ""


def word(found: Found, group: str) -> str:
    """Return what a group matched, in lower case with single spaces; empty if it matched nothing."""
    kept = found.groupdict().get(group)
    return " ".join(kept.lower().split()) if kept else ""


def approximate(found: Found) -> bool:
    """Tell whether a time is hedged: "early March", "nearly a year"."""
    return bool(_APPROXIMATE.search(word(found, "mod")))


def unit(found: Found) -> str:
    """Return the code of the unit matched."""
    said = word(found, "unit")
    if said in {"centurie", "centuries"}:
        return "CE"
    known = words.UNITS.get(said) or words.UNITS.get(said.rstrip("s"))
    return known or ("SE" if said.rstrip("s") in words.SEASONS else "Y")


def month(found: Found) -> int:
    """Return the number of the month matched."""
    return words.MONTHS[word(found, "month").rstrip(".")]


def whole_day(year: int, month_number: int, day_number: int) -> Value | None:
    """Return a calendar day; None if there is no such day."""
    moment = values.day(year, month_number, day_number)
    return Value(TimeType.DATE, moment.isoformat(), anchor=True) if moment else None


def calendar_day(found: Found, setting: Setting) -> str | None:
    """Return the day of the month matched, with X for a year that nothing tells; None if there is none."""
    groups = found.groupdict()
    month_number, day_number = month(found), number_of_day(found)
    given = groups.get("year")
    year_number = int(given) if given else year_for(month_number, day_number, setting)
    if year_number is None:
        exists = values.day(2000, month_number, day_number)
        return f"XXXX-{month_number:02d}-{day_number:02d}" if exists else None
    moment = values.day(year_number, month_number, day_number)
    return moment.isoformat() if moment else None


def number_of_day(found: Found) -> int:
    """Return the day of the month matched, in figures or in words; 0 for what is none."""
    groups = found.groupdict()
    if groups.get("day"):
        return int(groups["day"])
    tens, _, last = word(found, "nth").replace("-", " ").rpartition(" ")
    return words.NUMBERS.get(tens, 0) + words.ORDINALS.get(last, 0)


def year_for(month_number: int, day_number: int | None, setting: Setting) -> int | None:
    """Choose the year of a month or day that is given without one: the nearest, tense deciding far ones."""
    base = setting.published
    if setting.year is not None:
        return setting.year
    if base is None:
        return setting.last.year if setting.last else None
    middle = day_number or min(base.day, 28)
    best: tuple[int, int] | None = None
    for year in (base.year - 1, base.year, base.year + 1):
        moment = values.day(year, month_number, min(middle, 28)) if values.in_calendar(year) else None
        if moment is None:
            continue
        gap = (moment - base).days
        cost = abs(gap)
        against_tense = (setting.future is False and gap > _FAR_AHEAD_DAYS) or (
            setting.future is True and gap < -1
        )
        cost += _HALF_A_YEAR_DAYS if against_tense else 0
        if best is None or cost < best[0]:
            best = (cost, year)
    return best[1] if best else None


def weekday_of(found: Found, setting: Setting) -> date | None:
    """Return the day that a weekday means: the nearest in the direction of the clause's tense."""
    base = setting.published
    number = words.WEEKDAYS[word(found, "weekday").rstrip(".")]
    rel, off = word(found, "rel"), word(found, "off")
    if base is None:
        return None
    if rel in {"the following", "the previous"} and setting.last is not None:
        return values.weekday_near(setting.last, number, future=rel == "the following", strict=True)
    if rel in {"last", "this past", "the previous"}:
        return values.weekday_near(base, number, future=False, strict=True)
    if rel in {"next", "this coming", "the following"}:
        return values.weekday_near(base, number, future=True, strict=True)
    if off:
        monday = values.as_day(values.shift(base, {"last": -7, "next": 7}.get(off, 0) - base.weekday(), "D"))
        return values.as_day(values.shift(monday, number, "D")) if monday else None
    return values.weekday_near(base, number, future=setting.future is True or rel == "this")


def relative_day(said: str, base: date | None) -> date | None:
    """Return the day that "yesterday" and the like mean from `base`."""
    offset = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(
        said, 0
    )
    return values.as_day(values.shift(base, offset, "D")) if base else None
