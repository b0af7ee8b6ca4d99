"""When things are said to have happened, when they were said, and when that was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from crossbearing.dossier.svg import drawing, element, linked, shortened, titled
from crossbearing.model.edtf import Days, edtf_days

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 1000.0, 330.0, 24.0, 34.0, 36.0
_LANE = 7.0
_LABEL_CHARS = 42
_TICK_WIDTH = 74.0
_MAX_TICKS = 9
_LEAD_SPREADS = 4
_MIN_LEAD_DAYS, _MAX_LEAD_DAYS = 120, 3_653
_MIN_BAR = 5.0
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAY_STEPS = (1, 2, 4, 7, 14)


@dataclass(frozen=True, slots=True)
class Moments:
    """One allegation's times. happened: EDTF. said: EDTF of each saying. published: of each document."""

    label: str
    target: str
    happened: str | None
    said: tuple[str, ...]
    published: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / max((self.last - self.first).days, 1)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def timeline(rows: Sequence[Moments]) -> Markup | None:
    """Draw one row an allegation; None where no row has any date."""
    dated = [row for row in rows if row.happened or row.said or row.published]
    axis = _axis(dated)
    if axis is None:
        return None
    height = _TOP + _ROW * len(dated) + 8
    parts = [_grid(axis, height)]
    parts += [_row(row, axis, _TOP + _ROW * place) for place, row in enumerate(dated)]
    return drawing(
        _WIDTH, height, "Timeline of the allegations; the table below says the same", *parts, name="timeline"
    )


def _axis(rows: Sequence[Moments]) -> _Axis | None:
    published = [day for row in rows for day in row.published]
    anchors = published + _ends(edtf_days(said) for row in rows for said in row.said)
    happened = _ends(edtf_days(row.happened) for row in rows if row.happened)
    if anchors:
        # What lies far back is drawn at the edge: it must not flatten what the case is about.
        newest, oldest = max(anchors).toordinal(), min(anchors).toordinal()
        lead = min(max(_LEAD_SPREADS * (newest - oldest), _MIN_LEAD_DAYS), _MAX_LEAD_DAYS)
        happened = [day for day in happened if oldest - lead <= day.toordinal() <= newest + lead]
    days = anchors + happened
    if not days:
        return None
    first, last = min(days).toordinal(), max(days).toordinal()
    pad = max(2, (last - first) // 30)
    return _Axis(
        date.fromordinal(max(1, first - pad)), date.fromordinal(min(date.max.toordinal(), last + pad))
    )


def _ends(spans: Iterable[Days | None]) -> list[date]:
    return [day for span in spans if span for day in (span.first, span.last) if day]


def _grid(axis: _Axis, height: float) -> Markup:
    parts: list[Markup] = []
    for day, label in _ticks(axis):
        x = axis.x(day)
        if x > _WIDTH - _TICK_WIDTH:
            continue
        parts += [
            element("line", x1=x, x2=x, y1=_TOP - 8, y2=height, class_="grid"),
            element("text", label, x=x + 3, y=_TOP - 14, class_="tick"),
        ]
    return element("g", *parts)


def _ticks(axis: _Axis) -> list[tuple[date, str]]:
    days = (axis.last - axis.first).days
    for step in _DAY_STEPS:
        if days // step <= _MAX_TICKS:
            start = axis.first + timedelta(days=1)
            return [
                (day, day.isoformat())
                for day in (start + timedelta(days=step * n) for n in range(days // step + 1))
                if day < axis.last
            ]
    months = days // 30
    step = next((step for step in _MONTH_STEPS if months // step <= _MAX_TICKS), _MONTH_STEPS[-1])
    ticks: list[tuple[date, str]] = []
    first = axis.first.year * 12 + axis.first.month
    for month in range(first - first % step + step, axis.last.year * 12 + axis.last.month, step):
        day = date(month // 12, month % 12 + 1, 1)
        if axis.first < day < axis.last:
            ticks.append((day, str(day.year) if step >= 12 else f"{day.year}-{day.month:02d}"))  # noqa: PLR2004 - months
    return ticks


def _row(row: Moments, axis: _Axis, top: float) -> Markup:
    middle = top + _ROW / 2
    label = titled(
        row.label,
        element(
            "text",
            shortened(row.label, _LABEL_CHARS),
            x=_LEFT - 14,
            y=middle + 4,
            class_="label",
            text_anchor="end",
        ),
    )
    parts = [
        element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=top + _ROW, y2=top + _ROW, class_="rule"),
        linked(row.target, label),
    ]
    if row.happened:
        parts.append(_happened(row.happened, axis, middle - _LANE))
    parts += [_published(day, axis, middle + _LANE) for day in sorted(set(row.published))]
    parts += [mark for said in sorted(set(row.said)) if (mark := _said(said, axis, middle + _LANE))]
    return element("g", *parts)


def _happened(notation: str, axis: _Axis, middle: float) -> Markup:
    days = edtf_days(notation)
    if days is None:
        return element("text", notation, x=_LEFT + 4, y=middle + 4, class_="tick")
    title = f"Said to have happened: {notation}"
    first, last = days.first or date.min, days.last or date.max
    if last < axis.first:
        return titled(title, element("text", f"◂ {notation}", x=_LEFT + 2, y=middle + 4, class_="tick"))
    if first > axis.last:
        edge = _WIDTH - _RIGHT
        return titled(
            title, element("text", f"{notation} ▸", x=edge, y=middle + 4, class_="tick", text_anchor="end")
        )
    return titled(title, *_bar(notation, first, last, axis, middle))


def _bar(notation: str, first: date, last: date, axis: _Axis, middle: float) -> Iterator[Markup]:
    left = axis.x(first)
    end = axis.x(last + timedelta(days=1) if last < axis.last else axis.last)
    width = max(end - left, _MIN_BAR)
    left = min(left, _WIDTH - _RIGHT - width)
    vague = "happened vague" if any(mark in notation for mark in "~?%X") else "happened"
    yield element("rect", x=left, y=middle - 5, width=width, height=10.0, rx=2.0, class_=vague)
    if first < axis.first:
        yield element("text", "◂", x=left - 11, y=middle + 4, class_="tick")
    if last > axis.last:
        yield element("text", "▸", x=left + width + 2, y=middle + 4, class_="tick")


def _said(notation: str, axis: _Axis, middle: float) -> Markup | None:
    days = edtf_days(notation)
    if days is None or not (days.first or days.last):
        return None
    first = axis.x(days.first or axis.first)
    last = axis.x(days.last or axis.last)
    x = (first + last) / 2
    spread = element("line", x1=first, x2=last, y1=middle, y2=middle, class_="spread")
    diamond = element("path", d=f"M{x:.1f} {middle - 6:.1f}l6 6l-6 6l-6 -6z", class_="said")
    return titled(f"Said: {notation}", spread, diamond)


def _published(day: date, axis: _Axis, middle: float) -> Markup:
    ring = element("circle", cx=axis.x(day), cy=middle, r=5.0, class_="published")
    return titled(f"Published: {day.isoformat()}", ring)
