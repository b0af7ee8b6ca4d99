"""Times of the day: by the clock, by the part of the day, on a day that is named beside them."""

from __future__ import annotations

from datetime import date

from crossbearing.model.when import TimeType
from crossbearing.text import times_values as values
from crossbearing.text import times_words as words
from crossbearing.text.times_setting import (
    Found,
    Setting,
    Value,
    approximate,
    calendar_day,
    relative_day,
    weekday_of,
    word,
)

_TIME = TimeType.TIME
_HALF_A_DAY = 12
_LATE = frozenset({"AF", "EV", "NI"})
_PART_OFFSETS = {
    "last": -1,
    "yesterday": -1,
    "tomorrow": 1,
    "the next": 1,
    "the following": 1,
    "the previous": -1,
}
_OFFSETS = {name.lower(): offset for name, offset in words.ZONES.items()}


def clock(found: Found, setting: Setting) -> Value | None:
    """Read “10:30 a.m. on Wednesday”, “5 p.m. EST, Nov. 6”, “1400 GMT”, “4 in the morning”."""
    value = timed(found, _day_beside(found, setting))
    return Value(_TIME, value, approximate(found), offset=_OFFSETS.get(word(found, "zone"), ""))


def clock_word(found: Found, setting: Setting) -> Value | None:
    """Read “noon Saturday”, “midnight”."""
    moment = _day_beside(found, setting) or "XXXX-XX-XX"
    return Value(_TIME, moment + ("T24:00" if word(found, "part") == "midnight" else "T12:00"))


def early_hours(found: Found, setting: Setting) -> Value | None:
    """Read “the early hours of Tuesday”."""
    moment = _day_beside(found, setting)
    return Value(_TIME, f"{moment or 'XXXX-XX-XX'}TMO", anchor=moment is not None)


def dated_part(found: Found, setting: Setting) -> Value | None:
    """Read “the night of 3 March”, “March 4, 2020 in the evening”."""
    moment = _day_beside(found, setting)
    return Value(_TIME, f"{moment}T{_part(found)}", anchor=True) if moment else None


def part_of_day(found: Found, setting: Setting) -> Value | None:
    """Read “last night”, “this morning”, “yesterday afternoon”."""
    rel = word(found, "rel")
    base = setting.story if rel.startswith("the ") or rel == "that" else setting.published
    moment = values.shift(base, _PART_OFFSETS.get(rel, 0), "D") if base else None
    return Value(_TIME, f"{moment or 'XXXX-XX-XX'}T{_part(found)}", anchor=moment is not None)


def part_alone(found: Found, setting: Setting) -> Value | None:
    """Read “in the morning”, “by mid-afternoon”: of the day that the story has reached."""
    moment = setting.today
    return Value(_TIME, f"{moment.isoformat() if moment else 'XXXX-XX-XX'}T{_part(found)}")


def timed(found: Found, day_value: str | None) -> str | None:
    """Return a day with the clock time matched; None for an impossible one."""
    hour = found.groupdict().get("hour")
    if hour is None:
        return day_value
    number = values.number(hour)
    whole = 0 if number is None else int(number)
    half = word(found, "half").replace(".", "").replace(" ", "")
    part = words.PARTS.get(word(found, "part"), "")
    if (half == "pm" or part in _LATE) and whole < _HALF_A_DAY:
        whole += _HALF_A_DAY
    elif half == "am" and whole == _HALF_A_DAY:
        whole = 0
    if whole > 2 * _HALF_A_DAY:
        return None
    minute = found.groupdict().get("minute") or "00"
    second = found.groupdict().get("sec")
    return f"{day_value or 'XXXX-XX-XX'}T{whole:02d}:{minute}" + (f":{second}" if second else "")


def _part(found: Found) -> str:
    return words.PARTS.get(word(found, "part"), "NI")


def _day_beside(found: Found, setting: Setting) -> str | None:
    """Return the day that stands beside a time of day, else the day the story has reached."""
    groups = found.groupdict()
    moment: date | None = setting.today
    if groups.get("month"):
        return calendar_day(found, setting)
    if groups.get("weekday"):
        moment = weekday_of(found, setting)
    elif groups.get("rday"):
        moment = relative_day(word(found, "rday"), setting.published)
    return moment.isoformat() if moment else None
