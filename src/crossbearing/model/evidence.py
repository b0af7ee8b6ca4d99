"""What was acquired, and the text that was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crossbearing.model.anchor import Anchor
from crossbearing.model.digest import Digest

__all__ = ["Acquisition", "Digest", "Document", "Item"]


@dataclass(frozen=True, slots=True)
class Acquisition:
    """How an item came into the case. The same bytes may come several times.

    modified, acquired: UTC. media_type_claimed: what the file's name suggests; None if nothing.
    published_given, publisher_given: what the user said of the source when adding it.
    """

    path: str
    acquired: datetime
    modified: datetime | None
    size_bytes: int
    media_type_sniffed: str
    media_type_claimed: str | None
    published_given: date | None = None
    publisher_given: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes as acquired, named by their digest."""

    digest: Digest
    size_bytes: int
    media_type: str
    acquisitions: tuple[Acquisition, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The text read from an item. Every span of the case points into `text`.

    published_from: "user", "page" (the publisher's own word, checked against what cannot be) or
    None. embeds: addresses or file names of pictures and clips that the page shows.
    notes: what the reader wants known, such as a date that it refused and why. anchors: for text read
    from pictures, when and where in the frame each stretch of it stands.
    """

    item: Digest
    text: str
    reader: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    published: date | None = None
    published_from: str | None = None
    embeds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    @property
    def on_screen(self) -> bool:
        """Tell whether the text was read from pictures: words that anybody may have laid over them."""
        return any(anchor.time is not None for anchor in self.anchors)
