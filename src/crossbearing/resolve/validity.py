"""When something held: the dates of the register, as Extended Date/Time Format, turned into bounds.

The register writes a date as precisely as it is known: a day, a month or a year, with "?", "~" or
"%" behind it where the source itself is unsure. Two such dates are compared by the days they allow.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?\Z")


def bounds(edtf: str) -> tuple[date, date]:
    """Return the first and the last day that `edtf` allows.

    edtf: "2018", "2018-06", "2018-06-05", each with an optional "?", "~" or "%" (EDTF level 1).
    Raises ValueError: it is no such date.
    """
    found = _EDTF.match(edtf)
    if found is None:
        msg = f"{edtf!r} is not a date such as 2018, 2018-06 or 2018-06-05"
        raise ValueError(msg)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def holds(since: str | None, until: str | None, on: date | None) -> bool:
    """Tell whether a period may cover the day `on`; an open end, or no day, speaks for it."""
    if on is None:
        return True
    if since is not None and on < bounds(since)[0]:
        return False
    return until is None or on <= bounds(until)[1]


def period(since: str | None, until: str | None) -> str:
    """Say a period in words: "2012 to 2017-01-28", "since 2018", "at some time"."""
    if since and until:
        return f"{since} to {until}"
    if since:
        return f"since {since}"
    if until:
        return f"until {until}"
    return "at some time"
