"""An attribution while it is being read, and the token ranges it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.text.syntax import Syntax

Range = tuple[int, int]
"""First token and the one after the last."""

_TRIM = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "(", ")", "[", "]", "..."})
_MARKS = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
_MAX_SOURCE_TOKENS = 60
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content as token ranges. anchor: the token that the cue hangs on.

    rule: what read it so.
    """

    anchor: int
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    rule: str


def reach(doc: Doc, token: int) -> Range:
    """Return the range from the first to the last token that hangs below `token`."""
    place = doc[token]
    return place.left_edge.i, place.right_edge.i + 1


def trim(syntax: Syntax, span: Range) -> Range | None:
    """Leave out white space and punctuation at both ends; None where nothing is left."""
    first, last = span
    while first < last and (syntax.orth[first] in _TRIM or not syntax.orth[first].strip()):
        first += 1
    while last > first and (syntax.orth[last - 1] in _TRIM or not syntax.orth[last - 1].strip()):
        last -= 1
    return (first, last) if first < last else None


def without(span: Range, holes: Iterable[Range]) -> list[Range]:
    """Return what is left of `span` when `holes` are cut out of it."""
    left = [span]
    for start, end in holes:
        left = [
            piece
            for first, last in left
            for piece in ((first, min(last, start)), (max(first, end), last))
            if piece[0] < piece[1]
        ]
    return left


def join(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return the union of `ranges`, in order, neighbours melted together."""
    joined: list[Range] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def tidy(syntax: Syntax, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return the union of `ranges`, each trimmed."""
    trimmed = (trim(syntax, span) for span in ranges)
    return join(span for span in trimmed if span is not None)


def overlap(one: Iterable[Range], other: Iterable[Range]) -> bool:
    """Tell whether two sets of ranges share a token."""
    other = tuple(other)
    return any(a < d and c < b for a, b in one for c, d in other)


def noun_phrase(doc: Doc, syntax: Syntax, head: int) -> Range:
    """Return the noun phrase of `head` without the clauses that hang on it.

    A participle without a comma stays ("people briefed on the talks"); "of arming …" goes, since it
    belongs to the verb ("accused by several states of arming …").
    """
    first, last = reach(doc, head)
    for child in syntax.children[head]:
        if child > head and syntax.dep[child] in _CLAUSES:
            start = doc[child].left_edge.i
            if syntax.dep[child] != "acl" or syntax.orth[start - 1] in _TRIM:
                last = min(last, start)
        elif child > head and syntax.dep[child] == "prep" and has_gerund(syntax, child):
            last = min(last, child)
    if last - first > _MAX_SOURCE_TOKENS:
        first, last = max(first, head - 8), head + 1
    while first < head and syntax.orth[first] in _MARKS:
        first += 1
    return trim(syntax, (first, max(last, head + 1))) or (head, head + 1)


def has_gerund(syntax: Syntax, preposition: int) -> bool:
    """Tell whether a preposition takes a verb: "of arming", "for shelling"."""
    return any(syntax.dep[c] == "pcomp" for c in syntax.children[preposition])


def verb_group(syntax: Syntax, verb: int) -> Range:
    """Return the verb with the auxiliaries, negation and adverbs that stand directly around it."""
    first, last = verb, verb + 1
    around = {c for c in syntax.children[verb] if syntax.dep[c] in {"aux", "auxpass", "neg", "advmod", "prt"}}
    while first - 1 in around:
        first -= 1
    while last in around and syntax.dep[last] == "prt":
        last += 1
    return first, last


def spans(syntax: Syntax, ranges: Iterable[Range]) -> tuple[Span, ...]:
    """Return the characters of `ranges`."""
    return tuple(syntax.span(first, last - 1) for first, last in ranges)
