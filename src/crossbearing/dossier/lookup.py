"""The same contents, found by digest in one step and numbered as the page numbers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from crossbearing.dossier.contents import CaseContents, file_name, short_digest
from crossbearing.model.allegation import Allegation
from crossbearing.model.event import EventType
from crossbearing.model.evidence import Digest, Document, Item
from crossbearing.model.footage import Footage
from crossbearing.model.reading import Reading

T = TypeVar("T")

_TIES = {EventType.COOPERATE, EventType.SUPPORT, EventType.AID}
_ATTACKS = {EventType.ASSAULT, EventType.COERCE}


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
    # Words read from a screen share their item with the clip, which keeps the name of its file.
    labels |= {d: _document_label(doc, labels.get(d)) for d, doc in documents.items() if not doc.on_screen}

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
    """Sort for reading: ties first, then attacks, then the rest; within each the best supported first."""
    return tuple(sorted(allegations, key=_reading_key))


def concern(kind: EventType) -> int:
    """Tell how near an event type is to what a case is about: 0 ties of aid, 1 attacks, 2 the rest."""
    if kind in _TIES:
        return 0
    return 1 if kind in _ATTACKS else 2


def at(sequence: Sequence[T], position: int | None) -> T | None:
    """Return the element at a position that a record gives, or None if there is none."""
    if position is None or not 0 <= position < len(sequence):
        return None
    return sequence[position]


def _reading_key(allegation: Allegation) -> tuple[int, int, str, str, int, str]:
    grade = allegation.grade
    return (
        concern(allegation.type),
        -allegation.independent_origins,
        grade.credibility.value,
        grade.reliability.value,
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
