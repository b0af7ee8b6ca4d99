"""Words of time: the tables behind `times`. Keys are in lower case."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
EDTF_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
PARTS = {
    "morning": "MO",
    "dawn": "MO",
    "noon": "MI",
    "midday": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "night": "NI",
    "overnight": "NI",
    "midnight": "NI",
    "daytime": "DT",
    "nightfall": "NI",
}
NUMBERS = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "a": 1,
    "an": 1,
    "another": 1,
    "half": 0,
    "dozen": 12,
}
ORDINALS = {
    name: value
    for value, name in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}
UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "NI",
    "week": "W",
    "fortnight": "2W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "mo": "M",
    "yr": "Y",
    "hr": "TH",
    "min": "TM",
    "sec": "TS",
    "generation": "GE",
    "morning": "MO",
    "evening": "EV",
    "afternoon": "AF",
    "season": "SE",
    "millennium": "ML",
}
VAGUE_COUNTS = frozenset(
    {
        "few",
        "several",
        "some",
        "many",
        "couple",
        "dozen",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "these",
    }
)

PRESENT = frozenset(
    {
        "now",
        "currently",
        "at present",
        "at the moment",
        "nowadays",
        "these days",
        "at this time",
        "at this point",
        "to date",
    }
)
PAST = frozenset(
    {
        "recently",
        "in recent times",
        "long ago",
        "lately",
        "some time ago",
        "not long ago",
        "in recent memory",
    }
)
FUTURE = frozenset({"soon", "in the coming period"})
SETS = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "hourly": "PT1H",
    "nightly": "PNI",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "annually": "P1Y",
}
ZONES = {
    name: offset
    for offset, names in {
        "Z": "GMT UTC",
        "-04:00": "EDT",
        "-05:00": "EST CDT",
        "-06:00": "CST MDT",
        "-07:00": "MST PDT",
        "-08:00": "PST",
        "+01:00": "BST CET",
        "+02:00": "CEST EET",
        "+03:00": "EEST MSK",
    }.items()
    for name in names.split()
} | {"Moscow time": "+03:00"}
"""Names of time zones that news uses, with their distance from UTC. IST, AST mean several: left out."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUTURE_CUES = _words("""
    will 'll would shall upcoming coming forthcoming scheduled expected planned due plan plans set next
    tomorrow going slated
""")
WILL = _words("will 'll would shall wo could may might")
PAST_HELPERS = _words("had was were did has have been 've 's")
