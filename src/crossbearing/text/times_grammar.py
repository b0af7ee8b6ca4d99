"""The grammar of times: one pattern a rule, tried in the order of the table, the first that fits wins.

Patterns are anchored where `times` saw a word of time coming, so the text is never searched by them.
No pattern repeats a group inside a repeated group: matching is linear in what is matched.
"""

from __future__ import annotations

import re

from crossbearing.text import times_words as words


def _any(*names: str) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


_MONTH = (
    r"(?P<month>"
    + _any(*(m if len(m) > 4 or m in {"may", "june", "july"} else m + r"\.?" for m in words.MONTHS))
    + r")(?![a-z])"
)
_WEEKDAY = (
    r"(?P<weekday>" + _any(*(d if len(d) > 5 else d + r"\b\.?" for d in words.WEEKDAYS)) + r")(?![a-z])"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_YEAR = r"(?P<year>(?:1[3-9]|20|21)\d\d)(?!\d|,\d|\.\d|%|-\d\d?-)"
_SIMPLE = _any(*(n for n in words.NUMBERS if n not in {"a", "an", "another", "half", "zero"}))
_TENS = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine))"
_NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d+)?(?:\s+1/2)?|{_TENS}|{_SIMPLE})"
_VAGUE = r"(?:a\s+few|a\s+couple\s+of|a\s+couple|a\s+number\s+of|several|many|few|some|dozens\s+of|hundreds\s+of|thousands\s+of|countless|a\s+handful\s+of)"
_UNIT = r"(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|century|centurie|generation|season|summer|winter|spring|autumn|millennia)"
_COUNT = rf"(?P<count>{_NUMBER}|{_VAGUE}|another|an|a|half\s+a|half\s+an)"
_ABOUT = (
    r"(?P<mod>(?:nearly|almost|about|around|approximately|roughly|some|at\s+least|at\s+most|up\s+to|over|under|"
    r"more\s+than|less\s+than|fewer\s+than|just\s+over|just\s+under|just|only|barely|well\s+over|an\s+estimated|as\s+much\s+as|"
    r"as\s+long\s+as|no\s+more\s+than|no\s+less\s+than|an\s+additional)\s+)?"
)
_EARLY = (
    r"(?P<mod>(?:(?:the\s+)?(?:early|late|mid|middle)(?:\s+|-)(?:in\s+|of\s+)?|(?:the\s+)?(?:beginning|start|end|middle|eve|close|"
    r"rest|remainder|first\s+half|second\s+half|latter\s+half|last\s+half)\s+of\s+|earlier\s+(?:in\s+)?|later\s+(?:in\s+)?))?"
)
_PART = r"(?P<part>morning|dawn|afternoon|evening|night|noon|midday|midnight|lunchtime|overnight)"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?::(?P<sec>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\b\.?)"
)
_CLOCK24 = (
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<sec>[0-5]\d))?(?:\s*(?P<half>[ap]\.?m\b\.?))?"
)
_ZONE = r"(?:\s*(?:GMT|UTC|EDT|EST|CET|local\s+time|Moscow\s+time|\([^)\s]{2,5}\)))?"
_REL = (
    r"(?P<rel>last|past|next|this\s+past|this\s+coming|this|previous|preceding|coming|upcoming|following|current|same|"
    r"that|prior|ensuing)"
)
_S = r"\s+"
_OPT_THE = r"(?:the\s+)?"

_TABLE: tuple[tuple[str, str], ...] = (
    (
        "stamp",
        r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<hour>[012]\d):(?P<minute>\d\d)(?::(?P<sec>\d\d))?Z?)?(?![\d-])",
    ),
    ("digits", r"(?P<year>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)"),
    (
        "numeric",
        r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d\d)(?:\s+(?P<hour>[012]?\d):?(?P<minute>[0-5]\d)(?::(?P<sec>[0-5]\d))?(?:EDT|EST)?)?(?![\d/])",
    ),
    ("clock", rf"{_CLOCK}{_ZONE}(?:,?\s+(?:on\s+)?(?:(?P<rday>today|yesterday|tomorrow)|{_WEEKDAY}))?"),
    ("clock", rf"{_CLOCK24}{_ZONE}(?:,?\s+(?:on\s+)?(?:(?P<rday>today|yesterday|tomorrow)|{_WEEKDAY}))?"),
    ("hourpart", rf"(?P<hour>[01]?\d|{_SIMPLE})(?:\s+o'?clock)?\s+in\s+the\s+{_PART}"),
    (
        "full",
        rf"{_EARLY}(?:{_WEEKDAY},?\s+(?:the\s+)?)?{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?",
    ),
    ("full", rf"{_EARLY}(?:{_WEEKDAY},?\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}(?:\s*,?\s+{_YEAR})?"),
    ("monthyear", rf"{_EARLY}{_MONTH}(?:,?\s+(?:of\s+)?|[-/]){_YEAR}"),
    (
        "monthof",
        rf"{_EARLY}{_MONTH}\s+(?:of\s+)?(?P<rel>last|this|next|that|the\s+same|the\s+following|the\s+previous)\s+year",
    ),
    ("relmonth", rf"{_EARLY}{_REL}\s+{_MONTH}"),
    ("month", rf"{_EARLY}{_MONTH}"),
    (
        "relpart",
        rf"(?P<mod>(?:early|late|earlier|later)\s+)?(?P<rel>last|this|yesterday|tomorrow|today|that|the\s+same|the\s+previous|the\s+next|the\s+following)\s+{_PART}",
    ),
    ("dayrel", rf"(?P<day>day\s+before\s+yesterday|day\s+after\s+tomorrow)"),
    (
        "relday",
        r"(?P<mod>(?:early|late|earlier|later)\s+)?(?P<rday>yesterday|today|tomorrow|tonight|overnight)",
    ),
    (
        "weekday",
        rf"(?P<mod>(?:early|late)\s+(?:on\s+)?)?(?:(?P<rel>last|next|this\s+coming|this\s+past|this|the\s+following|the\s+previous)\s+)?{_WEEKDAY}(?:\s+{_PART})?(?:\s+(?P<off>last|next|this)\s+week)?",
    ),
    ("partof", rf"{_PART}\s+(?:on\s+|of\s+)?{_WEEKDAY}"),
    (
        "quarterrel",
        rf"(?P<rel>this|last|next)\s+year['’]s\s+(?:fiscal\s+)?(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)[-\s]quarter",
    ),
    (
        "quarterrel",
        rf"{_OPT_THE}(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)[-\s]quarter\s+(?:of\s+)?(?P<rel>this|last|next)\s+year",
    ),
    (
        "quarter",
        rf"{_OPT_THE}(?:fiscal\s+|{_YEAR}(?:['’]s)?\s+(?:fiscal\s+)?)?(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)(?:-|\s+fiscal\s+|\s+)quarter(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year2>(?:19|20)\d\d))?",
    ),
    ("quarter", rf"(?:the\s+)?Q(?P<q>[1-4])(?:\s+(?:of\s+)?(?P<year2>(?:19|20)\d\d))?\b"),
    (
        "halfyear",
        rf"{_OPT_THE}(?P<ordinal>first|second|last|latter)[-\s]half(?:\s+of\s+(?:{_YEAR}|(?P<rel>this|last|next|the)\s+year))",
    ),
    ("yearagoperiod", r"(?:the\s+)?year-(?:ago|earlier)(?:\s+(?P<unit>quarter|period))?"),
    (
        "span",
        rf"(?:the\s+|this\s+)?(?P<rel>last|past|next|coming|previous|first|final|following)\s+{_ABOUT}(?P<count>{_NUMBER}|{_VAGUE})[\s-](?P<unit>{_UNIT})s?(?:\s+or\s+so)?(?![a-z])",
    ),
    (
        "ago",
        rf"{_ABOUT}{_COUNT}(?:\s+and\s+a\s+half)?(?:\s+|-)(?P<unit>{_UNIT})s?,?\s+(?P<dir>ago|earlier|before|later|after|from\s+now|hence|previously|prior)(?![a-z])",
    ),
    ("agovague", rf"(?P<unit>{_UNIT})s\s+(?P<dir>ago|earlier|later|before)(?![a-z])"),
    ("inunits", rf"within\s+{_COUNT}\s+(?P<unit>{_UNIT})s?(?![a-z])"),
    (
        "every",
        rf"(?P<every>every|each|once\s+a|once\s+every|twice\s+a|times\s+a|per)\s+(?:(?P<count>{_NUMBER}|other|few|single)\s+)?(?:(?P<unit>{_UNIT})s?(?![a-z])|{_WEEKDAY}s?|(?P<part>morning|evening|afternoon))",
    ),
    ("fiscal", rf"{_OPT_THE}(?:fiscal\s+(?:year\s+)?|FY\s?){_YEAR}"),
    ("decade", rf"{_OPT_THE}{_EARLY}(?P<decade>(?:1[5-9]|20)\d)0['’]?s(?![a-z])"),
    (
        "decadeword",
        rf"{_OPT_THE}{_EARLY}(?:['’](?P<two>[2-9])0s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?![a-z])",
    ),
    ("century", rf"{_OPT_THE}{_EARLY}(?P<n>\d\d?)(?:st|nd|rd|th)[-\s]century"),
    (
        "century",
        rf"{_OPT_THE}{_EARLY}(?P<word>sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)[-\s]century",
    ),
    ("seasonyear", rf"(?:the\s+)?{_EARLY}{_SEASON}(?:\s+of\s+|,?\s+){_YEAR}"),
    ("relseason", rf"(?:the\s+)?{_EARLY}{_REL}\s+{_SEASON}(?![a-z])"),
    ("age", rf"{_COUNT}[-\s]years?[-\s]old"),
    (
        "relunit",
        rf"(?P<mod>(?:early|late|earlier|later|at\s+the\s+end\s+of|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of|by\s+the\s+end\s+of|mid-)\s*)?{_OPT_THE}{_REL}\s+(?:fiscal\s+|calendar\s+|full\s+)?(?P<unit>weekend|week|month|year|quarter|decade|century|day)(?:\s+or\s+so)?(?![a-z-])",
    ),
    ("nextday", r"(?:the|a)\s+(?P<unit>day|week|month|year)\s+(?P<dir>after|before|earlier|later)(?![a-z])"),
    (
        "recent",
        rf"(?:in\s+)?(?:the\s+)?(?P<which>recent|coming|past|last|upcoming)\s+(?:few\s+)?(?P<unit>days|weeks|months|years|decades|hours)(?![a-z])",
    ),
    ("months9", rf"(?:the\s+)(?P<count>{_NUMBER})[\s-](?P<unit>{_UNIT})s?(?:\s+period)?(?![a-z-])"),
    (
        "duration",
        rf"{_ABOUT}{_COUNT}(?P<halves>\s+and\s+a\s+half)?(?:\s+(?:more|full|whole|consecutive|straight|long|other))?(?P<hyphen>[\s-]+)(?P<unit>{_UNIT})s?(?:(?:-|\s+)long)?(?P<halves2>\s+and\s+a\s+half)?(?:\s+or\s+so)?(?![a-z])",
    ),
    ("duration", rf"{_ABOUT}(?P<count>\d+)(?P<hyphen>\s?)(?P<unit>hrs?|mins?|yrs?|secs?)(?![a-z])"),
    (
        "ofunits",
        rf"(?:{_VAGUE}\s+)?(?P<unit>decades|years|months|weeks|days|hours|centuries|minutes)(?:\s+of|\s+and\s+years|\s+or\s+months)?(?![a-z-])",
    ),
    (
        "alltheunit",
        rf"(?:all|the\s+whole|the\s+entire|the\s+full|the\s+rest\s+of\s+the|full)\s+(?:fiscal\s+)?(?P<unit>day|week|month|year|decade)(?![a-z])",
    ),
    (
        "theunit",
        rf"(?P<mod>earlier\s+in\s+|later\s+in\s+|early\s+in\s+|late\s+in\s+|the\s+end\s+of\s+)?(?:the|that)\s+(?:fiscal\s+|latest\s+|current\s+)?(?P<unit>year|quarter|weekend|week)(?![a-z-]|['’])",
    ),
    ("year", rf"{_EARLY}(?:the\s+year\s+)?{_YEAR}(?![a-z])"),
    ("twoyears", r"['’](?P<two>\d\d)(?!\d|s|th)"),
    ("set", r"(?P<set>" + _any(*words.SETS) + r")(?![a-z])"),
    ("holiday", r"(?P<holiday>" + _any(*words.HOLIDAYS) + r")(?:,?\s+(?P<year>(?:19|20)\d\d))?(?![a-z])"),
    ("present", r"(?P<ref>" + _any(*(w.replace(" ", r"\s+") for w in words.PRESENT)) + r")(?![a-z-])"),
    (
        "past",
        r"(?P<ref>"
        + _any(*(w.replace(" ", r"\s+") for w in words.PAST))
        + r"|(?:the\s+)?(?:recent\s+|distant\s+)?past|recent)(?![a-z-])",
    ),
    (
        "future",
        r"(?P<ref>"
        + _any(*(w.replace(" ", r"\s+") for w in words.FUTURE))
        + r"|(?:the\s+)?(?:near\s+|foreseeable\s+)?future)(?![a-z-])",
    ),
    ("clockword", r"(?P<part>noon|midnight|midday)(?![a-z])(?:\s+(?:on\s+)?" + _WEEKDAY + r")?"),
)

RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _TABLE
)
