"""Words that tell a place's name from a person's, a body's or a street's, all in small letters."""

from __future__ import annotations

from crossbearing.resolve.vocabulary import vocabulary

_IN = "in at near outside inside around throughout across within"
_TOWARD = "from to into toward towards via between through off"
_TITLED = "mr mrs ms dr judge sgt rep sen gov officer coach deputy"
_ORGANISED = (
    "police university college school high hospital department times news herald council fire sheriff court"
    " church club bank central academy elementary institute museum post journal commission board association"
    " center centre airport library company inc corp chamber medical united team"
)
_STREETS = "street st road rd avenue ave drive lane boulevard blvd way court square highway pike"
_PEOPLE = (
    "mayor man men woman women resident residents councillor councilman official officials couple teen native"
    " natives area based born police firefighters commissioner businessman teenager student students driver"
    " lawmakers voters troops forces government authorities"
)

IN = frozenset(_IN.split())
TOWARD = frozenset(_TOWARD.split())
TITLES = vocabulary("titles") | frozenset(_TITLED.split())
ORGANISED = frozenset(_ORGANISED.split())
STREETS = frozenset(_STREETS.split())
PEOPLE = frozenset(_PEOPLE.split())
"""What follows a place's name that says whose somebody is: "a Strelsau man"."""
ARTICLES = frozenset(("the", "a", "an"))
