"""Geographic coordinates as people write them: 35°01′57″N 43°38′47″E, 33.783°N 44.500°E, 33.783, 44.500.

Degrees of latitude come first, as nearly everybody writes them. Bare decimals count only as a pair with
three places or more each, so that prices and scores are not taken for places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossbearing.model.anchor import Span

_GAP = r"\s{0,2}"
_ANGLE = (
    rf"(\d{{1,3}}(?:\.\d{{1,10}})?){_GAP}[°º]{_GAP}"
    rf"(?:(\d{{1,2}}(?:\.\d{{1,10}})?){_GAP}['′’´]{_GAP})?"
    rf"(?:(\d{{1,2}}(?:\.\d{{1,10}})?){_GAP}(?:[\"″”]|''|′′|’’){_GAP})?"
)
_SIGNED = re.compile(rf"(?<![\d.]){_ANGLE}([NS])[,;/]?\s{{0,2}}{_ANGLE}([EW])(?![A-Za-z])")
_DECIMAL = re.compile(
    rf"(?<![\d.,;°-])(-?\d{{1,2}}\.\d{{3,10}}){_GAP}[,;]{_GAP}(-?\d{{1,3}}\.\d{{3,10}})(?![\d°])(?!\.\d)"
)
_MAX_LATITUDE, _MAX_LONGITUDE, _SIXTY = 90.0, 180.0, 60.0


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point that a text gives by its coordinates. latitude, longitude: degrees; WGS 84 is assumed."""

    span: Span
    latitude: float
    longitude: float


def find_coordinates(text: str) -> Iterator[Coordinates]:
    """Yield the points of a text, those in degrees first; what lies off the globe is no point."""
    for match in _SIGNED.finditer(text):
        first, second = match.group(1, 2, 3), match.group(5, 6, 7)
        latitude, longitude = _degrees(*first), _degrees(*second)
        if latitude is None or longitude is None:
            continue
        south, west = match[4] == "S", match[8] == "W"
        yield from _on_globe(
            match.span(), -latitude if south else latitude, -longitude if west else longitude
        )
    for match in _DECIMAL.finditer(text):
        yield from _on_globe(match.span(), float(match[1]), float(match[2]))


def _degrees(degrees: str, minutes: str | None, seconds: str | None) -> float | None:
    parts = [float(part or 0) for part in (minutes, seconds)]
    if any(part >= _SIXTY for part in parts):
        return None
    return float(degrees) + parts[0] / _SIXTY + parts[1] / _SIXTY**2


def _on_globe(extent: tuple[int, int], latitude: float, longitude: float) -> Iterator[Coordinates]:
    if abs(latitude) <= _MAX_LATITUDE and abs(longitude) <= _MAX_LONGITUDE:
        yield Coordinates(Span(*extent), latitude, longitude)
