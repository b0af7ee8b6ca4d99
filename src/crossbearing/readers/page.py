"""What a web page says of itself: title, byline, publisher, address, language, dates, embeds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossbearing.readers.dates import StatedDate
from crossbearing.readers.heading import one_line, web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"article|posting|report|webpage|newsarticle|video", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_TITLE_NAMES = ("og:title", "dc.title", "twitter:title")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "publisher", "application-name")
_EMBED_NAMES = (
    "og:image",
    "og:video",
    "og:video:url",
    "og:video:secure_url",
    "twitter:image",
    "twitter:player:stream",
)
_EMBED_TAGS = {
    "img": ("src", "data-src"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_TITLE_BREAK = re.compile(r"\s+[|–—·»-]\s+")
_MAX_JSON_CHARS = 1_000_000
_MAX_JSON_NODES = 5_000
_MAX_EMBEDS = 1_000
_MAX_EMBED_CHARS = 2_000
_MAX_METAS = 2_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself. dates: as stated, in order of trust, not yet checked."""

    title: str | None
    byline: str | None
    publisher: str | None
    canonical_url: str | None
    language: str | None
    embeds: tuple[str, ...]
    dates: tuple[StatedDate, ...]


def read_page_facts(tree: HtmlElement) -> PageFacts:
    """Collect what the page says of itself; the tree stays as it is."""
    metas = _read_metas(tree)
    linked = _read_linked_data(tree)
    publisher = _first(_names(linked, "publisher")) or _meta(metas, _PUBLISHER_NAMES)
    return PageFacts(
        title=_title(tree, metas, linked, publisher),
        byline=one_line(_byline(tree, metas, linked)),
        publisher=one_line(publisher, max_chars=200),
        canonical_url=_canonical(tree, metas),
        language=_language(tree, metas),
        embeds=_embeds(tree, metas),
        dates=tuple(_dates(tree, metas, linked)),
    )


def _read_metas(tree: HtmlElement) -> list[tuple[str, str]]:
    """List the page's meta elements as (name in lower case, content)."""
    found: list[tuple[str, str]] = []
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content") or ""
        if name and content.strip():
            found.append((name.strip().lower(), content[:_MAX_EMBED_CHARS].strip()))
        if len(found) >= _MAX_METAS:
            break
    return found


def _meta(metas: list[tuple[str, str]], names: tuple[str, ...]) -> str | None:
    """Give the content of the first of the names that the page has."""
    return next((content for wanted in names for name, content in metas if name == wanted), None)


def _read_linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    """Read the page's JSON-LD objects about articles; what is malformed says nothing."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        raw = script.text or ""
        if len(raw) > _MAX_JSON_CHARS:
            continue
        try:
            found.extend(_objects(json.loads(raw)))
        except (ValueError, RecursionError):
            continue
    return [one for one in found if _ARTICLE_TYPES.search(str(one.get("@type", "")))]


def _objects(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON of any shape
    """Walk the objects of a JSON value, outermost first, without recursion."""
    waiting = [data]
    for _ in range(_MAX_JSON_NODES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting.extend(value for value in one.values() if isinstance(value, dict | list))
        elif isinstance(one, list):
            waiting.extend(value for value in one if isinstance(value, dict | list))


def _names(linked: list[dict[str, Any]], key: str) -> list[str]:
    """Give the names of a person or body under a key, however the page writes them."""
    names: list[str] = []
    for one in linked:
        values = one.get(key)
        for value in values if isinstance(values, list) else [values]:
            name = value.get("name") if isinstance(value, dict) else value
            if isinstance(name, str) and name.strip() and not web_address(name):
                names.append(name.strip())
    return names


def _first(values: list[str]) -> str | None:
    """Give the first, or None."""
    return values[0] if values else None


def _title(
    tree: HtmlElement, metas: list[tuple[str, str]], linked: list[dict[str, Any]], publisher: str | None
) -> str | None:
    """Take the headline as stated; else the only main heading; else the title without the site's name."""
    stated = _meta(metas, _TITLE_NAMES) or _first(_names(linked, "headline"))
    if stated:
        return one_line(stated)
    headings = [
        heading for heading in (one_line(_text_of(element)) for element in tree.iter("h1")) if heading
    ]
    whole = one_line(tree.findtext(".//title"))
    if len(headings) == 1 and (whole is None or headings[0].casefold() in whole.casefold()):
        return headings[0]
    if whole is None:
        return headings[0] if headings else None
    parts = _TITLE_BREAK.split(whole)
    if len(parts) > 1 and publisher and parts[-1].casefold() == publisher.casefold():
        return whole[: whole.rfind(parts[-1])].rstrip(" |–—·»-")
    return whole


def _byline(tree: HtmlElement, metas: list[tuple[str, str]], linked: list[dict[str, Any]]) -> str | None:
    """Take the authors as stated; else what the page marks as its author."""
    names = list(dict.fromkeys(_names(linked, "author")))
    if names:
        return ", ".join(names[:10])
    stated = _meta(metas, _AUTHOR_NAMES)
    if stated and not web_address(stated):
        return stated
    for element in tree.iter("a", "span", "p", "div", "address"):
        marked = (
            f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}".split()
        )
        if {"author", "byline"} & {word.lower() for word in marked}:
            text = one_line(_text_of(element), max_chars=200)
            if text:
                return re.sub(r"^by:?\s+", "", text, flags=re.IGNORECASE)
    return None


def _canonical(tree: HtmlElement, metas: list[tuple[str, str]]) -> str | None:
    """Give the address that the page calls its own."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (
            address := web_address(link.get("href"))
        ):
            return address
    return web_address(_meta(metas, ("og:url",)))


def _language(tree: HtmlElement, metas: list[tuple[str, str]]) -> str | None:
    """Give the page's language tag in lower case, such as "en" or "zh-hant"."""
    root = tree.getroottree().getroot()
    stated = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    )
    stated = (stated or _meta(metas, ("og:locale", "content-language", "dc.language")) or "").strip()
    return stated.replace("_", "-").lower() if _LANGUAGE.match(stated) else None


def _embeds(tree: HtmlElement, metas: list[tuple[str, str]]) -> tuple[str, ...]:
    """List pictures and clips that the page shows, in the order of the page, each once."""
    found: dict[str, None] = {}
    for element in tree.iter(*_EMBED_TAGS):
        for attribute in _EMBED_TAGS[element.tag]:
            address = (element.get(attribute) or "").strip()
            if address and not address.lower().startswith(("data:", "javascript:", "about:")):
                found.setdefault(address[:_MAX_EMBED_CHARS])
        if len(found) >= _MAX_EMBEDS:
            break
    for name, content in metas:
        if name in _EMBED_NAMES:
            found.setdefault(content)
    return tuple(found)[:_MAX_EMBEDS]


def _dates(
    tree: HtmlElement, metas: list[tuple[str, str]], linked: list[dict[str, Any]]
) -> Iterator[StatedDate]:
    """Give the dates of publication that the page states, in order of trust."""
    for one in linked:
        raw = one.get("datePublished")
        if isinstance(raw, str):
            yield StatedDate("its JSON-LD datePublished", raw)
    for wanted in _DATE_NAMES:
        for name, content in metas:
            if name == wanted:
                yield StatedDate(f"its meta field {wanted}", content)
    for element in tree.iter("time"):
        marked = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        raw = element.get("datetime") or _text_of(element)
        if "publish" in marked or element.get("pubdate") is not None:
            yield StatedDate("its published time element", raw)
    for raw in _lone_time(tree):
        yield StatedDate("its only time element", raw)


def _lone_time(tree: HtmlElement) -> list[str]:
    """Give the moment of a page's one time element; where there are several none is the page's own."""
    moments = {element.get("datetime") for element in tree.iter("time")} - {None}
    unmarked = [raw for raw in moments if isinstance(raw, str)]
    return unmarked if len(unmarked) == 1 else []


def _text_of(element: HtmlElement) -> str:
    """Give the first part of an element's text, whatever is nested in it."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > _MAX_EMBED_CHARS:
            break
    return " ".join(parts)
