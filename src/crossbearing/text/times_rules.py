"""Which function reads the match of which rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable

from crossbearing.text import times_absolute as absolute
from crossbearing.text import times_relative as relative
from crossbearing.text.times_setting import Found, Setting, Value

RESOLVERS: dict[str, Callable[[Found, Setting], Value | None]] = {
    "stamp": absolute.stamp,
    "digits": absolute.stamp,
    "numeric": absolute.numeric,
    "clock": absolute.clock,
    "hourpart": absolute.clock,
    "clockword": absolute.clock_word,
    "full": absolute.full,
    "monthyear": absolute.month_year,
    "month": absolute.month_alone,
    "quarter": absolute.quarter,
    "quarterrel": absolute.quarter,
    "halfyear": absolute.half_year,
    "fiscal": absolute.fiscal,
    "decade": absolute.decade,
    "decadeword": absolute.decade,
    "century": absolute.century,
    "seasonyear": absolute.season_year,
    "year": absolute.year,
    "spokenyear": absolute.spoken_year,
    "twoyears": absolute.two_digit_year,
    "holiday": absolute.holiday,
    "monthof": relative.month_of,
    "relmonth": relative.relative_month,
    "relday": relative.day_by_name,
    "dayrel": relative.day_by_name,
    "relpart": relative.part_of_day,
    "weekday": relative.weekday,
    "partof": relative.weekday,
    "yearagoperiod": relative.year_ago_period,
    "span": relative.span,
    "ago": relative.ago,
    "agovague": relative.ago_vague,
    "every": relative.every,
    "relseason": relative.relative_season,
    "relunit": relative.relative_unit,
    "nextday": relative.next_day,
    "recent": relative.recent,
    "duration": relative.duration,
    "months9": relative.duration,
    "vagueunits": relative.vague_duration,
    "alltheunit": relative.whole_unit,
    "theunit": relative.the_unit,
    "yearend": relative.year_end,
    "set": relative.set_word,
    "age": relative.nothing,
    "present": relative.refer("PRESENT_REF"),
    "past": relative.refer("PAST_REF"),
    "future": relative.refer("FUTURE_REF"),
}
