"""What a file's metadata comes to: times with what is known of their zone, positions, device, signs.

Nothing here is checked, for nothing can be: every value is the file's own word, and tools write any.
A sign is an observation that speaks for a copy, a cut or a new encoding. It is worded as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crossbearing.media.positions import find_positions
from crossbearing.model.footage import FileTime, Making, StreamFacts, ZoneKnown

_BY_FORMAT = ("container.creation_time", "video.creation_time", "audio.creation_time")
_WALL_CLOCK = (
    *("exif.DateTimeOriginal", "exif.DateTimeDigitized", "exif.DateTime", "container.date"),
    *("container.com.apple.quicktime.creationdate", "xmp.exif.DateTimeOriginal", "xmp.photoshop.DateCreated"),
    *("xmp.xmp.CreateDate", "xmp.xmp.ModifyDate"),
)
_OFFSETS = {
    "exif.DateTimeOriginal": "exif.OffsetTimeOriginal",
    "exif.DateTimeDigitized": "exif.OffsetTimeDigitized",
    "exif.DateTime": "exif.OffsetTime",
}
_TIME = re.compile(
    r"(\d{4})[-:](\d{2})(?:[-:](\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?$"
)
_NO_TIME = ("1904-01-01", "1970-01-01", "0000-")
_MAKES = ("exif.Make", "xmp.tiff.Make", "container.com.apple.quicktime.make", "container.make",
          "container.com.android.manufacturer")  # fmt: skip
_MODELS = ("exif.Model", "xmp.tiff.Model", "container.com.apple.quicktime.model", "container.model",
           "container.com.android.model")  # fmt: skip
_PROGRAMS = (
    *("exif.Software", "exif.ProcessingSoftware", "xmp.tiff.Software", "xmp.xmp.CreatorTool"),
    *("xmp.event.softwareAgent", "container.encoder", "container.com.apple.quicktime.software"),
    *("container.software", "container.writing_application", "container.muxing_application"),
    *("video.encoder", "audio.encoder", "stream.video.signature"),
)
_LIBRARY = re.compile(r"\bLav[fc]|HandBrake|\bx26[45]\b|FFmpeg", re.IGNORECASE)
_STAGE = re.compile(
    r"Google|YouTube|Vimeo|Twitter|Facebook|Instagram|TikTok|Telegram|WhatsApp", re.IGNORECASE
)
_PLAIN_HANDLERS = frozenset(
    {"videohandler", "soundhandler", "video", "sound", "core media video", "core media audio"}
)
_EDITED = re.compile(
    r"Photoshop|GIMP|Lightroom|Snapseed|Premiere|Final Cut|DaVinci|CapCut|InShot|Picsart", re.IGNORECASE
)


def read_making(capture: Mapping[str, str], stream: StreamFacts) -> Making:
    """Sort out capture metadata (key → value)."""
    times = tuple(_times(capture))
    positions = tuple(find_positions(capture))
    device = _device(capture)
    programs = tuple(dict.fromkeys(capture[key] for key in _PROGRAMS if capture.get(key)))
    told = bool(times or positions or device)
    signs = tuple(_signs(capture, programs, stream, times, told=told))
    return Making(times, positions, device, programs, signs)


def _times(capture: Mapping[str, str]) -> Iterator[FileTime]:
    for key in (*_BY_FORMAT, *_WALL_CLOCK):
        value = iso_time(capture.get(key, ""))
        if value is None or value.startswith(_NO_TIME):
            continue
        offset = capture.get(_OFFSETS.get(key, ""), "").strip()
        if re.fullmatch(r"[+-]\d{2}:\d{2}", offset) and not _has_zone(value):
            value += offset
        if key in _BY_FORMAT:
            yield FileTime(key, value, ZoneKnown.BY_FORMAT)
        else:
            yield FileTime(key, value, ZoneKnown.STATED if _has_zone(value) else ZoneKnown.UNKNOWN)
    day, clock = capture.get("gps.GPSDateStamp", ""), capture.get("gps.GPSTimeStamp", "")
    found = re.fullmatch(r"(\d+)(?:\.\d+)? (\d+)(?:\.\d+)? (\d+)(?:\.\d+)?", clock)
    if found and (date := iso_time(day)):
        hour, minute, second = (int(part) for part in found.groups())
        yield FileTime("gps.GPSTimeStamp", f"{date}T{hour:02}:{minute:02}:{second:02}Z", ZoneKnown.STATED)


def iso_time(text: str) -> str | None:
    """Return a time in ISO 8601 as far as the text gives it; None where it gives none."""
    found = _TIME.match(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    value = "-".join(part for part in (year, month, day) if part)
    if hour:
        value += f"T{hour}:{minute}" + (f":{second}" if second else "")
        value += f"{zone[:3]}:{zone[-2:]}" if zone and zone != "Z" else zone or ""
    return value


def _has_zone(value: str) -> bool:
    return bool(re.search(r"T.*(?:Z|[+-]\d{2}:\d{2})$", value))


def _device(capture: Mapping[str, str]) -> str | None:
    make = next((capture[key] for key in _MAKES if capture.get(key)), "")
    model = next((capture[key] for key in _MODELS if capture.get(key)), "")
    if make and model.casefold().startswith(make.casefold()):
        make = ""
    return " ".join(part for part in (make, model) if part) or None


def _signs(
    capture: Mapping[str, str],
    programs: tuple[str, ...],
    stream: StreamFacts,
    times: tuple[FileTime, ...],
    *,
    told: bool,
) -> Iterator[str]:
    libraries = [program for program in programs if _LIBRARY.search(program)]
    if libraries:
        yield (
            f"It names {libraries[0]}: a library with which programs and platforms convert, cut and download"
            " clips. Few cameras write it."
        )
    handlers = [capture.get(f"{kind}.handler_name", "") for kind in ("video", "audio")]
    other = [h.strip(" #") for h in handlers if h.strip(" #").casefold() not in {*_PLAIN_HANDLERS, ""}]
    if libraries and other:
        yield f"Its streams are labelled “{other[0]}”, another program's mark: it went through both."
    stages = [v for v in (*programs, *other) if _STAGE.search(v)]
    if stages:
        yield f"It names “{stages[0]}”, as copies downloaded from a platform do."
    edited = [program for program in programs if _EDITED.search(program)]
    if edited:
        yield f"It names the editing program “{edited[0]}”."
    yield from _changes(capture, times)
    yield from _sizes(capture, stream)
    if any(capture.get(key, "").startswith(_NO_TIME) for key in (*_BY_FORMAT, *_WALL_CLOCK)):
        yield "A creation time stands at the zero of its format: a program wrote it without knowing the time."
    if not told:
        yield (
            "It gives no time, position or device. Platforms and messengers take these out; so does a"
            " conversion. Some cameras never write them."
        )


def _changes(capture: Mapping[str, str], times: tuple[FileTime, ...]) -> Iterator[str]:
    given = {time.key: time.value for time in times}
    taken, changed = given.get("exif.DateTimeOriginal"), given.get("exif.DateTime")
    if taken and changed and changed[:19] > taken[:19]:
        yield f"By its own word it was taken at {taken} and changed at {changed}."
    if capture.get("xmp.event.action"):
        yield f"Its editing history lists: {capture['xmp.event.action']}."
    first, now = capture.get("xmp.mm.OriginalDocumentID"), capture.get("xmp.mm.DocumentID")
    if first and now and first != now:
        yield "Its document id is not that of its original: it was saved anew from another file."
    if capture.get("xmp.iptc.DigitalSourceType"):
        yield f"It states its kind of source: {capture['xmp.iptc.DigitalSourceType'].rsplit('/', 1)[-1]}."


def _sizes(capture: Mapping[str, str], stream: StreamFacts) -> Iterator[str]:
    wide, high = capture.get("exif.ExifImageWidth", ""), capture.get("exif.ExifImageHeight", "")
    if wide.isdigit() and high.isdigit():
        noted = sorted((int(wide), int(high)))
        if min(noted) > 0 and noted != sorted((stream.width_px, stream.height_px)):
            yield (
                f"EXIF gives {wide} × {high} pixels, the picture has {stream.width_px} × {stream.height_px}:"
                " it was scaled or cropped after EXIF was written."
            )
