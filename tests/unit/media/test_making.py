from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.media_clips import encode, filmed, place

from crossbearing.media import watch
from crossbearing.media.making import iso_time, read_making
from crossbearing.media.positions import find_positions, parse_iso_6709
from crossbearing.media.xmp import read_xmp
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import FileTime, Making, StreamFacts, ZoneKnown
from crossbearing.settings import MediaSettings

STREAM = StreamFacts("mov", "h264", 1280, 720, Fraction(10), Fraction(25), 250)


def made(**capture: str) -> Making:
    return read_making({key.replace("__", "."): value for key, value in capture.items()}, STREAM)


def test_a_time_says_what_is_known_of_its_zone() -> None:
    capture = {
        "container.creation_time": "2021-03-04T10:11:12.000000Z",
        "container.com.apple.quicktime.creationdate": "2021-03-04T12:11:12+0200",
        "exif.DateTimeOriginal": "2021:03:04 12:11:12",
    }
    assert read_making(capture, STREAM).times == (
        FileTime("container.creation_time", "2021-03-04T10:11:12Z", ZoneKnown.BY_FORMAT),
        FileTime("exif.DateTimeOriginal", "2021-03-04T12:11:12", ZoneKnown.UNKNOWN),
        FileTime("container.com.apple.quicktime.creationdate", "2021-03-04T12:11:12+02:00", ZoneKnown.STATED),
    )


def test_an_exif_offset_and_satellite_time_state_the_zone() -> None:
    capture = {
        "exif.DateTimeOriginal": "2021:03:04 12:11:12",
        "exif.OffsetTimeOriginal": "+02:00",
        "gps.GPSDateStamp": "2021:03:04",
        "gps.GPSTimeStamp": "10.0 11.0 9.0",
    }
    first, second = read_making(capture, STREAM).times
    assert (first.value, first.zone) == ("2021-03-04T12:11:12+02:00", ZoneKnown.STATED)
    assert (second.value, second.zone) == ("2021-03-04T10:11:09Z", ZoneKnown.STATED)


@pytest.mark.parametrize("text", ["", "yesterday", "2021", "20:21", "0x41", "9999999999"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert iso_time(text) is None


def test_the_zero_of_a_format_is_no_time_but_a_sign() -> None:
    making = made(container__creation_time="1904-01-01T00:00:00Z", exif__Make="Orvan")
    assert making.times == ()
    assert any("zero of its format" in sign for sign in making.signs)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("+35.9308+036.6339+010.5/", (35.9308, 36.6339, 10.5)),
        ("-33.5-070.25/", (-33.5, -70.25, None)),
        ("+3530.5-07015/", (35.5083333, -70.25, None)),
        ("+353015.0+0363000/", (35.5041667, 36.5, None)),
        ("+00.0000+000.0000/", (0.0, 0.0, None)),
    ],
)
def test_iso_6709_is_read_in_its_three_forms(text: str, place: tuple[float, float, float | None]) -> None:
    assert parse_iso_6709(text) == place


@pytest.mark.parametrize("text", ["", "35.9,36.6", "+95.0+036.0/", "+35.0+190.0/", "+3+4/", "+35.0"])
def test_what_is_no_position_is_none(text: str) -> None:
    assert parse_iso_6709(text) is None


def test_a_photo_position_needs_its_sides() -> None:
    capture = {"gps.GPSLatitude": "35.0 30.0 0.0", "gps.GPSLongitude": "36.0 15.0 0.0"}
    assert list(find_positions(capture)) == []
    (found,) = find_positions(capture | {"gps.GPSLatitudeRef": "S", "gps.GPSLongitudeRef": "W"})
    assert (found.latitude, found.longitude) == (-35.5, -36.25)
    broken = capture | {"gps.GPSLatitudeRef": "N", "gps.GPSLongitudeRef": "E", "gps.GPSLatitude": "nan 0 0"}
    assert list(find_positions(broken)) == []


def test_device_and_programs_are_named_once() -> None:
    making = made(
        exif__Make="Orvan", exif__Model="Orvan 3", exif__Software="Editor 2", container__encoder="Editor 2"
    )
    assert making.device == "Orvan 3"
    assert making.programs == ("Editor 2",)


def test_signs_are_worded_as_observations() -> None:
    making = made(
        container__encoder="Lavf61.1", video__handler_name="Core Video Orvan", exif__ExifImageWidth="4000",
        exif__ExifImageHeight="3000", xmp__event__action="created; saved",
    )  # fmt: skip
    told = " ".join(making.signs)
    assert "convert, cut and download" in told
    assert "another program's mark" in told
    assert "4000 × 3000" in told
    assert "editing history" in told
    assert "no time, position or device" in told
    for word in ("fake", "proves", "manipulated", "authentic"):
        assert word not in told


def test_a_clip_gives_time_place_and_encoder(tmp_path: Path) -> None:
    def tag(container: Any, _stream: Any) -> None:
        container.metadata["creation_time"] = "2021-03-04T10:11:12Z"
        container.metadata["location"] = "+35.9308+036.6339/"

    path = encode(tmp_path / "clip.mov", filmed(1, seconds=0.5), prepare=tag)
    footage = watch(path, item=Digest("a" * 64), settings=MediaSettings())
    assert [t.value for t in footage.making.times if t.key == "container.creation_time"] == [
        "2021-03-04T10:11:12Z"
    ]
    assert [(p.latitude, p.longitude) for p in footage.making.positions] == [(35.9308, 36.6339)]
    capture = dict(footage.capture)
    assert capture["stream.count"] == "1 video"
    assert capture["stream.video.codec"].startswith("h264")
    assert capture["stream.video.signature"].startswith("x264")


PACKET = b"""<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description xmp:CreatorTool="Editor 2">
 <xmp:CreateDate>2021-03-04T12:11:12+02:00</xmp:CreateDate>
 <dc:creator><rdf:Seq><rdf:li>A. Person</rdf:li></rdf:Seq></dc:creator>
 </rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_xmp_gives_what_is_known_by_name() -> None:
    found = dict(read_xmp(PACKET))
    assert found == {
        "xmp.xmp.CreatorTool": "Editor 2",
        "xmp.xmp.CreateDate": "2021-03-04T12:11:12+02:00",
        "xmp.dc.creator": "A. Person",
    }


def test_xmp_in_a_photo_is_read(tmp_path: Path) -> None:
    Image.fromarray(place(1)).save(tmp_path / "photo.webp", xmp=PACKET)
    footage = watch(tmp_path / "photo.webp", item=Digest("a" * 64), settings=MediaSettings())
    assert footage.making.programs == ("Editor 2",)
    assert footage.making.times[0].zone is ZoneKnown.STATED


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<x",
        b"\xff\xfe\x00",
        b"<a>" * 100_000,
        b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        PACKET[: len(PACKET) // 2],
    ],
)
def test_hostile_xmp_is_harmless(packet: bytes) -> None:
    assert "bbbb" not in str(list(read_xmp(packet)))
