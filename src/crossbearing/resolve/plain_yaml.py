"""YAML read as nothing but text, lists and mappings, each mapping with the line on which it starts.

Built from the parser's events without the library's tree of nodes: no scalar is guessed to be a number
or a date, no tag makes an object, and a file of a thousand actors is read in half the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

LINE = "__line__"
"""The key under which a mapping keeps its line, counted from 1."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MISSING = object()


def read_plain(text: str) -> Any:  # noqa: ANN401  whatever the text holds
    """Return what the first document of `text` holds; None where it holds nothing.

    Raises yaml.YAMLError: the text is not YAML, an alias stands inside what it names, or a key is no text.
    """
    return _build(yaml.parse(text, Loader=_LOADER))


def _build(events: Iterable[Any]) -> Any:  # noqa: ANN401  whatever the text holds
    open_parts: list[_Part] = [_Part([], None)]
    named: dict[str, Any] = {}
    for event in events:
        kind = type(event)
        if kind is yaml.MappingStartEvent:
            open_parts.append(_Part({LINE: event.start_mark.line + 1}, event.anchor))
        elif kind is yaml.SequenceStartEvent:
            open_parts.append(_Part([], event.anchor))
        elif kind in _VALUES:
            value, anchor = _value(event, open_parts, named)
            if anchor:
                named[anchor] = value
            open_parts[-1].take(value)
        elif kind is yaml.DocumentEndEvent:
            break
    found = open_parts[0].holds
    return found[0] if found else None


_VALUES = frozenset({yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent})


def _value(event: Any, open_parts: list[_Part], named: Mapping[str, Any]) -> tuple[Any, str | None]:  # noqa: ANN401
    """Return the value that an event completes and the name it is given."""
    if type(event) is yaml.ScalarEvent:
        return event.value, event.anchor
    if type(event) is yaml.AliasEvent:
        anchor = str(event.anchor)
        if anchor not in named:
            raise yaml.YAMLError(f"the alias {anchor!r} names nothing that stands before it")
        return named[anchor], None
    done = open_parts.pop()
    return done.holds, done.anchor


class _Part:
    """A list or a mapping that is still being read."""

    __slots__ = ("anchor", "holds", "key")

    def __init__(self, holds: Any, anchor: str | None) -> None:  # noqa: ANN401  list or mapping
        self.holds, self.anchor, self.key = holds, anchor, _MISSING

    def take(self, value: Any) -> None:  # noqa: ANN401  whatever the text holds
        """Add an item to a list; a key, then its value, to a mapping."""
        if type(self.holds) is list:
            self.holds.append(value)
        elif self.key is _MISSING:
            if not isinstance(value, str):
                raise yaml.YAMLError("a key must be a text")
            self.key = value
        else:
            self.holds[self.key] = value
            self.key = _MISSING
