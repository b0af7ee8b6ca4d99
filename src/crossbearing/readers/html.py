"""HTML: the main text of a page, and what the page says of itself.

trafilatura finds the main text. The page is parsed from its own bytes, with no address to fetch
from: a page reaches nothing. What it names (pictures, clips, its canonical address) is recorded as
it stands, as words and never as something to open.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers.dates import date_in_address, settle_published
from crossbearing.readers.encoding import codec_name, decode
from crossbearing.readers.heading import check_text, read_heading
from crossbearing.readers.page import PageFacts, read_page_facts
from crossbearing.readers.reader import Reader, ReaderExample
from crossbearing.readers.text import read_bytes
from crossbearing.settings import ReaderSettings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]{0,400}\?>", re.IGNORECASE)
# XML and lxml take no other control characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
        ),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    }
)
_UNSEEN = frozenset(
    {
        *("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select"),
        *("textarea", "button"),
    }
)
_COSTLY = frozenset({"table", "ul", "ol", "dl", "blockquote"})
_MAX_NESTED_TABLES = 12
_MAX_SEARCHED_DEPTH = 250
_MAX_SEARCHED_ELEMENTS = 40_000
# trafilatura drops these as unprintable; they decide how Arabic, Persian and Hebrew read, and a
# direction override may be an attack that a person must be able to see.
_KEPT_FORMATS = "\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Printable letters of scripts that no page uses, to stand in for them meanwhile.
_STAND_IN_FIRST = 0x10600
_STAND_IN_LAST = 0x10736


class HtmlReader(Reader):
    """Reads web pages saved as HTML."""

    name: ClassVar[str] = "html"
    version: ClassVar[str] = "1"
    media_types: ClassVar[tuple[str, ...]] = ("text/html", "application/xhtml+xml")
    confined: ClassVar[bool] = True

    def read(self, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings) -> Document:
        """Find the main text, and what the page says of itself."""
        data = read_bytes(path, max_bytes=settings.max_html_bytes)
        declared = _declared_encoding(data)
        decoded = decode(data, what=path.name, declared=declared)
        notes: list[str] = []
        if declared and codec_name(declared) not in {decoded.encoding, codec_name(decoded.encoding)}:
            notes.append(f"The page declares the encoding {declared}, but its bytes are {decoded.encoding}.")
        tree = parse_page(decoded.text, what=path.name, max_depth=settings.max_html_depth)
        facts = read_page_facts(tree)
        text, text_notes = _main_text(tree)
        notes.extend(text_notes)
        text = check_text(text, what=path.name, settings=settings)
        published, date_notes = _published(tree, facts, text, acquired)
        return Document(
            item=item,
            text=text,
            reader=f"{self.name} {self.version}",
            title=facts.title,
            byline=facts.byline,
            publisher=facts.publisher,
            canonical_url=facts.canonical_url,
            language=facts.language,
            published=published,
            published_from="page" if published else None,
            embeds=facts.embeds,
            notes=(*notes, *date_notes),
        )

    @classmethod
    def examples(cls) -> tuple[ReaderExample, ...]:
        """Give a page with furniture and scripts, one in Cyrillic, and one without an article."""
        return (
            ReaderExample(
                b"<!doctype html><html lang=en><head><title>Port closed | Example Wire</title>"
                b"<meta property=article:published_time content=2020-05-27T10:00:00Z>"
                b"<script>document.write('injected')</script></head><body><nav>Home About</nav>"
                b"<article><h1>Port closed</h1><p>The harbour office said on Wednesday that the port was "
                b"closed to all ships until further notice.</p><p>It gave no reason for the closure, and the "
                b"shipping companies were not told in advance.</p></article></body></html>",
                ("The harbour office said on Wednesday that the port was closed", "It gave no reason"),
                ("injected", "<p>"),
                title="Port closed",
                published=date(2020, 5, 27),
            ),
            ReaderExample(
                (
                    "<html><head><meta charset=windows-1251><title>Порт закрыт</title></head><body>"
                    "<p>Портовая служба сообщила в среду, что порт закрыт для всех судов.</p></body></html>"
                ).encode("cp1251"),
                ("сообщила в среду",),
                title="Порт закрыт",
            ),
            ReaderExample(b"<html><body><b>Only this.</b></body></html>", ("Only this.",)),
        )


def parse_page(markup: str, *, what: str, max_depth: int) -> HtmlElement:
    """Parse a page into a tree, without network. Raises Unreadable where it is nested too deep."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    markup = _UNPRINTABLE.sub(" ", _DECLARATION.sub("", markup))
    # huge_tree: without it the parser silently drops what lies deeper than 256.
    parser = HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(
            f"{what} is not HTML that can be parsed", what=what, actual=str(error)[:200]
        ) from error
    depth = _depth(tree, max_depth)
    if depth > max_depth:
        raise Unreadable(
            f"{what} nests its tags more than {max_depth:,} deep; no page that people read does",
            what=what,
            expected=f"at most {max_depth} levels",
            next_step="Save the page's text with a browser, or leave it out.",
        )
    return tree


def _depth(tree: HtmlElement, limit: int) -> int:
    """Measure nesting without recursion; stops just beyond the limit."""
    level = [tree]
    depth = 0
    while level and depth <= limit:
        depth += 1
        level = [child for element in level for child in element]
    return depth


def _declared_encoding(data: bytes) -> str | None:
    """Read the encoding that the page names in its first bytes."""
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _main_text(tree: HtmlElement) -> tuple[str, list[str]]:
    """Extract the main text; where none is found, all text that a browser would show."""
    from trafilatura import bare_extraction

    plain = _visible_text(tree)
    if _is_intricate(tree):
        return plain, [
            "The page is too intricate to tell its main text from the rest; all its visible text was taken."
        ]
    stand_ins = _stand_in(tree, plain)
    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        # A fault of the extraction on a broken page; what a browser shows is still there.
        found = None
    text = getattr(found, "text", None) or ""
    text = text.translate({ord(stand_in): kept for kept, stand_in in stand_ins.items()})
    if text.strip():
        return text, []
    return plain, ["No main text was found on the page; all its visible text was taken."] if plain else []


def _is_intricate(tree: HtmlElement) -> bool:
    """Say whether looking for the main text could take time out of all proportion.

    The search visits nested elements again and again; nested tables cost it the most.
    """
    from lxml import etree

    elements = depth = tables = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step
        tables += step * (element.tag in _COSTLY)
        elements += step > 0
        if depth > _MAX_SEARCHED_DEPTH or tables > _MAX_NESTED_TABLES or elements > _MAX_SEARCHED_ELEMENTS:
            return True
    return False


def _stand_in(tree: HtmlElement, plain: str) -> dict[str, str]:
    """Replace direction marks in the tree by unused letters. Returns mark → letter."""
    present = [mark for mark in _KEPT_FORMATS if mark in plain]
    if not present:
        return {}
    free = (chr(code) for code in range(_STAND_IN_FIRST, _STAND_IN_LAST) if chr(code) not in plain)
    stand_ins = dict(zip(present, free, strict=False))
    table = {ord(mark): letter for mark, letter in stand_ins.items()}
    for element in tree.iter():
        if element.text:
            element.text = element.text.translate(table)
        if element.tail:
            element.tail = element.tail.translate(table)
    return stand_ins


def _visible_text(tree: HtmlElement) -> str:
    """Collect the text of the body, one block a line, without scripts and controls."""
    from lxml import etree

    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag: Any = element.tag
        if event == "start":
            unseen += tag in _UNSEEN
            if not unseen:
                parts.append("\n" if tag in _BLOCKS else "")
                parts.append(element.text or "")
            continue
        unseen -= tag in _UNSEEN
        if not unseen:
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _published(
    tree: HtmlElement, facts: PageFacts, text: str, acquired: datetime
) -> tuple[date | None, tuple[str, ...]]:
    """Settle the date of publication: what the page states, its address, its heading, its layout."""
    stated = list(facts.dates)
    if facts.canonical_url and (in_address := date_in_address(facts.canonical_url)):
        stated.append(in_address)
    heading = read_heading(text).published
    if heading is not None:
        stated.append(heading)
    settled = settle_published(stated, acquired=acquired)
    if settled.published is not None:
        return settled.published, settled.notes
    guessed = _date_in_layout(tree, acquired)
    if guessed is None:
        return None, settled.notes
    note = f"The date of publication {guessed.isoformat()} was guessed from the page's layout."
    return guessed, (*settled.notes, note)


def _date_in_layout(tree: HtmlElement, acquired: datetime) -> date | None:
    """Ask htmldate for a date near the byline; its limits are ours, never today's clock."""
    from htmldate import find_date

    latest = acquired.astimezone(UTC) if acquired.tzinfo else acquired
    try:
        found = find_date(
            tree,
            extensive_search=False,
            original_date=True,
            min_date="1990-01-01",
            max_date=latest.strftime("%Y-%m-%d"),
        )
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError):
        # It guesses; where it fails there is no date.
        return None
    return date.fromisoformat(found) if found else None
