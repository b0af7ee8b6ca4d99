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


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A mention of a time, resolved as far as the text and its date of publication allow.

    value: TIMEX3 value ("2020-03-04", "P1Y", "PRESENT_REF"), None if it cannot be resolved.
    edtf: the same as Extended Date/Time Format where that can say it ("2020-03~"), else None.
    """

    span: Span
    type: TimeType
    value: str | None
    edtf: str | None
    reasons: tuple[str, ...] = ()
