"""The labelled lines that a plain report may begin with, and limits that hold for every text.

Statements and wire copy often open with lines such as `Published: 27 May 2020` or `By: …`. They
are read where they stand within the first lines; they stay in the text, which is never changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossbearing.errors import Unreadable
from crossbearing.readers.dates import StatedDate
from crossbearing.settings import ReaderSettings

_LABELLED = re.compile(
    r"^[\ufeff#>*_ \t]{0,6}(title|headline|published|date|date published|by|author|publisher|source|url|link)"
    r"[*_]{0,2}[ \t]{0,3}:[*_]{0,2}[ \t]{0,8}(\S[^\n]{0,400})$",
    re.IGNORECASE,
)
_MAX_LINES = 20
_MAX_HEAD_CHARS = 8_000
_NAMES = {
    "headline": "title",
    "date": "published",
    "date published": "published",
    "author": "by",
    "source": "publisher",
    "link": "url",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What labelled lines say; each is None where no line says it."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: StatedDate | None = None


def read_heading(text: str) -> Heading:
    """Read the labelled lines among the first lines of a text."""
    said: dict[str, str] = {}
    for line in text[:_MAX_HEAD_CHARS].splitlines()[:_MAX_LINES]:
        match = _LABELLED.match(line.rstrip())
        if match:
            label = match[1].lower()
            said.setdefault(_NAMES.get(label, label), match[2].strip(" \t*_"))
    raw = said.get("published")
    return Heading(
        title=said.get("title"),
        byline=said.get("by"),
        publisher=said.get("publisher"),
        url=web_address(said.get("url")),
        published=StatedDate("the text's own heading", raw) if raw else None,
    )


def web_address(value: str | None) -> str | None:
    """Give an address if it is one of the web, else None; nothing is ever fetched from it."""
    if value is None:
        return None
    value = value.strip()
    is_web = value.lower().startswith(("http://", "https://")) and len(value) <= 2_000  # noqa: PLR2004 - what servers take
    return value if is_web and not re.search(r"[\s<>\"]", value) else None


def one_line(value: str | None, *, max_chars: int = 500) -> str | None:
    """Put a title, a byline or a publisher's name on one line of bounded length; None if blank."""
    if value is None:
        return None
    line = " ".join(value[: max_chars * 4].split())
    return line[:max_chars].rstrip() or None


def check_text(text: str, *, what: str, settings: ReaderSettings) -> str:
    """Hold a text against the limits. Returns it unchanged; raises Unreadable."""
    if is_blank(text):
        raise Unreadable(
            f"{what} holds no text", what=what, next_step="Leave the file out, or acquire it again."
        )
    if len(text) > settings.max_text_chars:
        raise Unreadable(
            f"{what} holds {len(text):,} characters, more than the limit of {settings.max_text_chars:,}",
            what=what,
            expected=f"at most {settings.max_text_chars} characters",
            actual=f"{len(text)} characters",
            next_step="Split the file, or raise max_text_chars in the settings.",
        )
    longest = longest_line(text)
    if longest > settings.max_line_chars:
        raise Unreadable(
            f"{what} has a line of {longest:,} characters; prose has none over {settings.max_line_chars:,}",
            what=what,
            expected=f"lines of at most {settings.max_line_chars} characters",
            actual=f"a line of {longest} characters",
            next_step="Save it again with paragraphs, or raise max_line_chars in the settings.",
        )
    return text


def is_blank(text: str) -> bool:
    """Say whether a text holds nothing but white space and byte order marks."""
    return not text.replace("\ufeff", " ").strip()


def longest_line(text: str) -> int:
    """Count the characters of the longest line, whichever newlines the text uses."""
    return max((line.end() - line.start() for line in re.finditer(r"[^\r\n\f]+", text)), default=0)
