"""Still and animated images, opened with Pillow, as footage: the same interface as `decode`.

Units       Times count milliseconds from the first frame; a still image is one frame at 0.
Errors      `Undecodable` where the image is damaged or cut short, or has more pixels than
            `settings.max_image_pixels` (told from its header, before anything is decoded).
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import pi_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from crossbearing.errors import Undecodable
from crossbearing.media.decode import Colour, Frame, Grey
from crossbearing.model.footage import StreamFacts
from crossbearing.settings import MediaSettings

_FORMATS = ("HEIF", "JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF", "JPEG2000", "PPM")
_TURNS = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
_SHORTEST_FRAME_MS = 20
_USUAL_FRAME_MS = 100
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    AttributeError,
    ZeroDivisionError,
    struct.error,
)
"""What Pillow's parsers let through on damaged files."""


class ImageClip:
    """An image being read as footage. Use as a context; read `frames()` once and to the end."""

    def __init__(self, image: Image.Image, path: Path, settings: MediaSettings) -> None:
        self.image = image
        self._path = path
        self._settings = settings
        self.time_base = Fraction(1, 1000)
        self.notes: list[str] = []
        self.damaged_packets = 0
        self._frames = 0
        self._end_ms = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.image.close()

    def frames(self) -> Iterator[Frame]:
        """Yield the frames in the order presented. Raise Undecodable if the first cannot be read."""
        for at_ms, picture in self.timed_pictures():
            yield Frame(at_ms, _grey_of(picture), _colour_of(picture), picture.size)

    def timed_pictures(self) -> Iterator[tuple[int, Image.Image]]:
        """Yield (milliseconds from the first frame, upright picture)."""
        animated = _is_animated(self.image)
        for number, picture in enumerate(self.pictures()):
            at_ms = self._end_ms
            if at_ms > self._settings.max_watch_s * 1000:
                self.notes.append(f"Only the first {self._settings.max_watch_s / 3600:g} hours were watched.")
                return
            self._frames = number + 1
            if animated:
                self._end_ms += _shown_ms(self.image)
            yield at_ms, picture

    def pictures(self) -> Iterator[Image.Image]:
        """Yield the upright frames as Pillow images; damage after the first ends them, with a note."""
        budget = self._settings.max_image_pixels * 40
        number = 0
        while True:
            try:
                if number:
                    self.image.seek(number)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    self.image.load()
                    frame = ImageOps.exif_transpose(self.image)
            except EOFError:
                if number:
                    return
                raise self._damaged("it ends before its first frame") from None
            except DAMAGE as error:
                if not number:
                    raise self._damaged(str(error)) from error
                self.notes.append(f"The image is damaged after frame {number}.")
                return
            budget -= self.image.width * self.image.height
            if number and budget < 0:
                self.notes.append(f"Only the first {number} frames were watched: there are too many pixels.")
                return
            yield frame
            number += 1
            if not _is_animated(self.image) or self.image.format == "MPO":
                return

    def facts(self) -> StreamFacts:
        """Describe the image as a stream; a still has no frame rate and no duration."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            orientation = _orientation(self.image)
        return StreamFacts(
            container="image",
            codec=(self.image.format or "unknown").lower(),
            width_px=self.image.width,
            height_px=self.image.height,
            duration_s=Fraction(self._end_ms, 1000),
            frame_rate=Fraction(self._frames * 1000, self._end_ms) if self._end_ms else None,
            frames=self._frames,
            rotation_degrees=_TURNS.get(orientation, 0),
        )

    def _damaged(self, reason: str) -> Undecodable:
        return Undecodable(
            f"The image {self._path.name} cannot be decoded: {reason or 'it is damaged'}.",
            what=str(self._path),
            actual=reason,
        )


def open_image(path: Path, settings: MediaSettings) -> ImageClip | None:
    """Open an image; None where the bytes are not an image that Pillow knows.

    Raises Undecodable: more pixels than the limit, or a damaged header.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of damaged tags, which are left out, and of many pixels: the limit that
            # counts is the settings' own, checked below.
            warnings.simplefilter("ignore")
            _register()
            image = Image.open(path, formats=_FORMATS)
    except UnidentifiedImageError:
        return None
    except Image.DecompressionBombError as error:
        raise _too_large(path, "hundreds of millions", settings) from error
    except DAMAGE as error:
        raise Undecodable(
            f"The image {path.name} cannot be opened: {error}.", what=str(path), actual=str(error)
        ) from error
    if image.width * image.height > settings.max_image_pixels:
        size = f"{image.width} × {image.height}"
        image.close()
        raise _too_large(path, size, settings)
    return ImageClip(image, path, settings)


@cache
def _register() -> None:
    """Make every format known to Pillow, which looks among those named only once they are registered."""
    Image.init()
    pi_heif.register_heif_opener(thumbnails=False)


def _too_large(path: Path, size: str, settings: MediaSettings) -> Undecodable:
    return Undecodable(
        f"The image {path.name} has {size} pixels, more than the limit of {settings.max_image_pixels}.",
        what=str(path),
        expected=f"at most {settings.max_image_pixels} pixels",
        actual=f"{size} pixels",
        next_step="Raise media.max_image_pixels if this machine has the memory, or leave the file out.",
    )


def _is_animated(image: Image.Image) -> bool:
    """Tell whether an image holds several frames; one that breaks off in its second was to hold more."""
    try:
        return bool(getattr(image, "is_animated", False))
    except DAMAGE:
        return True


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except DAMAGE:
        return 1


def _shown_ms(image: Image.Image) -> int:
    """Milliseconds for which the frame is shown; as browsers do, next to nothing counts as 100."""
    try:
        shown = int(image.info.get("duration", 0))
    except (TypeError, ValueError, OverflowError):
        shown = 0
    return shown if _SHORTEST_FRAME_MS <= shown <= 60 * 60 * 1000 else _USUAL_FRAME_MS


def _grey_of(frame: Image.Image) -> Callable[[], Grey]:
    return lambda: np.asarray(_shallow(frame).convert("L"), np.uint8)


def _colour_of(frame: Image.Image) -> Callable[[tuple[int, int]], Colour]:
    def read(size: tuple[int, int]) -> Colour:
        rgb = _shallow(frame).convert("RGB")
        if size != rgb.size:
            rgb = rgb.resize(size, Image.Resampling.BOX)
        return np.asarray(rgb, np.uint8)

    return read


def _shallow(frame: Image.Image) -> Image.Image:
    """Return a picture of 8 bits a sample: of 16 and 32, what is there is spread over 8."""
    if not frame.mode.startswith(("I", "F")):
        return frame if frame.mode in {"L", "RGB"} else frame.convert("RGB")
    deep = np.nan_to_num(np.asarray(frame, np.float64))
    low, high = float(deep.min()), float(deep.max())
    return Image.fromarray(((deep - low) * (255 / max(high - low, 1e-9))).astype(np.uint8))
