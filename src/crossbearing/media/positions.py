"""Positions in a file's metadata: ISO 6709 in clips, EXIF GPS in images, in degrees (WGS 84)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crossbearing.model.footage import FilePosition

_ISO_6709_KEYS = (
    "container.com.apple.quicktime.location.ISO6709",
    "container.location",
    "container.location-eng",
)
_ISO_6709 = re.compile(r"([+-]\d{2,6}(?:\.\d+)?)([+-]\d{3,7}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?(?:CRS[\w:]*)?/?$")
_LATITUDE_DIGITS, _LONGITUDE_DIGITS = 2, 3
_MAX_LATITUDE, _MAX_LONGITUDE = 90, 180


def find_positions(capture: Mapping[str, str]) -> Iterator[FilePosition]:
    """Yield the positions that capture metadata gives, each place where they stand once."""
    seen: set[tuple[float, float]] = set()
    for position in (*_of_clips(capture), *_of_images(capture)):
        if (position.latitude, position.longitude) not in seen:
            seen.add((position.latitude, position.longitude))
            yield position


def parse_iso_6709(text: str) -> tuple[float, float, float | None] | None:
    """Return (latitude, longitude, altitude in metres or None); None for what is no position.

    Degrees, degrees and minutes, or degrees, minutes and seconds: told by the count of digits.
    """
    found = _ISO_6709.match(text.strip())
    if found is None:
        return None
    latitude = _sexagesimal(found[1], _LATITUDE_DIGITS)
    longitude = _sexagesimal(found[2], _LONGITUDE_DIGITS)
    if latitude is None or longitude is None:
        return None
    if abs(latitude) > _MAX_LATITUDE or abs(longitude) > _MAX_LONGITUDE:
        return None
    return latitude, longitude, float(found[3]) if found[3] else None


def _sexagesimal(text: str, degree_digits: int) -> float | None:
    whole, _, fraction = text[1:].partition(".")
    digits = len(whole) - degree_digits
    if digits not in {0, 2, 4}:
        return None
    parts = [whole[:degree_digits], *(whole[at : at + 2] for at in range(degree_digits, len(whole), 2))]
    parts[-1] += f".{fraction or 0}"
    value = sum((float(part) / 60.0**power for power, part in enumerate(parts)), 0.0)
    return round(-value if text.startswith("-") else value, 7)


def _of_clips(capture: Mapping[str, str]) -> Iterator[FilePosition]:
    for key in _ISO_6709_KEYS:
        found = parse_iso_6709(capture.get(key, ""))
        if found is not None:
            yield FilePosition(key, *found)


def _of_images(capture: Mapping[str, str]) -> Iterator[FilePosition]:
    latitude = _degrees(capture.get("gps.GPSLatitude", ""), capture.get("gps.GPSLatitudeRef", ""), "S")
    longitude = _degrees(capture.get("gps.GPSLongitude", ""), capture.get("gps.GPSLongitudeRef", ""), "W")
    if latitude is None or longitude is None:
        return
    if abs(latitude) > _MAX_LATITUDE or abs(longitude) > _MAX_LONGITUDE:
        return
    try:
        altitude: float | None = float(capture["gps.GPSAltitude"])
    except (KeyError, ValueError):
        altitude = None
    if altitude is not None and capture.get("gps.GPSAltitudeRef", "").strip() in {"1", "\x01"}:
        altitude = -altitude
    yield FilePosition("gps.GPSLatitude", latitude, longitude, altitude)


def _degrees(text: str, side: str, negative: str) -> float | None:
    """Return degrees of "35.0 55.0 30.0" on its side; None without a side: then half the earth is meant."""
    try:
        parts = [float(part) for part in text.split()]
    except ValueError:
        return None
    if not parts or not side.strip():
        return None
    value = sum((part / 60.0**power for power, part in enumerate(parts[:3])), 0.0)
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN, from 0/0 in EXIF
        return None
    return round(-value if side.strip().upper().startswith(negative) else value, 7)
