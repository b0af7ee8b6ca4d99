"""Markdown: the text that a reader would see, with links and pictures kept apart.

Markup is removed, one block a line with a blank line between, because emphasis and addresses in the
middle of a sentence hide it from analysis. Raw HTML in the source is reduced to its text in the
same way. Front matter and labelled lines give title, author and date.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers.dates import settle_published
from crossbearing.readers.encoding import decode
from crossbearing.readers.heading import Heading, check_text, one_line, read_heading
from crossbearing.readers.reader import Reader, ReaderExample
from crossbearing.readers.text import read_bytes
from crossbearing.settings import ReaderSettings

if TYPE_CHECKING:
    from markdown_it.token import Token

_MAX_NESTING = 100
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_EMBED_ATTRIBUTES = {
    "img": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "iframe": "src",
    "embed": "src",
}
_UNSEEN = frozenset({"script", "style", "template"})


class MarkdownReader(Reader):
    """Reads Markdown (CommonMark with tables)."""

    name: ClassVar[str] = "markdown"
    version: ClassVar[str] = "1"
    media_types: ClassVar[tuple[str, ...]] = ("text/markdown",)
    confined: ClassVar[bool] = True
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown")

    def read(self, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings) -> Document:
        """Take the text without its markup."""
        data = read_bytes(path, max_bytes=settings.max_html_bytes)
        decoded = decode(data, what=path.name)
        check_text(decoded.text, what=path.name, settings=settings)
        front, body = _split_front_matter(decoded.text)
        page = _render(body, path.name)
        if page.too_deep and not page.text:
            raise Unreadable(f"{path.name} nests its blocks more than {_MAX_NESTING} deep", what=path.name)
        text = check_text(page.text, what=path.name, settings=settings)
        heading = _merge(read_heading(front), read_heading(text))
        settled = settle_published([heading.published] if heading.published else [], acquired=acquired)
        notes = list(settled.notes)
        if decoded.encoding != "utf-8":
            notes.insert(0, f"The text was decoded from {decoded.encoding}.")
        if page.too_deep:
            notes.append(f"Parts nested more than {_MAX_NESTING} deep were not read.")
        return Document(
            item=item,
            text=text,
            reader=f"{self.name} {self.version}",
            title=one_line(heading.title or page.title),
            byline=one_line(heading.byline),
            publisher=one_line(heading.publisher),
            canonical_url=heading.url,
            published=settled.published,
            published_from="page" if settled.published else None,
            embeds=tuple(page.embeds),
            notes=tuple(notes),
        )

    @classmethod
    def examples(cls) -> tuple[ReaderExample, ...]:
        """Give front matter, emphasis, a link, a list, and a clip in raw HTML."""
        return (
            ReaderExample(
                b"---\ntitle: Port closed\ndate: 2020-05-27\nauthor: A. Writer\n---\n# Port closed\n\n"
                b"The **harbour office** said on [Wednesday](https://example.org/x) that\n"
                b"the port was *closed*.\n\n- no ships\n- no ferries\n\n"
                b"<video src='clips/port.mp4'></video>\n\n<script>injected()</script>\n",
                ("The harbour office said on Wednesday that the port was closed.", "no ships", "no ferries"),
                ("**", "https://", "injected", "title:"),
                title="Port closed",
                published=date(2020, 5, 27),
            ),
        )


class _Page(HTMLParser):
    """Collects text, embeds and the first heading while the tokens are walked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.embeds: list[str] = []
        self.title: str | None = None
        self.too_deep = False
        self._unseen = 0

    @property
    def text(self) -> str:
        """Blocks with a blank line between them."""
        blocks = (block.strip() for block in "".join(self.parts).split("\n\n"))
        return "\n\n".join(block for block in blocks if block)

    def embed(self, address: str) -> None:
        """Keep the address or file name of a picture or clip, once."""
        address = address.strip()[:2_000]
        if (
            address
            and not address.lower().startswith(("data:", "javascript:"))
            and address not in self.embeds
        ):
            self.embeds.append(address)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what raw HTML embeds; scripts are not text."""
        self._unseen += tag in _UNSEEN
        wanted = _EMBED_ATTRIBUTES.get(tag)
        for name, value in attrs:
            if name == wanted and value:
                self.embed(value)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        """Keep the text of raw HTML."""
        if not self._unseen:
            self.parts.append(data)


def _split_front_matter(source: str) -> tuple[str, str]:
    """Separate YAML front matter, which is metadata and not text, from the body."""
    match = _FRONT_MATTER.match(source)
    if match is None:
        return "", source
    return "\n".join(line.replace('"', "").replace("'", "") for line in match[1].splitlines()), source[
        match.end() :
    ]


def _render(source: str, what: str) -> _Page:
    """Walk the tokens of Markdown into text. Raises Unreadable where the parser gives up."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    try:
        tokens = parser.parse(source)
    except (RecursionError, ValueError, IndexError) as error:
        raise Unreadable(
            f"{what} is not Markdown that can be parsed", what=what, actual=str(error)[:200]
        ) from error
    page = _Page()
    for place, token in enumerate(tokens):
        _take_block(page, token, is_title=place > 0 and tokens[place - 1].type == "heading_open")
    return page


def _take_block(page: _Page, token: Token, *, is_title: bool) -> None:
    """Add one block token's text to the page."""
    page.too_deep = page.too_deep or token.level >= _MAX_NESTING - 1
    if token.type == "inline":
        start = len(page.parts)
        for child in token.children or ():
            _take_inline(page, child)
        if is_title and page.title is None:
            page.title = "".join(page.parts[start:]).strip() or None
    elif token.type in {"fence", "code_block"}:
        page.parts.append(token.content)
    elif token.type == "html_block":
        page.feed(token.content)
    if token.type.endswith("_close") or token.type in {"fence", "code_block", "html_block"}:
        page.parts.append("\t" if token.type in {"td_close", "th_close"} else "\n\n")


def _take_inline(page: _Page, token: Token) -> None:
    """Add one inline token's text; a picture gives its description and its address."""
    if token.type in {"text", "code_inline"}:
        page.parts.append(token.content)
    elif token.type == "softbreak":
        page.parts.append(" ")
    elif token.type == "hardbreak":
        page.parts.append("\n")
    elif token.type == "html_inline":
        page.feed(token.content)
    elif token.type == "image":
        page.embed(str(token.attrGet("src") or ""))
        page.parts.append(token.content)


def _merge(first: Heading, second: Heading) -> Heading:
    """Take what the front matter says, and for the rest what the text's heading says."""
    return Heading(
        title=first.title or second.title,
        byline=first.byline or second.byline,
        publisher=first.publisher or second.publisher,
        url=first.url or second.url,
        published=first.published or second.published,
    )
