"""Formats that people send, written here and read back: what kind, how large, which frame when."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from tests.heic import heic
from tests.media_clips import RATE, encode, filmed, place

from crossbearing.media.decode import Clip, open_clip
from crossbearing.media.images import open_image
from crossbearing.readers import sniff_file
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()
PICTURES = filmed(1, seconds=2)

# name, codec, kind that the bytes tell, the finest step of time that the container has
CONTAINERS = [
    ("clip.mp4", "libx264", "video/mp4", Fraction(0)),
    ("clip.mov", "mpeg4", "video/quicktime", Fraction(0)),
    ("clip.mkv", "libx264", "video/x-matroska", Fraction(1, 1000)),
    ("clip.webm", "libvpx", "video/webm", Fraction(1, 1000)),
    ("clip.avi", "mpeg4", "video/x-msvideo", Fraction(0)),
    ("clip.3gp", "mpeg4", "video/3gpp", Fraction(0)),
    ("clip.ts", "mpeg2video", "video/mp2t", Fraction(1, 90_000)),
]


def times(clip: Clip) -> list[Fraction]:
    return [frame.ticks * clip.time_base for frame in clip.frames()]


def of_rate(rate: int) -> Any:
    """Encode at a constant rate: some codecs know no other."""

    def prepare(_container: Any, stream: Any) -> None:
        stream.codec_context.time_base = Fraction(1, rate)
        stream.codec_context.bit_rate = 2_000_000

    return prepare


@pytest.mark.parametrize(("name", "codec", "kind", "step"), CONTAINERS)
def test_a_clip_is_read_frame_by_frame_at_its_times(
    tmp_path: Path, name: str, codec: str, kind: str, step: Fraction
) -> None:
    rate = 25 if codec == "mpeg2video" else RATE
    path = encode(tmp_path / name, PICTURES, codec=codec, rate=rate, prepare=of_rate(rate))
    assert sniff_file(path) == kind
    with open_clip(path, SETTINGS) as clip:
        shown = times(clip)
        facts = clip.facts()
    assert len(shown) == len(PICTURES)
    assert all(abs(at - Fraction(n, rate)) <= step for n, at in enumerate(shown))
    assert (facts.width_px, facts.height_px, facts.frames) == (320, 180, len(PICTURES))
    assert abs(facts.duration_s - Fraction(len(PICTURES), rate)) <= Fraction(1, rate)


def test_a_wrong_extension_changes_nothing(tmp_path: Path) -> None:
    path = encode(tmp_path / "clip.mkv", PICTURES)
    named = path.rename(tmp_path / "report.pdf")
    assert sniff_file(named) == "video/x-matroska"
    with open_clip(named, SETTINGS) as clip:
        assert len(times(clip)) == len(PICTURES)


def test_b_frames_come_in_the_order_presented(tmp_path: Path) -> None:
    def with_b_frames(_container: Any, stream: Any) -> None:
        stream.options = {"preset": "medium", "crf": "24", "bf": "3", "g": "12", "b_strategy": "0"}

    path = encode(tmp_path / "b.mp4", PICTURES, prepare=with_b_frames)
    with av.open(str(path)) as container:
        packets = [p.pts for p in container.demux(video=0) if p.pts is not None]
    assert packets != sorted(packets), "the clip has no B-frames to test with"
    with open_clip(path, SETTINGS) as clip:
        assert times(clip) == [Fraction(n, RATE) for n in range(len(PICTURES))]
    with open_clip(path, SETTINGS) as clip:
        for frame, picture in zip(clip.frames(), PICTURES, strict=True):
            assert np.corrcoef(frame.grey(320).ravel(), picture.ravel())[0, 1] > 0.97


def test_what_an_edit_list_leaves_out_is_not_shown(tmp_path: Path) -> None:
    def one_key(_container: Any, stream: Any) -> None:
        stream.options = {"preset": "medium", "crf": "24", "bf": "2", "g": "48", "b_strategy": "0"}

    path = encode(tmp_path / "cut.mp4", PICTURES, prepare=one_key)
    data = bytearray(path.read_bytes())
    at = data.index(b"elst") + 4
    version, count = data[at], struct.unpack(">I", data[at + 4 : at + 8])[0]
    assert (version, count) == (0, 1)
    with av.open(str(path)) as container:
        base = container.streams.video[0].time_base
    assert base is not None
    scale = int(1 / base)
    length, start = struct.unpack(">II", data[at + 8 : at + 16])
    second = length * RATE // len(PICTURES)
    data[at + 8 : at + 16] = struct.pack(">II", length - second, start + scale)
    path.write_bytes(data)
    with open_clip(path, SETTINGS) as clip:
        frames = [(f.ticks * clip.time_base, f.grey(320)) for f in clip.frames()]
    assert [at for at, _ in frames] == [Fraction(n, RATE) for n in range(len(PICTURES) - RATE)]
    assert np.corrcoef(frames[0][1].ravel(), PICTURES[RATE].ravel())[0, 1] > 0.97


def test_times_count_from_the_first_frame_wherever_the_clock_starts(tmp_path: Path) -> None:
    late = [Fraction(7) + Fraction(n, RATE) for n in range(len(PICTURES))]
    for name in ("late.mkv", "late.ts"):
        path = encode(tmp_path / name, PICTURES, times=late)
        with open_clip(path, SETTINGS) as clip:
            shown = times(clip)
        assert shown[0] == 0
        assert all(abs(at - Fraction(n, RATE)) <= Fraction(1, 1000) for n, at in enumerate(shown))


def test_of_interlaced_frames_one_moment_is_looked_at(tmp_path: Path) -> None:
    def interlaced(_container: Any, stream: Any) -> None:
        of_rate(25)(_container, stream)
        stream.options = {"flags": "+ildct+ilme", "top": "1"}

    woven = []
    for one, other in zip(PICTURES[::2], PICTURES[1::2], strict=True):
        frame = one.copy()
        frame[1::2] = other[1::2, ::-1]
        woven.append(frame)
    path = encode(tmp_path / "woven.ts", woven, codec="mpeg2video", rate=25, prepare=interlaced)
    with open_clip(path, SETTINGS) as clip:
        frames = clip.frames()
        shown = next(frames)
        first = shown.grey(320)
        at = [frame.ticks * clip.time_base for frame in (shown, *frames)]
        assert clip.facts().interlaced
    assert at == [Fraction(n, 25) for n in range(len(woven))]
    assert first.shape == (180, 320)
    assert np.corrcoef(first.ravel(), PICTURES[0].ravel())[0, 1] > 0.95


@pytest.mark.parametrize(
    ("name", "codec"),
    [("clip.mp4", "libx264"), ("clip.mov", "libx264"), ("clip.mkv", "libx264"), ("clip.webm", "libvpx")],
)
def test_frames_that_come_unevenly_keep_their_times(tmp_path: Path, name: str, codec: str) -> None:
    step = Fraction(1, 1000) if name.endswith(("mkv", "webm")) else Fraction(0)
    uneven = [Fraction(n, 30) for n in (0, 1, 2, 7, 8, 20, 21, 40)]
    path = encode(tmp_path / name, PICTURES[:8], codec=codec, times=uneven)
    with open_clip(path, SETTINGS) as clip:
        shown = times(clip)
    assert all(abs(at - wanted) <= step for at, wanted in zip(shown, uneven, strict=True))


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_clip_keeps_its_times(tmp_path: Path, degrees: int) -> None:
    def turn(_container: Any, stream: Any) -> None:
        stream.set_display_rotation(-degrees)

    path = encode(tmp_path / "phone.mov", PICTURES, prepare=turn)
    with open_clip(path, SETTINGS) as clip:
        frames = [(frame.ticks * clip.time_base, frame.grey(320)) for frame in clip.frames()]
        assert clip.facts().rotation_degrees == degrees
    assert [at for at, _ in frames] == [Fraction(n, RATE) for n in range(len(PICTURES))]
    upright = np.rot90(PICTURES[-1], -degrees // 90)
    assert np.corrcoef(frames[-1][1].ravel(), upright.ravel())[0, 1] > 0.95


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIC"])
def test_a_photo_is_read_whatever_its_format(tmp_path: Path, kind: str) -> None:
    grey = place(1)[:320, :]
    path = tmp_path / f"photo.{kind.lower()}"
    if kind == "HEIC":
        path.write_bytes(heic(grey))
    else:
        Image.fromarray(grey).save(path, kind)
    assert sniff_file(path) == f"image/{kind.lower()}"
    clip = open_image(path, SETTINGS)
    assert clip is not None
    with clip:
        (frame,) = clip.frames()
        assert np.corrcoef(frame.grey(480).ravel(), grey.ravel())[0, 1] > 0.98
        assert frame.colour(240).shape == (160, 240, 3)
        assert (clip.facts().width_px, clip.facts().height_px) == (480, 320)


def test_a_heic_photo_cut_short_is_undecodable(tmp_path: Path) -> None:
    from crossbearing.errors import Undecodable
    from crossbearing.media import watch
    from crossbearing.model.evidence import Digest

    whole = heic(place(1)[:320, :])
    for share in (0.02, 0.2, 0.6, 0.95):
        path = tmp_path / "photo.heic"
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(Undecodable, match=r"photo\.heic"):
            watch(path, item=Digest("a" * 64), settings=SETTINGS)
