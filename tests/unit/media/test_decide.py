from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.media_evidence import COPY

from crossbearing.media.decide import (
    Evidence,
    agrees_as_well,
    ample_geometry,
    enough_geometry,
    moment,
    reasons,
    same_pictures,
    same_scene,
    some_geometry,
)
from crossbearing.media.evenness import NOTHING, Evenness
from crossbearing.model.footage import Moment

SHARED_BANNER = replace(COPY, likeness=0.74, motion=0.1, length_s=3.0, coverage=0.44, evenness=NOTHING)


def changed(movement: dict[str, Any], *, evenness: Evenness = COPY.evenness, **others: Any) -> Evidence:
    """A copy, but for this."""
    return replace(COPY, movement=replace(COPY.movement, **movement), evenness=evenness, **others)


def even(agreement: float, prominence: float, lead: float, besides: float | None = None) -> Evenness:
    """What agrees as much away from the greatest changes, unless said otherwise."""
    return Evenness(agreement, agreement if besides is None else besides, prominence, lead)


def established(evidence: Evidence) -> bool:
    return moment(evidence) is Moment.ESTABLISHED


def why(evidence: Evidence) -> str:
    """The last of the reasons, which is the moment's."""
    return reasons(evidence, mirrored=False, speed=1.0)[-1]


def test_a_banner_that_both_bear_is_no_scene() -> None:
    assert not same_scene(SHARED_BANNER)


def test_a_standing_camera_at_another_moment_is_the_same_scene() -> None:
    assert same_scene(replace(SHARED_BANNER, coverage=1.0))


def test_where_hardly_anything_moves_a_part_of_the_picture_will_do() -> None:
    assert same_scene(replace(SHARED_BANNER, activity=0.01))


def test_a_copy_is_the_same_moment() -> None:
    assert established(COPY)
    assert "same moment" in why(COPY)
    assert not established(replace(COPY, still=True))


@pytest.mark.parametrize("lead", [1.2, -0.1])
def test_what_fits_about_as_well_at_another_time_is_not(lead: float) -> None:
    again = replace(COPY, evenness=replace(COPY.evenness, lead=lead))
    assert not established(again)
    assert "other times" in why(again)


def test_what_does_not_stand_out_from_chance_is_not() -> None:
    other = replace(COPY, motion=0.1, evenness=even(0.1, 4.0, 1.6))
    assert not established(other)
    assert "may be another moment" in why(other)
    assert "Hardly anything moves" in why(replace(other, activity=0.01))


def test_lines_of_text_that_come_in_together_with_other_words_establish_nothing() -> None:
    cards = changed(
        {"patterns": 2.6, "instants": 3.1, "agreeing": 1.0, "fine": 0.5}, evenness=even(0.87, 10.8, 5.8)
    )
    assert not established(cards)
    assert "one design" in why(cards)
    assert established(replace(cards, movement=replace(cards.movement, fine=0.95)))


def test_many_lines_with_other_words_establish_nothing_either() -> None:
    assert not established(changed({"instants": 9.0, "fine": 0.3}, evenness=even(0.87, 12.0, 5.8)))


def test_a_turning_logo_takes_little_of_the_picture_and_hardly_stands_out() -> None:
    logo = changed(
        {"patterns": 3.7, "instants": 34.0, "share": 0.02, "agreeing": 1.0, "fine": 0.96},
        evenness=even(0.68, 8.8, 2.6),
    )
    assert not established(logo)
    assert established(replace(logo, movement=replace(logo.movement, share=0.2)))


def test_one_cut_between_two_standing_cameras_establishes_nothing() -> None:
    cut = changed(
        {"patterns": 1.0, "instants": 1.1, "share": 0.4, "fine": 0.9}, evenness=even(0.99, 12.9, 3.1, 0.02)
    )
    assert not established(cut)
    assert established(replace(cut, evenness=even(0.59, 27.0, 3.3, 0.52)))  # what moves besides agrees, too
    assert established(replace(cut, movement=replace(cut.movement, instants=3.0)))


def test_who_takes_the_same_way_at_another_time_takes_it_once_and_differs_in_detail() -> None:
    walker = changed({"instants": 6.1, "share": 0.08, "fine": 0.48}, evenness=even(0.1, 35.0, 7.4))
    assert not established(walker)
    assert not established(replace(walker, movement=replace(walker.movement, fine=0.9)))
    assert established(replace(walker, evenness=COPY.evenness, movement=replace(walker.movement, fine=0.9)))


def test_cars_alike_that_pass_at_the_same_times_are_told_by_where_pictures_differ() -> None:
    street = changed(
        {"share": 0.07, "apart": 160.0, "fine": 0.71}, evenness=even(0.68, 63.0, 23.0, besides=0.05)
    )
    assert not established(street)
    assert "differs far more" in why(street)
    assert established(replace(street, movement=replace(street.movement, apart=36.0)))
    assert established(replace(street, movement=replace(street.movement, share=0.3)))
    # A codec can leave standing parts as they were; then all agrees, and not the cars alone.
    assert established(replace(street, evenness=even(0.55, 36.0, 5.9, besides=0.67)))


FILMED = changed(
    {"instants": 15.0, "overall": 0.4, "agreeing": 0.3, "fine": 0.65}, evenness=even(0.2, 11.0, 6.0)
)


def test_much_that_changes_at_many_instants_is_the_same_moment_however_noisy() -> None:
    assert established(FILMED)
    blurred = replace(FILMED, movement=replace(FILMED.movement, fine=0.25))
    assert not established(blurred)
    assert established(replace(blurred, evenness=even(0.35, 60.0, 20.0)))


@pytest.mark.parametrize(
    "less",
    [{"instants": 6.0}, {"fine": 0.45}, {"fine": None}],
    ids=["once", "another's details", "no details"],
)
def test_with_less_it_may_be_another_moment(less: dict[str, Any]) -> None:
    assert not established(replace(FILMED, movement=replace(FILMED.movement, **less)))


def test_where_too_little_moves_to_have_details_whatever_moves_has_to_agree() -> None:
    little = changed({"instants": 15.0, "agreeing": 1.0, "fine": None}, evenness=even(0.33, 10.0, 3.2))
    assert established(little)
    assert not established(replace(little, movement=replace(little.movement, agreeing=0.6)))
    assert not established(replace(little, evenness=even(0.2, 10.0, 3.2)))
    assert not established(replace(little, movement=replace(little.movement, instants=2.0)))


def test_of_a_few_movements_that_surely_agree_fewer_details_are_asked() -> None:
    few = changed({"instants": 4.5, "fine": 0.54}, evenness=even(0.47, 88.0, 11.0))
    assert established(few)
    assert not established(replace(few, evenness=even(0.47, 15.0, 11.0)))
    assert not established(replace(few, movement=replace(few.movement, fine=0.3)))
    # Two addresses that are typed in, alike in the letters that they share.
    assert not established(replace(few, movement=replace(few.movement, agreeing=0.2)))


def test_of_many_movements_that_surely_agree_hardly_any_details_are_asked() -> None:
    carpet = changed({"instants": 37.0, "fine": 0.18}, evenness=even(0.47, 100.0, 20.0))
    assert established(carpet)
    assert not established(replace(carpet, evenness=even(0.47, 15.0, 11.0)))
    assert not established(replace(carpet, movement=replace(carpet.movement, fine=-0.1)))


def test_a_clock_that_both_show_is_too_little() -> None:
    clock = changed(
        {"instants": 5.0, "share": 0.006, "agreeing": 1.0, "fine": None}, evenness=even(0.9, 14.0, 3.0)
    )
    assert not established(clock)
    assert established(replace(clock, movement=replace(clock.movement, share=0.1)))


BRIEF = replace(COPY, length_s=1.6, evenness=even(0.84, 55.0, 15.0))


def test_less_than_two_seconds_have_to_agree_closely() -> None:
    assert established(BRIEF)
    loose = replace(BRIEF, evenness=even(0.54, 20.0, 4.2))
    assert not established(loose)
    assert "less than 2 seconds" in why(loose)


@pytest.mark.parametrize(
    "less",
    [
        replace(BRIEF, evenness=even(0.84, 55.0, 3.0)),
        replace(BRIEF, movement=replace(BRIEF.movement, fine=0.5)),
        replace(BRIEF, movement=replace(BRIEF.movement, fine=None, agreeing=1.0)),
        replace(BRIEF, evenness=even(0.84, 55.0, 15.0, 0.0), movement=replace(BRIEF.movement, apart=110.0)),
    ],
    ids=["hardly better than elsewhere", "other details", "no details", "differs"],
)
def test_brief_stretches_that_lack_anything_establish_nothing(less: Evidence) -> None:
    assert not established(less)


def test_without_features_only_a_moment_makes_the_same_pictures() -> None:
    bare = replace(COPY, features=0, places=0, cells=0)
    assert same_pictures(bare)
    assert not same_pictures(replace(bare, evenness=NOTHING))


def test_a_known_line_goes_on_only_where_no_other_agrees_clearly_better() -> None:
    assert agrees_as_well(COPY, COPY)
    assert agrees_as_well(replace(COPY, likeness=0.93, motion=0.75), COPY)
    assert not agrees_as_well(replace(COPY, likeness=0.8), COPY)
    assert not agrees_as_well(replace(COPY, motion=-0.06), replace(COPY, motion=0.67))


def test_a_map_can_be_worth_a_look_without_being_proof() -> None:
    assert some_geometry(14, 7, 7)
    assert not enough_geometry(14, 7, 7)
    assert not some_geometry(13, 6, 2)


def test_a_map_on_very_much_leaves_its_mirror_image_unasked() -> None:
    assert ample_geometry(500, 120, 30)
    assert not ample_geometry(500, 20, 30)  # one sharp corner, seen over and over
