"""What a file says of its own capture: container and stream tags of clips, EXIF and XMP of images.

Nothing here is checked, and anybody can write it: it is reported as the file's own word.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping

import av
from av.error import FFmpegError
from PIL import ExifTags, Image

from crossbearing.media.decode import Clip
from crossbearing.media.images import DAMAGE, ImageClip
from crossbearing.media.xmp import read_xmp

_MAX_PAIRS = 200
_MAX_KEY_CHARS = 100
_MAX_VALUE_CHARS = 500
# What an encoder writes of itself among the first bytes of the pictures.
_SIGNATURE = re.compile(rb"(?:x264|x265|Lavc|XviD|DivX)[!-~]*(?: - core \d+| [\d.]+)?")


def read_capture(clip: Clip | ImageClip) -> tuple[tuple[str, str], ...]:
    """Return capture metadata of what has been watched, (key, value) pairs in key order; () for none.

    Keys begin with where they stand: "container.", "video.", "audio.", "exif.", "gps.", "xmp."; what the
    streams are by their own word stands under "stream.".
    """
    if isinstance(clip, ImageClip):
        found = [*_exif(clip.image), *read_xmp(_xmp_packet(clip.image))]
    else:
        found = list(_tags(clip))
    pairs: dict[str, str] = {}
    for key, value in found:
        if _plain(key, _MAX_KEY_CHARS) and _plain(value, _MAX_VALUE_CHARS):
            pairs.setdefault(_plain(key, _MAX_KEY_CHARS), _plain(value, _MAX_VALUE_CHARS))
    return tuple(sorted(pairs.items())[:_MAX_PAIRS])


def _tags(clip: Clip) -> Iterator[tuple[str, str]]:
    container = clip.container
    try:
        yield from _named("container.", container.metadata)
        for stream in container.streams.video[:1]:
            yield from _named("video.", stream.metadata)
        for sound in container.streams.audio[:1]:
            yield from _named("audio.", sound.metadata)
        yield from _streams(container)
        if signature := _SIGNATURE.search(clip.beginning):
            yield "stream.video.signature", signature[0].decode("ascii", "ignore")
    except (FFmpegError, UnicodeError):
        return


def _streams(container: av.container.InputContainer) -> Iterator[tuple[str, str]]:
    """Describe the streams: codec, profile, rates."""
    for stream in container.streams.video[:1]:
        if context := stream.codec_context:
            told = filter(None, (context.name, context.profile, context.pix_fmt))
            yield "stream.video.codec", " ".join(told)
            yield "stream.video.bits_per_s", str(context.bit_rate or "")
    for sound in container.streams.audio[:1]:
        if heard := sound.codec_context:  # None where a damaged file names a codec that nobody knows
            yield "stream.audio.codec", f"{heard.name} {heard.sample_rate} Hz {heard.layout.name}"
            yield "stream.audio.bits_per_s", str(heard.bit_rate or "")
    kinds = [stream.type for stream in container.streams]
    yield "stream.count", ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))


def _xmp_packet(image: Image.Image) -> bytes:
    held = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return held if isinstance(held, bytes) else str(held).encode("utf-8", "replace")


def _named(prefix: str, tags: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in tags.items():
        yield prefix + key, value


def _exif(image: Image.Image) -> Iterator[tuple[str, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of damaged tags, which are left out here
        try:
            exif = image.getexif()
            details = exif.get_ifd(ExifTags.IFD.Exif)
            gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        except DAMAGE:
            return
    for tags, names, prefix in (
        (dict(exif), ExifTags.TAGS, "exif."),
        (details, ExifTags.TAGS, "exif."),
        (gps, ExifTags.GPSTAGS, "gps."),
    ):
        for number, value in tags.items():
            if number in names and not isinstance(value, Mapping):
                yield prefix + names[number], _written(value)


def _written(value: object) -> str:
    """Write a tag's value; raw bytes are cut short to their readable part."""
    try:
        if isinstance(value, bytes):
            return value[:_MAX_VALUE_CHARS].decode("ascii", "ignore")
        if isinstance(value, tuple):
            return " ".join(_written(part) for part in value[:32])
        return str(value)
    except DAMAGE:
        return ""


def _plain(text: str, max_chars: int) -> str:
    """Strip what does not show (control characters, direction overrides) and cut to length."""
    shown = (c for c in text[: 4 * max_chars] if unicodedata.category(c)[0] != "C")
    return "".join(shown).strip()[:max_chars]
