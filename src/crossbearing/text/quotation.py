"""Quotation marks however they are typed, and the passages between them.

Newspapers, agencies and transcripts type them in a dozen ways: “…”, "…", ''…'', ``…'', «…», „…“, ‘…’, '…'.
What was learnt from one way holds for all once they are levelled to one, length for length.
"""

from __future__ import annotations

import re
from itertools import pairwise

_STRAIGHT = '"'
_OPENING, _CLOSING = "“", "”"
_ODD = re.compile(r"""(\d['’]\s?\d[\d.]*'')|''|``|´´|‘‘|’’|‚‚|[«»‹›„‟＂]""")  # first: minutes and seconds
_LOW = "„"  # what it opens is closed by the mark that opens elsewhere
_CURLY = re.compile("[“”]")
_MARK = re.compile('[“”"]')
_PARAGRAPH = re.compile(r"[^\n]+")
_SINGLE_OPEN = re.compile(
    r"(?<![^\s(\[—–])(?:‘(?=\w)|['’](?=\w)(?!\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b))"
)
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")
_AFTER_PLURAL = "sS"

CharRange = tuple[int, int]


def level_marks(text: str) -> str:
    """Return the text with quotation marks of every kind as “, ” or ": as long, code point by code point.

    A mark of two characters becomes one and a space. Marks that an apostrophe could be are taken for
    quotation only in pairs, and only in paragraphs where nothing else quotes.
    """
    levelled = text
    if _ODD.search(text):
        if _LOW in text:
            levelled = _CURLY.sub(_STRAIGHT, levelled)
        levelled = _ODD.sub(_level, levelled)
    if "'" not in levelled and "’" not in levelled:
        return levelled
    marks = [
        place
        for paragraph in _PARAGRAPH.finditer(levelled)
        if not _MARK.search(levelled, *paragraph.span())
        for first, last in _single_quotes(levelled, *paragraph.span())
        for place in (first, last - 1)
    ]
    if not marks:
        return levelled
    characters = list(levelled)
    for place in marks:
        characters[place] = _STRAIGHT
    return "".join(characters)


def _level(mark: re.Match[str]) -> str:
    return mark.group() if mark.group(1) else _STRAIGHT.ljust(len(mark.group()))


def find_quotes(text: str) -> list[CharRange]:
    """Return quoted passages as character ranges with their marks, in order, none inside another.

    A mark that is never closed opens a passage only at the start of a paragraph, and that passage
    ends with the paragraph.
    """
    levelled = level_marks(text)
    return [
        passage
        for paragraph in _PARAGRAPH.finditer(levelled)
        for passage in _quotes_of(levelled, text, *paragraph.span())
    ]


def _quotes_of(levelled: str, text: str, start: int, end: int) -> list[CharRange]:
    found: list[CharRange] = []
    opened: int | None = None
    closing = ""
    for mark in _MARK.finditer(levelled, start, end):
        place, char = mark.start(), mark.group()
        if opened is None:
            if char != _CLOSING:
                opened, closing = place, _CLOSING if char == _OPENING else char
        elif char == closing:
            doubled = place + 1 < end and levelled[place + 1] == " " != text[place + 1]
            found.append((opened, place + 1 + doubled))
            opened = None
    if opened is not None and not levelled[start:opened].strip():
        found.append((opened, end))
    return found


def _single_quotes(text: str, start: int, end: int) -> list[CharRange]:
    """Return passages in single marks, which apostrophes must not be taken for."""
    borders = [*(mark.start() for mark in _SINGLE_OPEN.finditer(text, start, end)), end]
    found: list[CharRange] = []
    for opening, following in pairwise(borders):
        closings = [mark.start() for mark in _SINGLE_CLOSE.finditer(text, opening + 2, following)]
        sure = (place for place in closings if text[place - 1] not in _AFTER_PLURAL)
        close = next(sure, closings[0] if closings else None)
        if close is not None:
            found.append((opening, close + 1))
    return found
