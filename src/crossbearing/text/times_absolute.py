"""Times that name their own place in the calendar: one small function for each rule."""

from __future__ import annotations

from crossbearing.model.when import TimeType
from crossbearing.text import times_values as values
from crossbearing.text import times_words as words
from crossbearing.text.times_setting import (
    Found,
    Setting,
    Value,
    approximate,
    month,
    relative_day,
    timed,
    weekday_of,
    whole_day,
    word,
    year_for,
)

_DATE, _TIME = TimeType.DATE, TimeType.TIME
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip
_CENTURIES = {
    "sixteenth": 15, "seventeenth": 16, "eighteenth": 17, "nineteenth": 18, "twentieth": 19,
    "twenty-first": 20,
}  # fmt: skip
_PIVOT = 40
_LAST_CENTURY = 98
_MONTHS = 12


def stamp(found: Found, _: Setting) -> Value | None:
    """Read “2020-03-04”, “2020-03-04T10:00”, “20200304”."""
    whole = whole_day(int(found["year"]), int(found["m"]), int(found["d"]))
    if whole is None or found.groupdict().get("hour") is None:
        return whole
    return Value(_TIME, timed(found, whole.value), anchor=True)


def numeric(found: Found, _: Setting) -> Value | None:
    """Read 04.03.2020 as the fourth of March, 3/4/2020 too unless only the other order makes a date."""
    a, b, year_number = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["c"]) == len("20"):
        year_number += 1900 if year_number > _PIVOT else 2000
    month_number, day_number = (b, a) if found["sep"] == "." or a > _MONTHS else (a, b)
    whole = whole_day(year_number, month_number, day_number)
    if whole is None or found.groupdict().get("hour") is None:
        return whole
    return Value(_TIME, timed(found, whole.value), anchor=True)


def clock(found: Found, setting: Setting) -> Value | None:
    """Read “10:30 a.m. on Wednesday”."""
    moment = setting.story
    if found.groupdict().get("weekday"):
        moment = weekday_of(found, setting)
    elif word(found, "rday"):
        moment = relative_day(word(found, "rday"), setting.published)
    return Value(_TIME, timed(found, moment.isoformat() if moment else None))


def clock_word(found: Found, setting: Setting) -> Value | None:
    """Read “noon Saturday”, “midnight”."""
    moment = weekday_of(found, setting) if found.groupdict().get("weekday") else setting.story
    day_value = moment.isoformat() if moment else "XXXX-XX-XX"
    return Value(_TIME, day_value + ("T24:00" if word(found, "part") == "midnight" else "T12:00"))


def full(found: Found, setting: Setting) -> Value | None:
    """Read “Wednesday, 4 March 2020”, “March 4”."""
    month_number, day_number = month(found), int(found["day"])
    year_number = int(found["year"]) if found["year"] else year_for(month_number, day_number, setting)
    if year_number is None:
        exists = values.day(2000, month_number, day_number)
        return Value(_DATE, f"XXXX-{month_number:02d}-{day_number:02d}") if exists else None
    return whole_day(year_number, month_number, day_number)


def month_year(found: Found, _: Setting) -> Value | None:
    """Read “March 2020”, “early March 2020”."""
    return Value(_DATE, f"{int(found['year']):04d}-{month(found):02d}", approximate(found), anchor=True)


def month_alone(found: Found, setting: Setting) -> Value | None:
    """Read “March”, “early March”."""
    number = month(found)
    year_number = year_for(number, None, setting)
    value = f"{year_number:04d}-{number:02d}" if year_number is not None else f"XXXX-{number:02d}"
    return Value(_DATE, value, approximate(found), anchor=year_number is not None)


def quarter(found: Found, setting: Setting) -> Value | None:
    """Read “the third quarter”, “Q3 2019”, “this year's third quarter”."""
    groups = found.groupdict()
    number = int(groups["q"]) if groups.get("q") else _QUARTERS.get(word(found, "ordinal"), 1)
    base = setting.published
    given = groups.get("year2") or groups.get("year")
    if given:
        return Value(_DATE, f"{int(given):04d}-Q{number}", anchor=True)
    if base is None:
        return Value(_DATE, f"XXXX-Q{number}")
    rel, now = word(found, "rel"), (base.month - 1) // 3 + 1
    year_number = base.year + {"last": -1, "next": 1}.get(rel, 0)
    if not rel and number > now + 1 and setting.future is not True:
        year_number -= 1
    return Value(_DATE, f"{year_number:04d}-Q{number}")


def half_year(found: Found, setting: Setting) -> Value | None:
    """Read “the first half of 2019”."""
    half = 1 if word(found, "ordinal") == "first" else 2
    if found["year"]:
        return Value(_DATE, f"{int(found['year']):04d}-H{half}")
    offset = {"last": -1, "next": 1}.get(word(found, "rel"), 0)
    year_number = setting.published.year + offset if setting.published else None
    return Value(_DATE, f"{year_number:04d}-H{half}" if year_number else f"XXXX-H{half}")


def fiscal(found: Found, _: Setting) -> Value | None:
    """Read “fiscal 2019”, “FY2019”."""
    return Value(_DATE, f"{int(found['year']):04d}")


def decade(found: Found, _: Setting) -> Value | None:
    """Read “the 1990s”, “the nineties”, “the '90s”."""
    groups = found.groupdict()
    if groups.get("decade"):
        return Value(_DATE, groups["decade"], approximate(found))
    number = int(groups["two"]) if groups.get("two") else _DECADES[word(found, "word")]
    return Value(_DATE, f"19{number}", approximate(found))


def century(found: Found, _: Setting) -> Value | None:
    """Read “the 19th century”."""
    groups = found.groupdict()
    number = int(groups["n"]) - 1 if groups.get("n") else _CENTURIES[word(found, "word")]
    return Value(_DATE, f"{number:02d}", approximate(found)) if 0 <= number <= _LAST_CENTURY else None


def season_year(found: Found, _: Setting) -> Value | None:
    """Read “winter 2019”."""
    return Value(
        _DATE, f"{int(found['year']):04d}-{words.SEASONS[word(found, 'season')]}", approximate(found)
    )


def year(found: Found, _: Setting) -> Value | None:
    """Read “2019”, “mid-2019”, “the end of 2019”."""
    return Value(_DATE, f"{int(found['year']):04d}", approximate(found))


def spoken_year(found: Found, _: Setting) -> Value | None:
    """Read “nineteen ninety-six”."""
    rest = values.number(found["rest"])
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[word(found, "hundreds")]
    return None if rest is None else Value(_DATE, f"{hundreds + int(rest):04d}")


def two_digit_year(found: Found, _: Setting) -> Value | None:
    """Read “'68”."""
    number = int(found["two"])
    return Value(_DATE, f"{(1900 if number > _PIVOT else 2000) + number:04d}")


def holiday(found: Found, setting: Setting) -> Value | None:
    """Read “Christmas”, “New Year's Eve”."""
    month_number, day_number = words.HOLIDAYS[word(found, "holiday").replace("’", "'")]
    given = int(found["year"]) if found["year"] else year_for(month_number, day_number, setting)
    if given is None:
        return Value(_DATE, f"XXXX-{month_number:02d}-{day_number:02d}")
    return whole_day(given, month_number, day_number)
