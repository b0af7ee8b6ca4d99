"""Which reader takes which file, and the one call that reads a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path, PurePath

from crossbearing.errors import CrossbearingError, ExtensionError, Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers.confinement import read_confined
from crossbearing.readers.heading import is_blank
from crossbearing.readers.html import HtmlReader
from crossbearing.readers.markdown import MarkdownReader
from crossbearing.readers.pdf import PdfReader
from crossbearing.readers.reader import Reader
from crossbearing.readers.sniff import EMPTY, PDF, TEXT, claimed_media_type, settle_media_type
from crossbearing.readers.text import TextReader
from crossbearing.settings import ReaderSettings

_ARCHIVES = frozenset(
    {
        "application/zip",
        "application/gzip",
        "application/x-bzip2",
        "application/x-xz",
        "application/zstd",
        "application/x-lz4",
        "application/x-7z-compressed",
        "application/vnd.rar",
        "application/x-tar",
        "application/vnd.ms-cab-compressed",
    }
)
_OFFICE = ("application/vnd.openxmlformats", "application/vnd.oasis", "application/x-ole", "application/rtf")
_KINDS = {
    "application/xml": ("is XML", "Save what it says as HTML or plain text."),
    "application/warc": ("is a web archive", "Take the page out of it, save it as HTML, and add that."),
    "message/rfc822": (
        "is an e-mail or a saved web archive",
        "Save the message or the page as HTML, and add that.",
    ),
    "application/epub+zip": ("is an electronic book", "Save it as PDF or plain text, and add that."),
    "application/postscript": ("is PostScript", "Convert it to PDF, and add that."),
}


@cache
def bundled_readers() -> tuple[Reader, ...]:
    """Give the readers that come with Crossbearing."""
    return (TextReader(), MarkdownReader(), HtmlReader(), PdfReader())


def claim_of(name: str, readers: Sequence[Reader] | None = None) -> str | None:
    """Say which media type a file's name claims, given the readers there are; None if none."""
    suffix = PurePath(name).suffix.lower()
    for reader in bundled_readers() if readers is None else readers:
        if suffix in reader.suffixes:
            return reader.media_types[0]
    return claimed_media_type(name)


def choose_reader(media_type: str, readers: Sequence[Reader]) -> Reader | None:
    """Give the reader that takes a media type; the last that says so, so that a user's own wins."""
    return next((reader for reader in reversed(readers) if media_type in reader.media_types), None)


def read_document(
    path: Path,
    media_type: str,
    *,
    item: Digest,
    claimed: str | None = None,
    acquired: datetime,
    settings: ReaderSettings,
    readers: Sequence[Reader] | None = None,
    name: str | None = None,
) -> Document:
    """Read the document at `path`.

    media_type: as `sniff` tells it from the bytes. claimed: media type that the file's name claims
    (`claim_of`); it chooses among kinds of text only. acquired: UTC. readers: those to choose
    from, the bundled ones by default. name: what errors call the source; the file's own name by
    default, which in an archive is a digest.
    Raises Unreadable, with data and the next step; nothing else comes of hostile bytes.
    """
    readers = bundled_readers() if readers is None else readers
    try:
        return _choose_and_read(path, media_type, item, claimed, acquired, settings, readers)
    except Unreadable as error:
        if name is None or name == path.name:
            raise
        raise _renamed(error, path.name, name) from error


def _choose_and_read(
    path: Path,
    media_type: str,
    item: Digest,
    claimed: str | None,
    acquired: datetime,
    settings: ReaderSettings,
    readers: Sequence[Reader],
) -> Document:
    """Find the reader, run it, and hold what it gives to the contract."""
    reader = choose_reader(settle_media_type(media_type, claimed), readers)
    if reader is None and media_type == TEXT:
        # The name claims a kind of text that no reader takes; it is still text.
        reader = choose_reader(TEXT, readers)
    if reader is None:
        raise _unsupported(path.name, media_type)
    document = _read(reader, path, item=item, acquired=acquired, settings=settings)
    if document.item != item:
        raise ExtensionError(f"The reader {reader.name} gave a document of another item", what=reader.name)
    if is_blank(document.text):
        raise Unreadable(f"{path.name} holds no text", what=path.name)
    return document


def _renamed(error: Unreadable, old: str, new: str) -> Unreadable:
    """Say the same of the source under the name that the user knows."""
    return Unreadable(
        str(error).replace(old, new),
        what=new if error.what in {None, old} else error.what,
        expected=error.expected,
        actual=error.actual,
        next_step=error.next_step,
    )


def _read(
    reader: Reader, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings
) -> Document:
    """Run a reader where it belongs; its fault on one file must not end the run."""
    if reader.confined:
        return read_confined(reader, path, item=item, acquired=acquired, settings=settings)
    try:
        return reader.read(path, item=item, acquired=acquired, settings=settings)
    except CrossbearingError:
        raise
    except MemoryError as error:
        raise Unreadable(f"{path.name} needs more memory to read than there is", what=path.name) from error
    except Exception as error:
        raise Unreadable(
            f"{path.name} cannot be read: the reader {reader.name} failed",
            what=path.name,
            actual=f"{type(error).__name__}: {error}"[:300],
        ) from error


def is_document(media_type: str, readers: Sequence[Reader] | None = None) -> bool:
    """Say whether some reader takes the media type, as sniffed from bytes."""
    return choose_reader(media_type, bundled_readers() if readers is None else readers) is not None


def _unsupported(name: str, media_type: str) -> Unreadable:
    """Say what the bytes are, and what can be done about them."""
    what, next_step = _explain(media_type)
    return Unreadable(
        f"{name} {what}",
        what=name,
        expected=f"text, HTML, Markdown or {PDF}",
        actual=media_type,
        next_step=next_step,
    )


def _explain(media_type: str) -> tuple[str, str]:
    """Put a media type that no reader takes into words, with the next step."""
    if media_type == EMPTY:
        return "is empty", "Leave the file out, or acquire it again."
    if media_type in _ARCHIVES:
        return "is an archive, which is not read", "Unpack it first, and add what is in it."
    if media_type in _KINDS:
        return _KINDS[media_type]
    if media_type.startswith(_OFFICE):
        return "is a document of an office program", "Save it as PDF or plain text, and add that."
    if media_type.startswith(("image/", "video/", "audio/")) or media_type == "application/ogg":
        return "holds pictures or sound and no text", "Add it as footage."
    return "is of no kind that can be read", "Save what it says as PDF, HTML or plain text, and add that."
