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
        "right now",
        "at this time",
        "at this point",
        "to date",
        "current",
    }
)
PAST = frozenset(
    {
        "recently",
        "previously",
        "formerly",
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
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUTURE_CUES = _words("""
    will 'll would shall upcoming coming forthcoming scheduled expected planned due plan plans set next
    tomorrow going slated
""")
WILL = _words("will 'll would shall wo")
PAST_HELPERS = _words("had was were did has have been 've 's")
HOLIDAYS = {
    "may day": (5, 1),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "boxing day": (12, 26),
    "independence day": (7, 4),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
}
