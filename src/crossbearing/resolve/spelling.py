"""How names are spelt: words, their normal form, and the marks that do not distinguish names.

The normal form of a word forgets case, diacritics, apostrophes, the English possessive, Arabic
vowel marks and the Arabic article ("al-", "ash-", "el-", "ال"). Two spellings of one name in one
script so become the same words; across scripts, `latin` gives a reading in Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u1037-\u103e\u102b-\u1032"
)
_APOSTROPHES = "'’‘ʼ`´ʻʿʾ′"
WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARKS}\u200c]|[{_APOSTROPHES}](?=[^\W_])|(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea]))*"
)
"""One word: letters and digits with the marks, apostrophes and joiners inside it."""

_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]\Z")
_DROPPED = re.compile(rf"[{_APOSTROPHES}\"״\u0640\u200c]")
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ے": "ي", "ہ": "ه",
    }
)  # fmt: skip
_SCHOLARLY = str.maketrans({"ǧ": "j", "ḫ": "kh", "ẖ": "kh", "ġ": "gh", "ṯ": "th", "ḏ": "dh"})
_ARABIC_ARTICLE = re.compile(r"(?:[وفبك]?ال|لل)(?=\w{3})")
_HYPHENS = frozenset("-‐‑")
_HYPHENATED_ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "an",
        "ar",
        "as",
        "at",
        "ad",
        "az",
        "ash",
        "asch",
        "ach",
        "es",
        "ed",
        "et",
        "ez",
        "esh",
    }
) | frozenset({"аль", "ал", "ас", "аш", "ан", "ат", "ад", "ар", "аз", "эль", "эс", "эш"})
_SHOUTED_ARTICLES = frozenset({"al", "el"})
_LONGEST_ARTICLE = 4
LONGEST_WORD = 100
"""Characters; no word of a name is longer."""


class Word(NamedTuple):
    """A word of a text. key: its normal form, "" for an Arabic article. end: without a possessive."""

    key: str
    start: int
    end: int
    surface: str


def normal_form(surface: str) -> str:
    """Return the normal form of one word, "" if nothing distinctive is left.

    What is too long to be a word of a name is folded and not kept in memory.
    """
    return surface.casefold() if len(surface) > LONGEST_WORD else short_normal_form(surface)


@lru_cache(maxsize=1 << 16)
def short_normal_form(surface: str) -> str:
    """Return the normal form of a word of at most LONGEST_WORD characters."""
    if surface.isascii() and surface.isalnum():
        return surface.lower()
    bare = _DROPPED.sub("", _POSSESSIVE.sub("", surface))
    decomposed = unicodedata.normalize("NFKD", bare.casefold().translate(_SCHOLARLY))
    kept = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").translate(_LETTERS)
    if "ا" <= kept[:1] <= "ي":
        kept = _ARABIC_ARTICLE.sub("", kept, count=1)
    return kept


def possessive_end(surface: str, end: int) -> int:
    """Return where a word ends once an English possessive is taken off."""
    return end - 2 if surface[-2:-1] in _APOSTROPHES and _POSSESSIVE.search(surface) else end


def is_article(surface: str, following: str) -> bool:
    """Tell whether a word is the Arabic article; `following`: the character after it, "" at the end."""
    if following in _HYPHENS:
        if len(surface) > _LONGEST_ARTICLE:
            return False
        return normal_form(surface) in (_SHOUTED_ARTICLES if surface.isupper() else _HYPHENATED_ARTICLES)
    return following == " " and surface in {"al", "Al"}


def words(text: str, start: int = 0) -> Iterator[Word]:
    """Yield the words of `text` from `start` on; articles come with an empty key."""
    for found in WORD.finditer(text, start):
        surface = found.group()
        end = found.end()
        if is_article(surface, text[end : end + 1]):
            yield Word("", found.start(), end, surface)
        else:
            yield Word(normal_form(surface), found.start(), possessive_end(surface, end), surface)


@lru_cache(maxsize=1 << 15)
def keys(name: str) -> tuple[str, ...]:
    """Return the normal forms of the words of a name, articles left out; a leading "the" as well."""
    found = tuple(key for word in WORD.finditer(name) if (key := _key(word.group(), name, word.end())))
    return found[1:] if len(found) > 1 and found[0] == "the" else found


def _key(surface: str, text: str, end: int) -> str:
    return "" if is_article(surface, text[end : end + 1]) else normal_form(surface)


@lru_cache(maxsize=1 << 15)
def latin(key: str) -> str:
    """Return a reading of a normal form in plain Latin letters, for comparison across scripts."""
    return key if key.isascii() else anyascii(key).lower().replace("'", "").replace("`", "")


_SOUNDS = (
    ("dsch", "j"), ("dzh", "j"), ("tch", "ch"), ("sch", "sh"), ("dj", "j"), ("j", "y"), ("sh", "s"),
    ("ch", "s"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"),
    ("c", "k"),
    ("ou", "u"), ("oo", "u"), ("o", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("y", "i"),
    ("e", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 14)
def sounds(name_keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rough sounds of a name's words, sorted."""
    return tuple(sorted({sound(latin(key)) for key in name_keys}))


@lru_cache(maxsize=1 << 15)
def sound(plain: str) -> str:
    """Return a rough sound of a word in Latin letters, alike for the usual transliterations."""
    plain = _DOUBLED.sub(r"\1", plain)
    for letters, like in _SOUNDS:
        plain = plain.replace(letters, like)
    return _DOUBLED.sub(r"\1", plain).removesuffix("h")
