from __future__ import annotations

import struct
import zlib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.media_clips import filmed, place

from crossbearing.errors import Undecodable
from crossbearing.media.images import ImageClip, open_image
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


def opened(path: Path, settings: MediaSettings = SETTINGS) -> ImageClip:
    clip = open_image(path, settings)
    assert clip is not None
    return clip


def test_an_image_is_footage_of_one_frame(tmp_path: Path) -> None:
    Image.fromarray(place(1)).save(tmp_path / "photo.jpg")
    with opened(tmp_path / "photo.jpg") as clip:
        assert [frame.ticks for frame in clip.frames()] == [0]
        facts = clip.facts()
    assert (facts.frames, facts.duration_s, facts.frame_rate, facts.codec) == (1, Fraction(0), None, "jpeg")


def test_exif_orientation_sets_a_photo_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6
    Image.fromarray(place(1)[:200]).save(tmp_path / "photo.jpg", exif=exif)
    with opened(tmp_path / "photo.jpg") as clip:
        (frame,) = clip.frames()
        assert frame.grey(480).shape == (480, 200)
        assert clip.facts().rotation_degrees == 90


@pytest.mark.parametrize("suffix", ["gif", "webp"])
def test_an_animated_image_is_footage_with_its_own_times(tmp_path: Path, suffix: str) -> None:
    pictures = [Image.fromarray(p) for p in filmed(1, seconds=0.5)]
    path = tmp_path / f"moving.{suffix}"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[200, 80, 80, 80, 80, 80])
    with opened(path) as clip:
        assert [frame.ticks for frame in clip.frames()] == [0, 200, 280, 360, 440, 520]
        assert clip.facts().duration_s == Fraction(600, 1000)


def test_sixteen_bits_a_pixel_are_spread_over_eight(tmp_path: Path) -> None:
    deep = (place(1).astype(np.uint16) * 200).astype(np.uint16)
    Image.fromarray(deep).save(tmp_path / "deep.png")
    with opened(tmp_path / "deep.png") as clip:
        (frame,) = clip.frames()
        grey = frame.grey(480)
    assert np.corrcoef(grey.ravel(), place(1).ravel())[0, 1] > 0.99


def giant_png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_giant_image_is_refused_from_its_header(tmp_path: Path, side: int) -> None:
    path = tmp_path / "giant.png"
    path.write_bytes(giant_png(side))
    with pytest.raises(Undecodable, match="more than the limit") as caught:
        open_image(path, SETTINGS)
    assert "max_image_pixels" in caught.value.next_step


def test_an_image_cut_short_is_undecodable(tmp_path: Path) -> None:
    Image.fromarray(place(1)).save(tmp_path / "photo.png")
    data = (tmp_path / "photo.png").read_bytes()
    (tmp_path / "photo.png").write_bytes(data[: len(data) // 2])
    with opened(tmp_path / "photo.png") as clip, pytest.raises(Undecodable, match=r"photo\.png"):
        list(clip.frames())


def test_a_clip_is_not_an_image(clips: Path) -> None:
    assert open_image(clips / "bridge.mp4", SETTINGS) is None
