"""A tree of words: which of many names begins at a word of a text, found in one walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")
END = ""
"""Key under which a node keeps what ends there; no word is empty."""


@dataclass(slots=True)
class WordTree(Generic[T]):
    """Names by their words. `root`: nested dicts from word to node; END to the list of values."""

    root: dict[str, Any] = field(default_factory=dict)

    def add(self, words: Sequence[str], value: T) -> None:
        """Put `value` under a name; a name without words is left out."""
        if not words:
            return
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        values: list[T] = node.setdefault(END, [])
        if value not in values:
            values.append(value)

    def exact(self, words: Sequence[str]) -> Sequence[T]:
        """Return the values under exactly this name."""
        node: Any = self.root
        for word in words:
            node = node.get(word)
            if node is None:
                return ()
        return node.get(END, ()) if words else ()

    def prefixes(self, words: Iterable[str]) -> list[tuple[int, Sequence[T]]]:
        """Return (length, values) of every name that `words` begin with, the shortest first.

        Words are drawn only as far as some name goes on.
        """
        found: list[tuple[int, Sequence[T]]] = []
        node: Any = self.root
        for length, word in enumerate(words, start=1):
            node = node.get(word)
            if node is None:
                break
            if END in node:
                found.append((length, node[END]))
            if len(node) == (END in node):
                break
        return found
