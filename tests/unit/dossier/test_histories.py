from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from tests.dossier_cases import realistic_case

from crossbearing.dossier import page
from crossbearing.dossier.histories import history_view, making_view, position_in_words, time_in_words
from crossbearing.dossier.lookup import look_up
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.footage import (
    ContactSheet,
    Copy,
    FilePosition,
    FileTime,
    FootageHistory,
    Making,
    Match,
    Moment,
    ZoneKnown,
)

CASE = realistic_case()
OLD, NEW = (clip.item for clip in CASE.footage[:2])
TIME = TimeSpan(Fraction(0), Fraction(4))
MATCH = Match(
    NEW, OLD, TIME, TIME, 1.25, mirrored=True, moment=Moment.ESTABLISHED, score=0.9, frames=9,
    frame_map=(-0.5, 0.0, 0.75, 0.0, 0.5, 0.25),
)  # fmt: skip
HISTORY = FootageHistory(
    NEW,
    (
        Copy(OLD, date(2030, 1, 5), datetime(2031, 6, 2, tzinfo=UTC)),
        Copy(NEW, date(2031, 5, 3), datetime(2031, 6, 1, tzinfo=UTC), OLD, MATCH),
    ),
    first_acquired=NEW,
    first_public=OLD,
    contradictions=(
        "“Gazette” of 2031-05-03 says “new video”; a copy was public on 2030-01-05, 483 days before.",
    ),
)
MAKING = Making(
    times=(FileTime("container.creation_time", "2030-01-01T10:00:00Z", ZoneKnown.BY_FORMAT),),
    positions=(FilePosition("gps.GPSLatitude", 35.5, -36.25, 12.0),),
    device="Orvan 3",
    programs=("Editor 2",),
    signs=("It names the editing program “Editor 2”.",),
)


def rendered() -> str:
    footage = tuple(replace(clip, making=MAKING) for clip in CASE.footage)
    case = replace(CASE, footage=footage, histories=(HISTORY,), matches=(MATCH,))
    picture = b"\xff\xd8\xff" + bytes(50)
    return page.render(
        case,
        frame=lambda _item, _at_s, _side: picture,
        sheet=lambda item: ContactSheet(item, (Fraction(1), Fraction(5)), (picture, picture)),
    )


def test_both_senses_of_earliest_are_said() -> None:
    view = history_view(look_up(replace(CASE, histories=(HISTORY,))), NEW)
    assert view is not None
    assert "public on 2030-01-05" in view.first_public
    assert view.first_acquired.startswith("this one, acquired 2031-06-01")
    assert [line.here for line in view.copies] == [False, True]
    assert "or a common source" in view.copies[1].made_from
    assert "mirrored" in view.copies[1].made_from


def test_what_was_never_traced_has_no_history() -> None:
    assert history_view(look_up(CASE), NEW) is None


def test_times_and_positions_say_how_far_they_can_be_trusted() -> None:
    assert "devices without a zone write local time" in time_in_words(MAKING.times[0])
    assert position_in_words(MAKING.positions[0]) == "35.50000, -36.25000, 12 m"
    assert "know no position" in position_in_words(FilePosition("x", 0.0, 0.0))
    assert [name for name, _ in making_view(MAKING).facts][-2:] == ["Device", "Program"]


def test_the_page_shows_history_making_sheet_and_outlines() -> None:
    text = rendered()
    assert "Called new, but seen before" in text
    assert "483 days before" in text
    assert "may be made from" in text
    assert "Orvan 3" in text
    assert "observations, no proof" in text
    assert "one frame a shot" in text
    assert text.count('class="outline"') >= 2
    assert "outlined is what both clips show" in text
    assert "Outlined, with corners numbered alike" in text
