"""Single frames as pictures, for showing two clips side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from av import VideoFrame
from PIL import Image

from crossbearing.errors import Undecodable
from crossbearing.media.decode import open_clip
from crossbearing.media.images import ImageClip, open_image
from crossbearing.settings import MediaSettings

_QUALITY = 82


def still(
    path: Path, at_s: Fraction, *, max_side_px: int = 640, settings: MediaSettings | None = None
) -> bytes:
    """Return the frame presented at `at_s`, upright, as JPEG; beyond the end, the last frame.

    Raises Undecodable: no picture can be read.
    """
    limits = settings or MediaSettings()
    image = open_image(path, limits)
    if image is not None:
        with image:
            picture = _image_at(image, at_s)
            return _jpeg(picture, max_side_px)
    return _jpeg(_clip_at(path, at_s, limits), max_side_px)


def _image_at(clip: ImageClip, at_s: Fraction) -> Image.Image:
    # Frames and pictures run side by side: a frame tells the time, a picture has the colours.
    shown: Image.Image | None = None
    for at_ms, picture in clip.timed_pictures():
        if shown is not None and Fraction(at_ms, 1000) > at_s:
            break
        shown = picture.convert("RGB")
    assert shown is not None  # the first frame is there, or reading it raised
    return shown


def _clip_at(path: Path, at_s: Fraction, settings: MediaSettings) -> Image.Image:
    with open_clip(path, settings, threads=1) as clip:
        origin = next((ticks for ticks, _ in clip.raw_frames() if ticks is not None), None)
        base = clip.time_base
    if origin is None:
        raise Undecodable(f"No picture of {path.name} can be decoded.", what=str(path), actual="no frames")
    wanted = origin + int(at_s / base)
    for jump in (True, False):
        with open_clip(path, settings, threads=1) as clip:
            if jump:
                clip.start_at(wanted)
            shown = _last_until(clip.raw_frames(), wanted)
        # A damaged or missing index lands too late: then from the beginning.
        if shown is not None:
            break
    if shown is None:
        raise Undecodable(f"No picture of {path.name} can be decoded.", what=str(path), actual="no frames")
    picture: Image.Image = shown.to_image()  # type: ignore[no-untyped-call] # PyAV leaves it untyped
    # Both PyAV and Pillow count degrees counter-clockwise.
    return picture.rotate(round(float(shown.rotation) / 90) * 90, expand=True)


def _last_until(frames: Iterator[tuple[int | None, VideoFrame]], wanted: int) -> VideoFrame | None:
    """Return the last frame whose time is not after `wanted`; None where the first is already later."""
    shown = None
    for ticks, frame in frames:
        if ticks is None:
            continue
        if ticks > wanted:
            break
        shown = frame
    return shown


def _jpeg(picture: Image.Image, max_side_px: int) -> bytes:
    scale = min(1.0, max_side_px / max(picture.size))
    if scale < 1:
        width, height = picture.size
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=False)
    return out.getvalue()
