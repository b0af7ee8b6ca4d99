"""Places on the map."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How much ground a resolved place covers, from large to small."""

    REGION = "region"
    COUNTRY = "country"
    SUBDIVISION = "subdivision"
    DISTRICT = "district"
    TOWN = "town"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    id: "geonames:163843" or "user:…". latitude, longitude: degrees, WGS 84. country: ISO 3166-1
    alpha-2, None for regions. subdivision: name of the first-order subdivision, None if unknown.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    precision: Precision
    country: str | None
    subdivision: str | None = None
    geonameid: int | None = None
    population: int = 0


EARTH_RADIUS_KM = 6371.0


def distance_km(one: Place, other: Place) -> float:
    """Return the great-circle distance."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(other.longitude - one.longitude) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))
