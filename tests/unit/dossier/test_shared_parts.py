from __future__ import annotations

import pytest

from crossbearing.dossier.outlines import drawn, in_words, outlines

WHOLE = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def test_the_whole_frame_is_the_whole_frame() -> None:
    both = outlines(WHOLE)
    assert both is not None
    assert in_words(both.query) == in_words(both.reference) == "the whole frame"


def test_a_crop_is_the_whole_of_one_and_a_part_of_the_other() -> None:
    both = outlines((0.5, 0.0, 0.25, 0.0, 0.5, 0.4))
    assert both is not None
    assert in_words(both.query) == "the whole frame"
    assert in_words(both.reference) == "25% of the frame: 25% to 75% from the left, 40% to 90% from the top"


def test_corners_correspond_when_mirrored() -> None:
    both = outlines((-1.0, 0.0, 1.0, 0.0, 1.0, 0.0))
    assert both is not None
    for (x, y), (u, v) in zip(both.query, both.reference, strict=True):
        assert (1 - x, y) == pytest.approx((u, v))


def test_what_sticks_out_is_cut_off_in_both() -> None:
    both = outlines((1.0, 0.0, 0.5, 0.0, 1.0, 0.0))
    assert both is not None
    assert in_words(both.query).startswith("50% of the frame: 0% to 50%")
    assert in_words(both.reference).startswith("50% of the frame: 50% to 100%")


@pytest.mark.parametrize("numbers", [(), (1.0,), (0.0,) * 6, (1.0, 0.0, 5.0, 0.0, 1.0, 0.0)])
def test_no_map_and_nothing_shared_give_none(numbers: tuple[float, ...]) -> None:
    assert outlines(numbers) is None


def test_the_drawing_numbers_its_corners_and_hides_from_readers() -> None:
    both = outlines((0.9, -0.2, 0.1, 0.2, 0.9, -0.1))
    assert both is not None
    svg = drawn(both.query, (1280, 720))
    assert svg.count("<text") == len(both.query)
    assert 'aria-hidden="true"' in svg
    assert 'viewBox="0 0 320 180"' in svg


def test_an_edge_a_hair_outside_the_frame_is_at_nothing() -> None:
    polygon = ((-0.002, -0.001), (0.8, -0.001), (0.8, 0.9), (-0.002, 0.9))
    assert in_words(polygon) == "72% of the frame: 0% to 80% from the left, 0% to 90% from the top"
