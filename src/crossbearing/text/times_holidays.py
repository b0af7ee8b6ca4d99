"""Holidays by name: those of a fixed day, those that move with the week or with Easter."""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "nowruz": (3, 21),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
# Month, weekday counted from Monday, which one of the month (-1: the last), days after it.
_BY_WEEK = {
    "martin luther king day": (1, 0, 3, 0),
    "presidents day": (2, 0, 3, 0),
    "presidents' day": (2, 0, 3, 0),
    "mother's day": (5, 6, 2, 0),
    "memorial day": (5, 0, -1, 0),
    "father's day": (6, 6, 3, 0),
    "labor day": (9, 0, 1, 0),
    "columbus day": (10, 0, 2, 0),
    "election day": (11, 0, 1, 1),
    "thanksgiving day": (11, 3, 4, 0),
    "thanksgiving": (11, 3, 4, 0),
}
_BY_EASTER_DAYS = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "holy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "pentecost": 49,
}
NAMES = frozenset({*_FIXED, *_BY_WEEK, *_BY_EASTER_DAYS})


def holiday_on(name: str, year: int) -> date:
    """Return the day of the holiday `name`, one of NAMES, in `year` (1 to 9999; Easter of the West)."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _BY_EASTER_DAYS:
        return easter(year) + timedelta(days=_BY_EASTER_DAYS[name])
    month, weekday, which, after = _BY_WEEK[name]
    first = date(year, month, 1)
    gap = (weekday - first.weekday()) % 7
    weeks = which - 1 if which > 0 else (30 - gap) // 7
    return first + timedelta(days=gap + 7 * weeks + after)


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar. Source: the anonymous computus (Meeus, 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    gap = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * gap) // 451
    month, day = divmod(epact + gap - 7 * late + 114, 31)
    return date(year, month, day + 1)
