"""The same contents, found by digest in one step and numbered as the page numbers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from crossbearing.dossier.contents import CaseContents, file_name, short_digest
from crossbearing.model.allegation import Allegation
from crossbearing.model.evidence import Digest, Document, Item
from crossbearing.model.footage import Footage
from crossbearing.model.reading import Reading

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Records by digest. `document_numbers` and `footage_numbers` count from 1 in page order."""

    contents: CaseContents
    items: dict[Digest, Item]
    documents: dict[Digest, Document]
    footage: dict[Digest, Footage]
    labels: dict[Digest, str]
    document_numbers: dict[Digest, int]
    footage_numbers: dict[Digest, int]

    def reading(self, digest: Digest) -> Reading | None:
        """Return what a document was read as, if it was."""
        return self.contents.readings.get(digest)

    def label(self, digest: Digest) -> str:
        """Return a name for an item that a person recognises."""
        return self.labels.get(digest, short_digest(digest))


def look_up(contents: CaseContents) -> Lookup:
    """Arrange `contents` for a page: documents by date published, footage by name."""
    items = {item.digest: item for item in contents.items}
    documents = {document.item: document for document in contents.documents}
    footage = {clip.item: clip for clip in contents.footage}
    labels = {digest: _item_label(item) for digest, item in items.items()}
    labels |= {digest: _document_label(doc, labels.get(digest)) for digest, doc in documents.items()}

    def document_key(digest: Digest) -> tuple[date, str, str]:
        return (documents[digest].published or date.max, labels[digest], digest)

    return Lookup(
        contents=contents,
        items=items,
        documents=documents,
        footage=footage,
        labels=labels,
        document_numbers=_numbered(sorted(documents, key=document_key)),
        footage_numbers=_numbered(sorted(footage, key=lambda digest: (labels.get(digest, ""), digest))),
    )


def ranked(allegations: Sequence[Allegation]) -> tuple[Allegation, ...]:
    """Sort allegations for reading: the best supported first."""
    return tuple(sorted(allegations, key=_support_key))


def at(sequence: Sequence[T], position: int | None) -> T | None:
    """Return the element at a position that a record gives, or None if there is none."""
    if position is None or not 0 <= position < len(sequence):
        return None
    return sequence[position]


def _support_key(allegation: Allegation) -> tuple[str, str, int, int, str]:
    grade = allegation.grade
    return (
        grade.credibility.value,
        grade.reliability.value,
        -allegation.independent_origins,
        -len(allegation.claims),
        allegation.id,
    )


def _numbered(digests: Sequence[Digest]) -> dict[Digest, int]:
    return {digest: number for number, digest in enumerate(digests, start=1)}


def _item_label(item: Item) -> str:
    paths = sorted((entry.acquired, entry.path) for entry in item.acquisitions)
    return file_name(paths[0][1]) if paths else short_digest(item.digest)


def _document_label(document: Document, file_label: str | None) -> str:
    return document.title or file_label or short_digest(document.item)
