from __future__ import annotations

import pytest

from crossbearing.model.coordinates import find_coordinates


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("It fell at 35°01′57″N 43°38′47″E at noon.", (35.0325, 43.6464)),
        ("33.783°N 44.500°E", (33.783, 44.5)),
        ("33°47′N 44°30′E", (33.7833, 44.5)),
        ("12° 30' 0\" S, 70° 15' 0\" W", (-12.5, -70.25)),
        ("filmed near 36.20115, 37.16117 (map)", (36.20115, 37.16117)),
        ("at -12.5001; -70.2502", (-12.5001, -70.2502)),
    ],
)
def test_points_are_read(text: str, point: tuple[float, float]) -> None:
    (found,) = find_coordinates(text)
    assert (found.latitude, found.longitude) == pytest.approx(point, abs=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "It rose from 3.5, 4.5 to 12.25, 13.75 a share.",
        "95°00′N 10°00′E",
        "10°75′N 10°00′E",
        "91.0001, 10.0001",
        "It was 30°C in the shade.",
    ],
)
def test_other_numbers_are_no_points(text: str) -> None:
    assert list(find_coordinates(text)) == []
