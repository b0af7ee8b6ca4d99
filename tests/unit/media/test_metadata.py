from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from tests.media_clips import encode, filmed, place

from crossbearing.media.decode import open_clip
from crossbearing.media.images import open_image
from crossbearing.media.metadata import read_capture
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


def captured(path: Path) -> tuple[tuple[str, str], ...]:
    with open_image(path, SETTINGS) or open_clip(path, SETTINGS) as clip:
        assert list(clip.frames())
        return read_capture(clip)


def test_tags_of_a_clip_are_read_in_key_order(tmp_path: Path) -> None:
    def tag(container: Any, _stream: Any) -> None:
        container.metadata["title"] = "Bridge\u202e from the east\x07"
        container.metadata["comment"] = "c" * 5000

    path = encode(tmp_path / "clip.mp4", filmed(1, seconds=0.5), prepare=tag)
    capture = dict(captured(path))
    assert list(capture) == sorted(capture)
    assert capture["stream.video.signature"].startswith("x264")
    assert capture["container.title"] == "Bridge from the east"
    assert len(capture["container.comment"]) <= 500


def test_exif_of_a_photo_is_read(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif[0x0132] = "2020:03:04 10:11:12"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (35.0, 55.0, 30.0)
    Image.fromarray(place(1)).save(tmp_path / "photo.jpg", exif=exif)
    capture = dict(captured(tmp_path / "photo.jpg"))
    assert capture["exif.Make"] == "Maker"
    assert capture["exif.DateTime"] == "2020:03:04 10:11:12"
    assert capture["gps.GPSLatitude"] == "35.0 55.0 30.0"


def test_no_metadata_gives_nothing(tmp_path: Path) -> None:
    Image.fromarray(place(1)).save(tmp_path / "photo.png")
    assert captured(tmp_path / "photo.png") == ()


def test_damaged_exif_is_left_out(tmp_path: Path) -> None:
    Image.fromarray(place(1)).save(
        tmp_path / "photo.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f" + b"\xfe" * 60
    )
    assert captured(tmp_path / "photo.jpg") == ()
