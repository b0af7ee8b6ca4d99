"""Which names are worth keeping, and which are safe to look for in any text."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from crossbearing.resolve.gazetteer_file import Doubt
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
NAMES_SAFE_AT_WAR = 50_000
COMMON_SURNAMES = 3000
_PERSONS = (
    "abbas abdallah abdel abdul abdullah abed abu adel adnan ahmad ahmed akram ali amin amir amjad"
    " anas anwar asaad asad assad ayman aziz badr bakr bashar bashir bassam cesar dawood dawud ehsan"
    " fahd faisal farid faruk fatima fawzi firas ghassan habib hadi hafez haidar haitham hakim hamad"
    " hamid hamza hani haris harun hasan hashim hassan hatem hussain hussein ibrahim idris imad imran"
    " isa ismail issa jaber jabir jafar jalal jamal jasim jassem jassim jawad kamal karim kasim khaled"
    " khalid khalil kuzma latif mahdi mahmoud mahmud majid malik mansour mansur marwan masoud masud"
    " mazen mehdi mehmet mohamed mohammad mohammed muhammad murad musa mustafa nabil nader nasir nasr"
    " nasser nizar numan omar osama osman qasim rachid rafiq rahim ramadan rashid riad sabah saad"
    " sabri saddam sadiq saeed said salah saleh salem salim salman sami samir sayyid selim sharif"
    " suleiman sultan taha tahir talal talib tarek tariq umar usman wahid walid yahya yasin yasser"
    " younis yunus yusuf zayd zayed zaid ivan igor oleg boris vladimir dmitri nikolai pavel sergei"
    " viktor alexander roman bogdan taras petro santiago diego pedro jorge javier antonio francisco"
    " salvador rosario concepcion retiro"
)
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
    """Judges which names cannot be taken for a word or a person. words, persons: keys.

    doubts: what else single words may be, by key.
    """

    words: frozenset[str]
    persons: frozenset[str]
    doubts: dict[str, Doubt]

    @classmethod
    def load(cls, packages: Path) -> SafeNames:
        """Read Webster's words in lower case, and first names and surnames of the US census."""
        sys.path.insert(0, str(packages))
        words = import_module("english_words").get_english_words_set(["web2"])
        given = [n for f in ("male.first", "female.first") for n in _names(packages, f)]
        last = _names(packages, "all.last")
        known = frozenset(w for w in words if w.islower())
        persons = {*given, *last[:COMMON_SURNAMES], *_PERSONS.split()}
        doubts: dict[str, Doubt] = {}
        for what, names in (
            (Doubt.WORD, known),
            (Doubt.GIVEN_NAME, (*given, *_PERSONS.split())),
            (Doubt.COMMON_SURNAME, last[:COMMON_SURNAMES]),
            (Doubt.SURNAME, last[COMMON_SURNAMES:]),
        ):
            for name in names:
                doubts[name] = doubts.get(name, Doubt.NONE) | what
        return cls(known, frozenset(persons), doubts)

    def safe(self, name: str, population: int) -> bool:
        """Tell whether a name can be looked for without a guard."""
        key = name_key(name)
        odd = any(c.isdigit() or c in "/()" for c in name)
        if len(key) < MIN_SAFE_CHARS or odd or key in self.words or key.removesuffix("s") in self.words:
            return False
        return population >= TOWN_FAMOUS or key not in self.persons

    def of_town(self, names: list[str], population: int, *, at_war: bool) -> list[str]:
        """Safe names of a town."""
        if population < (TOWN_SAFE_AT_WAR if at_war else TOWN_SAFE):
            return []
        wide = names if at_war and population >= NAMES_SAFE_AT_WAR else names[:1]
        return [clean(n) for n in wide if self.safe(n, population)]

    def of_subdivision(self, names: list[str], population: int, *, at_war: bool) -> list[str]:
        """Safe names of a first-order subdivision."""
        small = min(
            population, TOWN_FAMOUS - 1
        )  # a large state may still be called like a person: Washington
        return [clean(n) for n in (names if at_war else names[:1]) if self.safe(n, small)]


def clean(name: str) -> str:
    """Leave out the grave accent by which GeoNames writes the letter ayn at the start of a name."""
    return name.lstrip("`‘’'ʿ")


def _names(packages: Path, kind: str) -> list[str]:
    """Read a list of the census, the most frequent name first, in small letters."""
    lines = (packages / "names" / f"dist.{kind}").read_text(encoding="ascii").splitlines()
    return [line.split()[0].lower() for line in lines]
