"""The grammar of times: one pattern a rule, tried in the order of the table, the first that fits wins.

Patterns are anchored where `times` saw a word of time coming, so the text is never searched by them.
No pattern repeats a group inside a repeated group: matching is linear in what is matched.
In the table, ‹name› stands for a part of FRAGMENTS and a blank for any white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossbearing.text import times_holidays as holidays
from crossbearing.text import times_words as words

_SHORT = frozenset({"may", "june", "july"})
_LONG_MONTH, _LONG_DAY = 4, 5


def _any(*names: str) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


_SIMPLE = _any(*(n for n in words.NUMBERS if n not in {"a", "an", "another", "half", "zero"}))
_UNITS_OF_TEN = "one|two|three|four|five|six|seven|eight|nine"
_TENS = f"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:{_UNITS_OF_TEN}))"
_NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d+)?(?: 1/2)?|(?:a )?hundred|(?:a |two )?dozen|{_TENS}|{_SIMPLE})"
_NUMBER = f"{_NUMBER}(?: (?:hundred|thousand|million|billion))?"
_ORDINALS = _any(
    *words.ORDINALS,
    "thirtieth",
    *(f"{tens}[- ]{name}" for tens in ("twenty", "thirty") for name in words.ORDINALS if name[-3:] != "eth"),
)
_VAGUE = (
    r"(?:a few|a couple of|a couple|couple of|a number of|a handful of|several|many|few|some|dozens of|"
    r"hundreds of|thousands of|countless)"
)
_UNIT = (
    r"(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|century|centurie|generation|"
    r"season|summer|winter|spring|autumn|millennia)"
)

FRAGMENTS: dict[str, str] = {
    "month": "(?P<month>"
    + _any(*(m if len(m) > _LONG_MONTH or m in _SHORT else m + r"\.?" for m in words.MONTHS))
    + ")(?![a-z])",
    "weekday": "(?P<weekday>"
    + _any(*(d if len(d) > _LONG_DAY else d + r"\b\.?" for d in words.WEEKDAYS))
    + ")(?![a-z])",
    "weekdays": "(?P<weekday>" + _any(*(d for d in words.WEEKDAYS if d.endswith("day"))) + ")s(?![a-z-])",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
    "year": r"(?P<year>(?:1\d|20|21)\d\d)(?!\d|,\d|\.\d|%|-\d\d?-)",
    "number": _NUMBER,
    "vague": _VAGUE,
    "unit": f"(?P<unit>{_UNIT})",
    "count": rf"(?P<count>{_NUMBER}|{_VAGUE}|another|an|a|half an?|(?:a )?(?:half|quarter)(?=-))",
    "about": r"(?P<mod>(?:nearly|almost|about|around|approximately|roughly|some|at least|at most|up to|"
    r"over|under|more than|less than|fewer than|just over|just under|well over|an estimated|as much as|"
    r"as long as|no more than|no less than|an additional) )?",
    "early": r"(?P<mod>(?:(?:the )?(?:early|late|mid|middle)(?: |-)(?:in |of )?|(?:the )?(?:beginning|start|"
    r"end|middle|eve|close|rest|remainder|first half|second half|latter half|last half) of |"
    r"earlier (?:in )?|later (?:in )?))?",
    "part": r"(?P<part>morning|dawn|afternoon|evening|night|noon|midday|midnight|lunchtime|overnight|dusk)",
    "season": r"(?P<season>spring|summer|autumn|fall|winter)",
    "hour": r"(?P<hour>[01]?\d|2[0-3])",
    "clock": r"(?P<mod>(?:about|around|approximately) )?"
    r"‹hour›(?:[:.](?P<minute>[0-5]\d))?(?::(?P<sec>[0-5]\d))?(?: |)(?P<half>[ap]\.? ?m\b\.?)",
    "clock24": r"(?P<mod>(?:about|around|approximately) )?"
    r"‹hour›:(?P<minute>[0-5]\d)(?::(?P<sec>[0-5]\d))?(?:(?: |)(?P<half>[ap]\.?m\b\.?))?",
    "zonename": r"(?P<zone>"
    + _any(*words.ZONES)
    + r"|E[DS]?T|P[DS]?T|(?:local|eastern|central|pacific|mountain|greenwich mean|damascus|baghdad|kyiv|kiev"
    r"|istanbul|ankara)"
    r"(?: standard| daylight)? time)",
    "zone": r"(?: \(?‹zonename›(?![a-z])\)?)?",
    "until": r"(?: ?[-–—] ?| to | through )(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
    "nth": f"(?P<nth>{_ORDINALS})(?![- ]?[a-z-]*(?:quarter|half))(?![a-z-])",
    "spoken": (
        rf"(?P<hundreds>eighteen|nineteen|twenty) (?P<rest>{_TENS}|twenty|thirty|forty|fifty|sixty|seventy"
        r"|eighty|ninety|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?![a-z-])"
    ),
    "thousand": rf"(?P<thousand>two thousand)(?: (?:and )?(?P<rest>{_SIMPLE}))?(?![a-z-])",
    "upto": rf"(?:(?: to | or | and |[-–])(?P<upto>{_NUMBER}))?",
    "tail": r"(?=[.,;:!?)\"”]|$)",
    "rel": r"(?P<rel>last|past|next|this past|this coming|this|previous|preceding|coming|upcoming|following|"
    r"current|same|that|prior|ensuing)",
    "ordinal": r"(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)",
    "end": r"(?![a-z])",
    "onday": r"(?:,? (?:on )?(?:(?P<rday>today|yesterday|tomorrow)|‹weekday›))?",
    "sets": _any(*words.SETS),
    "holidays": _any(*holidays.NAMES).replace("'", "['’]"),
    "present": _any(*words.PRESENT),
    "past": _any(*words.PAST),
    "future": _any(*words.FUTURE),
}

_TABLE = r"""
stamp         (?P<year>\d{4})(?P<sep>[-/])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?:[T ](?P<hour>[012]\d):(?P<minute>\d\d)(?::(?P<sec>\d\d))?Z?)?(?![\d-])
yearspan      (?P<year>(?:1[5-9]|20)\d\d)(?:-|–|/)(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\d/-]|[.,]\d)
digits        (?P<year>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)
numeric       (?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d\d)(?: (?P<hour>[012]?\d):?(?P<minute>[0-5]\d)(?::(?P<sec>[0-5]\d))?(?:EDT|EST)?)?(?![\d/])
attacks       (?P<attacks>9/11)(?![\d/])
clock         ‹clock›‹zone›,? (?:on )?(?:‹weekday›,? )?‹month› ‹day›(?:,? ‹year›)?
clock         ‹clock24›‹zone›,? (?:on )?(?:‹weekday›,? )?‹month› ‹day›(?:,? ‹year›)?
clock         ‹clock›‹zone›,? (?:on )?(?:‹weekday›,? )?‹day› ‹month›(?:,? ‹year›)?
clock         ‹clock24›‹zone›,? (?:on )?(?:‹weekday›,? )?‹day› ‹month›(?:,? ‹year›)?
clock         (?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d)(?: hours| hrs)? ?‹zonename›(?![a-z])‹onday›
clock         (?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) (?:hours|hrs)(?![a-z])‹onday›
clock         ‹clock›‹zone›‹onday›
clock         ‹clock24›‹zone›‹onday›
hourpart      (?P<hour>[01]?\d|‹number›)(?: o['’]?clock)? (?:in the|this) ‹part›
hourpart      (?P<hour>[01]?\d|‹number›) o['’]?clock(?: ‹part›)?‹end›
earlyhours    (?:the )?(?:early|small|late) (?:morning )?hours (?:of |on )(?:‹weekday›|(?P<rday>today|yesterday|tomorrow))(?: morning)?
datedpart     (?:the )?‹part› (?:of|on) (?:‹weekday›,? )?(?:the )?‹month› (?:the )?‹day›(?:,? ‹year›)?
datedpart     (?:the )?‹part› (?:of|on) (?:‹weekday›,? )?(?:the )?‹day›(?: of)? ‹month›(?:,? ‹year›)?
fullspan      ‹month› (?:the )?‹day›‹until›(?:,? ‹year›)?
fullspan      (?:the )?‹day›‹until›(?: of)? ‹month›(?:,? (?:of )?‹year›)?
fullspan      (?:the )?‹day› and (?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? ‹month›(?:,? (?:of )?‹year›)?
datedpart     ‹month› ‹day›(?:,? ‹year›)?,? (?:in the )?‹part›(?![a-z-])
datedpart     ‹day› ‹month›(?:,? ‹year›)?,? (?:in the )?‹part›(?![a-z-])
full          ‹day›-‹month›-‹year›
full          ‹early›(?:‹weekday›,? (?:the )?)?‹day›(?: of)? ‹month›(?:,? (?:of )?‹year›)?
full          ‹early›(?:‹weekday›,? )?‹month› (?:the )?‹day›(?:(?: |),? ‹year›)?
full          (?:(?:this coming |this |next |last )?‹weekday›,? )?‹month› (?:the )?‹nth›(?:,? ‹year›)?
full          (?:the )?‹nth› of ‹month›(?:,? ‹year›)?
dayofmonth    the (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?: of (?P<rel>this|last|next|that) month)?(?![a-z-]| of )
monthyear     ‹early›‹month›(?:,? (?:of )?|[-/])‹year›
monthspoken   ‹early›‹month›,? (?:of )?‹spoken›
monthspoken   ‹early›‹month›,? (?:of )?‹thousand›
monthof       ‹early›‹month› (?:of )?(?P<rel>last|this|next|that|the same|the following|the previous) year
every         (?P<every>every|each) ‹month›
relmonth      ‹early›‹rel› ‹month›
month         ‹early›‹month›
relpart       (?P<mod>(?:early|late|earlier|later) )?(?P<rel>last|this|yesterday|tomorrow|today|that|the same|the previous|the next|the following) ‹part›
partalone     (?:the (?:early |late |mid-?)?|mid(?: |-)|early |late )(?P<part>morning|afternoon|evening)(?![a-z-])
dayrel        (?:the )?(?P<day>day before yesterday|day after tomorrow)
relday        (?P<mod>(?:early|late|earlier|later) )?(?P<rday>yesterday|today|tomorrow|tonight|overnight)‹end›
clockword     (?P<part>noon|midnight|midday)‹end›(?: (?:on )?‹weekday›)?
setday        ‹weekdays›
setday        ‹weekday› (?P<part>morning|evening|afternoon|night)s‹end›
weekday       (?P<mod>(?:early|late|earlier) (?:on )?)?(?:(?P<rel>last|next|this coming|this past|this|the following|the previous) )?‹weekday›(?: ‹part›)?(?:(?: of)? (?P<off>last|next|this) week)?
partof        (?:the )?‹part› (?:on |of )?‹weekday›
quarterrel    (?P<rel>this|last|next) year['’]s (?:fiscal )?‹ordinal›[- ]quarter
quarterrel    (?:the )?‹ordinal›[- ]quarter (?:of )?(?P<rel>this|last|next) year
quarter       (?:(?:the )?fiscal |(?:the )?‹year›(?:['’]s)? (?:fiscal )?)?‹ordinal›-quarter(?! period)
quarter       (?:the )?(?:fiscal |‹year›(?:['’]s)? (?:fiscal )?)?‹ordinal›(?: fiscal | )quarters?(?: (?:of )?(?:fiscal )?(?P<year2>(?:19|20)\d\d))?
quarter       (?:the )?Q(?P<q>[1-4])(?: (?:of )?(?P<year2>(?:19|20)\d\d))?\b
quarter       (?P<q>[1-4])Q(?: (?:of )?(?P<year2>(?:19|20)\d\d))?\b
halfyear      (?:the )?(?P<ordinal>first|second|last|latter)[- ]half(?: of (?:‹year›|(?P<rel>this|last|next|the) year))
halfyear      (?:the )?‹year›(?:['’]s)? (?P<ordinal>first|second)[- ]half
halfyear      (?P<ordinal>H[12])(?: |-|/|)‹year›
yearagoperiod (?:the )?(?:comparable )?year-(?:ago|earlier) (?P<unit>(?:‹ordinal› )?quarter|period|(?:six|nine) months)
yearagoperiod year-(?:ago|earlier)(?![a-z])
periodof      (?:the )?(?:same|corresponding|comparable) (?P<unit>period|quarter|month|week) (?:of |in )?(?:(?P<rel>last|the previous|the prior) year|a year (?:ago|earlier)|‹year›)
yearend       year[- ]end‹end›
span          (?:the |this )?(?P<rel>last|past|next|coming|previous|first|final|following|latest|most recent|opening) ‹about›(?P<count>‹number›|‹vague›)‹upto›[ -]‹unit›s?(?: or so)?‹end›
ago           ‹about›‹count›(?: and a half)?(?: |-)‹unit›s?(?: or (?:so|more))?,? (?P<dir>ago|earlier|later|from now|from today|hence|previously|prior)‹end›
ago           ‹count› ‹unit›s? (?P<dir>before|after)‹tail›
agovague      ‹unit›s (?P<dir>ago|earlier|later)‹end›
every         (?P<every>every|each) ‹weekday› ‹part›‹end›
every         (?P<every>every|each|once a|once every|twice a|(?:(?:‹number›|several|many) )?times (?:a|per|each)|per) (?:(?P<count>‹number›|other|few|single) )?(?:‹unit›s?‹end›|‹weekday›s?|(?P<part>morning|evening|afternoon))
fiscal        (?:the )?(?:(?:fiscal|financial) (?:year )?|FY(?: |))‹year›
fiscal        (?:the )?‹year› (?:fiscal|financial) year‹end›
decade        (?:the )?‹early›(?:the )?(?P<decade>(?:1[5-9]|20)\d)0['’]?s‹end›
decadeword    (?:the )?‹early›(?:the )?(?:['’](?P<two>[2-9])0s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))‹end›
century       (?:the )?‹early›(?:the )?(?P<n>\d\d?)(?:st|nd|rd|th)[- ]centur(?:y|ies)
century       (?:the )?‹early›(?:the )?(?P<word>fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)[- ]century
era           (?P<n>\d{1,4}) (?P<era>BCE?|B\.C\.(?:E\.)?|AD|CE|A\.D\.)(?![a-z])
era           (?P<era>AD|A\.D\.) (?P<n>\d{1,4})(?![\d,.%]\d|[a-z%])
seasonyear    (?:the )?‹early›(?:the )?‹season›(?: of |,? )‹year›
seasonspoken  (?:the )?‹early›(?:the )?‹season› (?:of )?‹spoken›
relseason     (?:the )?‹early›‹rel› ‹season›‹end›
seasonalone   (?:the )?‹early›(?:the )?‹season›(?![a-z-])
age           ‹count›[- ]‹unit›s?[- ]olds?‹end›
relunit       (?P<mod>(?:early|late|earlier|later|the end of|the beginning of|the start of|mid-)(?: |))?(?:the |that (?=same))?‹rel› (?:fiscal |calendar |full )?(?P<unit>weekend|week|month|year|quarter|decade|century|day)(?: or so)?(?![a-z-])
nextday       the (?P<unit>week|month|year) (?P<dir>after|before|earlier|later)‹end›
nextday       the (?P<unit>day) (?P<dir>after|before)‹end›
recently      (?:the )?(?P<which>recent|upcoming|coming) (?P<unit>days|weeks|months|years|decades|hours|quarters)(?: and (?:days|weeks|months|years))?‹end›
future        the (?P<unit>days|weeks|months|years) (?:ahead|to come)‹end›
present       (?P<ref>these (?P<unit>days))‹end›
recent        (?:the )?(?P<which>recent|coming|past|last|upcoming) (?:few )?(?P<unit>days|weeks|months|years|decades|hours|quarters)‹end›
yearperiod    (?:the )?‹year› (?P<unit>period|quarter)‹end›
months9       (?:the )(?P<count>‹number›) ‹unit›s?(?: period)?(?![a-z-])
duration      ‹about›(?P<count>an?) ‹unit› or (?P<upto>two|three|more|so)‹end›
duration      ‹about›‹count›-and-a-(?P<halves>half)-‹unit›‹end›
duration      ‹about›‹count›‹upto›(?P<halves> and a half)?(?: (?:more|full|whole|consecutive|straight|long|other|additional|trading|working|business))?(?P<hyphen>-| )‹unit›s?(?:(?:-| )long)?(?P<halves2> and a half)?(?: or so)?(?![a-z]|-(?:ago|earlier|old|end|round))
duration      ‹about›(?P<count>\d+)(?P<hyphen> ?)(?P<unit>hrs?|mins?|yrs?|secs?)‹end›
overyears     the (?P<unit>years|decades|centuries|months)‹end›
vagueunits    the (?:first|early|final|opening|last) (?P<unit>days|weeks|months|years|hours|minutes|decades)‹end›
vagueunits    (?:‹vague› )?(?P<unit>decades|years|months|weeks|days|hours|centuries|minutes)(?: and years| or months)?(?:-long|-old)?(?![a-z-])
vagueunits    (?P<unit>day|week|month|year|decade)-long‹end›
alltheunit    (?:all|the whole|the entire|the full|the rest of the|full) (?:fiscal )?(?P<unit>day|week|month|year|decade)‹end›
spokenyear    (?:the year )‹thousand›
theday        (?:earlier|later|early|late) (?:in |on )?(?:in )?(?:the|that) (?P<unit>day)‹end›
weekof        (?:the )?week of ‹month› ‹day›(?:,? ‹year›)?
theunit       the latest (?:fiscal )?(?P<unit>year|quarter|period|week|month)‹end›(?! \d{4})
theunit       (?P<mod>(?:the )?(?:end|start|beginning|middle|rest|close) of )(?:the|that) (?:fiscal )?(?P<unit>year|quarter|weekend|week|month)‹end›(?! \d{4})
theunit       (?P<mod>earlier in |later in |early in |late in |the end of )?(?:the|that) (?:fiscal |latest |current )?(?P<unit>year|quarter|weekend|week|month)(?![a-z-]|['’]| \d{4})
spokenyear    ‹spoken›
year          (?:‹early›|(?:post|pre)(?:-| ))(?:the year )?‹year›‹end›
twoyears      ['’](?P<two>\d\d)(?!\d|s|th)
set           (?P<set>‹sets›)‹end›
holiday       (?:(?P<rel>last|this|next|this past|this coming) )?(?P<holiday>‹holidays›)(?:,? (?P<year>(?:19|20)\d\d))?‹end›
present       (?P<ref>‹present›)(?![a-z-])
past          (?P<ref>‹past›|(?:the )?(?:recent |distant )?past)(?![a-z-])
future        (?P<ref>‹future›|(?:the )?(?:near )?future)(?![a-z-])
"""  # noqa: E501 - one rule a line reads as the table it is

_SLOT = re.compile("‹([a-z0-9]+)›")
_DEPTH = 3


def _compiled(pattern: str) -> re.Pattern[str]:
    for _ in range(_DEPTH):
        pattern = _SLOT.sub(lambda slot: FRAGMENTS[slot[1]], pattern)
    # A blank outside a character class stands for white space of any kind and length.
    pattern = re.sub(r"(?<![\[\\-]) (?![^\[]*\])", r"(?:\\s{1,9})", pattern)
    return re.compile(pattern, re.IGNORECASE)


def _rows() -> list[tuple[str, str]]:
    rows = []
    for line in _TABLE.strip().splitlines():
        name, pattern = line.split(maxsplit=1)
        rows.append((name, pattern))
    return rows


_NAMES = re.compile(r"\(\?P<[a-z0-9]+>")
_CLASSES: dict[str, re.Pattern[str]] = {
    "digit": re.compile(r"‹(?:day|year|number|count|clock|clock24|early)›|\\d"),
    "month": re.compile("‹month›"),
    "weekday": re.compile("‹(?:weekday|weekdays|onday)›"),
    "unit": re.compile(r"‹unit›|P<unit>|\byear|week\b|day |hours"),
    "part": re.compile(r"‹part›|P<part>|clock"),
    "season": re.compile("‹(?:season|unit)›"),
    "other": re.compile(""),
}
"""Which kind of word of time a rule's row must hold to be worth trying at such a word."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rules to try at one kind of word.

    any_of: matches wherever one of them does, and fails more cheaply than all of them in turn.
    """

    any_of: re.Pattern[str]
    rules: tuple[tuple[str, re.Pattern[str]], ...]


def _shelf(wanted: re.Pattern[str]) -> Shelf:
    rows = [(name, pattern) for name, pattern in _rows() if wanted.search(pattern)]
    compiled = tuple((name, _compiled(pattern)) for name, pattern in rows)
    bare = (_NAMES.sub("(", p.pattern).replace("(?P=sep)", "[./-]") for _, p in compiled)
    return Shelf(re.compile("|".join(f"(?:{b})" for b in bare), re.IGNORECASE), compiled)


SHELVES: dict[str, Shelf] = {name: _shelf(wanted) for name, wanted in _CLASSES.items()}
