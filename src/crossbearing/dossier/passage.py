"""Passages of a document with their highlights, as markup.

A text is cut at every border of a highlight; each piece then carries the classes of all highlights
that cover it. So overlapping and discontinuous highlights need no nesting, and every character of
the source is shown exactly once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from crossbearing.dossier.visible import visible
from crossbearing.model.anchor import Span

_MAX_KEYS = 12
_MAX_NESTED = 8
_SPOT = '<span id="{}" class="spot">{}</span>'
_GAP_WORDS = "…"
_MIN_CONTEXT_CHARS = 110


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted stretch. kind: source, cue, content, event or trigger.

    key: number of the claim that it belongs to, None for what belongs to no claim. name: id that
    a link can reach, given to the first piece.
    """

    span: Span
    kind: str
    key: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Edge:
    position: int
    opens: bool
    highlight: Highlight


def windows(spans: Iterable[Span], length: int, *, margin: int, join: int = 0) -> tuple[Span, ...]:
    """Widen spans by `margin` characters and join those that come within `join` of each other."""
    widened = sorted(
        Span(max(0, span.start - margin), min(length, span.end + margin))
        for span in spans
        if span.start <= length
    )
    joined: list[Span] = []
    for span in widened:
        if joined and span.start <= joined[-1].end + join:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def to_words(window: Span, text: str, *, reach: int = 24) -> Span:
    """Widen a window to the nearest spaces, at most `reach` characters away."""
    start, end = window.start, window.end
    if start:
        gap = max(text.rfind(mark, max(0, start - reach), start) for mark in " \n")
        start = gap + 1 if gap >= 0 else start
    if end < len(text):
        gaps = [text.find(mark, end, end + reach) for mark in " \n"]
        end = min((gap for gap in gaps if gap >= 0), default=end)
    return Span(start, end)


def highlighted(text: str, window: Span, highlights: Sequence[Highlight]) -> Markup:
    """Return the characters of `window` with all highlights that touch it."""
    edges = _edges(window, highlights)
    borders = sorted({window.start, window.end, *(edge.position for edge in edges)})
    kinds: Counter[str] = Counter()
    keys: Counter[int] = Counter()
    parts: list[str] = []
    upcoming = iter([*edges, None])
    edge = next(upcoming)
    for start, end in pairwise(borders):
        names: list[str] = []
        while edge is not None and edge.position <= start:
            _count(edge, kinds, keys, names)
            edge = next(upcoming)
        parts.append(_piece(text[start:end], kinds, keys, names))
    return Markup("".join(parts))  # noqa: S704 - `_piece` has escaped what comes from a source


def excerpt(text: str, shown: Sequence[Span], highlights: Sequence[Highlight], *, margin: int) -> Markup:
    """Return the passages around the spans of `shown`, with an ellipsis where text is left out."""
    widened = windows(shown, len(text), margin=margin, join=margin)
    views = [to_words(_within_paragraph(view, shown, text), text) for view in widened]
    parts: list[Markup] = []
    for view in views:
        if view.start > 0:
            parts.append(Markup('<span class="gap">{}</span> ').format(_GAP_WORDS))
        parts.append(highlighted(text, view, highlights))
    if views and views[-1].end < len(text):
        parts.append(Markup(' <span class="gap">{}</span>').format(_GAP_WORDS))
    return Markup("").join(parts)


def _within_paragraph(view: Span, shown: Sequence[Span], text: str) -> Span:
    """Leave out other paragraphs, unless that would leave hardly any context."""
    inside = [span for span in shown if view.covers(span)] or [view]
    first, last = min(span.start for span in inside), max(span.end for span in inside)
    start = text.rfind("\n", view.start, first)
    end = text.find("\n", last, view.end)
    cut = Span(start + 1 if start >= 0 else view.start, end if end >= 0 else view.end)
    return cut if len(cut) >= _MIN_CONTEXT_CHARS else view


def _edges(window: Span, highlights: Sequence[Highlight]) -> list[_Edge]:
    edges: list[_Edge] = []
    for highlight in highlights:
        start, end = max(window.start, highlight.span.start), min(window.end, highlight.span.end)
        if start < end:
            edges += [
                _Edge(start, opens=True, highlight=highlight),
                _Edge(end, opens=False, highlight=highlight),
            ]
    # Closing edges first, so that what ends where another begins is not drawn over it.
    edges.sort(key=lambda edge: (edge.position, edge.opens))
    return edges


def _count(edge: _Edge, kinds: Counter[str], keys: Counter[int], names: list[str]) -> None:
    step = 1 if edge.opens else -1
    kinds[edge.highlight.kind] += step
    if edge.highlight.key is not None:
        keys[edge.highlight.key] += step
        if not keys[edge.highlight.key]:
            del keys[edge.highlight.key]
    if edge.opens and edge.highlight.name:
        names.append(edge.highlight.name)


def _piece(text: str, kinds: Counter[str], keys: Counter[int], names: list[str]) -> str:
    """Return markup. Only `text` comes from a source; kinds, keys and names are the page's own."""
    classes = sorted(kind for kind, number in kinds.items() if number > 0)
    piece = str(visible(text.replace("\r\n", "\n")))
    if classes:
        claims = " ".join(str(key) for key in sorted(keys)[:_MAX_KEYS])
        data = f' data-c="{claims}"' if claims else ""
        piece = f'<mark class="{" ".join(classes)}"{data}>{piece}</mark>'
    for name in reversed(names[:_MAX_NESTED]):
        piece = _SPOT.format(name, piece)
    # Parsers refuse deep nesting: the names of further claims at this place stand before it, empty.
    return "".join([*(_SPOT.format(name, "") for name in names[_MAX_NESTED:]), piece])
