"""The heavy parts, opened once a process and shared by every stage that runs there."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from crossbearing.errors import ConfigError
from crossbearing.extensions import (
    GAZETTEERS,
    POINTS,
    REGISTERS,
    announced,
    announced_paths,
    attribution_finder,
)
from crossbearing.model.provenance import Component
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.lexicon import NameLexicon
from crossbearing.resolve.register import Register
from crossbearing.resolve.resolver import Resolver
from crossbearing.settings import ResolveSettings, Settings, TextSettings
from crossbearing.text.model_files import model_key
from crossbearing.version import VERSION

if TYPE_CHECKING:  # a command that reads nothing does without the parser
    from crossbearing.text.pipeline import TextReader


@lru_cache(maxsize=4)
def open_register(settings: ResolveSettings) -> Register:
    """Return the register of actors, with installed ones and the user's own added."""
    return Register.load(replace(settings, registers=(*announced_paths(REGISTERS), *settings.registers)))


@lru_cache(maxsize=4)
def open_gazetteer(settings: ResolveSettings) -> Gazetteer:
    """Return the gazetteer, with installed ones and the user's own added."""
    return Gazetteer.load(replace(settings, gazetteers=(*announced_paths(GAZETTEERS), *settings.gazetteers)))


@lru_cache(maxsize=4)
def open_resolver(settings: ResolveSettings) -> Resolver:
    """Return the resolver over register and gazetteer."""
    return Resolver(open_register(settings), open_gazetteer(settings), settings)


@lru_cache(maxsize=2)
def open_text_reader(text: TextSettings, resolve: ResolveSettings) -> TextReader:
    """Return the reader of texts, with the names that register and gazetteer know."""
    from crossbearing.text.pipeline import TextReader

    lexicon = NameLexicon(open_register(resolve), open_gazetteer(resolve).names())
    return TextReader(text, lexicon, attribution_finder(text.attribution))


def component(name: str) -> Component:
    """Return one of the program's own parts with the program's version."""
    return Component(f"crossbearing.{name}", VERSION)


def analysis_key(settings: Settings, *more: object) -> str:
    """Return what is derived from one item depends on, beside its bytes.

    That is: the settings of the rooms that derive, versions, extensions, and files of the user's.
    Equal keys promise equal results, so a stage done under its key is never done again.
    """
    parts = [*_of_rooms(settings.readers, settings.text, settings.media, settings.resolve)]
    parts += [_version_of(settings.text.pipeline), _version_of("spacy"), f"encoder {model_key()}"]
    parts += [_version_of("rapidocr")]
    parts += [f"{e.group} {e.name} {e.value}" for point in POINTS for e in announced(point)]
    own = (*settings.resolve.registers, *settings.resolve.gazetteers)
    parts += [f"{path}:{_digest(path)}" for path in own]
    return _key([*parts, *map(str, more)])


def link_key(settings: Settings) -> str:
    """Return what matches depend on, beside the footage."""
    return _key(_of_rooms(settings.media))


def _of_rooms(*rooms: object) -> list[str]:
    return [VERSION, *map(repr, rooms)]


def _key(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _version_of(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} ?"


def _digest(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ConfigError(
            f"A file of yours cannot be opened: {error.strerror}.",
            what=path,
            next_step="Check the path given to --register or --gazetteer.",
        ) from error
