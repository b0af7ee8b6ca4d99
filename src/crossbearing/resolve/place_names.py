"""Names of places, brought to one form so that spellings meet.

Two forms: the *key* ignores case, diacritics, apostrophes and hyphens; the *loose key* also ignores
articles ("al-") and words that say what a place is ("Province", "City of"). The gazetteer is built
with the very functions that look names up in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from crossbearing.model.place import Precision

MAX_NAME_CHARS = 120
"""Longer than any name of a place in GeoNames that is worth finding."""

ABBREVIATION_MARK = "~"
"""Stands before the key of an abbreviation ("Va."), which no name can lead to by itself."""

SKELETON_MARK = "="
"""Stands before a key made of consonants only."""
MIN_SKELETON_CHARS = 4

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "a", "ŧ": "t", "ĸ": "k", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": "", "&": " and ",
        "'": "", "’": "", "‘": "", "ʿ": "", "ʾ": "", "ʼ": "", "ʻ": "", "ʹ": "", "`": "", "´": "", ".": " ",
        "«": "", "»": "", "ё": "е", "ґ": "г", "ь": "", "ъ": "",
    }
)  # fmt: skip
_NOT_WORD = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"\b(?:\w ){1,}\w\b")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

_ARTICLES = "al el ad ar as at an az ash ath adh es ed er et ez esh ul"
ARTICLES = frozenset(_ARTICLES.split())
"""The Arabic article as it is written in Latin letters, assimilated or not."""

_ARTICLE_COUNTRIES = "AE BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN TR YE"
ARTICLE_COUNTRIES = frozenset(_ARTICLE_COUNTRIES.split())
"""Where a name may be written with or without the Arabic article."""

_SUBDIVISION = (
    "province governorate oblast state region prefecture department emirate canton muhafazah voblast krai "
    "republic autonomous vilayet wilaya wilayah vilayat velayat محافظه ولايه область провинция өлкө"
)
_DISTRICT = "district county parish raion rayon subdistrict co منطقه ناحيه قضاء район"
_TOWN = (
    "city town village township municipality borough twp suburb neighborhood neighbourhood quarter camp "
    "capital hamlet downtown مدينه قريه город"
)
DESIGNATORS: dict[str, Precision] = {
    **dict.fromkeys(_SUBDIVISION.split(), Precision.SUBDIVISION),
    **dict.fromkeys(_DISTRICT.split(), Precision.DISTRICT),
    **dict.fromkeys(_TOWN.split(), Precision.TOWN),
}
"""Words beside a name that say what the place is."""

_DIRECTION = re.compile(r"(?:(?:north|south|east|west)(?:ern|ward|ernmost)?[\-–]?){1,2}")
_DEGREES = frozenset(("far", "central", "inner", "outer", "upper", "lower", "mid", "rural", "downtown"))
_EDGE_WORDS = (
    "outskirts suburb suburbs countryside environs vicinity edge edges part parts area areas fringe fringes"
    " centre center north south east west northeast northwest southeast southwest border front axis pocket"
    " hinterland"
)
_EDGES = frozenset(_EDGE_WORDS.split())


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Return the key of a name; "" where nothing is left of it or it is too long to be one."""
    if len(name) > MAX_NAME_CHARS:
        return ""
    letters = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    letters = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    spaced = _NOT_WORD.sub(" ", letters).strip()
    spaced = _INITIALS.sub(lambda found: found.group().replace(" ", ""), spaced)
    return " ".join(_SHORT.get(word, word) for word in spaced.split())


@lru_cache(maxsize=65_536)
def loose_key(name: str) -> str:
    """Return the key without articles and designators; the key itself where nothing would remain."""
    words = name_key(name).split()
    kept = [w.removeprefix("ال") if len(w) > MIN_ARABIC_CHARS else w for w in words]
    kept = _strip_designators([w for w in kept if w not in ARTICLES] or kept)
    return " ".join(kept or words)


MIN_ARABIC_CHARS = 4
"""A shorter Arabic word that starts with alef and lam need not carry the article."""


_SOUNDS = (
    ("kh", "x"),
    ("sh", "c"),
    ("ch", "c"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("zh", "z"),
    ("q", "k"),
    ("j", "g"),
)
_NOT_CONSONANT = re.compile(r"[^bcdfghklmnprstvxz]")
_DOUBLED = re.compile(r"(.)\1+")


def consonants(name: str) -> str:
    """Return the consonants of a name in Latin letters, likes made alike; "" if there are too few."""
    letters = loose_key(name)
    if not letters.isascii():
        return ""
    for written, sound in _SOUNDS:
        letters = letters.replace(written, sound)
    letters = _DOUBLED.sub(r"\1", _NOT_CONSONANT.sub("", letters))
    return letters if len(letters) >= MIN_SKELETON_CHARS else ""


def _strip_designators(words: list[str]) -> list[str]:
    """Drop "province" at either end, "city of" and "the" at the start."""
    while len(words) > 1 and (words[0] == "the" or (words[0] in DESIGNATORS and not words[0].isascii())):
        words = words[1:]
    while len(words) > 1 and words[-1] in DESIGNATORS:
        words = words[:-1]
    for at, word in enumerate(words[:-1]):
        if word == "of" and at and all(w in DESIGNATORS for w in words[:at]):
            return words[at + 1 :]
    return words


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A mention of a place taken apart.

    core: what is looked up. modifier: the words that name a part of it ("northwestern"), None if
    there are none. kind: what a designator says of it ("Province" → SUBDIVISION), None without one.
    """

    core: str
    modifier: str | None = None
    kind: Precision | None = None


def read_phrase(surface: str) -> PlacePhrase:
    """Take a mention apart; something always remains as the core.

    "the northern countryside of Aleppo" → core "Aleppo", modifier "the northern countryside of".
    """
    surface = surface[: 4 * MAX_NAME_CHARS].strip(" \t\r\n,;:\"“”'‘’()[]")
    words = surface.split()
    first, last = _modified_before(words), len(words)
    while last - first > 1 and words[last - 1].lower() in _EDGES:
        last -= 1
    core = " ".join(words[first:last])
    if not name_key(core):
        return PlacePhrase(surface, None, designated(surface))
    modifier = " ".join(words[:first] + words[last:])
    return PlacePhrase(core, modifier or None, designated(core))


def _modified_before(words: list[str]) -> int:
    """Count the words at the start that name a part of what follows; one word at least is left."""
    lowered = [word.lower().strip(".") for word in words[: len(words) - 1]]
    edge = next(
        (i for i, word in enumerate(lowered) if word == "of" and i and lowered[i - 1] in _EDGES), None
    )
    at = 0 if edge is None else edge + 1
    while at < len(lowered) and (lowered[at] in _DEGREES or _DIRECTION.fullmatch(lowered[at])):
        at += 1
    if at < len(lowered) and lowered[at] == "the":
        return at + 1 + _modified_before(words[at + 1 :])
    return at


def designated(name: str) -> Precision | None:
    """Return what a designator beside the name says that the place is."""
    words = name_key(name).split()
    rest = set(_strip_designators(words))
    return next((DESIGNATORS[w] for w in words if w in DESIGNATORS and w not in rest), None)
