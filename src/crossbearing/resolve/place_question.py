"""One distinct name of a document, and what it may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crossbearing.model.place import Precision
from crossbearing.resolve.gazetteer import Entry, Gazetteer
from crossbearing.resolve.place_names import PlacePhrase, name_key, read_phrase

MAX_CONTAINERS = 64
MIN_SITE_WORDS = 2
MIN_PART_CHARS = 4
"""A shorter part of a name is rarely a name of its own."""
_SITE_WORDS = (
    "airport airbase base hospital university mosque church bridge dam prison crossing checkpoint stadium"
    " camp refinery barracks"
)
SITE_WORDS = frozenset(_SITE_WORDS.split())
"""What is built in a place and named after it."""


@dataclass(slots=True)
class Question:
    """A name and its candidates; filled while a document is settled.

    held_by: the part of the name that was looked up instead of it ("Aleppo" of "Aleppo Airport").
    containers: what is named beside it as holding it, by the container's id. kinds: what words
    beside it make of it.
    base: each candidate's own weight. shares: each candidate's share, summing to 1. why: reasons.
    """

    surface: str
    phrase: PlacePhrase
    entries: tuple[Entry, ...]
    held_by: str | None = None
    containers: dict[str, tuple[str, Entry]] = field(default_factory=dict)
    kinds: set[Precision] = field(default_factory=set)
    base: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    why: list[list[str]] = field(default_factory=list)

    def add_containers(self, named: Iterable[tuple[str, Entry]]) -> None:
        """Note what may hold the place; a name has few containers, and more are not looked at."""
        for words, entry in named:
            if len(self.containers) < MAX_CONTAINERS:
                self.containers.setdefault(entry.place.id, (words, entry))


def open_question(surface: str, gazetteer: Gazetteer, *, short: bool = False) -> Question:
    """Find what a name may mean: as written, without modifiers, without a container, as a part.

    short: the text shows it to be an abbreviation, which is then looked up first and not last.
    """
    whole = surface.removesuffix("'s").removesuffix("’s")
    named = whole.split(",")[0].strip()
    for name in dict.fromkeys((whole, named)):
        entries = (gazetteer.abbreviation(name) if short else ()) or gazetteer.entries(name)
        if entries:
            return Question(surface, PlacePhrase(name, None, read_phrase(name).kind), entries)
    phrase = read_phrase(named)
    entries = (
        gazetteer.entries(phrase.core) or gazetteer.abbreviation(named) or gazetteer.similar(phrase.core)
    )
    if entries:
        return Question(surface, phrase, entries)
    return _question_of_a_site(surface, phrase, gazetteer) or Question(surface, phrase, ())


def _question_of_a_site(surface: str, phrase: PlacePhrase, gazetteer: Gazetteer) -> Question | None:
    """Ask instead for the place that a building is named after; None if it is not that kind of name."""
    words = phrase.core.split()
    if len(words) < MIN_SITE_WORDS or name_key(words[-1]) not in SITE_WORDS:
        return None
    for length in range(len(words) - 1, 0, -1):
        part = " ".join(words[:length])
        entries = tuple(e for e in gazetteer.entries(part) if e.place.precision is not Precision.REGION)
        if entries and len(part) >= MIN_PART_CHARS:
            return Question(surface, PlacePhrase(part), entries, held_by=part)
    return None
