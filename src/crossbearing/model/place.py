"""Places on the map."""

from __future__ import annotations

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
