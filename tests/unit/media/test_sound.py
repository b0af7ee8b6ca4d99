from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.media_clips import encode, filmed
from tests.sounds import SAMPLES_HZ, played, sounding

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media import find_matches, watch
from crossbearing.media.compare import turn_round
from crossbearing.media.sound import BANDS, unpack_sound
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Match
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()
PICTURES = filmed(1, seconds=12)
SOUND = played(1, 12)


def seen(path: Path) -> Footage:
    return watch(path, item=Digest(path.stem), settings=SETTINGS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return seen(sounding(tmp_path_factory.mktemp("sound") / "whole.mp4", PICTURES, SOUND))


def only(matches: tuple[Match, ...]) -> Match:
    (match,) = matches
    return match


def test_the_sound_of_an_excerpt_is_second_evidence(whole: Footage, tmp_path: Path) -> None:
    part = sounding(tmp_path / "part.mp4", PICTURES[36:96], SOUND[3 * SAMPLES_HZ : 8 * SAMPLES_HZ])
    match = only(find_matches(seen(part), whole, settings=SETTINGS))
    assert match.sound is not None
    assert match.sound.agrees
    assert match.sound.shift_s == pytest.approx(0, abs=0.15)
    assert match.sound.speed == pytest.approx(1.0, abs=0.02)
    assert any("Second evidence" in reason for reason in match.reasons)
    back = turn_round(match)
    assert back.sound is not None
    assert back.sound.agrees


def test_a_replaced_sound_track_does_not_agree_and_breaks_no_match(whole: Footage, tmp_path: Path) -> None:
    part = sounding(tmp_path / "part.mp4", PICTURES[36:96], played(2, 5))
    match = only(find_matches(seen(part), whole, settings=SETTINGS))
    assert match.sound is not None
    assert not match.sound.agrees
    assert any("nothing against the pictures" in reason for reason in match.reasons)


def test_a_clip_played_faster_agrees_at_its_pitch(whole: Footage, tmp_path: Path) -> None:
    places = np.arange(0, len(SOUND) - 1, 1.25)
    fast = np.interp(places, np.arange(len(SOUND)), SOUND).astype(np.float32)
    path = sounding(tmp_path / "fast.mp4", PICTURES, fast, rate=15)
    match = only(find_matches(seen(path), whole, settings=SETTINGS))
    assert match.speed == pytest.approx(1.25, abs=0.02)
    assert match.sound is not None
    assert match.sound.agrees
    assert match.sound.speed == pytest.approx(1.25, abs=0.03)


def test_silence_says_nothing(whole: Footage, tmp_path: Path) -> None:
    silent = sounding(tmp_path / "silent.mp4", PICTURES[36:96], np.zeros(5 * SAMPLES_HZ, np.float32))
    mute = encode(tmp_path / "mute.mp4", PICTURES[36:96])
    for path in (silent, mute):
        assert only(find_matches(seen(path), whole, settings=SETTINGS)).sound is None
    assert seen(mute).sound == b""


def test_the_same_sound_with_other_pictures_is_no_match(whole: Footage, tmp_path: Path) -> None:
    path = sounding(tmp_path / "other.mp4", filmed(2, seconds=12), SOUND)
    assert find_matches(seen(path), whole, settings=SETTINGS) == ()


def test_sound_that_starts_late_keeps_its_time(tmp_path: Path) -> None:
    late = seen(sounding(tmp_path / "late.mkv", PICTURES, played(1, 9), late_s=2.0))
    print_ = unpack_sound(late.sound)
    assert print_ is not None
    assert print_.start_s == pytest.approx(2.0, abs=0.25)
    assert 80 <= len(print_.levels) <= 95
    assert print_.levels.shape[1] == BANDS


def test_it_is_small_and_the_same_each_time(whole: Footage, tmp_path: Path) -> None:
    assert 0 < len(whole.sound) < 300 * 13
    again = seen(sounding(tmp_path / "whole.mp4", PICTURES, SOUND))
    assert again.sound == whole.sound


def test_without_the_setting_nothing_is_heard(tmp_path: Path) -> None:
    path = sounding(tmp_path / "clip.mp4", PICTURES[:24], played(1, 2))
    assert watch(path, item=Digest("a"), settings=MediaSettings(sound=False)).sound == b""


@pytest.mark.parametrize("data", [b"x", b"XBSN", b"XBSN" + bytes(40), b"\xff" * 100])
def test_damaged_fingerprints_are_refused(data: bytes) -> None:
    with pytest.raises((MediaError, IndexStale)):
        unpack_sound(data)
