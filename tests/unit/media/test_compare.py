from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from tests.media_clips import captioned, encode, filmed, noisy, place, scaled
from tests.media_evidence import COPY

from crossbearing.errors import MediaError
from crossbearing.media import align, compare, decide, find_matches, proposals, watch
from crossbearing.media.movement import NOTHING
from crossbearing.media.overlay import Overlay
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Match, Moment
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


@pytest.fixture(scope="session")
def footage(clips: Path) -> dict[str, Footage]:
    return {
        path.stem: watch(path, item=Digest(path.stem), settings=SETTINGS)
        for path in sorted(clips.glob("*.mp4"))
    }


def matches(footage: dict[str, Footage], query: str, reference: str) -> tuple[Match, ...]:
    return find_matches(footage[query], footage[reference], settings=SETTINGS)


def seconds(match: Match) -> tuple[float, float, float, float]:
    q, r = match.query_time, match.reference_time
    return float(q.start_s), float(q.end_s), float(r.start_s), float(r.end_s)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("recompressed", (0, 6, 0, 6)),
        ("mirrored", (0, 6, 0, 6)),
        ("excerpt", (0, 3, 2, 5)),
        ("cropped", (0, 6, 0, 6)),
        ("letterboxed", (0, 6, 0, 6)),
        ("captioned", (0, 6, 0, 6)),
        ("spliced", (2, 5, 1, 4)),
    ],
)
def test_an_edit_is_found_with_its_times(
    footage: dict[str, Footage], edit: str, expected: tuple[float, ...]
) -> None:
    (match,) = matches(footage, edit, "bridge")
    assert seconds(match) == pytest.approx(expected, abs=0.15)
    assert match.moment is Moment.ESTABLISHED
    assert match.mirrored is (edit == "mirrored")
    assert match.speed == 1.0
    assert 0.5 < match.score <= 1
    assert match.frames > 0


@pytest.mark.parametrize(
    ("edit", "corner", "lies_at"),
    [
        ("recompressed", (0, 0), (0, 0)),
        ("mirrored", (0, 0), (1, 0)),
        ("cropped", (0, 0), (50 / 320, 20 / 180)),
        ("cropped", (1, 1), (306 / 320, 164 / 180)),
        ("letterboxed", (0, 30 / 240), (0, 0)),
    ],
)
def test_a_match_says_where_the_frame_lies_in_the_other(
    footage: dict[str, Footage], edit: str, corner: tuple[float, float], lies_at: tuple[float, float]
) -> None:
    (match,) = matches(footage, edit, "bridge")
    x, y = corner
    a, b, c, d, e, f = match.frame_map
    there = (a * x + b * y + c, d * x + e * y + f)
    assert there == pytest.approx(lies_at, abs=0.02)
    a, b, c, d, e, f = compare.turn_round(match).frame_map
    x, y = there
    assert (a * x + b * y + c, d * x + e * y + f) == pytest.approx(corner, abs=0.01)


def test_a_bright_banner_over_a_dim_copy_hides_nothing(footage: dict[str, Footage], tmp_path: Path) -> None:
    dim = [(frame * 0.3 + 5).astype(np.uint8) for frame in filmed(1, seconds=6)]
    for frame in dim:
        frame[round(0.7 * len(frame)) :] = 225
    query = watch(encode(tmp_path / "dim.mp4", dim), item=Digest("dim"), settings=SETTINGS)
    (match,) = find_matches(query, footage["bridge"], settings=SETTINGS)
    assert match.moment is Moment.ESTABLISHED
    assert seconds(match) == pytest.approx((0, 6, 0, 6), abs=0.15)


def test_a_clip_played_faster_is_found_with_its_speed(footage: dict[str, Footage]) -> None:
    (match,) = matches(footage, "fast", "bridge")
    assert match.speed == pytest.approx(1.25, abs=0.02)
    assert match.moment is Moment.ESTABLISHED
    assert any("1.25 times" in reason for reason in match.reasons)


def test_several_stretches_are_told_apart(footage: dict[str, Footage]) -> None:
    first, second = matches(footage, "twice", "bridge")
    assert seconds(first) == pytest.approx((0, 2, 0.5, 2.5), abs=0.15)
    assert seconds(second) == pytest.approx((3.5, 6, 40 / 12, 70 / 12), abs=0.25)
    (between,) = matches(footage, "twice", "harbour")
    assert seconds(between) == pytest.approx((2, 3.5, 3, 4.5), abs=0.15)


def test_query_and_reference_can_be_exchanged(footage: dict[str, Footage]) -> None:
    (match,) = matches(footage, "bridge", "excerpt")
    assert seconds(match) == pytest.approx((2, 5, 0, 3), abs=0.15)


@pytest.mark.parametrize("other", ["harbour", "standing"])
def test_different_places_share_nothing(footage: dict[str, Footage], other: str) -> None:
    assert matches(footage, "bridge", other) == ()
    assert matches(footage, other, "captioned") == ()


def test_another_moment_before_the_same_camera_is_not_established(footage: dict[str, Footage]) -> None:
    found = matches(footage, "later", "bridge")
    assert found
    assert {match.moment for match in found} == {Moment.NOT_ESTABLISHED}
    assert all("same" in match.reasons[-1] for match in found)


def test_a_standing_scene_cannot_establish_the_moment(footage: dict[str, Footage]) -> None:
    (match,) = matches(footage, "standing-again", "standing")
    assert match.moment is Moment.NOT_ESTABLISHED
    assert match.score > 0.8
    assert match.reasons[-1].startswith("Hardly anything moves")


def test_the_two_halves_of_a_clip_are_not_the_same_moment(tmp_path: Path) -> None:
    whole = filmed(6, seconds=10)
    halves = [
        watch(encode(tmp_path / f"{n}.mp4", part), item=Digest(str(n)), settings=SETTINGS)
        for n, part in enumerate((whole[:60], whole[60:]))
    ]
    assert all(match.moment is Moment.NOT_ESTABLISHED for match in find_matches(*halves, settings=SETTINGS))


def test_the_same_bytes_are_the_same_moment(footage: dict[str, Footage]) -> None:
    (match,) = matches(footage, "standing", "standing")
    assert match.moment is Moment.ESTABLISHED
    assert match.score == 1.0


def test_a_photo_is_found_in_a_clip_without_a_moment(footage: dict[str, Footage], tmp_path: Path) -> None:
    picture = filmed(1, seconds=6)[40]
    Image.fromarray(cv2.resize(picture, (640, 360))).save(tmp_path / "photo.jpg", quality=80)
    photo = watch(tmp_path / "photo.jpg", item=Digest("photo"), settings=SETTINGS)
    (match,) = find_matches(photo, footage["bridge"], settings=SETTINGS)
    assert match.query_time.length_s == 0
    assert float(match.reference_time.start_s) == pytest.approx(40 / 12, abs=0.3)
    assert match.moment is Moment.NOT_ESTABLISHED
    assert find_matches(photo, footage["harbour"], settings=SETTINGS) == ()


def test_a_cropped_photo_is_the_same_picture(tmp_path: Path) -> None:
    Image.fromarray(place(7)).save(tmp_path / "whole.png")
    Image.fromarray(place(7)[60:400, 80:460]).save(tmp_path / "part.jpg")
    Image.fromarray(place(8)).save(tmp_path / "other.png")
    whole, part, other = (
        watch(tmp_path / name, item=Digest(name), settings=SETTINGS)
        for name in ("whole.png", "part.jpg", "other.png")
    )
    (match,) = find_matches(part, whole, settings=SETTINGS)
    assert match.frames == 1
    assert find_matches(part, other, settings=SETTINGS) == ()


def test_a_foggy_scene_with_few_corners_is_found_by_its_hashes(tmp_path: Path) -> None:
    fog = [np.asarray(cv2.GaussianBlur(p, (0, 0), 12), np.uint8) for p in filmed(1, seconds=4, pan=10)]
    one = watch(encode(tmp_path / "a.mp4", fog), item=Digest("a"), settings=SETTINGS)
    two = watch(encode(tmp_path / "b.mp4", fog, crf=34), item=Digest("b"), settings=SETTINGS)
    (match,) = find_matches(two, one, settings=SETTINGS)
    assert seconds(match) == pytest.approx((0, 4, 0, 4), abs=0.2)


def test_what_goes_on_standing_still_goes_on_with_the_moment(tmp_path: Path) -> None:
    moving = filmed(1, seconds=4)
    whole = [*moving, *[noisy(moving[-1], 3) for _ in range(48)]]
    one = watch(encode(tmp_path / "a.mp4", whole), item=Digest("a"), settings=SETTINGS)
    two = watch(
        encode(tmp_path / "b.mp4", [captioned(p) for p in whole], crf=32), item=Digest("b"), settings=SETTINGS
    )
    (match,) = find_matches(two, one, settings=SETTINGS)
    assert match.moment is Moment.ESTABLISHED
    assert seconds(match) == pytest.approx((0, 8, 0, 8), abs=0.3)


def test_a_wide_clip_without_corners_is_found_small_in_an_upright_one(tmp_path: Path) -> None:
    fog = [
        np.asarray(cv2.GaussianBlur(p, (0, 0), 12), np.uint8) for p in filmed(1, seconds=6, pan=10, moving=9)
    ]
    host = [scaled(p[:, 110:211], 180, 320) for p in filmed(2, seconds=4)]
    shown = [np.zeros((320, 180), np.uint8) for _ in fog[12:60]]
    for canvas, picture in zip(shown, fog[12:60], strict=True):
        canvas[109:210] = scaled(picture, 180, 101)
    spliced = [*host[:24], *shown, *host[24:]]
    one = watch(encode(tmp_path / "a.mp4", fog), item=Digest("a"), settings=SETTINGS)
    two = watch(encode(tmp_path / "b.mp4", spliced), item=Digest("b"), settings=SETTINGS)
    (match,) = find_matches(two, one, settings=SETTINGS)
    assert match.moment is Moment.ESTABLISHED
    assert seconds(match) == pytest.approx((2, 6, 1, 5), abs=0.3)


def test_blank_footage_shares_nothing(footage: dict[str, Footage], tmp_path: Path) -> None:
    blank = [np.full((180, 320), 40, np.uint8)] * 36
    one = watch(encode(tmp_path / "a.mp4", blank), item=Digest("a"), settings=SETTINGS)
    two = watch(encode(tmp_path / "b.mp4", blank, crf=40), item=Digest("b"), settings=SETTINGS)
    assert find_matches(one, two, settings=SETTINGS) == ()
    assert find_matches(one, footage["bridge"], settings=SETTINGS) == ()


def test_a_damaged_fingerprint_is_refused(footage: dict[str, Footage]) -> None:
    broken = replace(footage["bridge"], item=Digest("x"), fingerprint=b"nonsense")
    with pytest.raises(MediaError):
        find_matches(broken, footage["bridge"], settings=SETTINGS)


def test_times_are_fractions_within_the_clips(footage: dict[str, Footage]) -> None:
    for edit in ("excerpt", "fast", "spliced", "twice"):
        for match in matches(footage, edit, "bridge"):
            assert isinstance(match.query_time.start_s, Fraction)
            assert match.query_time.end_s <= footage[edit].stream.duration_s
            assert match.reference_time.end_s <= footage["bridge"].stream.duration_s


def test_long_clips_compared_part_by_part_give_the_same(
    footage: dict[str, Footage], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = matches(footage, "excerpt", "bridge")
    monkeypatch.setattr(compare, "_MAX_REFERENCE_FRAMES", 30)
    monkeypatch.setattr(compare, "MAX_MATRIX_CELLS", 600)
    in_parts = matches(footage, "excerpt", "bridge")
    assert [seconds(match) for match in in_parts] == [
        pytest.approx(seconds(match), abs=0.2) for match in whole
    ]


BRIEF = replace(COPY, motion=0.7, length_s=2.0, frames=8, movement=NOTHING)


@pytest.mark.parametrize(
    ("rival", "goes_on"),
    [
        (None, True),
        ((0, 7, 0.96, 0.8), True),  # agrees no better
        ((0, 7, 0.99, 0.95), False),
        ((10, 19, 0.99, 0.95), True),  # of other frames
    ],
)
def test_a_known_line_goes_on_unless_another_agrees_better_on_its_frames(
    rival: tuple[int, int, float, float] | None, goes_on: bool
) -> None:
    frames = np.random.default_rng(1).normal(size=(20, 64)).astype(np.float32)
    frames = (frames - frames.mean(1, keepdims=True)) / frames.std(1, keepdims=True)
    times = np.arange(20) / 4
    overlay = Overlay(frames, frames, times, times, 1.0, np.ones((8, 8), np.bool_))
    line, free = align.Line(1.0, 0.0, 1.0), np.arange(20) < 8
    other = None
    if rival is not None:
        first, last, likeness, motion = rival
        stretch = align.Stretch(line, first, last, likeness, motion, last - first + 1)
        other = (overlay, stretch, replace(BRIEF, likeness=likeness, motion=motion))
    found = compare._carried_on([(overlay, line)], free, lambda _laid, _stretch: BRIEF, other)
    assert (found is not None) is goes_on
    assert found is None or (found[1].first, found[1].last) == (0, 7)


def test_what_moves_bears_out_a_map_that_little_else_speaks_for(
    footage: dict[str, Footage], monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = matches(footage, "excerpt", "bridge")
    monkeypatch.setattr(decide, "enough_geometry", lambda *_: False)
    monkeypatch.setattr(proposals.Proposals, "_whole_pictures", lambda _: iter(()))
    monkeypatch.setattr(proposals.Proposals, "by_format", lambda _: iter(()))
    weak = matches(footage, "excerpt", "bridge")
    assert [match.moment for match in weak] == [Moment.ESTABLISHED]
    assert [seconds(match) for match in weak] == [pytest.approx(seconds(match), abs=0.2) for match in sure]
    assert "local features" not in weak[0].reasons[0]


def test_one_cut_between_two_standing_pictures_is_the_same_scene_at_any_time(tmp_path: Path) -> None:
    first, then = place(1)[60:240, 40:360], place(2)[60:240, 40:360]

    def recorded(name: str, cut: int) -> Footage:
        shown = [noisy(np.asarray(p, np.uint8), 2) for p in [first] * cut + [then] * (96 - cut)]
        return watch(encode(tmp_path / name, shown), item=Digest(name), settings=SETTINGS)

    found = find_matches(recorded("a.mp4", 36), recorded("b.mp4", 60), settings=SETTINGS)
    assert found
    assert {match.moment for match in found} == {Moment.NOT_ESTABLISHED}
    assert {match.speed for match in found} == {1.0}
