"""How a value is to be taken: "early March" is the start of it, "nearly a year" is about it."""

from __future__ import annotations

import re

from crossbearing.model.when import TimeMod, TimeType

_OF_TIMES: tuple[tuple[re.Pattern[str], TimeMod], ...] = tuple(
    (re.compile(rf"^(?:the )?(?:{said})\b"), mod)
    for said, mod in (
        ("early|beginning|start|eve|first half|opening|first days", TimeMod.START),
        ("mid|middle", TimeMod.MID),
        ("late|end|close|second half|latter half|last half|rest|remainder", TimeMod.END),
        ("at least|no less than|as long as|as much as", TimeMod.EQUAL_OR_MORE),
        ("at most|up to|no more than", TimeMod.EQUAL_OR_LESS),
        ("more than|over|well over|just over", TimeMod.MORE_THAN),
        ("less than|fewer than|under|just under", TimeMod.LESS_THAN),
        ("nearly|almost|about|around|approximately|roughly|some|an estimated", TimeMod.APPROX),
    )
)
_OF_POINTS = {TimeMod.MORE_THAN: TimeMod.BEFORE, TimeMod.LESS_THAN: TimeMod.AFTER}


def modifier(said: str, kind: TimeType) -> TimeMod | None:
    """Return what the words before a time make of it, None where they make nothing.

    said: in lower case. "More than two years" lasts longer; "more than two years ago" lies before.
    """
    for form, mod in _OF_TIMES:
        if form.match(said):
            return _OF_POINTS.get(mod, mod) if kind in {TimeType.DATE, TimeType.TIME} else mod
    return None
