"""Lines of a laid-out page to paragraphs: what the layout broke is joined again."""

from __future__ import annotations

import re
import unicodedata

# pdfium marks a hyphen at the end of a line by U+FFFE or U+0002, and may leave the line's end out.
_BROKEN_WORD = re.compile("([^\\W_]+)([\ufffe\x02]\n?|-\n)([^\\W\\d_]+)")
_FIRST_PARTS = frozenset(
    {
        *(
            "al",
            "el",
            "an",
            "ar",
            "as",
            "at",
            "ash",
            "non",
            "self",
            "well",
            "anti",
            "pro",
            "ex",
            "so",
            "state",
        ),
        *("long", "short", "high", "low", "half", "vice", "semi", "multi", "then", "self", "cross", "joint"),
        *(
            "first",
            "second",
            "third",
            "two",
            "three",
            "four",
            "five",
            "early",
            "mid",
            "late",
            "north",
            "south",
        ),
    }
)
_SECOND_PARTS = frozenset(
    {
        *("led", "based", "backed", "sponsored", "supported", "controlled", "held", "linked", "affiliated"),
        *("aligned", "funded", "run", "owned", "made", "old", "recognised", "recognized", "general", "elect"),
    }
)
_HYPHEN_MARKS = re.compile("[\ufffe\x02]")
_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"', "…", "。", "؟", "۔")
# Items of a list, and labelled lines such as "Published: 27 May 2020".
_OWN_LINE = re.compile(r"^\s*(?:(?:[•▪‣*·–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s|[A-Z][A-Za-z ]{1,20}: \S)")
_FULL_LINE_SHARE = 0.75


def join_lines(raw: str) -> str:
    """Join the lines that a page's layout wrapped into paragraphs, one paragraph a line."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = _HYPHEN_MARKS.sub("", _rejoin_words(text))
    odd = {ord(sign): None for sign in set(text) if _is_odd(sign)}
    text = text.translate(odd)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[int(len(lengths) * 0.9)] * _FULL_LINE_SHARE if lengths else 0
    paragraphs: list[str] = []
    open_line = ""
    for line in lines:
        starts_new = not line or not open_line or _is_paragraph_end(open_line, full) or _OWN_LINE.match(line)
        if starts_new or not paragraphs:
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
        open_line = line
    return re.sub(r"\n{3,}", "\n\n", "\n".join(paragraphs)).strip("\n")


def _is_odd(sign: str) -> bool:
    """Say whether a character is a control, half of one, or none at all."""
    return sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cs", "Cn"}


def _rejoin_words(text: str) -> str:
    """Make words whole that were cut at the end of a line.

    A hyphen of the layout and one of the word look the same there. It stays in names ("al-Sham")
    and in words that are usually written with one ("state-sponsored").
    """

    def rejoin(match: re.Match[str]) -> str:
        first, hyphen, second = match.groups()
        own = (
            hyphen == "-\n"
            or second[0].isupper()
            or first.lower() in _FIRST_PARTS
            or second.lower() in _SECOND_PARTS
        )
        return f"{first}{'-' if own else ''}{second}"

    return _BROKEN_WORD.sub(rejoin, text)


def _is_paragraph_end(line: str, full: float) -> bool:
    """Say whether a line ends its paragraph: it is short, and ends a sentence or is a heading."""
    return len(line) < full and (line.endswith(_SENTENCE_END) or len(line) < full * 0.75)
