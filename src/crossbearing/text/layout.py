"""The layout of a text: a form that a tokeniser can take, parts of bounded length, paragraphs.

Everything here keeps offsets: the prepared text has exactly as many code points as the original.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise

from spacy.language import Language
from spacy.tokens import Doc

PARAGRAPHS = "crossbearing_paragraphs"
"""Name of the spaCy component that ends sentences where paragraphs end."""

_MAX_RUN_CHARS = 400
_MAX_SENTENCE_TOKENS = 300
_ENDS = frozenset({".", "!", "?"})
_MAX_WRAPPED_CHARS = 100
_MIN_FULL_LINES, _FULL_SHARE, _CAPITALS_SHARE = 2, 0.5, 0.6
_SHORT_LINES = 3
_BLANKS = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile(r"[\r\x85\u2028\u2029]")
_LONG_RUNS = re.compile(rf"\S{{{_MAX_RUN_CHARS + 1},}}")
# A line break inside a paragraph: no blank line beside it, the line before does not end a sentence
# and the line after goes on in lower case.
_SOFT_BREAKS = re.compile(r"(?<=[^\n.!?:;\"”’])\n(?=[a-z(])")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+")
_PARAGRAPH_END = re.compile(r"\n[ \n]*")


def prepare(text: str) -> str:
    """Return `text` with as many code points, in a form that any tokeniser takes.

    Blanks of every kind become spaces, line ends become newlines (newlines inside a paragraph
    become spaces), lone surrogates U+FFFD. A run of more than 400 characters without a space is no
    English prose, and takes tokenisers time quadratic in its length: it becomes spaces.
    """
    flat = _LINE_ENDS.sub("\n", _BLANKS.sub(" ", text.replace("\r\n", " \n")))
    flat = _SURROGATES.sub("\ufffd", flat)
    flat = _LONG_RUNS.sub(lambda run: " " * len(run.group()), flat)
    return _join_wrapped_lines(flat)


def has_unreadable_run(text: str) -> bool:
    """Tell whether `prepare` leaves out a run of characters."""
    return _LONG_RUNS.search(_BLANKS.sub(" ", text)) is not None


def is_readable(part: str) -> bool:
    """Tell whether a part of a text can hold a word at all."""
    return _LETTER.search(part) is not None


def _join_wrapped_lines(text: str) -> str:
    """Turn newlines inside wrapped paragraphs into spaces.

    Lines are taken as wrapped only where they are short: a line over 100 characters is a paragraph.
    """
    lines = text.split("\n")
    if max(map(len, lines)) > _MAX_WRAPPED_CHARS:
        return text
    return _SOFT_BREAKS.sub(" ", _join_full_lines(lines))


def _join_full_lines(lines: Sequence[str]) -> str:
    """Join lines that break because the next word would not have fitted, in a text that is wrapped.

    It is wrapped if most such breaks are followed by a small letter; so is a paragraph that has one of those,
    or so few lines that it tells nothing.
    Lines set in letters of different widths are not equally long: the third quartile is taken for the width.
    """
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[3 * len(lengths) // 4] if lengths else 0
    full = [
        place
        for place, (line, below) in enumerate(pairwise(lines))
        if _is_full(line, below, width) and not (_opens(lines, place) and _is_headline(line))
    ]
    going_on = {place for place in full if lines[place + 1][0].islower()}
    if len(going_on) < max(_MIN_FULL_LINES, _FULL_SHARE * len(full)):
        return "\n".join(lines)
    paragraphs = list(accumulate(not line.strip() for line in lines))
    wrapped = {paragraphs[place] for place in going_on}
    sizes = Counter(paragraphs[place] for place, line in enumerate(lines) if line.strip())
    joined = {
        place for place in full if paragraphs[place] in wrapped or sizes[paragraphs[place]] <= _SHORT_LINES
    }
    ends = (" " if place in joined else "\n" for place in range(len(lines) - 1))
    return "".join(chain.from_iterable(zip(lines, ends, strict=False))) + lines[-1]


def _is_full(line: str, below: str, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted. width: of the column, in characters."""
    if not line.strip() or not below.strip() or below[0].isspace():
        return False
    return len(line) + 1 + len(below.split(" ", 1)[0]) > width


def _opens(lines: Sequence[str], place: int) -> bool:
    return place == 0 or not lines[place - 1].strip()


def _is_headline(line: str) -> bool:
    words = line.split()
    return sum(word[0].isupper() for word in words) > _CAPITALS_SHARE * len(words)


def cut(text: str, max_chars: int) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) so that the parts joined are `text` and none is longer than `max_chars`.

    A part ends at the end of a paragraph, else of a sentence, else of a word, else anywhere.
    """
    start = 0
    while len(text) - start > max_chars:
        end = _best_end(text, start, start + max_chars)
        yield start, text[start:end]
        start = end
    if start < len(text):
        yield start, text[start:]


def _best_end(text: str, start: int, limit: int) -> int:
    """Return the last good place to cut in the second half of text[start:limit]."""
    half = start + (limit - start) // 2
    paragraph = text.rfind("\n\n", half, limit)
    if paragraph >= 0:
        return min(limit, paragraph + 2)
    for pattern in (_PARAGRAPH_END, _SENTENCE_END):
        ends = [match.end() for match in pattern.finditer(text, half, limit)]
        if ends:
            return ends[-1]
    space = text.rfind(" ", half, limit)
    return space + 1 if space >= 0 else limit


@Language.component(PARAGRAPHS)
def end_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after every line break, so that no headline runs into the text below it.

    One that goes on for more than 300 tokens is broken too: the time that a parser takes grows
    with the square of a sentence's length.
    """
    length = 0
    for token in doc:
        length += 1
        if token.is_space and "\n" in token.text:
            length = _MAX_SENTENCE_TOKENS
        elif length > 1 and token.text in _ENDS:
            length = 0
        elif length > _MAX_SENTENCE_TOKENS:
            token.is_sent_start = True
            length = 1
    return doc
