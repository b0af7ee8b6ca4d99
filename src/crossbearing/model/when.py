"""Dates and durations as a document puts them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crossbearing.model.anchor import Span


class TimeType(StrEnum):
    """TIMEX3 types (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeMod(StrEnum):
    """How a TIMEX3 value is to be taken: which part of it, or more, or less (ISO-TimeML's `mod`)."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"
    BEFORE = "BEFORE"
    AFTER = "AFTER"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A mention of a time, resolved as far as the text and its date of publication allow.

    value: TIMEX3 value ("2020-03-04", "P1Y", "PRESENT_REF"), None if it cannot be resolved.
    edtf: the same as Extended Date/Time Format where that can say it ("2020-03~"), else None. A range
    ("3-5 March") has its first day as value and the whole of it as edtf ("2020-03-03/2020-03-05").
    mod: "early March" is the START of 2020-03; None where nothing is said.
    """

    span: Span
    type: TimeType
    value: str | None
    edtf: str | None
    reasons: tuple[str, ...] = ()
    mod: TimeMod | None = None
