"""Ideas behind the words of organisations' names, so that a translated name meets the original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crossbearing.resolve.spelling import latin, normal_form, sound
from crossbearing.resolve.states import data_text
from crossbearing.resolve.vocabulary import vocabulary

_EMPTY = vocabulary("empty")
_MIN_SOUNDED = 5


@dataclass(frozen=True, slots=True)
class Concepts:
    """ideas: normal form or Latin reading of a word → idea. generic: ideas that prove little.

    by_sound: rough sound of the longer words → idea, for spellings that the table does not list.

    An idea begins with "=" where it is a common noun, "@" where it is a state, else it is a name.
    """

    ideas: dict[str, str]
    generic: frozenset[str]
    by_sound: dict[str, str]

    def with_ideas(self, more: Mapping[str, str]) -> Concepts:
        """Return the same with further ideas, which give way to the table's own."""
        return Concepts({**more, **self.ideas}, self.generic, self.by_sound)

    def of(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ideas of a name's words in order; an unlisted word stands for itself, in Latin."""
        return tuple(idea for key in keys if key not in _EMPTY and (idea := self._idea(key)))

    def _idea(self, key: str) -> str:
        found = self.ideas.get(key)
        if found is not None:
            return found
        plain = latin(key)
        known = self.ideas.get(plain)
        if known is not None or len(plain) < _MIN_SOUNDED:
            return known or plain
        return self.by_sound.get(sound(plain), plain)


@lru_cache(maxsize=1)
def load_concepts() -> Concepts:
    """Read the bundled table."""
    ideas: dict[str, str] = {}
    generic = set()
    for line in data_text("concepts.txt").splitlines():
        if not line or line.startswith("#"):
            continue
        idea, _, listed = line.partition(":")
        if idea.startswith("+"):
            generic.add(f"={idea[1:]}")
        for word in listed.split():
            ideas.setdefault(normal_form(word), idea[1:] if idea[0] == "!" else f"={idea.lstrip('+')}")
    return Concepts(ideas, frozenset(generic), _by_sound(ideas))


def _by_sound(ideas: Mapping[str, str]) -> dict[str, str]:
    """Return the ideas of common nouns by their sound; a sound that two ideas share gives none."""
    found: dict[str, str] = {}
    for word, idea in ideas.items():
        plain = latin(word)
        if len(plain) >= _MIN_SOUNDED and plain.isascii() and idea[:1] == "=":
            heard = sound(plain)
            found[heard] = idea if found.get(heard, idea) == idea else ""
    return {heard: idea for heard, idea in found.items() if idea}
