"""Times in a chunk of text: spans, TIMEX3 types and values, resolved against the date of publication."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.when import TimeExpression, TimeType
from crossbearing.text import times_words as words
from crossbearing.text.syntax import Syntax, take_syntax
from crossbearing.text.times_doubts import is_sound
from crossbearing.text.times_grammar import SHELVES, Shelf
from crossbearing.text.times_rules import RESOLVERS
from crossbearing.text.times_setting import Setting, Value
from crossbearing.text.times_tense import is_future
from crossbearing.text.times_values import as_day, edtf

if TYPE_CHECKING:
    from spacy.tokens import Doc


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNIT_FORMS = (
    frozenset(words.UNITS)
    | frozenset(unit + "s" for unit in words.UNITS)
    | _words("centuries summer winter spring summers winters hrs mins yrs secs millennia")
)
_CORES = (
    frozenset(words.MONTHS)
    | frozenset(month + "." for month in words.MONTHS)
    | frozenset(words.WEEKDAYS)
    | frozenset(day + "s" for day in words.WEEKDAYS)
    | _UNIT_FORMS
    | frozenset(words.PARTS)
    | frozenset(words.SEASONS)
    | frozenset(words.SETS)
    | _words("""
        yesterday today tomorrow tonight now currently present moment nowadays recently past previously
        formerly recent lately ago soon future fiscal christmas eve halloween noon midnight o'clock a.m.
        p.m. am pm a.m p.m nineties eighties seventies sixties fifties forties thirties twenties current
        date valentine independence veterans boxing day time period memory ninety eighty seventy sixty
        fifty
    """)
)
_STARTS = (
    _CORES
    | frozenset(words.NUMBERS)
    | frozenset(words.VAGUE_COUNTS)
    | frozenset(words.ORDINALS)
    | _words("""
        the a an early late mid middle beginning start end earlier later last past next this previous
        preceding coming upcoming following same that prior ensuing nearly almost about around
        approximately roughly some at least up over under more less fewer well as no every each twice
        times per all whole half final another additional right to these not long new rest remainder
        latter first full countless hundreds ' ’ twenty-first q fy on close
    """)
)
_KINDS = (
    dict.fromkeys((*words.MONTHS, *(month + "." for month in words.MONTHS)), "month")
    | dict.fromkeys((*words.WEEKDAYS, *(day + "s" for day in words.WEEKDAYS)), "weekday")
    | dict.fromkeys(_UNIT_FORMS, "unit")
    | dict.fromkeys(words.PARTS, "part")
    | dict.fromkeys(words.SEASONS, "season")
)
_LOOK_BACK = 7
_LONGEST_NUMBER = 20
_APOSTROPHES = ("'", "’")
_ABBREVIATED_YEAR = range(3, 5)
_QUARTER = re.compile(r"^\d{4}-Q[1-4]$")
_MAY = _words("may march may. mar mar. sun sat wed mon dec jan")
_BEFORE_NUMBERS = "$€£#.,-/"


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """Find the times of a chunk, in text order, none overlapping.

    published: day that relative times are read against. Without it they keep the value None, or a
    TIMEX3 form with X for what is unknown.
    """
    syntax = take_syntax(doc)
    found: list[TimeExpression] = []
    last: date | None = None
    quarter: str | None = None
    free = done = 0
    for core in range(len(syntax)):
        if core < free or not _is_core(syntax, core):
            continue
        read = _read_around(syntax, core, free, done, Setting(published, last, None, quarter))
        if read is None:
            continue
        start, done, rule, value = read
        free = core + 1
        while free < len(syntax) and syntax.starts[free] < done:
            free += 1
        if value is None:
            continue
        found.append(_expression(syntax, start, done, rule, value))
        if value.anchor:
            last = as_day(value.value) or last
        if value.value is not None and _QUARTER.match(value.value) and rule.startswith("quarter"):
            quarter = value.value
    return tuple(found)


def _is_core(syntax: Syntax, token: int) -> bool:
    word = syntax.lower[token]
    if word in _CORES:
        return word not in _MAY or syntax.orth[token][0].isupper()
    if word[:1].isdigit():
        return len(word) < _LONGEST_NUMBER
    return "-" in word or (word.startswith(_APOSTROPHES) and len(word) in _ABBREVIATED_YEAR)


def _is_start(syntax: Syntax, token: int) -> bool:
    word = syntax.lower[token]
    return word in _STARTS or word[:1].isdigit() or "-" in word or word.startswith(_APOSTROPHES)


def _read_around(
    syntax: Syntax, core: int, free: int, done: int, setting: Setting
) -> tuple[int, int, str, Value | None] | None:
    """Try the words before a word of time, then the word itself, as the start of an expression."""
    kind = _kind(syntax.lower[core])
    shelf, digits = SHELVES[kind], kind == "digit"
    for start in range(max(free, core - _LOOK_BACK), core + 1):
        if start < core and digits and syntax.lower[start][0].isdigit():
            continue
        if _is_start(syntax, start):
            read = _read(syntax, shelf, start, core, done, setting)
            if read is not None:
                return start, *read
    return None


def _kind(word: str) -> str:
    if word[0].isdigit():
        return "digit"
    return _KINDS.get(word, "other")


def _read(
    syntax: Syntax, shelf: Shelf, start: int, core: int, done: int, setting: Setting
) -> tuple[int, str, Value | None] | None:
    """Try the rules at a token; a match must reach the core word."""
    text, at = syntax.text, syntax.starts[start]
    before = text[at - 1] if at else " "
    if at < done or before.isalnum() or (before in _BEFORE_NUMBERS and text[at].isdigit()):
        return None
    if shelf.any_of.match(text, at) is None:
        return None
    reach = syntax.starts[core]
    for name, pattern in shelf.rules:
        match = pattern.match(text, at)
        if match is None or match.end() <= reach or not is_sound(syntax, name, match, start):
            continue
        future = is_future(syntax, start, core, done)
        value = RESOLVERS[name](match, Setting(setting.published, setting.last, future, setting.quarter))
        if value is not None or name == "age":
            return match.end(), name, value
    return None


def _expression(syntax: Syntax, start: int, end: int, rule: str, value: Value) -> TimeExpression:
    text = syntax.text
    while end > syntax.starts[start] + 1 and text[end - 1].isspace():
        end -= 1
    datable = value.type in {TimeType.DATE, TimeType.TIME}
    return TimeExpression(
        span=Span(syntax.starts[start], end),
        type=value.type,
        value=value.value,
        edtf=edtf(value.value, approximate=value.approximate) if datable else None,
        reasons=(f"rule: {rule}",),
    )
