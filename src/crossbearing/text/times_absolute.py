"""Times that name their own place in the calendar: one small function for each rule."""

from __future__ import annotations

from crossbearing.model.when import TimeType
from crossbearing.text import times_values as values
from crossbearing.text import times_words as words
from crossbearing.text.times_clock import timed
from crossbearing.text.times_holidays import holiday_on
from crossbearing.text.times_setting import (
    Found,
    Setting,
    Value,
    approximate,
    calendar_day,
    month,
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
_PIVOT = 40
_LAST_CENTURY = 98
_MONTHS = 12
_LONGEST_SPAN = 400


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


def full(found: Found, setting: Setting) -> Value | None:
    """Read “Wednesday, 4 March 2020”, “March 4”, “the fourth of March”."""
    value = calendar_day(found, setting)
    return None if value is None else Value(_DATE, value, anchor=value[0] != "X")


def full_span(found: Found, setting: Setting) -> Value | None:
    """Read “March 3-5, 2020”, “3 to 5 March”: the first day, and until which."""
    value, last = calendar_day(found, setting), int(found["last"])
    if value is None or last <= int(found["day"]):
        return None
    until = f"{value[:8]}{last:02d}"
    return Value(_DATE, value, anchor=True, until=until) if values.as_day(until) else None


def year_span(found: Found, _: Setting) -> Value | None:
    """Read “2014-2016”, “2014-15”, and “2014-03” as the month it then must be."""
    first, said = int(found["year"]), found["last"]
    last = int(said) if len(said) > len("15") else first // 100 * 100 + int(said)
    if len(said) == len("15") and last <= first:
        last += 100
    if first < last <= first + _LONGEST_SPAN:
        return Value(_DATE, f"{first:04d}", until=f"{last:04d}")
    is_month = len(said) == len("03") and 1 <= int(said) <= _MONTHS
    return Value(_DATE, f"{first:04d}-{said}", anchor=True) if is_month else None


def month_spoken(found: Found, _: Setting) -> Value | None:
    """Read “January nineteen ninety-seven”."""
    number = _spoken(found)
    return None if number is None else Value(_DATE, f"{number:04d}-{month(found):02d}", approximate(found))


def season_spoken(found: Found, _: Setting) -> Value | None:
    """Read “the winter of nineteen ninety-four”."""
    number, season = _spoken(found), words.SEASONS[word(found, "season")]
    return None if number is None else Value(_DATE, f"{number:04d}-{season}", approximate(found))


def _spoken(found: Found) -> int | None:
    rest = values.number(found["rest"])
    if found.groupdict().get("thousand"):
        return 2000 + int(rest or 0)
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[word(found, "hundreds")]
    return None if rest is None else hundreds + int(rest)


def era(found: Found, _: Setting) -> Value | None:
    """Read “44 BC”, “AD 476”."""
    number = int(found["n"])
    before = word(found, "era").startswith("b")
    return Value(_DATE, f"BC{number:04d}" if before else f"{number:04d}") if number else None


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
    half = 1 if word(found, "ordinal") in {"first", "h1"} else 2
    if found.groupdict().get("year"):
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
    if groups.get("decade", "")[-1:] == "0" and not groups["decade"].startswith("20"):
        # "the 1800s" are a century.
        return Value(_DATE, groups["decade"][:2], approximate(found))
    if groups.get("decade"):
        return Value(_DATE, groups["decade"], approximate(found))
    number = int(groups["two"]) if groups.get("two") else _DECADES[word(found, "word")]
    return Value(_DATE, f"19{number}", approximate(found))


def century(found: Found, _: Setting) -> Value | None:
    """Read “the 19th century”."""
    groups = found.groupdict()
    named = {"twenty-first": 21}.get(word(found, "word")) or words.ORDINALS.get(word(found, "word"), 0)
    number = (int(groups["n"]) if groups.get("n") else named) - 1
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
    """Read “nineteen ninety-six”, “the year two thousand”."""
    number = _spoken(found)
    return None if number is None else Value(_DATE, f"{number:04d}")


def two_digit_year(found: Found, _: Setting) -> Value | None:
    """Read “'68”."""
    number = int(found["two"])
    return Value(_DATE, f"{(1900 if number > _PIVOT else 2000) + number:04d}")


def holiday(found: Found, setting: Setting) -> Value | None:
    """Read “Christmas”, “New Year's Eve”, “Thanksgiving”."""
    name, base = word(found, "holiday").replace("’", "'"), setting.published
    if found["year"]:
        return Value(_DATE, holiday_on(name, int(found["year"])).isoformat(), anchor=True)
    usual = holiday_on(name, base.year if base else 2000)
    given = year_for(usual.month, usual.day, setting)
    rel = word(found, "rel")
    if rel and base is not None:
        shift = {"last": usual >= base, "this past": usual >= base, "next": usual <= base}.get(rel, False)
        given = base.year + (-1 if "last" in rel or "past" in rel else 1) * shift
    if given is None or not values.in_calendar(given):
        return Value(_DATE, None)
    return Value(_DATE, holiday_on(name, given).isoformat(), anchor=True)


def attacks(_: Found, __: Setting) -> Value | None:
    """Read “9/11”, which names the day of 2001 wherever it stands."""
    return Value(_DATE, "2001-09-11")


def week_of(found: Found, setting: Setting) -> Value | None:
    """Read “the week of March 6”."""
    moment = values.as_day(calendar_day(found, setting))
    return Value(_DATE, values.week(moment)) if moment else None


def day_of_month(found: Found, setting: Setting) -> Value | None:
    """Read “the 15th”, “the 15th of last month”: the nearest such day, the tense deciding."""
    base, rel, number = setting.published, word(found, "rel"), int(found["day"])
    if base is None:
        return Value(_DATE, f"XXXX-XX-{number:02d}")
    back = number > base.day and setting.future is not True
    ahead = number < base.day and setting.future is True
    offset = {"last": -1, "next": 1, "this": 0, "that": 0}.get(rel, -1 if back else 1 if ahead else 0)
    moved = values.shift(base, offset, "M")
    if moved is None or values.as_day(f"{moved}-{number:02d}") is None:
        return None
    return Value(_DATE, f"{moved}-{number:02d}", anchor=True)
