"""Times in a chunk of text: spans, TIMEX3 types and values, resolved against the date of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.when import TimeExpression, TimeType
from crossbearing.text import times_holidays as holidays
from crossbearing.text import times_words as words
from crossbearing.text.syntax import Syntax, take_syntax
from crossbearing.text.times_doubts import is_rate, is_sound, is_year_of
from crossbearing.text.times_grammar import SHELVES, Shelf
from crossbearing.text.times_mods import modifier
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
        date day time period memory ninety eighty seventy sixty fifty q1 q2 q3 q4 h1 h2 bc bce b.c. ad a.d.
    """)
    | frozenset(word for name in holidays.NAMES for word in name.split() if word.isalpha())
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
        latter first full countless hundreds ' ’ twenty-first q fy on close latest most opening that
        corresponding comparable small post pre ad a.d. rest couple year once
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
_OTHER_PERIODS = frozenset({"span", "months9", "yearagoperiod"})
_REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
_OPENING_TOKENS = 3
_FRAMES = frozenset({"in", "during"})
_LENT_YEAR = re.compile(
    r"\s{0,3}(?:,|and|to|-|–|or|until|through)\s{0,3}(?:(?:early|late|mid-?)\s)?(?:\d{1,2}\s{1,2})?(?:"
    + "|".join(sorted(words.MONTHS, key=len, reverse=True))
    + r")\.?(?:\s{1,2}\d{1,2})?,?\s{1,2}(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""“January and March 2019”: what lends its year to the month or day before it."""
_MAY = _words("may march may. mar mar. sun sat wed mon dec jan")
_BEFORE_NUMBERS = "$€£#.,-/"


@dataclass(frozen=True, slots=True)
class _Found:
    """A match with what it was read as. end: in code points. value None: seen, and no time after all."""

    start: int
    end: int
    rule: str
    value: Value | None
    match: re.Match[str]


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """Find the times of a chunk, in text order, none overlapping.

    published: day that relative times are read against. Without it they keep the value None, or a
    TIMEX3 form with X for what is unknown.
    """
    syntax = take_syntax(doc)
    found: list[TimeExpression] = []
    story = _Story(published)
    free = done = 0
    for core in range(len(syntax)):
        if core < free or not _is_core(syntax, core):
            continue
        read = _read_around(syntax, core, free, done, story)
        if read is None:
            continue
        done, free = read.end, core + 1
        while free < len(syntax) and syntax.starts[free] < done:
            free += 1
        if read.value is not None:
            found.append(_expression(syntax, read, read.value))
            story.follow(read, read.value, syntax)
    return tuple(found)


class _Story:
    """What a text has spoken of so far, which later times are read against."""

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._last: date | None = None
        self._quarter: str | None = None
        self._year: tuple[int, int] | None = None
        self._day: tuple[int, date] | None = None

    def setting(self, syntax: Syntax, start: int, future: bool | None, match: re.Match[str]) -> Setting:
        """Return what the time at token `start` is read against."""
        lent = _LENT_YEAR.match(syntax.text, match.end())
        year = int(lent["year"]) if lent else None
        if year is None and self._year is not None and self._year[0] == syntax.sent[start]:
            year = self._year[1]
        beside = self._day[1] if self._day and syntax.sent[start] - self._day[0] <= 1 else None
        return Setting(self._published, self._last, future, self._quarter, year, beside)

    def follow(self, read: _Found, value: Value, syntax: Syntax) -> None:
        """Take up a time that was read. A year that opens a sentence holds for all of it."""
        sentence = syntax.sent[read.start]
        frame = syntax.lower[read.start - 1] in _FRAMES if read.start else False
        opens = frame and (
            syntax.sent[max(0, read.start - _OPENING_TOKENS)] != sentence or read.start < _OPENING_TOKENS
        )
        if value.anchor:
            self._last = as_day(value.value) or self._last
            if self._last and (value.value or "")[:10] == self._last.isoformat():
                self._day = (sentence, self._last)
        if value.value is not None and _QUARTER.match(value.value) and read.rule.startswith("quarter"):
            self._quarter = value.value
        elif read.rule in _OTHER_PERIODS and (value.value or "").endswith("M"):
            self._quarter = None
        groups = read.match.groupdict()
        if read.rule == "year" and opens:
            self._year = (sentence, int(groups["year"]))


def _is_core(syntax: Syntax, token: int) -> bool:
    word = syntax.lower[token]
    if word in _CORES:
        return word not in _MAY or syntax.orth[token][0].isupper()
    if word[:1].isdigit():
        return len(word) < _LONGEST_NUMBER
    return (
        "-" in word or word[:2] == "fy" or (word.startswith(_APOSTROPHES) and len(word) in _ABBREVIATED_YEAR)
    )


def _is_start(syntax: Syntax, token: int) -> bool:
    word = syntax.lower[token]
    return (
        word in _STARTS
        or word[:1].isdigit()
        or "-" in word
        or word[:2] == "fy"
        or word.startswith(_APOSTROPHES)
    )


def _read_around(syntax: Syntax, core: int, free: int, done: int, story: _Story) -> _Found | None:
    """Try the words before a word of time, then the word itself, as the start of an expression."""
    kind = _kind(syntax.lower[core])
    shelf, digits = SHELVES[kind], kind == "digit"
    for start in range(max(free, core - _LOOK_BACK), core + 1):
        if start < core and digits and syntax.lower[start][0].isdigit():
            continue
        if _is_start(syntax, start):
            read = _read(syntax, shelf, start, core, done, story)
            if read is not None:
                return read
    return None


def _kind(word: str) -> str:
    if word[0].isdigit():
        return "digit"
    return _KINDS.get(word, "other")


def _read(syntax: Syntax, shelf: Shelf, start: int, core: int, done: int, story: _Story) -> _Found | None:
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
        rule = _settled(syntax, name, match, start)
        value = RESOLVERS[rule](match, story.setting(syntax, start, future, match))
        if value is not None or name == "age":
            return _Found(start, match.end(), rule, value, match)
    return None


def _settled(syntax: Syntax, rule: str, match: re.Match[str], start: int) -> str:
    """Return the rule to read a match by: its own, or another where the words around it decide."""
    if rule == "duration" and is_rate(syntax, match, start):
        return "rate"
    if match.group().lower() == "one day" and start and syntax.lower[start - 1] in words.WILL:
        return "someday"
    if rule == "theunit" and is_year_of(syntax, match):
        return "yearof"
    return rule


def _expression(syntax: Syntax, read: _Found, value: Value) -> TimeExpression:
    text, start, end = syntax.text, syntax.starts[read.start], read.end
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    said = " ".join(read.match.group().lower().replace("-", " ").split())
    mod = modifier(said, value.type) if value.value not in _REFERENCES else None
    written = None
    if value.type in {TimeType.DATE, TimeType.TIME}:
        written = edtf(value.value, approximate=value.approximate, until=value.until, offset=value.offset)
    return TimeExpression(
        span=Span(start, end),
        type=value.type,
        value=value.value,
        edtf=written,
        reasons=(f"rule: {read.rule}",),
        mod=mod,
    )
