from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


# Published on Wednesday, 16 June 2021.
@pytest.mark.parametrize(
    ("text", "words", "value", "written"),
    [
        (
            "The offer ended at 5 p.m. EST, Nov. 6, 2019.",
            "5 p.m. EST, Nov. 6, 2019",
            "2019-11-06T17:00",
            "2019-11-06T17:00:00-05:00",
        ),
        ("The raid began at 1400 GMT.", "1400 GMT", "2021-06-16T14:00", "2021-06-16T14:00:00Z"),
        ("They met at ten o'clock.", "ten o'clock", "2021-06-16T10:00", "2021-06-16T10:00:00"),
        ("They left on the night of 3 March.", "the night of 3 March", "2021-03-03TNI", "2021-03-03"),
        (
            "They came in the early hours of Tuesday.",
            "the early hours of Tuesday",
            "2021-06-15TMO",
            "2021-06-15",
        ),
        ("They came on Monday evening.", "Monday evening", "2021-06-14TEV", "2021-06-14"),
        ("They left by mid-afternoon.", "mid-afternoon", "2021-06-16TAF", "2021-06-16"),
        ("They left at noon on Tuesday.", "noon on Tuesday", "2021-06-15T12:00", "2021-06-15T12:00:00"),
    ],
)
def test_time_of_day_is_read(passage: Read, text: str, words: str, value: str, written: str) -> None:
    found = passage(text)
    assert found.values() == {words: value}
    assert found.times[0].edtf == written


def test_a_time_of_day_belongs_to_the_day_named_just_before(passage: Read) -> None:
    found = passage(
        "They came on 3 March 2020. At 7:15 p.m. they left. It rained. It thawed. At 8 p.m. it froze."
    )
    assert found.values()["7:15 p.m."] == "2020-03-03T19:15"
    assert found.values()["8 p.m."] == "2021-06-16T20:00"


@pytest.mark.parametrize("text", ["They read the morning papers.", "An early morning show was on."])
def test_a_part_of_the_day_that_describes_is_left_out(passage: Read, text: str) -> None:
    assert passage(text).times == ()
