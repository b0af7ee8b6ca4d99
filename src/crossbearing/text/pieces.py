"""A text as the encoder sees it: word pieces with their places, layout and quotation, in windows.

The vocabulary is without case and the tokenizer drops line breaks, so what they tell is put beside
each piece as a surface number: case of the word, first of its line, inside quotation marks, is one. Quotation
marks are levelled before (`quotation`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from crossbearing.text.quotation import is_doubled, level_marks

TOKENIZER = Path(__file__).parent / "models" / "tokenizer.json"
SURFACES = 32
WINDOW_PIECES, CONTEXT_PIECES = 254, 48
FIRST, LAST = 101, 102  # the ids that open and close a window

_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+|\n+")
_CURLY, _MARK = re.compile("[“”]"), '"'
_MARKS = frozenset('"“”')
_LOWER, _CAPITAL, _CAPITALS, _DIGIT = range(4)

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one text.

    ids: n vocabulary numbers. starts, ends: n code point offsets, half open. surface: n numbers below
    SURFACES. lines: n, the number of the line that each piece stands on, empty lines not counted.
    sentences: piece positions where sentences begin, and n at the end.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    surface: Ints
    lines: Ints
    sentences: Ints

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.ids)

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the pieces that share a character with start..end, half open; None where none does."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return (first, last) if last > first else None


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces first..last are seen together; what is said of keep_first..keep_last is kept."""

    first: int
    last: int
    keep_first: int
    keep_last: int


@lru_cache(maxsize=1)
def load_tokenizer(path: Path = TOKENIZER) -> Tokenizer:
    """Load the tokenizer, whole texts at a time."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut_pieces(text: str, tokenizer: Tokenizer | None = None) -> Pieces:
    """Cut a text into pieces. Time is linear; any Unicode is taken."""
    levelled = level_marks(text)
    encoding = (tokenizer or load_tokenizer()).encode(_CURLY.sub(_MARK, levelled), add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    surface, lines = _surfaces(levelled, starts.tolist(), ends.tolist())
    ends += np.array([is_doubled(text, levelled, place) for place in starts.tolist()], dtype=np.int64)
    cuts = np.array([match.end() for match in _SENTENCE_END.finditer(levelled)], dtype=np.int64)
    firsts = np.searchsorted(starts, cuts, side="left")
    sentences = np.unique(np.concatenate([[0], firsts[firsts < len(ids)], [len(ids)]]))
    return Pieces(ids, starts, ends, surface, lines, sentences)


def _surfaces(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[Ints, Ints]:
    quoted = _quoted(text)
    surface, lines = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.int64)
    before, line = 0, 0
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        opens = not start or "\n" in text[before:start]
        line += opens and place > 0
        is_mark = text[start:end] in _MARKS
        surface[place] = _case(text[start:end]) * 8 + opens * 4 + quoted[start] * 2 + is_mark
        lines[place] = line
        before = end
    return surface, lines


def _quoted(text: str) -> NDArray[np.uint8]:
    """Tell for each code point whether it stands in quotation marks; a line break ends a quotation.

    text: with marks levelled. That a break ends it keeps a mark that is never closed from turning the rest
    of the text around.
    """
    inside = np.zeros(len(text) + 1, dtype=np.uint8)
    opened, since = False, 0
    for match in re.finditer(r'[\n"“”]', text):
        place, mark = match.start(), match.group()
        if opened:
            inside[since:place] = 1
        opened, since = mark == "“" or (mark == _MARK and not opened), place
    if opened:
        inside[since:] = 1
    return inside


def _case(piece: str) -> int:
    if piece[:1].isupper():
        return _CAPITALS if len(piece) > 1 and piece.isupper() else _CAPITAL
    return _DIGIT if piece[:1].isdigit() else _LOWER


def cut_windows(pieces: Pieces, *, size: int = WINDOW_PIECES, context: int = CONTEXT_PIECES) -> list[Window]:
    """Cover the pieces with windows that end at sentences and see `context` pieces on each side."""
    count, windows, at = len(pieces), list[Window](), 0
    while at < count:
        first = max(0, at - context)
        room = size - (at - first)
        end = count if count - at <= room else _last_sentence(pieces.sentences, at, at + room - context)
        windows.append(Window(first, min(count, first + size, end + context), at, end))
        at = end
    return windows


def _last_sentence(sentences: Ints, at: int, most: int) -> int:
    """Return the last sentence border in the second half of at..most, or `most` where there is none."""
    border = int(sentences[np.searchsorted(sentences, most, side="right") - 1])
    return border if border > at + (most - at) // 2 else most
