"""A parsed chunk as plain tuples, taken once from a spaCy Doc.

Rules walk a parse many times over; tuples of strings and ints are several times faster to walk than
spaCy's Token objects, and they hold up with pipelines that lack a parser or a tagger (their columns
are then empty strings and every token is its own head).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "crossbearing.syntax"
_COLUMNS: list[int | str] = [
    "ORTH",
    "LOWER",
    "LEMMA",
    "TAG",
    "DEP",
    "HEAD",
    "IDX",
    "LENGTH",
    "SENT_START",
    "ENT_IOB",
    "ENT_TYPE",
]
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MAX_CLIMB = 40
_LARGEST_SUBTREE = 400


@dataclass(frozen=True, slots=True)
class Syntax:
    """Columns of a chunk's tokens. `head` is an absolute position; `sent` counts sentences from 0.

    starts, ends: code points. children: positions in text order. entities: (first, last + 1, label).
    placed: tokens of entities that are places.
    """

    text: str
    orth: tuple[str, ...]
    lower: tuple[str, ...]
    lemma: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sent: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    entities: tuple[tuple[int, int, str], ...]
    placed: frozenset[int]

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.orth)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens `first` up to and including `last`."""
        return Span(self.starts[first], max(self.starts[first], self.ends[last]))

    def tokens(self, span: Span) -> tuple[int, int]:
        """Return the tokens that share a character with `span`: the first and the one after the last."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        if first < len(self) and self.ends[first] <= span.start:
            first += 1
        return first, max(first, bisect_left(self.starts, span.end))

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first child of `token` that stands in one of the relations `deps`."""
        return next((c for c in self.children[token] if self.dep[c] in deps), None)

    def every(self, token: int, *deps: str) -> list[int]:
        """Return all children of `token` that stand in one of the relations `deps`."""
        return [c for c in self.children[token] if self.dep[c] in deps]

    def first_conjunct(self, token: int) -> int:
        """Climb a coordination (and appositions within it) to the conjunct that bears the role."""
        for _ in range(_MAX_CLIMB):
            if self.dep[token] not in {"conj", "appos"} or self.head[token] == token:
                break
            token = self.head[token]
        return token

    def conjuncts(self, token: int) -> list[int]:
        """Return `token` and what is coordinated with it further on, in text order."""
        found = [token]
        for place in found:
            if len(found) > _MAX_CLIMB:
                break
            found.extend(c for c in self.children[place] if self.dep[c] == "conj")
        return sorted(found)

    def subject(self, verb: int) -> int | None:
        """Return the subject token of `verb` itself."""
        return next((c for c in self.children[verb] if self.dep[c] in _SUBJECTS), None)

    def edges(self, token: int) -> tuple[int, int]:
        """Return the first and last token of the subtree of `token`, no more than 400 tokens of it."""
        first = last = token
        waiting = list(self.children[token])
        for _ in range(_LARGEST_SUBTREE):
            if not waiting:
                break
            place = waiting.pop()
            first, last = min(first, place), max(last, place)
            waiting.extend(self.children[place])
        return first, last


def take_syntax(doc: Doc) -> Syntax:
    """Return the columns of `doc`, computed once and kept with it."""
    kept = doc.user_data.get(_KEY)
    if isinstance(kept, Syntax):
        return kept
    made = _build(doc)
    doc.user_data[_KEY] = made
    return made


def _build(doc: Doc) -> Syntax:
    size = len(doc)
    rows = doc.to_array(_COLUMNS).reshape(size, len(_COLUMNS)) if size else None
    columns: list[list[int]] = [[] for _ in _COLUMNS] if rows is None else rows.T.astype(object).tolist()
    orth, lower, lemma, tag, dep, head, idx, length, sent_start, _, _ = columns
    strings = doc.vocab.strings
    names: dict[int, str] = {0: ""}
    for column in (orth, lower, lemma, tag, dep):
        for key in set(column):
            if key not in names:
                names[key] = strings[key]
    entities = tuple((e.start, e.end, e.label_) for e in doc.ents)
    lowered = tuple(names[k] for k in lower)
    heads = tuple(_head(i, offset, size) for i, offset in enumerate(head))
    children: list[list[int]] = [[] for _ in range(size)]
    for place, above in enumerate(heads):
        if above != place:
            children[above].append(place)
    return Syntax(
        text=doc.text,
        orth=tuple(names[k] for k in orth),
        lower=lowered,
        lemma=tuple(names[k].lower() or lowered[i] for i, k in enumerate(lemma)),
        tag=tuple(names[k] for k in tag),
        dep=tuple(names[k] for k in dep),
        head=heads,
        starts=tuple(idx),
        ends=tuple(i + n for i, n in zip(idx, length, strict=True)),
        sent=_sentences(sent_start),
        children=tuple(tuple(c) for c in children),
        entities=entities,
        placed=frozenset(t for a, b, label in entities if label in _PLACES for t in range(a, b)),
    )


def _head(place: int, offset: int, size: int) -> int:
    # to_array gives HEAD as an unsigned 64-bit offset: what is above 2**63 stands for a negative one.
    if offset >= 1 << 63:
        offset -= 1 << 64
    above = place + offset
    return above if 0 <= above < size else place


def _sentences(starts: list[int]) -> tuple[int, ...]:
    count, numbers = 0, []
    for place, start in enumerate(starts):
        if place and start == 1:
            count += 1
        numbers.append(count)
    return tuple(numbers)
