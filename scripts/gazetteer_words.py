"""Which names are worth keeping, and which are safe to look for in any text."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from crossbearing.resolve.place_names import name_key

SCRIPTS_EVERYWHERE = {"LATIN", "ARABIC", "CYRILLIC", "HEBREW"}
SCRIPTS_AT_HOME = {
    "GREEK": {"GR", "CY"},
    "ARMENIAN": {"AM", "AZ"},
    "GEORGIAN": {"GE"},
    "ETHIOPIC": {"ET", "ER"},
    "MYANMAR": {"MM"},
    "CJK": {"CN", "TW", "HK", "JP"},
    "HANGUL": {"KR", "KP"},
    "DEVANAGARI": {"IN", "NP"},
    "BENGALI": {"BD", "IN"},
    "TAMIL": {"LK", "IN"},
}
MIN_POPULATION_NAMES = 50_000
MIN_POPULATION_ALL_SCRIPTS = 200_000
MIN_SAFE_CHARS = 4
TOWN_SAFE, TOWN_SAFE_AT_WAR, TOWN_FAMOUS = 100_000, 10_000, 1_000_000
COMMON_SURNAMES = 3000
MAX_KEPT = 40


def script(text: str) -> str:
    """First word of the Unicode name of the first letter: "LATIN", "ARABIC", "CJK"."""
    letter = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def useful_alternates(names: list[str], country: str, population: int, *, at_war: bool) -> list[str]:
    """Keep other names that a report may use; codes and machine transliterations are left out."""
    if not at_war and population < MIN_POPULATION_NAMES:
        return []
    kept = []
    for name in names:
        kind = script(name)
        home = country in SCRIPTS_AT_HOME.get(kind, set())
        if not (home or kind in SCRIPTS_EVERYWHERE) or any(c.isdigit() for c in name) or len(name) < 2:  # noqa: PLR2004
            continue
        if kind == "LATIN" and (not name[0].isupper() and name[0].isalpha()):
            continue
        if name.isupper() and name.isascii() and len(name) <= MIN_SAFE_CHARS:
            continue
        if (
            kind in {"ARABIC", "CYRILLIC", "HEBREW"}
            and not at_war
            and population < MIN_POPULATION_ALL_SCRIPTS
            and not home
        ):
            continue
        kept.append(name)
    return kept[:MAX_KEPT]


@dataclass(frozen=True)
class SafeNames:
    """Judges which names cannot be taken for a word or a person. words, persons: keys."""

    words: frozenset[str]
    persons: frozenset[str]

    @classmethod
    def load(cls, packages: Path) -> SafeNames:
        """Read Webster's words in lower case, and first names and surnames of the US census."""
        sys.path.insert(0, str(packages))
        words = import_module("english_words").get_english_words_set(["web2"])
        listed = [line.split()[0] for f in ("male.first", "female.first") for line in _lines(packages, f)]
        listed += [line.split()[0] for line in _lines(packages, "all.last")[:COMMON_SURNAMES]]
        return cls(frozenset(w for w in words if w.islower()), frozenset(name.lower() for name in listed))

    def safe(self, name: str, population: int) -> bool:
        """Tell whether a name can be looked for without a guard."""
        key = name_key(name)
        if len(key) < MIN_SAFE_CHARS or key in self.words or any(c.isdigit() for c in key):
            return False
        return population >= TOWN_FAMOUS or key not in self.persons

    def of_town(self, names: list[str], population: int, *, at_war: bool) -> list[str]:
        """Safe names of a town."""
        if population < (TOWN_SAFE_AT_WAR if at_war else TOWN_SAFE):
            return []
        wide = names if at_war else names[:1]
        return [clean(n) for n in wide if self.safe(n, population)]

    def of_subdivision(self, names: list[str], population: int, *, at_war: bool) -> list[str]:
        """Safe names of a first-order subdivision."""
        return [clean(n) for n in (names if at_war else names[:1]) if self.safe(n, population)]


def clean(name: str) -> str:
    """Leave out the grave accent by which GeoNames writes the letter ayn at the start of a name."""
    return name.lstrip("`‘’'ʿ")


def _lines(packages: Path, kind: str) -> list[str]:
    return (packages / "names" / f"dist.{kind}").read_text(encoding="ascii").splitlines()
