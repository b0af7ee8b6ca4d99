from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

BOTH = ("outlines.json", "outlines_detail.json")


def load(name: str) -> dict[str, Any]:
    outlines: dict[str, Any] = json.loads(
        files("crossbearing.dossier").joinpath("data", name).read_text("utf-8")
    )
    return outlines


def contains(rings: list[list[list[float]]], lon: float, lat: float) -> bool:
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


@pytest.mark.parametrize("name", BOTH)
def test_every_ring_is_closed_and_on_the_map(name: str) -> None:
    for country in load(name)["countries"]:
        assert country["rings"], country["name"]
        for ring in country["rings"]:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)


@pytest.mark.parametrize("name", BOTH)
def test_codes_are_unique_where_there_are_any(name: str) -> None:
    codes = [c["iso2"] for c in load(name)["countries"] if c["iso2"]]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 2 and code.isupper() for code in codes)


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    ("lon", "lat", "iso2"),
    [
        (36.63, 35.93, "SY"),
        (32.85, 39.93, "TR"),
        (13.19, 32.6, "LY"),
        (30.52, 50.45, "UA"),
        (28.3, -29.6, "LS"),
        (178.0, 67.0, "RU"),
        (-175.0, 66.5, "RU"),
        (0.0, -85.0, "AQ"),
    ],
)
def test_a_point_lies_in_its_own_country_only(name: str, lon: float, lat: float, iso2: str) -> None:
    found = [c["iso2"] for c in load(name)["countries"] if contains(c["rings"], lon, lat)]
    assert found == [iso2]


@pytest.mark.parametrize("name", BOTH)
def test_source_and_licence_travel_with_the_data(name: str) -> None:
    outlines = load(name)
    assert "Natural Earth" in outlines["source"]
    assert "Public domain" in outlines["licence"]


def test_both_files_together_stay_small() -> None:
    folder = files("crossbearing.dossier").joinpath("data")
    assert sum(len(folder.joinpath(name).read_bytes()) for name in BOTH) < 700_000
