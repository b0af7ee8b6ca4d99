from __future__ import annotations

from dataclasses import replace

from crossbearing.media.decide import Evidence, same_scene

SHARED_BANNER = Evidence(
    features=400,
    places=120,
    cells=40,
    hashes=0,
    likeness=0.74,
    motion=0.1,
    moving=0.1,
    plain=True,
    elsewhere=0.1,
    prominence=1.0,
    activity=0.3,
    length_s=3.0,
    still=False,
    frames=22,
    coverage=0.44,
)


def test_a_banner_that_both_bear_is_no_scene() -> None:
    assert not same_scene(SHARED_BANNER)


def test_a_standing_camera_at_another_moment_is_the_same_scene() -> None:
    assert same_scene(replace(SHARED_BANNER, coverage=1.0))


def test_where_hardly_anything_moves_a_part_of_the_picture_will_do() -> None:
    assert same_scene(replace(SHARED_BANNER, activity=0.01))
