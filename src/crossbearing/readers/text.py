"""Plain text: the document's text is the file's content, unchanged."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers.dates import settle_published
from crossbearing.readers.encoding import Decoded, decode
from crossbearing.readers.heading import check_text, one_line, read_heading
from crossbearing.readers.reader import Reader, ReaderExample
from crossbearing.settings import ReaderSettings

_MAX_BYTES_PER_CHAR = 4


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Read a file whole if it is within the limit. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise Unreadable(
            f"{path.name} cannot be opened: {error.strerror or error}",
            what=path.name,
            next_step="Check that the file exists and that you may read it.",
        ) from error
    if not data:
        raise Unreadable(
            f"{path.name} is empty", what=path.name, next_step="Leave the file out, or acquire it again."
        )
    if len(data) > max_bytes:
        raise Unreadable(
            f"{path.name} is larger than the limit of {max_bytes:,} bytes for its kind",
            what=path.name,
            expected=f"at most {max_bytes} bytes",
            next_step="Split the file, or raise the limit in the settings.",
        )
    return data


def read_text_file(path: Path, *, settings: ReaderSettings) -> Decoded:
    """Read and decode a file of text, within the limits. Raises Unreadable."""
    data = read_bytes(path, max_bytes=settings.max_text_chars * _MAX_BYTES_PER_CHAR)
    decoded = decode(data, what=path.name)
    check_text(decoded.text, what=path.name, settings=settings)
    return decoded


class TextReader(Reader):
    """Reads plain text.

    Newlines stay as they are and a byte order mark stays as the first character, U+FEFF; so for
    UTF-8, `text.encode()` is the file's own bytes. What labelled lines at the top say (title,
    author, publisher, date) goes into the record as well.
    """

    name: ClassVar[str] = "text"
    version: ClassVar[str] = "1"
    media_types: ClassVar[tuple[str, ...]] = ("text/plain",)

    def read(self, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings) -> Document:
        """Read the file as it is."""
        decoded = read_text_file(path, settings=settings)
        text = decoded.text
        heading = read_heading(text)
        settled = settle_published([heading.published] if heading.published else [], acquired=acquired)
        notes = settled.notes
        if decoded.encoding != "utf-8":
            notes = (f"The text was decoded from {decoded.encoding}.", *notes)
        return Document(
            item=item,
            text=text,
            reader=f"{self.name} {self.version}",
            title=one_line(heading.title),
            byline=one_line(heading.byline),
            publisher=one_line(heading.publisher),
            canonical_url=heading.url,
            published=settled.published,
            published_from="page" if settled.published else None,
            notes=notes,
        )

    @classmethod
    def examples(cls) -> tuple[ReaderExample, ...]:
        """Give UTF-8 with a mark and odd newlines, UTF-16, and two older encodings."""
        russian = "Министерство заявило в среду, что самолёты не прибывали на базу.\r\n"
        arabic = "وقالت الوزارة يوم الأربعاء إن القوات لم تشارك في العملية.\n"
        return (
            ReaderExample(b"\xef\xbb\xbfOne line.\r\nTwo.\rThree.\n", ("\ufeffOne line.\r\nTwo.\rThree.\n",)),
            ReaderExample(
                b"Title: A denial\nPublished: 28 May 2020\n\nThe ministry denied it.\n",
                ("The ministry denied it.\n", "Published: 28 May 2020"),
                title="A denial",
                published=date(2020, 5, 28),
            ),
            ReaderExample(russian.encode("utf-16"), (russian,)),
            ReaderExample(russian.encode("cp1251"), (russian,)),
            ReaderExample(russian.encode("koi8-r"), (russian,)),
            ReaderExample(arabic.encode("cp1256"), (arabic,)),
        )
