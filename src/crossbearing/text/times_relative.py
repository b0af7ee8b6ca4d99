"""Times that are counted from another: one small function for each rule."""

from __future__ import annotations

from collections.abc import Callable

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
    unit,
    weekday_of,
    word,
    year_for,
)

_DATE, _TIME, _DURATION, _SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET
_BACK = frozenset({"last", "past", "previous", "preceding", "prior", "this past", "the previous"})
_AHEAD = frozenset(
    {"next", "coming", "upcoming", "following", "this coming", "the following", "ensuing", "the next"}
)
_FROM_STORY = frozenset({"following", "previous", "preceding", "same", "that", "prior", "ensuing"})
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_YEARS_IN = {"DE": 10, "CE": 100}
_SHARES = {"quarter": 0.25, "a quarter": 0.25, "half": 0.5, "a half": 0.5, "half a": 0.5, "half an": 0.5}
_MONTHS_OF_A_SEASON = 3
_CLOCK_UNITS = frozenset({"TH", "TM", "TS"})
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FRIDAY = 4


def month_of(found: Found, setting: Setting) -> Value | None:
    """Read “June last year”."""
    base = setting.published if word(found, "rel") in {"last", "this", "next"} else setting.story
    if base is None:
        return Value(_DATE, f"XXXX-{month(found):02d}", approximate(found))
    offset = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(word(found, "rel"), 0)
    return Value(_DATE, f"{base.year + offset:04d}-{month(found):02d}", approximate(found), anchor=True)


def relative_month(found: Found, setting: Setting) -> Value | None:
    """Read “last November”, “next May”."""
    number, rel, base = month(found), word(found, "rel"), setting.published
    if base is None:
        return Value(_DATE, f"XXXX-{number:02d}", approximate(found))
    year = base.year
    if rel in _BACK and number >= base.month:
        year -= 1
    elif rel in _AHEAD and number <= base.month:
        year += 1
    return Value(_DATE, f"{year:04d}-{number:02d}", approximate(found), anchor=True)


def day_by_name(found: Found, setting: Setting) -> Value | None:
    """Read “yesterday”, “tonight”, “the day before yesterday”."""
    said = word(found, "rday") or word(found, "day")
    moment = relative_day(said, setting.published)
    if said in {"tonight", "overnight"}:
        return Value(
            _TIME, (moment.isoformat() if moment else "XXXX-XX-XX") + "TNI", anchor=moment is not None
        )
    if moment is None:
        return Value(_DATE, "PRESENT_REF" if said == "today" else None)
    return Value(_DATE, moment.isoformat(), anchor=True)


def weekday(found: Found, setting: Setting) -> Value | None:
    """Read “Wednesday”, “next Friday”, “Saturday night”."""
    moment = weekday_of(found, setting)
    number = words.WEEKDAYS[word(found, "weekday").rstrip(".")] + 1
    value = moment.isoformat() if moment else f"XXXX-WXX-{number}"
    part = word(found, "part")
    suffix = f"T{words.PARTS.get(part, 'NI')}" if part else ""
    return Value(_TIME if part else _DATE, value + suffix, anchor=moment is not None)


def set_day(found: Found, _: Setting) -> Value | None:
    """Read “Fridays”, “Sunday nights”."""
    number, part = words.WEEKDAYS[word(found, "weekday").rstrip(".")] + 1, word(found, "part")
    return Value(_SET, f"XXXX-WXX-{number}" + (f"T{words.PARTS[part]}" if part else ""))


def year_ago_period(found: Found, setting: Setting) -> Value | None:
    """Read “the year-earlier quarter”, “the year-ago nine months”."""
    base, said = setting.published, word(found, "unit")
    if said.endswith("months"):
        return Value(_DURATION, f"P{9 if said.startswith('nine') else 6}M")
    if base is None:
        return Value(_DATE, None)
    named = _QUARTERS.get(word(found, "ordinal"))
    if named:
        return Value(_DATE, f"{base.year - 1:04d}-Q{named}")
    if setting.quarter is None and "quarter" not in said:
        return Value(_DATE, f"{base.year - 1:04d}")
    quarter = (setting.quarter or values.shift(base, -1, "Q") or "")[-2:]
    return Value(_DATE, f"{base.year - 1:04d}-{quarter}")


def period_of(found: Found, setting: Setting) -> Value | None:
    """Read “the same period last year”, “the corresponding quarter of 2018”."""
    base = setting.published
    if base is None and not found["year"]:
        return Value(_DATE, None)
    number = int(found["year"]) if found["year"] else base.year - 1 if base else 0
    said = word(found, "unit")
    if setting.quarter is not None and said in {"period", "quarter"}:
        return Value(_DATE, f"{number:04d}{setting.quarter[4:]}")
    if said == "month" and base is not None:
        return Value(_DATE, f"{number:04d}-{base.month:02d}")
    return Value(_DATE, f"{number:04d}")


def year_period(found: Found, setting: Setting) -> Value | None:
    """Read “the 1988 period”: the quarter of that year that is spoken of, else the year."""
    year = f"{int(found['year']):04d}"
    return Value(_DATE, year + (setting.quarter[4:] if setting.quarter else ""))


def recently(found: Found, _: Setting) -> Value | None:
    """Read “recent months”, “the coming weeks”: no more is said than before or after now."""
    return Value(_DATE, "PAST_REF" if word(found, "which") == "recent" else "FUTURE_REF")


def rate(found: Found, _: Setting) -> Value | None:
    """Read “a year” in “5 million dollars a year”."""
    return Value(_SET, values.duration(1, unit(found)))


def span(found: Found, _: Setting) -> Value | None:
    """Read “the last three years”."""
    count = None if word(found, "upto") else values.number(word(found, "count"))
    return Value(_DURATION, values.duration(count, unit(found)))


def _count(said: str) -> float | None:
    return _SHARES[said] if said in _SHARES else values.number(said)


def ago(found: Found, setting: Setting) -> Value | None:
    """Read “two days ago”, “a month later”."""
    code, direction = unit(found), word(found, "dir")
    count = _count(word(found, "count"))
    back = direction in {"ago", "earlier", "previously", "prior", "before"}
    from_now = direction in {"ago", "hence", "from now", "from today"}
    base = setting.published if from_now else setting.story
    if count is None and direction not in {"ago", "hence", "from now", "from today"}:
        return Value(_DURATION, values.duration(None, code))
    if count is None:
        return Value(_DATE, "PAST_REF" if back else "FUTURE_REF")
    whole = int(count)
    if code in _CLOCK_UNITS:
        return Value(_DURATION, values.duration(count, code))
    if base is None:
        return Value(_DATE, None)
    if code == "Y" and whole == 1 and back and setting.quarter is not None:
        return Value(_DATE, f"{int(setting.quarter[:4]) - 1:04d}{setting.quarter[4:]}")
    if code in _YEARS_IN:
        # A decade ago is a year ten years back, not the decade before this one.
        whole, code = int(count * _YEARS_IN[code]), "Y"
    moved = values.shift(base, -whole if back else whole, code)
    if moved is None:
        # Before the calendar begins, or after it ends.
        return Value(_DATE, "PAST_REF" if back else "FUTURE_REF")
    return Value(_DATE, moved, approximate(found), anchor=code in {"D", "W", "M"})


def ago_vague(found: Found, _: Setting) -> Value | None:
    """Read “years ago”, “months later”."""
    if word(found, "dir") == "ago":
        return Value(_DATE, "PAST_REF")
    return Value(_DURATION, values.duration(None, unit(found)))


def every(found: Found, _: Setting) -> Value | None:
    """Read “every day”, “each Friday”, “twice a month”."""
    part = f"T{words.PARTS.get(word(found, 'part'), 'NI')}" if word(found, "part") else ""
    if found.groupdict().get("weekday"):
        return Value(_SET, f"XXXX-WXX-{words.WEEKDAYS[word(found, 'weekday').rstrip('.')] + 1}{part}")
    if part:
        return Value(_SET, f"XXXX-XX-XX{part}")
    if word(found, "month"):
        return Value(_SET, f"XXXX-{month(found):02d}")
    count = word(found, "count")
    known = 2.0 if count == "other" else 1.0 if count in {"", "single"} else values.number(count)
    return Value(_SET, values.duration(known, unit(found)))


def relative_season(found: Found, setting: Setting) -> Value | None:
    """Read “last winter”, “this summer”."""
    season, rel, base = words.SEASONS[word(found, "season")], word(found, "rel"), setting.published
    if base is None:
        return Value(_DATE, f"XXXX-{season}")
    year, starts = base.year, _SEASON_STARTS[season]
    if rel in _BACK and base.month < starts + _MONTHS_OF_A_SEASON:
        year -= 1
    elif rel in _AHEAD and base.month >= starts:
        year += 1
    return Value(_DATE, f"{year:04d}-{season}", approximate(found))


def season_alone(found: Found, setting: Setting) -> Value | None:
    """Read “the summer”, “early spring”: the nearest, the tense deciding."""
    season = words.SEASONS[word(found, "season")]
    year = year_for(_SEASON_STARTS[season] + 1 if season != "WI" else 12, None, setting)
    return Value(_DATE, f"{year:04d}-{season}" if year else f"XXXX-{season}", approximate(found))


def relative_unit(found: Found, setting: Setting) -> Value | None:
    """Read “last week”, “next year”, “the following month”, “the same day”."""
    rel, code = word(found, "rel"), unit(found)
    from_story = rel in _FROM_STORY or (code == "D" and rel in {"next", "last"})
    base = setting.story if from_story else setting.published
    offset = -1 if rel in _BACK else 1 if rel in _AHEAD else 0
    if base is None:
        return Value(_DATE, None)
    if rel == "past" and code in {"DE", "CE"}:
        return Value(_DURATION, "P10Y" if code == "DE" else "P100Y")
    if code == "Q" and rel in {"same", "that"} and setting.quarter is not None:
        return Value(_DATE, setting.quarter)
    return Value(_DATE, values.shift(base, offset, code), approximate(found), anchor=code == "D")


def next_day(found: Found, setting: Setting) -> Value | None:
    """Read “the day after”, “a year earlier”."""
    base = setting.story
    offset = -1 if word(found, "dir") in {"before", "earlier"} else 1
    if base is None:
        return Value(_DATE, None)
    return Value(_DATE, values.shift(base, offset, unit(found)), anchor=unit(found) == "D")


def recent(found: Found, _: Setting) -> Value | None:
    """Read “recent months”, “the coming weeks”."""
    return Value(_DURATION, values.duration(None, unit(found)))


def duration(found: Found, _: Setting) -> Value | None:
    """Read “nearly a year”, “two-year”, “several weeks”."""
    said, upto = word(found, "count"), word(found, "upto")
    count = _count(said)
    if upto and upto not in {"so", "more"}:
        return Value(_DURATION, values.duration(None, unit(found)), approximate=True)
    if count is not None and (found.groupdict().get("halves") or found.groupdict().get("halves2")):
        count += 0.5
    return Value(_DURATION, values.duration(count, unit(found)), approximate(found))


def vague_duration(found: Found, _: Setting) -> Value | None:
    """Read “years of war”, “for decades”, “weeks-long”."""
    return Value(_DURATION, values.duration(None, unit(found)))


def whole_unit(found: Found, _: Setting) -> Value | None:
    """Read “all year”, “the whole week”."""
    return Value(_DURATION, values.duration(1, unit(found)))


def the_unit(found: Found, setting: Setting) -> Value | None:
    """Read “the quarter”, “earlier in the year”, “the weekend”: the last one, until Friday comes."""
    base, code = setting.published, "Q" if word(found, "unit") == "period" else unit(found)
    if base is None:
        return Value(_DATE, None)
    if code == "Q":
        return Value(_DATE, setting.quarter or values.shift(base, -1, "Q"))
    offset = -1 if code == "WE" and base.weekday() < _FRIDAY and setting.future is not True else 0
    return Value(_DATE, values.shift(base, offset, code), approximate(found))


def the_day(_: Found, setting: Setting) -> Value | None:
    """Read “later in the day”: the day named just before, else that of publication."""
    return Value(_DATE, setting.today.isoformat() if setting.today else None)


def year_end(_: Found, setting: Setting) -> Value | None:
    """Read “year-end”."""
    return Value(_DATE, f"{setting.published.year:04d}" if setting.published else None, approximate=True)


def set_word(found: Found, _: Setting) -> Value | None:
    """Read “daily”, “weekly”."""
    return Value(_SET, words.SETS[word(found, "set")])


def nothing(_: Found, __: Setting) -> Value | None:
    """Read nothing: ages are seen only so that no other rule reads a part of them."""
    return None


def refer(name: str) -> Callable[[Found, Setting], Value | None]:
    """Make the rule for a vague reference: PAST_REF, PRESENT_REF or FUTURE_REF."""

    def read(_: Found, __: Setting) -> Value | None:
        return Value(_DATE, name)

    return read
