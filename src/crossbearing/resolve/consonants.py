"""The consonants of a name, alike for most ways of writing it in Latin, Arabic or Cyrillic letters.

Vowels are what transliterations disagree on most, and Arabic leaves them out. What the traditions write
for one consonant is folded: German "dsch", French "dj", Russian "дж", scholars' "ǧ" and English "j" are
one. "j" alone is read twice: as English, and as German and Slavic have it, a vowel.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crossbearing.resolve.spelling import latin

_FOLDS = (
    ("dsch", "j"), ("dzh", "j"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("dj", "j"), ("sh", "s"),
    ("ch", "s"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("zh", "j"), ("ts", "s"),
    ("tz", "s"), ("ck", "k"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"),
)  # fmt: skip
_GERMAN = re.compile(r"(?<!d)j")
_SILENT = re.compile(r"[^a-z0-9]|[aeiouy]|h\Z")
_DOUBLED = re.compile(r"([^0-9])\1+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_CASE_ENDING = re.compile(
    r"(?:ыми|ими|ого|его|ому|ему|ами|ями|ої|ой|ей|ий|ый|ій|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ым|им|ом|ем|ах|ях"
    r"|ов|ев|ів|ою|ею|а|я|ы|и|і|у|ю|е|о|ь|й|є|ї)\Z"
)
_MIN_STEM = 4
_ARTICLES = frozenset(
    {"al", "el", "ul", "l", "e", "i", "wa", "wal", "аль", "эль", "ад", "ас", "аш", "ан", "валь", "уаль"}
)


@lru_cache(maxsize=1 << 15)
def consonants(key: str, *, german: bool = False) -> str:
    """Return the folded consonants of a normal form; Cyrillic words lose their case endings first.

    german: read "j" as a vowel.
    """
    if _CYRILLIC.search(key):
        stem = _CASE_ENDING.sub("", key)
        key = stem if len(stem) >= _MIN_STEM else key
    plain = latin(key)
    if german:
        plain = _GERMAN.sub("y", plain.replace("dsch", "dj").replace("dzh", "dj"))
    for letters, like in _FOLDS:
        plain = plain.replace(letters, like)
    return _SILENT.sub("", _DOUBLED.sub(r"\1", plain).rstrip("h")).replace("j", "g")


def readings(name_keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the consonants of a name's words in order, as read in English and, if it differs, in German."""
    name_keys = tuple(key for key in name_keys if key not in _ARTICLES)
    english = tuple(found for key in name_keys if (found := consonants(key)))
    if not any("j" in key or "й" in key for key in name_keys):
        return (english,)
    german = tuple(found for key in name_keys if (found := consonants(key, german=True)))
    return (english,) if german == english else (english, german)


@lru_cache(maxsize=1 << 15)
def joined(name_keys: tuple[str, ...]) -> str:
    """Return a name's letters run together, the Arabic article left out wherever it stands."""
    return "".join(key for key in name_keys if key not in _ARTICLES).replace("ال", "")
