from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crossbearing.media.align import Rivals
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
from crossbearing.media.movement import Movement
from crossbearing.model.footage import Moment

SHARED_BANNER = Evidence(
    features=400,
    places=120,
    cells=40,
    hashes=0,
    likeness=0.74,
    motion=0.1,
    moving=0.1,
    plain=True,
    elsewhere=Rivals(motion=0.1, moving=0.1, prominence=1.0),
    activity=0.3,
    length_s=3.0,
    still=False,
    frames=22,
    coverage=0.44,
    movement=Movement(
        patterns=4.0,
        per_s=1.5,
        instants=10.0,
        places=30.0,
        share=0.1,
        apart=5.0,
        overall=0.1,
        cells=90,
        agreeing=0.6,
        fine=0.1,
    ),
)
COPY = replace(
    SHARED_BANNER,
    likeness=0.95,
    motion=0.85,
    moving=0.85,
    elsewhere=Rivals(motion=0.1, moving=0.1, prominence=14.0),
    length_s=6.0,
    coverage=0.9,
    movement=Movement(
        patterns=9.0,
        per_s=1.7,
        instants=30.0,
        places=60.0,
        share=0.1,
        apart=5.0,
        overall=0.87,
        cells=90,
        agreeing=0.6,
        fine=0.8,
    ),
)
PASSING_BY = replace(
    COPY,
    activity=0.02,
    motion=0.24,
    elsewhere=Rivals(motion=0.08, moving=0.4, prominence=14.0),
    movement=Movement(
        patterns=2.6,
        per_s=2.5,
        instants=5.5,
        places=40.0,
        share=0.1,
        apart=5.0,
        overall=0.9,
        cells=90,
        agreeing=0.6,
        fine=0.8,
    ),
)


def standing_out(prominence: float) -> Rivals:
    return Rivals(motion=0.1, moving=0.1, prominence=prominence)


def test_a_banner_that_both_bear_is_no_scene() -> None:
    assert not same_scene(SHARED_BANNER)


def test_a_standing_camera_at_another_moment_is_the_same_scene() -> None:
    assert same_scene(replace(SHARED_BANNER, coverage=1.0))


def test_where_hardly_anything_moves_a_part_of_the_picture_will_do() -> None:
    assert same_scene(replace(SHARED_BANNER, activity=0.01))


def test_a_copy_is_the_same_moment() -> None:
    assert moment(COPY) is Moment.ESTABLISHED


def test_lines_of_text_that_come_in_together_with_other_words_establish_nothing() -> None:
    cards = replace(
        COPY,
        movement=Movement(2.6, 0.8, 3.1, 60.0, 0.3, 5.0, 0.96, 90, 0.6, 0.25),
        elsewhere=standing_out(6.5),
    )
    assert moment(cards) is Moment.NOT_ESTABLISHED
    assert "one design" in reasons(cards, mirrored=False, speed=1.0)[-1]


def test_many_lines_with_other_words_establish_nothing_either() -> None:
    cards = replace(
        COPY,
        movement=Movement(8.0, 1.5, 7.5, 60.0, 0.3, 5.0, 0.96, 90, 0.6, 0.3),
        elsewhere=standing_out(9.0),
    )
    assert moment(cards) is Moment.NOT_ESTABLISHED


def test_a_turning_logo_that_fits_at_other_times_too_establishes_nothing() -> None:
    logo = replace(
        COPY,
        movement=Movement(4.2, 0.9, 35.0, 12.0, 0.02, 5.0, 0.88, 90, 0.6, 0.9),
        elsewhere=standing_out(6.6),
    )
    assert moment(logo) is Moment.NOT_ESTABLISHED


def test_few_movements_that_stand_out_and_agree_in_detail_are_the_same_moment() -> None:
    few = replace(
        COPY,
        movement=Movement(2.8, 1.7, 11.5, 140.0, 0.3, 5.0, 0.97, 90, 0.6, 0.95),
        elsewhere=standing_out(9.0),
    )
    assert moment(few) is Moment.ESTABLISHED


def test_somebody_passing_before_a_standing_scene_is_enough() -> None:
    assert moment(PASSING_BY) is Moment.ESTABLISHED


def test_where_most_stands_still_what_moves_may_lead_where_means_do_not() -> None:
    brief = replace(PASSING_BY, moving=0.94, elsewhere=Rivals(motion=0.18, moving=0.54, prominence=16.0))
    assert moment(brief) is Moment.ESTABLISHED
    again = replace(brief, elsewhere=Rivals(motion=0.18, moving=0.75, prominence=16.0))
    assert moment(again) is Moment.NOT_ESTABLISHED
    assert moment(replace(brief, plain=False)) is Moment.ESTABLISHED
    faster = replace(brief, plain=False, movement=replace(brief.movement, overall=0.8))
    assert moment(faster) is Moment.NOT_ESTABLISHED


LITTLE_BUT_ALL = replace(
    COPY,
    motion=0.46,
    moving=0.86,
    activity=0.04,
    elsewhere=Rivals(motion=0.13, moving=0.2, prominence=4.6),
    movement=Movement(2.6, 2.3, 3.2, 10.0, 0.01, 12.0, 0.88, 60, 0.95, 0.96),
)


def test_whatever_moves_moves_alike_in_a_copy_however_little_it_is() -> None:
    assert moment(LITTLE_BUT_ALL) is Moment.ESTABLISHED


ALIKE = LITTLE_BUT_ALL.movement


@pytest.mark.parametrize(
    "movement",
    [
        replace(ALIKE, agreeing=0.55),  # others pass at other places
        replace(ALIKE, fine=0.45),  # other words
        replace(ALIKE, fine=None),
        replace(ALIKE, per_s=0.7),  # one logo that turns
        replace(ALIKE, apart=90.0),
        replace(ALIKE, cells=7),
    ],
)
def test_what_agrees_in_part_or_without_detail_or_over_and_over_is_not_enough(movement: Movement) -> None:
    assert moment(replace(LITTLE_BUT_ALL, movement=movement)) is Moment.NOT_ESTABLISHED


def test_a_whole_picture_that_moves_alike_needs_no_cells_that_stand_around_it() -> None:
    whole = replace(ALIKE, share=0.6, instants=7.0, fine=None)
    assert moment(replace(LITTLE_BUT_ALL, movement=whole)) is Moment.ESTABLISHED


def test_less_than_two_seconds_are_enough_where_much_moves_in_many_ways() -> None:
    short = replace(COPY, length_s=1.9, motion=0.8, moving=0.8)
    assert moment(short) is Moment.ESTABLISHED
    few = replace(short, movement=replace(short.movement, patterns=3.0))
    assert moment(few) is Moment.NOT_ESTABLISHED


def test_one_who_passes_differently_is_not() -> None:
    other = replace(PASSING_BY, movement=replace(PASSING_BY.movement, overall=0.65))
    assert moment(other) is Moment.NOT_ESTABLISHED


def test_without_features_only_a_moment_makes_the_same_pictures() -> None:
    bare = replace(COPY, features=0, places=0, cells=0)
    assert same_pictures(bare)
    assert not same_pictures(replace(bare, motion=0.1, moving=0.1))


def test_one_car_is_another_that_drives_faster_if_any_speed_will_do() -> None:
    car = replace(COPY, plain=False, movement=Movement(13.0, 3.2, 29.0, 32.0, 0.06, 5.0, 0.79, 90, 0.6, 0.72))
    assert moment(car) is Moment.NOT_ESTABLISHED
    assert "another speed" in reasons(car, mirrored=False, speed=0.88)[-1]
    assert moment(replace(car, movement=replace(car.movement, overall=0.92))) is Moment.ESTABLISHED


def test_cars_alike_that_pass_at_the_same_times_are_told_by_where_pictures_differ() -> None:
    street = replace(COPY, movement=Movement(14.0, 3.4, 31.0, 32.0, 0.06, 168.0, 0.57, 90, 0.6, 0.71))
    assert moment(street) is Moment.NOT_ESTABLISHED
    assert "what moves differs" in reasons(street, mirrored=False, speed=1.0)[-1]
    assert moment(replace(street, movement=replace(street.movement, apart=36.0))) is Moment.ESTABLISHED


def test_a_known_line_goes_on_only_where_no_other_agrees_clearly_better() -> None:
    assert agrees_as_well(COPY, COPY)
    assert agrees_as_well(replace(COPY, likeness=0.93, motion=0.75), COPY)
    assert not agrees_as_well(replace(COPY, likeness=0.8), COPY)
    assert not agrees_as_well(replace(COPY, motion=-0.06), replace(COPY, motion=0.67))


SPEAKER_FILMED = replace(
    COPY,
    motion=0.36,
    moving=0.43,
    elsewhere=Rivals(motion=0.1, moving=0.13, prominence=5.9),
    movement=Movement(
        patterns=3.6,
        per_s=1.0,
        instants=15.7,
        places=66.0,
        share=0.1,
        apart=7.0,
        overall=0.52,
        cells=165,
        agreeing=0.64,
        fine=0.69,
    ),
)


def test_much_that_changes_alike_at_many_instants_is_the_same_moment_however_noisy() -> None:
    assert moment(SPEAKER_FILMED) is Moment.ESTABLISHED


def test_what_agrees_strongly_needs_less_detail() -> None:
    blurred = replace(SPEAKER_FILMED, movement=replace(SPEAKER_FILMED.movement, fine=0.35, overall=0.75))
    assert moment(blurred) is Moment.ESTABLISHED


@pytest.mark.parametrize(
    "less",
    [{"instants": 7.0}, {"share": 0.03}, {"fine": 0.45}, {"overall": 0.3}, {"fine": None}],
    ids=["one who takes the same way", "a logo", "another's details", "hardly alike", "no details"],
)
def test_with_less_it_may_be_another_moment(less: dict[str, Any]) -> None:
    evidence = replace(SPEAKER_FILMED, movement=replace(SPEAKER_FILMED.movement, **less))
    assert moment(evidence) is Moment.NOT_ESTABLISHED


def test_one_cut_between_two_standing_cameras_establishes_nothing() -> None:
    cut = replace(
        COPY,
        motion=0.29,
        moving=0.7,
        elsewhere=Rivals(motion=0.04, moving=0.03, prominence=14.0),
        movement=Movement(1.0, 0.8, 1.1, 90.0, 0.14, 60.0, 0.88, 488, 0.89, 0.82),
    )
    assert moment(cut) is Moment.NOT_ESTABLISHED
    assert moment(replace(cut, motion=0.5)) is Moment.ESTABLISHED


def test_a_map_can_be_worth_a_look_without_being_proof() -> None:
    assert some_geometry(14, 7, 7)
    assert not enough_geometry(14, 7, 7)
    assert not some_geometry(13, 6, 2)


def test_a_map_on_very_much_leaves_its_mirror_image_unasked() -> None:
    assert ample_geometry(500, 120, 30)
    assert not ample_geometry(500, 20, 30)  # one sharp corner, seen over and over


ONE_CAR_FASTER = replace(
    COPY,
    motion=0.82,
    moving=0.88,
    plain=False,
    elsewhere=Rivals(motion=0.24, moving=0.18, prominence=25.6),
    length_s=2.5,
    movement=Movement(5.2, 3.15, 12.3, 12.0, 0.02, 883.0, 0.9, 27, 1.0, 0.79),
)


def test_one_car_that_is_like_another_but_faster_establishes_nothing() -> None:
    assert moment(ONE_CAR_FASTER) is Moment.NOT_ESTABLISHED
    copy = replace(ONE_CAR_FASTER, movement=replace(ONE_CAR_FASTER.movement, apart=5.0))
    assert moment(copy) is Moment.ESTABLISHED


def test_a_swarm_that_moves_alike_at_another_speed_is_the_same_moment() -> None:
    swarm = replace(
        COPY,
        motion=0.73,
        moving=0.73,
        plain=False,
        elsewhere=Rivals(motion=0.07, moving=0.07, prominence=37.0),
        movement=Movement(20.6, 2.6, 54.8, 92.0, 0.12, 0.0, 0.76, 778, 0.53, 0.8),
    )
    assert moment(swarm) is Moment.ESTABLISHED
