"""The map: where things are said to have happened, as exactly as the sources say and no more."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from markupsafe import Markup

from crossbearing.dossier.svg import drawing, element, linked, number, shortened
from crossbearing.dossier.wording import PRECISION, counted
from crossbearing.model.place import Place, Precision

_HERE = "crossbearing.dossier"
_WIDTH, _HEIGHT = 1000.0, 560.0
_INSET_WIDTH, _INSET_HEIGHT = 190.0, 95.0
_MIN_SPAN = 5.0
_MAX_LATITUDE = 85.0
_PAD = 1.35
_WORLD_SPAN = 70.0
_KM_A_DEGREE = 111.2
_RADIUS_KM = {Precision.REGION: 350.0, Precision.SUBDIVISION: 60.0, Precision.DISTRICT: 20.0}
_LABEL_CHARS = 30
_CHAR_WIDTH = 7.2

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A place with the allegations said to have happened there: (label, target) pairs in page order."""

    place: Place
    allegations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's rings, longitude and latitude in degrees. iso2: None where there is none."""

    iso2: str | None
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """Degrees shown. squeeze: how much narrower a degree of longitude is than one of latitude."""

    west: float
    east: float
    south: float
    north: float
    squeeze: float
    width: float
    height: float

    def xy(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = (longitude - self.west) / (self.east - self.west) * self.width
        y = (self.north - latitude) / (self.north - self.south) * self.height
        return x, y

    @property
    def units_a_degree(self) -> float:
        return self.height / (self.north - self.south)


def atlas(sites: Sequence[Site]) -> Markup | None:
    """Draw the sites on outlines; None where there are none.

    A town or site is a point; a district, subdivision or region a dashed circle of about its size;
    a country its hatched area.
    """
    if not sites:
        return None
    view = _view(sites)
    detailed = view.east - view.west < _WORLD_SPAN
    countries = outlines("outlines_detail.json" if detailed else "outlines.json")
    areas = {site.place.country for site in sites if site.place.precision is Precision.COUNTRY}
    parts = [
        element("rect", x=0, y=0, width=_WIDTH, height=_HEIGHT, class_="sea"),
        element("g", *_countries(countries, view, areas)),
        element("g", *_sites(sites, view)),
        _locator(view),
    ]
    return drawing(_WIDTH, _HEIGHT, "Map of the places; the table below says the same", *parts, name="map")


@cache
def outlines(name: str) -> tuple[Outline, ...]:
    """Load bundled outlines by file name."""
    raw = json.loads((files(_HERE) / "data" / name).read_text(encoding="utf-8"))
    return tuple(
        Outline(country["iso2"], tuple(tuple((x, y) for x, y in ring) for ring in country["rings"]))
        for country in raw["countries"]
    )


@cache
def outline_credit() -> str:
    """Return where the outlines come from, as their files say."""
    names = ("outlines.json", "outlines_detail.json")
    heads = [json.loads((files(_HERE) / "data" / name).read_text(encoding="utf-8")) for name in names]
    return "; ".join([*(head["source"] for head in heads), heads[0]["licence"]])


def _view(sites: Sequence[Site]) -> _View:
    corners = [corner for site in sites for corner in _corners(site.place)]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    squeeze = math.cos(math.radians(min(abs(middle_y), 70.0)))
    # The window keeps its shape: whichever of width and height needs more decides the scale.
    tall = max((north - south) * _PAD, (east - west) * _PAD * squeeze * _HEIGHT / _WIDTH, _MIN_SPAN)
    tall = min(tall, 2 * _MAX_LATITUDE)
    wide = tall * _WIDTH / _HEIGHT / squeeze
    return _View(
        middle_x - wide / 2,
        middle_x + wide / 2,
        middle_y - tall / 2,
        middle_y + tall / 2,
        squeeze,
        _WIDTH,
        _HEIGHT,
    )


def _corners(place: Place) -> list[tuple[float, float]]:
    x = min(max(place.longitude, -180.0), 180.0)
    y = min(max(place.latitude, -_MAX_LATITUDE), _MAX_LATITUDE)
    if place.precision is Precision.COUNTRY:
        rings = [country.rings[0] for country in outlines("outlines.json") if country.iso2 == place.country]
        if rings and place.country:
            return [point for ring in rings for point in ring]
    reach = _RADIUS_KM.get(place.precision, 0.0) / _KM_A_DEGREE
    return [(x - reach, y - reach), (x + reach, y + reach)]


def _countries(countries: Sequence[Outline], view: _View, areas: set[str | None]) -> Iterator[Markup]:
    for country in countries:
        path = "".join(_path(ring, view) for ring in country.rings)
        if not path:
            continue
        named = country.iso2 is not None and country.iso2 in areas
        yield element("path", d=path, class_="land", fill_rule="evenodd")
        if named:
            yield element("path", d=path, class_="area", fill="url(#p-area)", fill_rule="evenodd")


def _path(ring: Ring, view: _View) -> str:
    """Return a ring as path data, or nothing where it lies outside or is too small to see."""
    if (
        max(x for x, _ in ring) < view.west
        or min(x for x, _ in ring) > view.east
        or max(y for _, y in ring) < view.south
        or min(y for _, y in ring) > view.north
    ):
        return ""
    points: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        x, y = view.xy(longitude, latitude)
        # Far outside the window only the side matters.
        point = (round(min(max(x, -400), view.width + 400)), round(min(max(y, -400), view.height + 400)))
        if not points or points[-1] != point:
            points.append(point)
    if len(points) < 4:  # noqa: PLR2004 - a closed ring of fewer points has no area
        return ""
    steps = "".join(f"l{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}{steps}z"


def _sites(sites: Sequence[Site], view: _View) -> Iterator[Markup]:
    spots = [view.xy(site.place.longitude, site.place.latitude) for site in sites]
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in spots]
    for site in sorted(sites, key=lambda site: (-len(site.allegations), site.place.name, site.place.id)):
        x, y = view.xy(site.place.longitude, site.place.latitude)
        radius = _RADIUS_KM.get(site.place.precision, 0.0) / _KM_A_DEGREE * view.units_a_degree
        what = counted(len(site.allegations), "allegation")
        title = f"{site.place.name} ({PRECISION[site.place.precision]}): {what}"
        parts = [_mark(site.place.precision, x, y, radius, len(site.allegations))]
        spot = _label_spot(site.place.name, x, y, radius, taken)
        if spot:
            parts.append(
                element(
                    "text", shortened(site.place.name, _LABEL_CHARS), x=spot[0], y=spot[1], class_="place"
                )
            )
        yield linked(site.allegations[0][1], element("title", title), *parts)


def _mark(precision: Precision, x: float, y: float, radius: float, weight: int) -> Markup:
    if precision is Precision.COUNTRY:
        return element("rect", x=x - 3, y=y - 3, width=6.0, height=6.0, class_="centre")
    if radius:
        return element("circle", cx=x, cy=y, r=max(radius, 9.0), class_="vague-place")
    return element("circle", cx=x, cy=y, r=4.0 + min(math.sqrt(weight), 5.0), class_="point")


def _label_spot(
    name: str, x: float, y: float, radius: float, taken: list[tuple[float, float, float, float]]
) -> tuple[float, float] | None:
    """Find room for a label beside its mark; None where every side is taken."""
    wide = _CHAR_WIDTH * min(len(name), _LABEL_CHARS)
    beside = ((x + 12, y + 5), (x - 12 - wide, y + 5), (x - wide / 2, y - 14), (x - wide / 2, y + 24))
    within = ((x - wide / 2, y - 10), (x - wide / 2, y + 20)) if 2 * radius > wide else ()
    for left, base in (*within, *beside):
        box = (left, base - 13, left + wide, base + 4)
        free = all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in taken)
        if free and box[0] > 0 and box[2] < _WIDTH and not _in_inset(box):
            taken.append(box)
            return left, base
    return None


def _in_inset(box: tuple[float, float, float, float]) -> bool:
    return box[2] > _WIDTH - _INSET_WIDTH - 10 and box[3] > _HEIGHT - _INSET_HEIGHT - 10


def _locator(view: _View) -> Markup:
    """Draw the world in a corner with the window marked."""
    world = _View(-180.0, 180.0, -90.0, 90.0, 1.0, _INSET_WIDTH, _INSET_HEIGHT)
    land = "".join(_path(ring, world) for country in outlines("outlines.json") for ring in country.rings[:3])
    left, top = world.xy(max(view.west, -180), min(view.north, 90))
    right, bottom = world.xy(min(view.east, 180), max(view.south, -90))
    move = f"translate({number(_WIDTH - _INSET_WIDTH - 8)} {number(_HEIGHT - _INSET_HEIGHT - 8)})"
    return element(
        "g",
        element("rect", x=0, y=0, width=_INSET_WIDTH, height=_INSET_HEIGHT, class_="inset"),
        element("path", d=land, class_="land"),
        element(
            "rect",
            x=left,
            y=top,
            width=max(right - left, 4.0),
            height=max(bottom - top, 4.0),
            class_="window",
        ),
        transform=move,
        class_="locator",
        aria_hidden="true",
    )
