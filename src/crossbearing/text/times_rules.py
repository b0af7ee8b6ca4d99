"""From a matched time to its type and value: one small function for each rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crossbearing.model.when import TimeType
from crossbearing.text import times_values as values
from crossbearing.text import times_words as words


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is read against. last: the day last spoken of. future: tense of the clause, None if unclear."""

    published: date | None
    last: date | None
    future: bool | None

    @property
    def story(self) -> date | None:
        """Return the day that the story has reached: the last one named, else that of publication."""
        return self.last or self.published


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved time. value None: nothing to resolve it against. anchor: it moves the story along."""

    type: TimeType
    value: str | None
    approximate: bool = False
    anchor: bool = False


Found = re.Match[str]
_DATE, _TIME, _DURATION, _SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET
_APPROXIMATE = re.compile(
    r"nearly|almost|about|around|approx|roughly|some|early|late|mid|beginning|start|end|earlier"
)
_BACK = frozenset({"last", "past", "previous", "preceding", "prior", "this past", "the previous"})
_AHEAD = frozenset(
    {"next", "coming", "upcoming", "following", "this coming", "the following", "ensuing", "the next"}
)


def _word(found: Found, group: str) -> str:
    kept = found.groupdict().get(group)
    return " ".join(kept.lower().split()) if kept else ""


def _approximate(found: Found) -> bool:
    return bool(_APPROXIMATE.search(_word(found, "mod")))


def _unit(found: Found) -> str:
    word = _word(found, "unit")
    if word == "centurie":
        return "CE"
    return (
        words.UNITS.get(word) or words.UNITS.get(word.rstrip("s")) or ("SE" if word in words.SEASONS else "Y")
    )


def _calendar(year: int, month: int, number_of_day: int) -> Value | None:
    moment = values.day(year, month, number_of_day)
    return Value(_DATE, moment.isoformat(), anchor=True) if moment else None


def _timed(found: Found, day_value: str | None, group: str = "hour") -> str | None:
    hour = found.groupdict().get(group)
    if hour is None:
        return day_value
    number = values.number(hour)
    whole = 0 if number is None else int(number)
    half = _word(found, "half").replace(".", "").replace(" ", "")
    part = words.PARTS.get(_word(found, "part"), "")
    if (half == "pm" or part in {"AF", "EV", "NI"}) and whole < 12:
        whole += 12
    elif half == "am" and whole == 12:
        whole = 0
    if whole > 24:
        return None
    minute = found.groupdict().get("minute") or "00"
    second = found.groupdict().get("sec")
    return f"{day_value or 'XXXX-XX-XX'}T{whole:02d}:{minute}" + (f":{second}" if second else "")


def stamp(found: Found, setting: Setting) -> Value | None:
    """2020-03-04, 2020-03-04T10:00, 20200304."""
    whole = _calendar(int(found["year"]), int(found["m"]), int(found["d"]))
    if whole is None or found.groupdict().get("hour") is None:
        return whole
    return Value(_TIME, _timed(found, whole.value), anchor=True)


def numeric(found: Found, setting: Setting) -> Value | None:
    """04.03.2020 is the fourth of March; 3/4/2020 the same unless only the other order makes a date."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["c"])
    if year < 100:
        year += 1900 if year > 40 else 2000
    month, number_of_day = (b, a) if found["sep"] == "." or a > 12 else (a, b)
    whole = _calendar(year, month, number_of_day)
    if whole is None or found.groupdict().get("hour") is None:
        return whole
    return Value(_TIME, _timed(found, whole.value), anchor=True)


def clock(found: Found, setting: Setting) -> Value | None:
    """10:30 a.m. on Wednesday."""
    moment = setting.story if setting.last else setting.published
    if found.groupdict().get("weekday"):
        moment = _weekday(found, setting)
    elif _word(found, "rday"):
        moment = _relative_day(_word(found, "rday"), setting.published)
    return Value(_TIME, _timed(found, moment.isoformat() if moment else None))


def clockword(found: Found, setting: Setting) -> Value | None:
    """noon Saturday; midnight."""
    moment = _weekday(found, setting) if found.groupdict().get("weekday") else setting.story
    day_value = moment.isoformat() if moment else "XXXX-XX-XX"
    return Value(_TIME, day_value + ("T24:00" if _word(found, "part") == "midnight" else "T12:00"))


def _month(found: Found) -> int:
    return words.MONTHS[_word(found, "month").rstrip(".")]


def _year_for(month: int, number_of_day: int | None, setting: Setting) -> int | None:
    """Choose the year of a month or day without one: by tense, else the nearest."""
    base = setting.published
    if base is None:
        return setting.last.year if setting.last else None
    months = (base.year * 12 + base.month) - (base.year * 12 + month)
    behind = (months, base.day - (number_of_day or base.day))
    if setting.future is True and behind > (0, 0):
        return base.year + 1
    if setting.future is False and behind < (0, 0):
        return base.year - 1
    if setting.future is None:
        if months > 6:
            return base.year + 1
        if months < -6:
            return base.year - 1
    return base.year


def full(found: Found, setting: Setting) -> Value | None:
    """Wednesday, 4 March 2020; March 4."""
    month, number_of_day = _month(found), int(found["day"])
    year = int(found["year"]) if found["year"] else _year_for(month, number_of_day, setting)
    if year is None:
        in_any_year = values.day(2000, month, number_of_day)
        return Value(_DATE, f"XXXX-{month:02d}-{number_of_day:02d}") if in_any_year else None
    return _calendar(year, month, number_of_day)


def month_year(found: Found, setting: Setting) -> Value | None:
    """March 2020; early March 2020."""
    return Value(_DATE, f"{int(found['year']):04d}-{_month(found):02d}", _approximate(found), anchor=True)


def month_of(found: Found, setting: Setting) -> Value | None:
    """June last year."""
    base = setting.published if _word(found, "rel") in {"last", "this", "next"} else setting.story
    if base is None:
        return Value(_DATE, f"XXXX-{_month(found):02d}", _approximate(found))
    offset = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(_word(found, "rel"), 0)
    return Value(_DATE, f"{base.year + offset:04d}-{_month(found):02d}", _approximate(found), anchor=True)


def relative_month(found: Found, setting: Setting) -> Value | None:
    """last November; next May."""
    month, rel, base = _month(found), _word(found, "rel"), setting.published
    if base is None:
        return Value(_DATE, f"XXXX-{month:02d}", _approximate(found))
    year = base.year
    if rel in _BACK and month >= base.month:
        year -= 1
    elif rel in _AHEAD and month <= base.month:
        year += 1
    return Value(_DATE, f"{year:04d}-{month:02d}", _approximate(found), anchor=True)


def month_alone(found: Found, setting: Setting) -> Value | None:
    """March; early March."""
    month = _month(found)
    year = _year_for(month, None, setting)
    value = f"{year:04d}-{month:02d}" if year is not None else f"XXXX-{month:02d}"
    return Value(_DATE, value, _approximate(found), anchor=year is not None)


def _relative_day(word: str, base: date | None) -> date | None:
    offset = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(
        word, 0
    )
    return values.as_day(values.shift(base, offset, "D")) if base else None


def relative_day(found: Found, setting: Setting) -> Value | None:
    """yesterday; tonight; the day before yesterday."""
    word = _word(found, "rday") or _word(found, "day")
    moment = _relative_day(word, setting.published)
    night = {"tonight": "TNI", "overnight": "TNI"}.get(word)
    if night:
        return Value(
            _TIME, (moment.isoformat() if moment else "XXXX-XX-XX") + night, anchor=moment is not None
        )
    if moment is None:
        return Value(_DATE, "PRESENT_REF" if word == "today" else None)
    return Value(_DATE, moment.isoformat(), anchor=True)


def relative_part(found: Found, setting: Setting) -> Value | None:
    """last night; this morning; yesterday afternoon."""
    rel, part = _word(found, "rel"), words.PARTS.get(_word(found, "part"), "NI")
    base = setting.story if rel.startswith("the ") or rel == "that" else setting.published
    offset = {
        "last": -1,
        "yesterday": -1,
        "tomorrow": 1,
        "the next": 1,
        "the following": 1,
        "the previous": -1,
    }
    moment = values.shift(base, offset.get(rel, 0), "D") if base else None
    return Value(_TIME, f"{moment or 'XXXX-XX-XX'}T{part}", anchor=moment is not None)


def _weekday(found: Found, setting: Setting) -> date | None:
    base = setting.published
    number = words.WEEKDAYS[_word(found, "weekday").rstrip(".")]
    rel, off = _word(found, "rel"), _word(found, "off")
    if base is None:
        return None
    if rel in {"the following", "the previous"} and setting.last is not None:
        return values.weekday_near(setting.last, number, future=rel == "the following", strict=True)
    if rel in {"last", "this past"}:
        return values.weekday_near(base, number, future=False, strict=True)
    if rel in {"next", "this coming"}:
        return values.weekday_near(base, number, future=True, strict=True)
    if off:
        week_start = values.as_day(
            values.shift(base, {"last": -7, "next": 7}.get(off, 0) - base.weekday(), "D")
        )
        return values.as_day(values.shift(week_start, number, "D")) if week_start else None
    return values.weekday_near(base, number, future=setting.future is True or rel == "this")


def weekday(found: Found, setting: Setting) -> Value | None:
    """Wednesday; next Friday; Saturday night."""
    moment = _weekday(found, setting)
    number = words.WEEKDAYS[_word(found, "weekday").rstrip(".")] + 1
    value = moment.isoformat() if moment else f"XXXX-WXX-{number}"
    part = _word(found, "part")
    kind = _TIME if part else _DATE
    return Value(kind, value + (f"T{words.PARTS.get(part, 'NI')}" if part else ""), anchor=moment is not None)


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


def quarter(found: Found, setting: Setting) -> Value | None:
    """the third quarter; Q3 2019; this year's third quarter."""
    groups = found.groupdict()
    number = int(groups["q"]) if groups.get("q") else _QUARTERS.get(_word(found, "ordinal"), 0)
    base = setting.published
    given = groups.get("year2") or groups.get("year")
    if given:
        return Value(_DATE, f"{int(given):04d}-Q{number}", anchor=True)
    if base is None:
        return Value(_DATE, f"XXXX-Q{number}")
    rel, now = _word(found, "rel"), (base.month - 1) // 3 + 1
    year = base.year + {"last": -1, "next": 1}.get(rel, 0)
    if not rel and number > now and setting.future is not True and number - now > 1:
        year -= 1
    elif not rel and number < now and setting.future is True:
        year += 1
    return Value(_DATE, f"{year:04d}-Q{number}")


def half_year(found: Found, setting: Setting) -> Value | None:
    """the first half of 2019."""
    half = 1 if _word(found, "ordinal") == "first" else 2
    if found["year"]:
        return Value(_DATE, f"{int(found['year']):04d}-H{half}")
    offset = {"last": -1, "next": 1}.get(_word(found, "rel"), 0)
    year = setting.published.year + offset if setting.published else None
    return Value(_DATE, f"{year:04d}-H{half}" if year else f"XXXX-H{half}")


def year_ago_period(found: Found, setting: Setting) -> Value | None:
    """the year-earlier quarter."""
    base = setting.published
    if base is None:
        return Value(_DATE, None)
    before = values.shift(base, -1, "Q") or ""
    return Value(_DATE, f"{base.year - 1:04d}-{before[-2:]}" if found["unit"] else f"{base.year - 1:04d}")


def span(found: Found, setting: Setting) -> Value | None:
    """the last three years."""
    return Value(_DURATION, values.duration(values.number(_word(found, "count")), _unit(found)))


def ago(found: Found, setting: Setting) -> Value | None:
    """two days ago; a month later."""
    unit, direction = _unit(found), _word(found, "dir")
    count = values.number(_word(found, "count"))
    back = direction in {"ago", "earlier", "before", "previously", "prior"}
    from_now = direction in {"ago", "hence", "from now"}
    if direction in {"before", "after"}:
        return Value(_DURATION, values.duration(count, unit), _approximate(found))
    base = setting.published if from_now else setting.story
    if count is None:
        return Value(_DATE, "PAST_REF" if back else "FUTURE_REF")
    whole = int(count)
    if unit in {"TH", "TM", "TS"}:
        return Value(_DURATION, values.duration(count, unit))
    if base is None or count != whole:
        return Value(_DATE, None if base is None else values.shift(base, -whole if back else whole, unit))
    moved = values.shift(base, -whole if back else whole, unit)
    return Value(_DATE, moved, _approximate(found), anchor=unit in {"D", "W", "M"})


def ago_vague(found: Found, setting: Setting) -> Value | None:
    """years ago."""
    return Value(_DATE, "PAST_REF" if _word(found, "dir") in {"ago", "earlier", "before"} else "FUTURE_REF")


def every(found: Found, setting: Setting) -> Value | None:
    """every day; each Friday; twice a month."""
    if found.groupdict().get("weekday"):
        return Value(_SET, f"XXXX-WXX-{words.WEEKDAYS[_word(found, 'weekday').rstrip('.')] + 1}")
    if _word(found, "part"):
        return Value(_SET, f"XXXX-XX-XXT{words.PARTS[_word(found, 'part')]}")
    count = _word(found, "count")
    known = 2.0 if count == "other" else 1.0 if count in {"", "single"} else values.number(count)
    return Value(_SET, values.duration(known, _unit(found)))


def fiscal(found: Found, setting: Setting) -> Value | None:
    """fiscal 2019; FY2019."""
    return Value(_DATE, f"{int(found['year']):04d}")


_DECADES = {
    name: n
    for n, name in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}
_CENTURIES = {
    "sixteenth": 15,
    "seventeenth": 16,
    "eighteenth": 17,
    "nineteenth": 18,
    "twentieth": 19,
    "twenty-first": 20,
}


def decade(found: Found, setting: Setting) -> Value | None:
    """the 1990s; the nineties; the '90s."""
    groups = found.groupdict()
    if groups.get("decade"):
        return Value(_DATE, groups["decade"], _approximate(found))
    number = int(groups["two"]) if groups.get("two") else _DECADES[_word(found, "word")]
    return Value(_DATE, f"19{number}", _approximate(found))


def century(found: Found, setting: Setting) -> Value | None:
    """the 19th century."""
    groups = found.groupdict()
    number = int(groups["n"]) - 1 if groups.get("n") else _CENTURIES[_word(found, "word")]
    return Value(_DATE, f"{number:02d}", _approximate(found)) if 0 <= number <= 98 else None


def season_year(found: Found, setting: Setting) -> Value | None:
    """winter 2019."""
    return Value(
        _DATE, f"{int(found['year']):04d}-{words.SEASONS[_word(found, 'season')]}", _approximate(found)
    )


_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def relative_season(found: Found, setting: Setting) -> Value | None:
    """last winter; this summer."""
    season, rel, base = words.SEASONS[_word(found, "season")], _word(found, "rel"), setting.published
    if base is None:
        return Value(_DATE, f"XXXX-{season}")
    year, starts = base.year, _SEASON_STARTS[season]
    if rel in _BACK and base.month < starts + 2:
        year -= 1
    elif rel in _AHEAD and base.month >= starts:
        year += 1
    return Value(_DATE, f"{year:04d}-{season}", _approximate(found))


def relative_unit(found: Found, setting: Setting) -> Value | None:
    """last week; next year; the following month; the same day."""
    rel, unit = _word(found, "rel"), _unit(found)
    narrative = rel in {"following", "previous", "preceding", "same", "that", "prior", "ensuing"} or (
        unit == "D" and rel in {"next", "last"}
    )
    base = setting.story if narrative else setting.published
    offset = -1 if rel in _BACK else 1 if rel in _AHEAD else 0
    if base is None:
        return Value(_DATE, None)
    return Value(_DATE, values.shift(base, offset, unit), _approximate(found), anchor=unit == "D")


def next_day(found: Found, setting: Setting) -> Value | None:
    """the day after; a year earlier."""
    base = setting.story
    offset = -1 if _word(found, "dir") in {"before", "earlier"} else 1
    if base is None:
        return Value(_DATE, None)
    return Value(_DATE, values.shift(base, offset, _unit(found)), anchor=_unit(found) == "D")


def recent(found: Found, setting: Setting) -> Value | None:
    """recent months; the coming weeks."""
    word = _word(found, "unit")
    unit = words.UNITS.get(word.rstrip("s"), "Y")
    return Value(_DURATION, values.duration(None, unit))


def duration(found: Found, setting: Setting) -> Value | None:
    """nearly a year; two-year; several weeks."""
    word = _word(found, "count")
    count = 0.5 if word.startswith("half") else values.number(word)
    if count is not None and (found.groupdict().get("halves") or found.groupdict().get("halves2")):
        count += 0.5
    return Value(_DURATION, values.duration(count, _unit(found)), _approximate(found))


def of_units(found: Found, setting: Setting) -> Value | None:
    """years of war; for decades."""
    word = _word(found, "unit")
    unit = "CE" if word == "centuries" else words.UNITS.get(word.rstrip("s"), "Y")
    return Value(_DURATION, values.duration(None, unit))


def whole_unit(found: Found, setting: Setting) -> Value | None:
    """all year; the whole week."""
    return Value(_DURATION, values.duration(1, _unit(found)))


def the_unit(found: Found, setting: Setting) -> Value | None:
    """the quarter; earlier in the year; the weekend."""
    base, unit = setting.published, _unit(found)
    if base is None:
        return Value(_DATE, None)
    return Value(_DATE, values.shift(base, -1 if unit == "Q" else 0, unit), _approximate(found))


def year(found: Found, setting: Setting) -> Value | None:
    """2019; mid-2019; the end of 2019."""
    return Value(_DATE, f"{int(found['year']):04d}", _approximate(found))


def two_digit_year(found: Found, setting: Setting) -> Value | None:
    """'68."""
    number = int(found["two"])
    return Value(_DATE, f"{(1900 if number > 40 else 2000) + number:04d}")


def set_word(found: Found, setting: Setting) -> Value | None:
    """daily; annual."""
    return Value(_SET, words.SETS[_word(found, "set")])


def holiday(found: Found, setting: Setting) -> Value | None:
    """Christmas; New Year's Eve."""
    month, number_of_day = words.HOLIDAYS[_word(found, "holiday")]
    given = int(found["year"]) if found["year"] else _year_for(month, number_of_day, setting)
    return (
        _calendar(given, month, number_of_day)
        if given
        else Value(_DATE, f"XXXX-{month:02d}-{number_of_day:02d}")
    )


def nothing(found: Found, setting: Setting) -> Value | None:
    """Ages and the like: seen, so that no other rule reads a part of them."""
    return None


def _reference(name: str) -> Callable[[Found, Setting], Value | None]:
    def refer(found: Found, setting: Setting) -> Value | None:
        return Value(_DATE, name)

    return refer


RESOLVERS: dict[str, Callable[[Found, Setting], Value | None]] = {
    "stamp": stamp,
    "digits": stamp,
    "numeric": numeric,
    "clock": clock,
    "hourpart": clock,
    "full": full,
    "monthyear": month_year,
    "monthof": month_of,
    "relmonth": relative_month,
    "month": month_alone,
    "relpart": relative_part,
    "dayrel": relative_day,
    "relday": relative_day,
    "weekday": weekday,
    "partof": weekday,
    "quarterrel": quarter,
    "quarter": quarter,
    "halfyear": half_year,
    "yearagoperiod": year_ago_period,
    "span": span,
    "ago": ago,
    "agovague": ago_vague,
    "inunits": duration,
    "every": every,
    "fiscal": fiscal,
    "decade": decade,
    "decadeword": decade,
    "century": century,
    "seasonyear": season_year,
    "relseason": relative_season,
    "age": nothing,
    "relunit": relative_unit,
    "nextday": next_day,
    "recent": recent,
    "months9": duration,
    "duration": duration,
    "ofunits": of_units,
    "alltheunit": whole_unit,
    "theunit": the_unit,
    "year": year,
    "twoyears": two_digit_year,
    "set": set_word,
    "holiday": holiday,
    "present": _reference("PRESENT_REF"),
    "past": _reference("PAST_REF"),
    "future": _reference("FUTURE_REF"),
    "clockword": clockword,
}
