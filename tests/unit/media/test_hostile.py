"""Damaged, mislabelled and monstrous files: footage of what can be read, or Undecodable; nothing else."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from tests.heic import heic
from tests.media_clips import encode, filmed, place
from tests.screen_pictures import written
from tests.sounds import played, sounding

from crossbearing.errors import Undecodable
from crossbearing.media import Watched, watch_all
from crossbearing.media.sound import listen
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings(max_text_frames=2)
RNG = np.random.default_rng(5)


def tried(path: Path, settings: MediaSettings = SETTINGS) -> Watched | None:
    try:
        return watch_all(path, item=Digest("a" * 64), settings=settings)
    except Undecodable as caught:
        error = caught
    assert error.next_step
    assert path.name in str(error)
    return None


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    pictures = filmed(1, seconds=2)
    made = {
        "clip.mp4": sounding(folder / "clip.mp4", pictures, played(1, 2)),
        "clip.mkv": encode(folder / "clip.mkv", pictures),
        "clip.ts": encode(folder / "clip.ts", pictures),
        "clip.avi": encode(folder / "clip.avi", pictures, codec="mpeg4"),
    }
    read = {name: path.read_bytes() for name, path in made.items()}
    frames = [Image.fromarray(p) for p in pictures[:6]]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    Image.fromarray(written("The harbour")).save(folder / "photo.jpg")
    read |= {name: (folder / name).read_bytes() for name in ("moving.gif", "photo.jpg")}
    return read | {"photo.heic": heic(place(1)[:160, :160])}


NAMES = ["clip.mp4", "clip.mkv", "clip.ts", "clip.avi", "moving.gif", "photo.jpg", "photo.heic"]


@pytest.mark.parametrize("name", NAMES)
def test_cut_off_anywhere(tmp_path: Path, whole: dict[str, bytes], name: str) -> None:
    for share in RNG.uniform(0, 1, 7):
        (tmp_path / name).write_bytes(whole[name][: int(len(whole[name]) * share)])
        tried(tmp_path / name)


def test_an_animation_may_be_cut_at_every_byte(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (3, 16, 16), np.uint8)
    frames = [Image.fromarray(picture) for picture in noise]
    frames[0].save(tmp_path / "whole.gif", save_all=True, append_images=frames[1:], duration=200)
    data = (tmp_path / "whole.gif").read_bytes()
    counted = set()
    for size in range(1, len(data)):
        (tmp_path / "cut.gif").write_bytes(data[:size])
        seen = tried(tmp_path / "cut.gif")
        counted.add(seen.footage.stream.frames if seen is not None else 0)
    assert counted == {0, 1, 2, 3}


@pytest.mark.parametrize("name", NAMES)
def test_bytes_flipped_anywhere(tmp_path: Path, whole: dict[str, bytes], name: str) -> None:
    for _ in range(7):
        data = bytearray(whole[name])
        for at in RNG.integers(0, len(data), 200):
            data[at] ^= int(RNG.integers(1, 256))
        (tmp_path / name).write_bytes(data)
        tried(tmp_path / name)


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_name_changes_nothing(tmp_path: Path, whole: dict[str, bytes], name: str) -> None:
    (tmp_path / "named.pdf").write_bytes(whole[name])
    seen = tried(tmp_path / "named.pdf")
    assert seen is not None
    assert seen.sheet.pictures


def test_one_frame_is_a_clip_of_one_frame(tmp_path: Path) -> None:
    seen = tried(encode(tmp_path / "one.mp4", filmed(1, seconds=0.1)[:1]))
    assert seen is not None
    assert seen.footage.stream.frames == len(seen.footage.shots) == len(seen.sheet.pictures) == 1


def test_no_frame_is_undecodable(tmp_path: Path) -> None:
    path = tmp_path / "none.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        container.start_encoding()
    assert tried(path) is None


def strange_picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + bytes(width)) * height)
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(100_000, 2), (2, 100_000), (1, 1), (60_000, 3)])
def test_a_picture_of_a_strange_shape(tmp_path: Path, width: int, height: int) -> None:
    (tmp_path / "strange.png").write_bytes(strange_picture(width, height))
    seen = tried(tmp_path / "strange.png")
    assert seen is not None
    assert (seen.footage.stream.width_px, seen.footage.stream.height_px) == (width, height)


def test_a_gif_an_hour_long_is_watched_within_its_limits(tmp_path: Path) -> None:
    frames = [Image.fromarray(np.full((60, 80), n * 7 % 250, np.uint8)) for n in range(120)]
    frames[0].save(tmp_path / "hour.gif", save_all=True, append_images=frames[1:], duration=30_000)
    seen = tried(tmp_path / "hour.gif")
    assert seen is not None
    assert seen.footage.stream.duration_s == Fraction(3600)


@pytest.mark.parametrize("limit_s", [0.5, 5.0])
def test_sound_without_end_is_heard_only_as_far_as_the_limit(tmp_path: Path, limit_s: float) -> None:
    path = sounding(tmp_path / "long.mp4", filmed(1, seconds=0.5), played(1, 20))
    print_ = listen(path, MediaSettings(max_watch_s=limit_s), first_s=Fraction(0))
    assert len(print_) < 24 * 10 * (limit_s + 2.5)


def claim_larger(data: bytes, kind: bytes, at: int) -> bytes:
    place_ = data.index(kind) + at
    return data[:place_] + struct.pack(">I", 0x7FFFFFFF) + data[place_ + 4 :]


@pytest.mark.parametrize("kind", [b"stsz", b"stts", b"stco", b"stsc", b"mdhd"])
def test_a_table_that_claims_to_be_huge_fills_no_memory(
    tmp_path: Path, whole: dict[str, bytes], kind: bytes
) -> None:
    (tmp_path / "clip.mp4").write_bytes(claim_larger(whole["clip.mp4"], kind, 12))
    tried(tmp_path / "clip.mp4")


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"ftyp" * 1000,
        lambda: b"\0\0\0\x18ftypheic" + bytes(range(256)) * 20,
        lambda: b"GIF89a" + b"\xff" * 2000,
        lambda: b"\x1aE\xdf\xa3" + RNG.bytes(4000),
        lambda: b"RIFF\xff\xff\xff\xffAVI " + RNG.bytes(4000),
        lambda: b"G" + RNG.bytes(187) * 40,
    ],
)
def test_what_only_starts_like_footage_is_undecodable(tmp_path: Path, make: Callable[[], bytes]) -> None:
    (tmp_path / "noise.bin").write_bytes(make())
    assert tried(tmp_path / "noise.bin") is None
