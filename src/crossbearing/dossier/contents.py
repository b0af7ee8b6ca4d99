"""What a dossier is made from: everything a case holds, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from crossbearing.model.allegation import Allegation, ClaimRef
from crossbearing.model.claim import Claim
from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Digest, Document, Item
from crossbearing.model.footage import Footage, FootageHistory, Match
from crossbearing.model.provenance import Component, CustodyEntry, Failure
from crossbearing.model.reading import Reading

_SHORT_DIGEST = 12


@dataclass(frozen=True, slots=True)
class CaseContents:
    """A case, ready to be handed over. Order within the tuples does not matter: pages sort."""

    items: tuple[Item, ...]
    documents: tuple[Document, ...]
    readings: Mapping[Digest, Reading]
    footage: tuple[Footage, ...]
    matches: tuple[Match, ...]
    allegations: tuple[Allegation, ...]
    failures: tuple[Failure, ...]
    decisions: tuple[Decision, ...]
    custody: tuple[CustodyEntry, ...]
    components: tuple[Component, ...]
    title: str
    histories: tuple[FootageHistory, ...] = ()

    @property
    def written(self) -> tuple[Document, ...]:
        """The documents that came as such: words read from screens of footage left out."""
        return tuple(document for document in self.documents if not document.on_screen)


def file_name(path: str) -> str:
    """Return the last part of a path, whichever system wrote it; the path itself if it has none."""
    name = PureWindowsPath(path).name if "\\" in path else PurePosixPath(path).name
    return name or path


def short_digest(digest: str) -> str:
    """Return enough of a digest to recognise it by eye."""
    return digest[:_SHORT_DIGEST]


def item_of(contents: CaseContents, digest: Digest) -> Item | None:
    """Return the item that `digest` names, or None if the case holds none."""
    return next((item for item in contents.items if item.digest == digest), None)


def document_of(contents: CaseContents, digest: Digest) -> Document | None:
    """Return the document read from an item, or None if none was."""
    return next((document for document in contents.documents if document.item == digest), None)


def footage_of(contents: CaseContents, digest: Digest) -> Footage | None:
    """Return the footage read from an item, or None if none was."""
    return next((footage for footage in contents.footage if footage.item == digest), None)


def claim_of(contents: CaseContents, ref: ClaimRef) -> Claim | None:
    """Return the claim that `ref` names, or None if its reading has no such position."""
    reading = contents.readings.get(ref.item)
    if reading is None or not 0 <= ref.claim < len(reading.claims):
        return None
    return reading.claims[ref.claim]


def log_head(contents: CaseContents) -> str | None:
    """Return the hash of the newest custody entry, or None while the log is empty."""
    return max(contents.custody, key=lambda entry: entry.number).hash if contents.custody else None
