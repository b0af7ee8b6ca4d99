"""Simple search in the text of documents and in claims.

With SQLite's FTS5 a word is found where a word of the text begins with it; elsewhere, where it occurs
at all. Case does not matter. All words must occur: in the document for a document, in the clause
that puts the event forward for a claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from crossbearing.model.anchor import Span
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.reading import Reading
from crossbearing.store.database import has_full_text
from crossbearing.store.records import column_text
from crossbearing.store.schema import passages

AROUND_CHARS = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. span: in the document's text. claim: position of the claim, None for a document.

    excerpt: the text at `span`; for a document with some characters around the first word found.
    """

    item: Digest
    span: Span
    excerpt: str
    claim: int | None = None


def find_items(connection: Connection, words: str, *, limit: int) -> list[Digest]:
    """Return the items in whose document all the words occur, by digest, at most `limit`."""
    asked = _asked(words)
    if not asked:
        return []
    query = select(passages.c.item).order_by(passages.c.item).limit(limit)
    if has_full_text(connection):
        phrase = " ".join('"' + word.replace('"', '""') + '"*' for word in asked)
        found = text("SELECT rowid FROM passages_fts WHERE passages_fts MATCH :phrase")
        query = query.where(passages.c.id.in_(found.bindparams(phrase=phrase).columns(passages.c.id)))
    else:
        for word in asked:
            query = query.where(passages.c.folded.contains(word, autoescape=True))
    return [Digest(item) for item in connection.execute(query).scalars()]


def hits_in(document: Document, reading: Reading | None, words: str) -> list[Hit]:
    """Return the document's own hit, then those of its claims whose clause holds all the words."""
    asked = _asked(words)
    hits = [_document_hit(document, asked)]
    for position, claim in enumerate(reading.claims if reading else ()):
        extent = reading.events[claim.event].extent if reading else Span(0, 0)
        clause = extent.of(document.text)
        if all(word in clause.casefold() for word in asked):
            hits.append(Hit(document.item, extent, clause, position))
    return hits


def _document_hit(document: Document, asked: list[str]) -> Hit:
    """Show the first word asked for in its surroundings, or the text's beginning."""
    lowered = document.text.lower()
    aligned = len(lowered) == len(document.text)
    at = max(lowered.find(asked[0]), 0) if aligned else 0
    span = Span(max(at - AROUND_CHARS, 0), min(at + AROUND_CHARS, len(document.text)))
    return Hit(document.item, span, span.of(document.text))


def _asked(words: str) -> list[str]:
    """Split what is asked into folded words; signs alone are no words."""
    folded = column_text(words.casefold()) or ""
    return [word for word in folded.split() if any(sign.isalnum() for sign in word)]
