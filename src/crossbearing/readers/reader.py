"""A reader: the text of one kind of file, with what the file says of itself.

A reader takes a path whose bytes are hostile until shown otherwise. It gives a Document or raises
Unreadable; nothing else escapes. It reads only that path: no network, no other file. It is
deterministic: the same bytes, acquisition time and settings give the same Document.

Offsets are Unicode code points into `Document.text`; whatever a reader drops (markup, page
furniture) is gone before the first offset is counted, and nothing changes the text afterwards.

A reader of your own is announced under the entry-point group `crossbearing.readers`, and inherits
the contract suite in tests/contracts/test_reader.py through the examples that it supplies.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from crossbearing.model.evidence import Digest, Document
from crossbearing.settings import ReaderSettings

ENTRY_POINT_GROUP = "crossbearing.readers"
"""Where an installed package announces readers of its own."""


@dataclass(frozen=True, slots=True)
class ReaderExample:
    """Bytes that a reader must take, and what must come out of them.

    holds: passages that the text must contain. lacks: passages that must not be in it.
    title, published: exact; None means that the document must have none.
    """

    data: bytes
    holds: Sequence[str]
    lacks: Sequence[str] = ()
    title: str | None = None
    published: date | None = None


class Reader(ABC):
    """Reads one kind of file.

    Required
    --------
    name, version: name this reader in provenance; a change of output is a change of version.
    media_types: those it takes, as `sniff` or a file's claimed name gives them.
    read: the work itself.
    examples: at least one that every installation can run.

    Optional
    --------
    confined: True runs `read` in a process of its own, with limits on memory and time and no way
        to the network; meant for parsers of hostile formats. The class must then be importable
        by its module's name and take no arguments.
    suffixes: endings of names (".srt") that claim this reader's first media type, for kinds of
        text that bytes cannot tell from plain text.
    """

    # Required

    name: ClassVar[str]
    version: ClassVar[str]
    media_types: ClassVar[tuple[str, ...]]

    @abstractmethod
    def read(self, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings) -> Document:
        """Read the document at `path`.

        item: the digest that names the bytes. acquired: UTC; no date of publication can be later.
        Raises Unreadable, with what is wrong and what to do next.
        """

    @classmethod
    @abstractmethod
    def examples(cls) -> tuple[ReaderExample, ...]:
        """Give bytes with known outcome; the contract suite runs them."""

    # Optional

    confined: ClassVar[bool] = False
    suffixes: ClassVar[tuple[str, ...]] = ()
