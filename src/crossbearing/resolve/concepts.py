"""Ideas behind the words of organisations' names, so that a translated name meets the original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crossbearing.resolve.spelling import latin, normal_form
from crossbearing.resolve.states import data_text
from crossbearing.resolve.vocabulary import vocabulary

_EMPTY = vocabulary("empty")


@dataclass(frozen=True, slots=True)
class Concepts:
    """ideas: normal form or Latin reading of a word → idea. generic: ideas that prove little.

    An idea begins with "=" where it is a common noun, "@" where it is a state, else it is a name.
    """

    ideas: dict[str, str]
    generic: frozenset[str]

    def with_ideas(self, more: Mapping[str, str]) -> Concepts:
        """Return the same with further ideas, which give way to the table's own."""
        return Concepts({**more, **self.ideas}, self.generic)

    def of(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ideas of a name's words in order; an unlisted word stands for itself, in Latin."""
        return tuple(idea for key in keys if key not in _EMPTY and (idea := self._idea(key)))

    def _idea(self, key: str) -> str:
        found = self.ideas.get(key)
        if found is not None:
            return found
        plain = latin(key)
        return self.ideas.get(plain, plain)


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
    return Concepts(ideas, frozenset(generic))
