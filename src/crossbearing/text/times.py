"""Times in a chunk of text: spans, TIMEX3 types and values, resolved against the date of publication."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.when import TimeExpression
from crossbearing.text import times_words as words
from crossbearing.text.syntax import Syntax, take_syntax
from crossbearing.text.times_grammar import RULES
from crossbearing.text.times_rules import RESOLVERS, Setting, Value
from crossbearing.text.times_values import as_day, edtf

if TYPE_CHECKING:
    from spacy.tokens import Doc

_UNIT_FORMS = frozenset(
    form for unit in (*words.UNITS, "centurie", "summer", "winter", "spring") for form in (unit, unit + "s")
) | frozenset({"hrs", "mins", "yrs", "secs", "millennia"})
_CORES = (
    frozenset(words.MONTHS)
    | frozenset(m + "." for m in words.MONTHS)
    | frozenset(words.WEEKDAYS)
    | frozenset(d + "s" for d in words.WEEKDAYS)
    | _UNIT_FORMS
    | frozenset(words.PARTS)
    | frozenset(words.SEASONS)
    | frozenset(words.SETS)
    | frozenset(
        "yesterday today tomorrow tonight now currently present moment presently nowadays recently once past "
        "previously formerly recent lately ago soon future shortly fiscal christmas eve halloween noon midnight "
        "o'clock a.m. p.m. am pm nineties eighties seventies sixties fifties forties thirties twenties a.m p.m "
        "current date valentine independence veterans boxing day time period memory".split()
    )
)
_STARTS = (
    _CORES
    | frozenset(words.NUMBERS)
    | frozenset(words.VAGUE_COUNTS)
    | frozenset(words.ORDINALS)
    | frozenset(
        "the a an early late mid middle beginning start end earlier later last past next this previous preceding "
        "coming upcoming following same that prior ensuing nearly almost about around approximately roughly some at "
        "least up over under more less fewer just only barely well as no within every each twice times per all "
        "whole half final another additional in right to these not long new rest remainder latter first full "
        "countless hundreds by ' ’ twenty-first q fy on close".split()
    )
)
_LOOK_BACK = 7
_CAPITAL = frozenset({"may", "march", "sat", "sun", "mar", "second", "mon", "wed", "jan", "dec", "oct"})
_VERB = re.compile(r"^(?:VB|MD)")
_MAY = frozenset({"may", "march", "may.", "mar", "mar.", "sun", "sat", "wed", "mon"})


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """Find the times of a chunk, in text order, none overlapping.

    published: day that relative times are read against. Without it they keep the value None, or a
    TIMEX3 form with X for what is unknown.
    """
    syntax = take_syntax(doc)
    found: list[TimeExpression] = []
    last: date | None = None
    free, done = 0, 0
    for core in range(len(syntax)):
        if core < free or not _core(syntax, core):
            continue
        for start in range(max(free, core - _LOOK_BACK), core + 1):
            if not _start(syntax, start):
                continue
            read = _read(syntax, start, core, done, Setting(published, last, None))
            if read is None:
                continue
            rule, end, value = read
            done = end
            free = core + 1
            while free < len(syntax) and syntax.starts[free] < end:
                free += 1
            if value is not None:
                found.append(_expression(syntax, start, end, rule, value))
                if value.anchor:
                    last = as_day(value.value) or last
            break
    return tuple(found)


def _core(syntax: Syntax, token: int) -> bool:
    word = syntax.lower[token]
    if word in _CORES:
        return not (word in _MAY and not syntax.orth[token][0].isupper())
    return (
        (word[:1].isdigit() and len(word) < 20)
        or "-" in word
        or word[:1] in {"'", "’"}
        and len(word) in {3, 4}
    )


def _start(syntax: Syntax, token: int) -> bool:
    word = syntax.lower[token]
    return word in _STARTS or word[:1].isdigit() or "-" in word or word[:1] in {"'", "’"}


def _read(
    syntax: Syntax, start: int, core: int, done: int, setting: Setting
) -> tuple[str, int, Value | None] | None:
    """Try the rules at a token; a match must reach the core word."""
    text, at = syntax.text, syntax.starts[start]
    if at < done or (
        at and (text[at - 1].isalnum() or text[at - 1] in "$€£#") and not text[at - 1].isspace()
    ):
        return None
    for name, pattern in RULES:
        match = pattern.match(text, at)
        if match is None or match.end() <= syntax.starts[core]:
            continue
        if not _sound(syntax, name, match, start):
            continue
        value = RESOLVERS[name](
            match, Setting(setting.published, setting.last, _future(syntax, start, core, done))
        )
        if value is None and name != "age":
            continue
        return name, match.end(), value
    return None


_BARE_NUMBER = re.compile(
    r"^\s*(?:people|men|women|percent|per\s+cent|%|million|billion|thousand|km|miles|troops|"
    r"soldiers|civilians|dollars|shares|points|tons|meters|metres|feet|members|pounds)",
    re.IGNORECASE,
)


def _sound(syntax: Syntax, name: str, match: re.Match[str], start: int) -> bool:
    """Refuse what only looks like a time: "may" the verb, a number of people, "the second"."""
    words_matched = match.group().lower().split()
    month = match.groupdict().get("month")
    if month and month[:1].islower() and month.lower().rstrip(".") in _CAPITAL:
        return False
    if name in {"month", "weekday"} and len(words_matched) == 1:
        if words_matched[0].rstrip(".") in {"may", "march"} and syntax.tag[start] in {
            "MD",
            "VB",
            "VBP",
            "VBD",
        }:
            return False
        if not match.group()[0].isupper() or words_matched[0] in {"sun", "sat", "mon", "wed", "mar", "jan."}:
            return False
    if name == "year":
        before = syntax.lower[start - 1] if start else ""
        if before in {"$", "£", "€", "no", "no.", "number", "#", "resolution", "page", "article"}:
            return False
        return not _BARE_NUMBER.match(syntax.text[match.end() : match.end() + 12])
    if name == "past" and words_matched[-1] in {"past", "once", "recent"}:
        return syntax.tag[start] in {"RB", "NN", "DT", "JJ"} and (
            words_matched[-1] != "past" or len(words_matched) > 1
        )
    if name == "future" and words_matched == ["future"]:
        return syntax.tag[start] == "JJ"
    if name == "theunit" and words_matched[-1] == "year" and words_matched[0] == "that":
        return False
    if name == "duration":
        return _sound_duration(syntax, match, start)
    if name == "set" and syntax.orth[start][0].isupper() and start and syntax.tag[start].startswith("NNP"):
        return False
    return True


def _sound_duration(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    unit, count = match["unit"].lower(), match["count"].lower()
    if unit == "second" and not match.group().lower().rstrip().endswith("s"):
        return False
    if unit in {"spring", "summer", "winter", "season", "autumn", "fall", "quarter", "second"} and count in {
        "a",
        "an",
        "another",
    }:
        return False
    return not (
        unit in {"day", "night", "quarter"}
        and count in {"some", "many", "few"}
        and "s" not in match.group()[-1]
    )


def _future(syntax: Syntax, start: int, core: int, done: int) -> bool | None:
    """Tell the tense of the clause around a time: True future, False past, None unclear."""
    sentence = syntax.sent[start]
    for place in range(start - 1, max(-1, start - 12), -1):
        if syntax.sent[place] != sentence or syntax.starts[place] < done:
            break
        if syntax.tag[place] in {"VBD"} or syntax.lower[place] in {"said", "told"}:
            return False
        if syntax.lower[place] in words.FUTURE_CUES:
            return True
    return _tense(syntax, core)


def _tense(syntax: Syntax, token: int) -> bool | None:
    for _ in range(12):
        above = syntax.head[token]
        if above == token:
            break
        token = above
        tag = syntax.tag[token]
        if not tag.startswith("VB"):
            continue
        helpers = {syntax.lower[c] for c in syntax.children[token] if syntax.dep[c] in {"aux", "auxpass"}}
        if helpers & words.FUTURE_CUES:
            return True
        if tag in words.PAST_TAGS or helpers & {"had", "was", "were", "did", "has", "have"}:
            return False
        if tag in {"VBZ", "VBP"}:
            return None
    return None


def _expression(syntax: Syntax, start: int, end: int, rule: str, value: Value) -> TimeExpression:
    text = syntax.text
    while end > syntax.starts[start] + 1 and text[end - 1].isspace():
        end -= 1
    return TimeExpression(
        span=Span(syntax.starts[start], end),
        type=value.type,
        value=value.value,
        edtf=edtf(value.value, approximate=value.approximate),
        reasons=(f"rule: {rule}",),
    )
