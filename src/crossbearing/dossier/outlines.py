"""Which part of a frame lies where in another: outlines to be drawn over both.

The match's map carries the query's frame into the reference's. What both show is where the two frames
overlap: a polygon of at most eight corners, whose corners correspond one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

Point = tuple[float, float]
Polygon = tuple[Point, ...]

_FRAME: Polygon = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
_FLAT = 1e-9
_SIDE = 320
_MARGIN, _LETTER = 9, 13
_WHOLE = 0.98
_MAP_NUMBERS = 6


@dataclass(frozen=True, slots=True)
class Outlines:
    """The shared part in both frames; corner n of one is corner n of the other."""

    query: Polygon
    reference: Polygon


def outlines(frame_map: tuple[float, ...]) -> Outlines | None:
    """Return what both frames show; None where the map is not known or they share nothing."""
    if len(frame_map) != _MAP_NUMBERS:
        return None
    a, b, c, d, e, f = frame_map
    det = a * e - b * d
    if abs(det) < _FLAT:
        return None
    back = (e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det)
    shared = _clipped(tuple(_mapped(back, corner) for corner in _FRAME))
    if len(shared) <= 2:  # noqa: PLR2004 - a polygon has three corners
        return None
    return Outlines(shared, tuple(_mapped(frame_map, corner) for corner in shared))


def drawn(polygon: Polygon, size: tuple[int, int]) -> Markup:
    """Draw an outline, its corners numbered, to be laid over a frame. size: width and height of it."""
    scale = _SIDE / max(size)
    wide, high = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    points = [(x * wide, y * high) for x, y in polygon]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    corners = Markup("").join(
        Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(
            min(max(x, _MARGIN), wide - _MARGIN), min(max(y + 4, _LETTER), high - 4), number
        )
        for number, (x, y) in enumerate(points, start=1)
    )
    return Markup(
        '<svg class="outline" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '<polygon class="edge-dark" points="{}"/><polygon class="edge-light" points="{}"/>{}</svg>'
    ).format(wide, high, path, path, corners)


def in_words(polygon: Polygon) -> str:
    """Say how much of its frame a polygon covers, and from where to where."""
    share = _area(polygon)
    if share > _WHOLE:
        return "the whole frame"
    # Adding nothing makes −0 % what it is.
    xs, ys = ([round(each, 2) + 0.0 for each in side] for side in zip(*polygon, strict=True))
    return (
        f"{share:.0%} of the frame: {min(xs):.0%} to {max(xs):.0%} from the left,"
        f" {min(ys):.0%} to {max(ys):.0%} from the top"
    )


def _mapped(numbers: tuple[float, ...], point: Point) -> Point:
    a, b, c, d, e, f = numbers
    x, y = point
    return a * x + b * y + c, d * x + e * y + f


def _clipped(polygon: Polygon) -> Polygon:
    """Cut a polygon to the frame, side by side (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, 0.0, 1), (0, 1.0, -1), (1, 0.0, 1), (1, 1.0, -1)):
        kept: list[Point] = []
        for here, there in zip(polygon, (*polygon[1:], *polygon[:1]), strict=True):
            inside, next_inside = (sign * (point[axis] - limit) >= 0 for point in (here, there))
            if inside:
                kept.append(here)
            if inside != next_inside:
                along = (limit - here[axis]) / (there[axis] - here[axis])
                kept.append((here[0] + along * (there[0] - here[0]), here[1] + along * (there[1] - here[1])))
        polygon = tuple(dict.fromkeys((round(x, 6), round(y, 6)) for x, y in kept))
        if not polygon:
            break
    return polygon


def _area(polygon: Polygon) -> float:
    pairs = zip(polygon, (*polygon[1:], *polygon[:1]), strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2
