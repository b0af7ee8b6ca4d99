"""Telling an older encoding from damage: what the bytes above ASCII spell, once they are decoded.

Any bytes can be decoded by some encoding of one byte a letter. What gives damage away is how the
letters fall: a capital in the middle of a word, one letter several times over, words of a foreign
script too short to say anything, and, in English, accents on plain words instead of on names.
"""

from __future__ import annotations

import itertools
import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "as", "with", "by", "at"}
    | {"from", "were", "been", "has", "have", "had", "said", "this", "which", "are", "be", "not", "or", "an"}
)
_MIN_ENGLISH_SHARE = 0.2
_LOAN_WORDS = frozenset(
    {"attaché", "attachés", "café", "cafés", "chargé", "cliché", "clichés", "communiqué", "communiqués"}
    | {"coup", "décor", "détente", "émigré", "émigrés", "état", "exposé", "façade", "façades", "fiancé"}
    | {"fiancée", "matériel", "mêlée", "naïve", "née", "né", "protégé", "protégés", "régime", "résumé"}
    | {"rôle", "señor", "señora", "señores", "à"}
)
_SIGNS = frozenset("‘’‚“”„–—…•·£€¥°©®™«»‹›§¶½¼¾×±†‡¿¡\u00ad")
_MAX_DAMAGED_SHARE = 0.2
_MIN_LETTERS = 2.5
_MIN_FOREIGN_WORDS = 3
_RARE = frozenset("ÿþ")
"""Letters that the bytes FF and FE give in Western encodings; hardly a language has them."""


def looks_damaged(text: str) -> bool:
    """Say whether words with letters above ASCII are rather plain words with bytes gone wrong.

    text: a sample as some older encoding gives it. False for text whose letters are all ASCII.
    """
    words = _WORD.findall(text)
    accented = [word for word in words if not word.isascii()]
    if not accented:
        return _has_stray_signs(text)
    odd = sum(1 for word in accented if _has_odd_case(word) or _repeats(word) or _RARE & set(word))
    if odd > len(accented) * _MAX_DAMAGED_SHARE:
        return True
    foreign = [word for word in accented if not any(letter.isascii() for letter in word)]
    if len(foreign) == len(accented):
        few = len(set(foreign)) < _MIN_FOREIGN_WORDS and len(words) > len(foreign)
        return few or sum(map(len, foreign)) < _MIN_LETTERS * len(foreign)
    return _is_english(words) and _accents_plain_words(accented)


def _has_odd_case(word: str) -> bool:
    """Say whether a capital follows a small letter, in a word that has letters above ASCII there."""
    pairs = itertools.pairwise(word)
    return any(a.islower() and b.isupper() and not (a.isascii() and b.isascii()) for a, b in pairs)


def _repeats(word: str) -> bool:
    """Say whether one letter above ASCII stands three times in a row."""
    return any(a == b == c and not a.isascii() for a, b, c in zip(word, word[1:], word[2:], strict=False))


def _has_stray_signs(text: str) -> bool:
    """Say whether signs above ASCII are others than print uses, or stand where print has none."""
    if re.search(r"[A-Za-z][^\x00-\x7f\w\s\u2010-\u2015\u2018\u2019\u2026\u00ad][A-Za-z]", text):
        return True
    signs = (sign for sign in text if not sign.isascii() and not sign.isspace())
    return any(sign not in _SIGNS for sign in signs) or bool(re.search(r"\xa0(?:\s|$)|\s\xa0", text))


def _is_english(words: list[str]) -> bool:
    return sum(1 for word in words if word.lower() in _ENGLISH) >= _MIN_ENGLISH_SHARE * len(words)


def _accents_plain_words(accented: list[str]) -> bool:
    """Say whether most words with accents are neither names nor words that English has borrowed."""
    plain = sum(1 for word in accented if not word[0].isupper() and word.lower() not in _LOAN_WORDS)
    return 2 * plain > len(accented)
