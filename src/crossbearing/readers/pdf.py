"""PDF: the text layer, page by page.

Pages are joined by a line with a form feed, so that the page of an offset is one more than the form
feeds before it. Lines that the layout wrapped are joined into paragraphs again, and words that it
hyphenated are made whole; nothing else is changed. A PDF without a text layer is pictures of
pages: it is refused, and said so, because unread pages must not look like an empty report.
"""

from __future__ import annotations

import ctypes
import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers.dates import settle_published
from crossbearing.readers.heading import check_text, one_line, read_heading
from crossbearing.readers.layout import join_lines
from crossbearing.readers.plain_pdf import write_pdf
from crossbearing.readers.reader import Reader, ReaderExample
from crossbearing.readers.text import read_bytes
from crossbearing.settings import ReaderSettings

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

PAGE_BREAK = "\n\f\n"
_MAX_PDF_BYTES = 512 * 1024**2
_PASSWORD_ERROR = 4
_UNSUPPORTED_SECURITY = 5
_FILE_NAME = re.compile(r"\.[A-Za-z]{2,5}$|^Microsoft Word - |^untitled", re.IGNORECASE)
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")
_GAP_SHARE = 1.35
_USUAL_LEADING = 1.2
_MIN_STEPS = 3
_BEYOND_UNICODE = 0x110000


class PdfReader(Reader):
    """Reads PDF files that have a text layer."""

    name: ClassVar[str] = "pdf"
    version: ClassVar[str] = "1"
    media_types: ClassVar[tuple[str, ...]] = ("application/pdf",)
    confined: ClassVar[bool] = True

    def read(self, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings) -> Document:
        """Read the text layer and the file's own metadata."""
        data = read_bytes(path, max_bytes=_MAX_PDF_BYTES)
        pdf = _open(data, path.name)
        try:
            pages, unread = _read_pages(pdf, path.name, settings)
            metadata = _metadata(pdf)
        finally:
            pdf.close()
        _check_text_layer(pages, path.name)
        text = check_text(PAGE_BREAK.join(pages), what=path.name, settings=settings)
        heading = read_heading(text)
        settled = settle_published([heading.published] if heading.published else [], acquired=acquired)
        notes = (*_notes(pages, unread, metadata), *settled.notes)
        return Document(
            item=item,
            text=text,
            reader=f"{self.name} {self.version}",
            title=one_line(heading.title or _stated_title(metadata)),
            byline=one_line(heading.byline or metadata.get("Author")),
            publisher=one_line(heading.publisher),
            canonical_url=heading.url,
            published=settled.published,
            published_from="page" if settled.published else None,
            notes=notes,
        )

    @classmethod
    def examples(cls) -> tuple[ReaderExample, ...]:
        """Give one page with a heading and a hard-wrapped paragraph."""
        lines = (
            "Title: Port closed",
            "Published: 27 May 2020",
            "",
            "The harbour office said on Wednesday that the port was closed to",
            "all ships until further notice.",
        )
        return (
            ReaderExample(
                write_pdf((lines,)),
                ("the port was closed to all ships until further notice.",),
                title="Port closed",
                published=date(2020, 5, 27),
            ),
        )


def _open(data: bytes, what: str) -> PdfDocument:
    """Open a PDF. Raises Unreadable, naming a password where one is needed."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(data)
        len(pdf)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == _PASSWORD_ERROR:
            raise Unreadable(
                f"{what} is protected by a password",
                what=what,
                next_step="Open it with its password, save a copy without one, and add the copy.",
            ) from error
        if code == _UNSUPPORTED_SECURITY:
            raise Unreadable(f"{what} uses an encryption that cannot be read", what=what) from error
        raise Unreadable(
            f"{what} is a damaged or incomplete PDF",
            what=what,
            actual=str(error)[:200],
            next_step="Acquire it again; if it opens in a PDF viewer, print it to a new PDF and add that.",
        ) from error
    return pdf


def _read_pages(pdf: PdfDocument, what: str, settings: ReaderSettings) -> tuple[list[str], list[int]]:
    """Read every page's text. Returns the texts and the numbers of pages that failed."""
    from pypdfium2 import PdfiumError

    count = len(pdf)
    if count > settings.max_pdf_pages:
        raise Unreadable(
            f"{what} has {count:,} pages, more than the limit of {settings.max_pdf_pages:,}",
            what=what,
            expected=f"at most {settings.max_pdf_pages} pages",
            actual=f"{count} pages",
            next_step="Split the file, or raise max_pdf_pages in the settings.",
        )
    pages: list[str] = []
    unread: list[int] = []
    chars = 0
    for number in range(count):
        try:
            raw = _page_text(pdf, number)
        except (PdfiumError, ValueError, AssertionError):
            unread.append(number + 1)
            raw = ""
        chars += len(raw)
        if chars > settings.max_text_chars:
            raise Unreadable(
                f"{what} holds more than {settings.max_text_chars:,} characters of text",
                what=what,
                expected=f"at most {settings.max_text_chars} characters",
                next_step="Split the file, or raise max_text_chars in the settings.",
            )
        pages.append(join_lines(raw))
    return pages, unread


def _page_text(pdf: PdfDocument, number: int) -> str:
    """Read the text layer of one page, counted from 0, with a blank line where the page leaves a gap."""
    page = pdf[number]
    try:
        layer = page.get_textpage()
        try:
            return _spaced_text(layer)
        finally:
            layer.close()
    finally:
        page.close()


def _spaced_text(layer: PdfTextPage) -> str:
    """Put lines together; a step down that is clearly larger than most becomes a blank line."""
    from pypdfium2 import raw

    character, handle = raw.FPDFText_GetUnicode, layer.raw
    codes = [character(handle, place) for place in range(layer.count_chars())]
    units = "".join([chr(code) if code < _BEYOND_UNICODE else "\ufffd" for code in codes])
    starts = [0, *(place + 1 for place, unit in enumerate(units) if unit == "\n" and place + 1 < len(units))]
    heights = [_baseline(layer, start, units) for start in starts]
    steps = [above - below for above, below in pairwise(heights) if above is not None and below is not None]
    down = sorted(step for step in steps if step > 1)
    usual = down[len(down) // 2] if len(down) >= _MIN_STEPS else _line_height(layer) * _USUAL_LEADING
    parts: list[str] = []
    for line, start in enumerate(starts):
        above, here = heights[line - 1] if line else None, heights[line]
        is_gap = above is not None and here is not None and above - here > usual * _GAP_SHARE
        end = starts[line + 1] if line + 1 < len(starts) else len(units)
        parts.append(("\n" if is_gap else "") + units[start:end])
    # Characters beyond the first plane may come as two halves.
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _line_height(layer: PdfTextPage) -> float:
    """Measure the height of the page's first character with what its font leaves around it, in points."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    return float(box.top - box.bottom) if raw.FPDFText_GetLooseCharBox(layer, 0, box) else 0.0


def _baseline(layer: PdfTextPage, start: int, units: str) -> float | None:
    """Measure how high the line stands that begins at a place, in points; None if it is blank."""
    from pypdfium2 import raw

    for place in range(start, min(len(units), start + 200)):
        if units[place] == "\n":
            return None
        if not units[place].isspace():
            x, y = ctypes.c_double(), ctypes.c_double()
            found = raw.FPDFText_GetCharOrigin(layer, place, x, y)
            return float(y.value) if found else None
    return None


def _check_text_layer(pages: list[str], what: str) -> None:
    """Refuse a PDF whose pages hold no text."""
    if not any(page.strip() for page in pages):
        raise Unreadable(
            f"{what} has {len(pages)} page(s) and no text layer: it is scanned, or made of pictures",
            what=what,
            expected="a text layer",
            next_step="Run it through a program for text recognition, and add the result.",
        )


def _metadata(pdf: PdfDocument) -> dict[str, str]:
    """Read the file's metadata, which whoever made the file could set at will."""
    from pypdfium2 import PdfiumError

    try:
        return {key: value for key, value in pdf.get_metadata_dict().items() if value}
    except (PdfiumError, UnicodeError, AssertionError):
        return {}


def _stated_title(metadata: dict[str, str]) -> str | None:
    """Give the title in the metadata, unless it is the name of a file that the PDF was made from."""
    title = metadata.get("Title", "")
    return None if _FILE_NAME.search(title) else title


def _notes(pages: list[str], unread: list[int], metadata: dict[str, str]) -> tuple[str, ...]:
    """Say what a person should know: unread and empty pages, and the creation date for what it is."""
    notes = []
    if unread:
        notes.append(f"Pages that could not be read: {_listed(unread)}.")
    empty = [
        number for number, page in enumerate(pages, start=1) if not page.strip() and number not in unread
    ]
    if empty:
        notes.append(f"Pages without a text layer, perhaps scanned: {_listed(empty)}.")
    created = _PDF_DATE.match(metadata.get("CreationDate", ""))
    if created:
        day = f"{created[1]}-{created[2]}-{created[3]}"
        notes.append(
            f"The file says that it was created on {day}; that is not taken for a date of publication."
        )
    return tuple(notes)


def _listed(numbers: list[int]) -> str:
    """List page numbers, the first twenty."""
    more = f" and {len(numbers) - 20} more" if len(numbers) > 20 else ""  # noqa: PLR2004 - a note stays short
    return ", ".join(str(number) for number in numbers[:20]) + more
