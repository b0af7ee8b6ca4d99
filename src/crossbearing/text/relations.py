"""What given spans of a passage are to each other: the same, at war, allied, in charge, part of, in touch.

Read from the parse and from the words between; there is no default. Spans may nest and may be of any
kind of thing: a relation of a document's own mentions is found by giving it those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.relation import DIRECTED, Relation, RelationType
from crossbearing.text.relation_aliases import find_aliases
from crossbearing.text.relation_allies import find_allies
from crossbearing.text.relation_field import Field, lay_field
from crossbearing.text.relation_fights import find_fights
from crossbearing.text.relation_ties import find_ties

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_relations(doc: Doc, spans: Sequence[Span]) -> tuple[Relation, ...]:
    """Find the relations between `spans` of a parsed chunk, in text order, each pair and type once.

    doc: from any English pipeline; what it lacks (a parser) costs relations, never an error.
    spans: code points into the text of `doc`; one that fits no tokens takes part in none.
    """
    field = lay_field(doc, spans)
    return tuple(sorted(_distinct(_found(field)), key=lambda r: (r.first, r.second, r.type)))


def relate_pair(doc: Doc, a: Span, b: Span) -> Relation | None:
    """Say what `a` is to `b`, or None where the passage does not say; the alias first, then as read."""
    found = find_relations(doc, (a, b))
    return min(found, key=lambda r: list(RelationType).index(r.type), default=None)


def _found(field: Field) -> Iterator[Relation]:
    yield from find_aliases(field)
    yield from find_fights(field)
    yield from find_allies(field)
    yield from find_ties(field)


def _distinct(relations: Iterable[Relation]) -> Iterator[Relation]:
    seen: set[tuple[RelationType, Span, Span]] = set()
    for relation in relations:
        pair = (relation.first, relation.second)
        if relation.type not in DIRECTED and pair[1] < pair[0]:
            pair = (pair[1], pair[0])
        if (relation.type, *pair) not in seen:
            seen.add((relation.type, *pair))
            yield relation
