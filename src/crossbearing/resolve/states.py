"""The table of states, from which their organs' names are composed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from crossbearing.model.actor import ActorName, NameKind, PublicSource

TABLE_SOURCE = PublicSource(
    "ISO 3166-1 codes; names and adjectives as in general reference works", None, "2025-06"
)
_LONGEST_ACRONYM = 4
_WITH_ARTICLE = (
    "United", "Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Comoros", "Seychelles", "Holy",
    "Democratic Republic", "Republic of", "Central African", "Dominican Republic", "Solomon", "Marshall",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """One state. code: lower-case ISO 3166-1 alpha-2. names: all names of the state itself.

    adjectives: make names ("Turkish army"). people: plural nouns ("Turks"). seats: capitals and
    palaces used for the government ("Ankara", "Kremlin").
    """

    code: str
    name: str
    names: tuple[ActorName, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def with_article(self) -> str:
        """The name as it stands after "of": "the United States", "Türkiye"."""
        return f"the {self.name}" if self.name.startswith(_WITH_ARTICLE) else self.name

    @property
    def adjective(self) -> str:
        """The first adjective, or the name where there is none."""
        return self.adjectives[0] if self.adjectives else self.name


def data_text(name: str) -> str:
    """Return the text of a bundled data file."""
    return files("crossbearing.resolve").joinpath("data", name).read_text(encoding="utf-8")


def load_states() -> dict[str, State]:
    """Read the bundled table; state by code."""
    native = _native_names()
    states = (_state(line, native) for line in _lines("states.txt"))
    return {state.code: state for state in states}


def _lines(name: str) -> list[str]:
    return [line for line in data_text(name).splitlines() if line and not line.startswith("#")]


def _native_names() -> dict[str, tuple[ActorName, ...]]:
    names = {}
    for line in _lines("state_names.txt"):
        code, *pairs = (part.strip() for part in line.split("|"))
        split = (pair.split("=", 1) for pair in pairs)
        names[code] = tuple(ActorName(text, NameKind.NAME, language) for language, text in split)
    return names


def _state(line: str, native: dict[str, tuple[ActorName, ...]]) -> State:
    code, name, official, others, adjectives, people, seats = (part.strip() for part in line.split("|"))
    names = [ActorName(name, NameKind.NAME)]
    names += [ActorName(official, NameKind.ALIAS)] if official else []
    names += [_other_name(text) for text in _parts(others)]
    return State(
        code, name, (*names, *native.get(code, ())), _parts(adjectives), _parts(people), _parts(seats)
    )


def _other_name(text: str) -> ActorName:
    bare = text.replace(".", "")
    return ActorName(
        text, NameKind.ACRONYM if bare.isupper() and len(bare) <= _LONGEST_ACRONYM else NameKind.ALIAS
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
