"""Documents with times as others annotated them: TimeML (.tml, .xml) and the CAT format of MEANTIME.

TimeML holds the document creation time in DCT and the text in TEXT, its times marked inline. Where there
is no TEXT, what stands outside the header is the text. CAT holds tokens and, after them, the marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from evaluation.task import Sample

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SUFFIXES = frozenset({".tml", ".xml", ".timeml"})
_HEADER = frozenset({"DCT", "DOCID", "TITLE", "EXTRAINFO", "DOCNO"})
_CREATION = frozenset({"CREATION_TIME", "PUBLICATION_TIME"})
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%'’”") | {"'s", "’s", "n't", "''"}
_NO_SPACE_AFTER = frozenset("([{$‘“") | {"``"}


@dataclass(frozen=True, slots=True)
class Time:
    """One TIMEX3: characters of the text, half open, its type and value as annotated."""

    start: int
    end: int
    type: str
    value: str


Answer = tuple[Time, ...]


def load(path: Path) -> list[Sample[Answer]]:
    """Read every document at or below `path`. Raises ValueError: none of them holds a text with times.

    The creation time is the day published and is no time of the text, as in TempEval-3.
    """
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix.lower() in _SUFFIXES)
    found = [sample for sample in map(_read, files) if sample is not None]
    if not found:
        raise ValueError(f"{path} holds no TimeML (.tml, .xml) with a text.")
    return sorted(found, key=lambda sample: sample.id)


def _read(file: Path) -> Sample[Answer] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
    except etree.XMLSyntaxError:
        # A corpus folder may hold files of other kinds, or empty ones.
        return None
    if root is None:
        return None
    if root.find(".//token") is not None:
        text, gold = _of_tokens(root)
    else:
        pieces: list[str] = []
        gold = tuple(_walk(_body(root), pieces))
        text = "".join(pieces)
    return Sample(file.name, text, gold, _created(root)) if text.strip() else None


def _body(root: Element) -> Element:
    text = root.find(".//TEXT")
    return text if text is not None else root


def _walk(element: Element, pieces: list[str]) -> Iterator[Time]:
    """Collect the text of an element in `pieces`; give each time in it where the text shows it."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _HEADER:
            yield from _walk(child, pieces)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and end > start and element.get("functionInDocument") not in _CREATION:
        yield Time(start, end, _type(element), element.get("value", "").strip())


def _type(element: Element) -> str:
    return (element.get("type") or "").strip().upper()


def _created(root: Element) -> date | None:
    """Return the day of the creation time, None where the file gives none."""
    marked = [t for t in root.iter("TIMEX3") if t.get("functionInDocument") in _CREATION]
    marked += list(root.iterfind(".//DCT/TIMEX3"))
    for element in marked:
        try:
            return date.fromisoformat((element.get("value") or "").strip()[:10])
        except ValueError:
            continue
    return None


def _of_tokens(root: Element) -> tuple[str, Answer]:
    """Put the tokens of a CAT file together, a sentence a line, and read the marks that point to them."""
    text, places = "", dict[str, tuple[int, int]]()
    sentence, last = None, ""
    for token in root.iter("token"):
        said = token.text or ""
        if sentence not in {None, token.get("sentence")}:
            text += "\n"
        elif text and said not in _NO_SPACE_BEFORE and last not in _NO_SPACE_AFTER:
            text += " "
        sentence, last = token.get("sentence"), said
        places[token.get("t_id") or token.get("id") or ""] = (len(text), len(text) + len(said))
        text += said
    times = []
    for mark in root.iter("TIMEX3"):
        spans = [places[a.get("t_id") or ""] for a in mark.iter("token_anchor") if a.get("t_id") in places]
        if spans and mark.get("functionInDocument") not in _CREATION:
            ends = min(s for s, _ in spans), max(e for _, e in spans)
            times.append(Time(*ends, _type(mark), (mark.get("value") or "").strip()))
    return text, tuple(sorted(times, key=lambda time: (time.start, time.end)))
