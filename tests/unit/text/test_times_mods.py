from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossbearing.model.when import TimeMod, TimeType
from crossbearing.text.times_mods import modifier


@pytest.mark.parametrize(
    ("said", "kind", "mod"),
    [
        ("early march", TimeType.DATE, TimeMod.START),
        ("mid 2019", TimeType.DATE, TimeMod.MID),
        ("the end of the month", TimeType.DATE, TimeMod.END),
        ("nearly a year", TimeType.DURATION, TimeMod.APPROX),
        ("more than two years", TimeType.DURATION, TimeMod.MORE_THAN),
        ("more than two years ago", TimeType.DATE, TimeMod.BEFORE),
        ("at least three days", TimeType.DURATION, TimeMod.EQUAL_OR_MORE),
        ("up to a week", TimeType.DURATION, TimeMod.EQUAL_OR_LESS),
        ("two years", TimeType.DURATION, None),
        ("middling", TimeType.DATE, None),
    ],
)
def test_words_before_a_time_tell_how_to_take_it(said: str, kind: TimeType, mod: TimeMod | None) -> None:
    assert modifier(said, kind) is mod


def test_vague_times_stay_vague(passage: Callable[..., Any]) -> None:
    found = passage("In early March 2020 they had held it for nearly a year.")
    assert [(t.value, t.mod, t.edtf) for t in found.times] == [
        ("2020-03", TimeMod.START, "2020-03~"),
        ("P1Y", TimeMod.APPROX, None),
    ]
