"""Every extension point on one page.

An installed package announces an extension as an entry point of one of these groups:

    crossbearing.readers       a class: a format of file to documents          readers.Reader
    crossbearing.attribution   a class: who is given as saying what            text.AttributionFinder
    crossbearing.registers     a function returning a path: actors in YAML or FollowTheMoney
    crossbearing.gazetteers    a function returning a path: places, as `import-places` makes them
    crossbearing.exports       a class: a case to a file of another format     dossier.exports.Export

A class is called without arguments. What is announced is used without further ado, save for
`crossbearing.attribution`, of which `--attribution NAME` chooses one. An extension that cannot be
loaded, or lacks what its point requires, is an ExtensionError that names it; nothing is skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

from crossbearing.errors import ConfigError, ExtensionError
from crossbearing.readers import Reader, bundled_readers

if TYPE_CHECKING:  # the text room is heavy to import, and a command that reads nothing does without
    from crossbearing.text.attribution import AttributionFinder


@dataclass(frozen=True, slots=True)
class Point:
    """An extension point. required: attributes that what is announced must have."""

    group: str
    gives: str
    required: tuple[str, ...]


READERS = Point(
    "crossbearing.readers", "a format of file to documents", ("name", "version", "media_types", "read")
)
ATTRIBUTION = Point("crossbearing.attribution", "who is given as saying what", ("component", "find"))
REGISTERS = Point("crossbearing.registers", "a path to a register of actors", ())
GAZETTEERS = Point("crossbearing.gazetteers", "a path to a gazetteer", ())
EXPORTS = Point("crossbearing.exports", "a case to a file of another format", ("name", "suffix", "write"))
BUNDLED_FINDERS = ("encoder", "rules")
POINTS = (READERS, ATTRIBUTION, REGISTERS, GAZETTEERS, EXPORTS)


def announced(point: Point) -> tuple[EntryPoint, ...]:
    """Return what installed packages announce at a point, in order of name."""
    return tuple(sorted(entry_points(group=point.group), key=lambda e: (e.name, e.value)))


def load(point: Point, entry: EntryPoint) -> Any:  # noqa: ANN401 - what it is depends on the point
    """Load and make one extension. Raises ExtensionError."""
    try:
        made = entry.load()()
    except Exception as error:
        raise ExtensionError(
            f"The extension {entry.name} cannot be loaded: {error}", what=f"{point.group}: {entry.value}"
        ) from error
    for attribute in point.required:
        if not hasattr(made, attribute):
            raise ExtensionError(
                f"The extension {entry.name} lacks {attribute}.",
                what=f"{point.group}: {entry.value}",
                expected=", ".join(point.required),
            )
    return made


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return the bundled readers, then the installed ones, which win where both take a format."""
    return (*bundled_readers(), *(load(READERS, e) for e in announced(READERS)))


def attribution_finder(name: str) -> AttributionFinder | None:
    """Return the installed finder of that name; None for a bundled one.

    Raises ConfigError if there is none of that name.
    """
    if name in BUNDLED_FINDERS:
        return None
    entries = {e.name: e for e in announced(ATTRIBUTION)}
    if name not in entries:
        raise ConfigError(
            "There is no such finder of attributions.",
            what=name,
            expected=", ".join([*BUNDLED_FINDERS, *entries]),
            next_step="Install the package that announces it, or leave the option out.",
        )
    finder: AttributionFinder = load(ATTRIBUTION, entries[name])
    return finder


def announced_paths(point: Point) -> tuple[str, ...]:
    """Return the paths that installed packages give at REGISTERS or GAZETTEERS."""
    return tuple(str(load(point, e)) for e in announced(point))
