"""Quotation marks however they are typed, and the passages between them.

Newspapers, agencies and transcripts type them in many ways: “…”, ”…”, "…", ''…'', ``…'', «…», „…“, ‹…›,
‘…’ and '…'. What was learnt from one way holds for the others once they are levelled,
length for length.
"""

from __future__ import annotations

import re
from itertools import pairwise

_STRAIGHT = '"'
_OPENING, _CLOSING = "“", "”"
_PRIME = "″"
# The first is of minutes and seconds, or feet and inches, and quotes nothing.
_ODD = re.compile(
    r"""(\d['’]\s?\d[\d.,]*)(''|’’|")|(?<!\w)(?:''|‘‘)|''(?!\w)|``|[«»‹›„＂]""",
)
_DOUBLED_CURLY = "‘‘"
_LOW = "„"  # what it opens is closed by the mark that opens elsewhere
_CURLY = re.compile("[“”]")
_MARK = re.compile('[“”"]')
_PARAGRAPH = re.compile(r"[^\n]+")
_SINGLE_OPEN = re.compile(
    r"(?<![^\s(\[—–])[‘'’](?=\w)(?!\d+s\b|(?:bout|cause|em|ere|n|round|til|tis|twas|twill)\b)", re.IGNORECASE
)
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")
_STOPS = ",.!?…"
_LONGEST_PLURAL = 2  # words

CharRange = tuple[int, int]


def level_marks(text: str) -> str:
    """Return the text with quotation marks as “, ” or ": as long, code point by code point.

    A mark of two characters becomes one and a space; “ and ” stay where they open and close, and become "
    where they are used otherwise. Marks that an apostrophe could be are taken for
    quotation only in pairs, and only in paragraphs where nothing else quotes.
    """
    levelled = text
    if _LOW in text or (_CLOSING in text and _OPENING not in text):
        levelled = _CURLY.sub(_STRAIGHT, levelled)
    if _DOUBLED_CURLY in text:
        levelled = levelled.replace("’’", _STRAIGHT + " ")
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
    figures, seconds = mark.groups()
    if figures:
        return str(figures) + _PRIME.ljust(len(seconds))
    return _STRAIGHT.ljust(len(mark.group()))


def is_doubled(text: str, levelled: str, place: int) -> bool:
    """Tell whether the mark at `place` has two characters in the text, of which levelling kept one."""
    return place + 1 < len(text) and levelled[place + 1] == " " != text[place + 1]


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
            found.append((opened, place + 1 + is_doubled(text, levelled, place)))
            opened = None
    if opened is not None and not levelled[start:opened].strip():
        found.append((opened, end))
    return found


def _single_quotes(text: str, start: int, end: int) -> list[CharRange]:
    """Return passages in single marks, which apostrophes and the letters ayn and hamza must not be taken for.

    What a mark opens ends before the next that opens: at the first mark behind a comma or a full stop, else
    at the first that no plural can bear (the rebels' camp), else, of a few words alone, at any.
    """
    borders = [*(mark.start() for mark in _SINGLE_OPEN.finditer(text, start, end)), end]
    found: list[CharRange] = []
    for opening, following in pairwise(borders):
        closings = [mark.start() for mark in _SINGLE_CLOSE.finditer(text, opening + 1, following)]
        stopped = (place for place in closings if text[place - 1] in _STOPS)
        no_plural = (place for place in closings if text[place - 1] not in "sS")
        brief = (place for place in closings if len(text[opening:place].split()) <= _LONGEST_PLURAL)
        close = next(stopped, None) or next(no_plural, None) or next(brief, None)
        if close is not None:
            found.append((opening, close + 1))
    return found
