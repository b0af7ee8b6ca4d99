"""The register of actors: bundled entries, the user's own, and whatever tables compose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crossbearing.errors import ConfigError
from crossbearing.model.actor import Actor, ActorName, Designation, Relation, Tenure
from crossbearing.model.reading import Candidate
from crossbearing.resolve.candidates import find_candidates
from crossbearing.resolve.ftm import read_ftm
from crossbearing.resolve.index import NameIndex
from crossbearing.resolve.register_file import Entry, Sources, read_register, read_sources
from crossbearing.resolve.titles import Title, holders_of
from crossbearing.resolve.validity import holds
from crossbearing.settings import ResolveSettings

BUNDLED = (
    "armed_groups_jihadist.yaml",
    "armed_groups_syria_jihadist.yaml",
    "armed_groups_syria_opposition.yaml",
    "armed_groups_syria_other.yaml",
    "armed_groups_turkiye_iran.yaml",
    "armed_groups_iraq.yaml",
    "armed_groups_levant.yaml",
    "armed_groups_yemen_gulf.yaml",
    "armed_groups_north_africa.yaml",
    "armed_groups_sahel.yaml",
    "armed_groups_horn.yaml",
    "armed_groups_great_lakes.yaml",
    "armed_groups_ukraine.yaml",
    "armed_groups_russia.yaml",
    "armed_groups_afghanistan.yaml",
    "armed_groups_south_asia.yaml",
    "armed_groups_southeast_asia.yaml",
    "armed_groups_americas.yaml",
    "agencies.yaml",
    "organisations.yaml",
    "media.yaml",
    "governments.yaml",
    "persons_levant.yaml",
    "persons_gulf.yaml",
    "persons_turkiye_iran_caucasus.yaml",
    "persons_north_africa.yaml",
    "persons_east_africa.yaml",
    "persons_west_africa.yaml",
    "persons_central_africa.yaml",
    "persons_eastern_europe.yaml",
    "persons_western_europe.yaml",
    "persons_asia.yaml",
    "persons_americas.yaml",
    "persons_bodies.yaml",
)
_SOURCES = "sources.yaml"
_TABLES = (
    _SOURCES,
    "states.txt",
    "state_names.txt",
    "organs.yaml",
    "concepts.txt",
    "decoys.txt",
    "vocabulary.yaml",
)
_MAX_REGISTER_BYTES = 256 * 1024**2


class Register(NameIndex):
    """All known actors; see NameIndex for what it holds."""

    __slots__ = ()

    @classmethod
    def load(cls, settings: ResolveSettings | None = None) -> Register:
        """Read the bundled register and the user's files (YAML, or FollowTheMoney as .json/.jsonl).

        Raises ConfigError: a file cannot be read, or an entry in it is wrong (file, line, entry).
        """
        paths = settings.registers if settings else ()
        if not paths:
            return _bundled()
        own = [(path, _read(path)) for path in paths]
        digest = hashlib.sha256(_bundled_digest().encode())
        entries = list(_bundled_entries())
        for path, text in own:
            digest.update(text.encode("utf-8", "surrogatepass"))
            entries += _own_entries(path, text)
        return cls.build(entries, _short(digest.hexdigest()))

    def actors(self) -> Iterator[Actor]:
        """Yield all actors: the listed ones, then states and their organs, in a fixed order."""
        yield from self.entries.values()
        for actor_id in self.organs.ids():
            actor = self.get(actor_id)
            if actor is not None and actor_id not in self.entries:
                yield actor

    def designations(self, actor_id: str, on: date) -> tuple[Designation, ...]:
        """Return the listings of an actor that were in force on a day, in the order of the register."""
        actor = self.get(actor_id)
        listed = actor.designations if actor else ()
        return tuple(d for d in listed if holds(d.listed, d.delisted, on))

    def names_on(self, actor_id: str, on: date) -> tuple[ActorName, ...]:
        """Return the names that an actor bore on a day, as far as the register dates them."""
        actor = self.get(actor_id)
        return tuple(n for n in (actor.names if actor else ()) if holds(n.since, n.until, on))

    def relations_on(self, actor_id: str, on: date) -> tuple[Relation, ...]:
        """Return what an actor was to others on a day; undated ties, and later ones, are left out."""
        actor = self.get(actor_id)
        dated = (r for r in (actor.relations if actor else ()) if r.since)
        return tuple(r for r in dated if holds(r.since, r.until, on))

    def offices(self, actor_id: str, on: date) -> tuple[Tenure, ...]:
        """Return the terms of office of an actor that may cover a day; undated ones are left out."""
        actor = self.get(actor_id)
        dated = (t for t in (actor.tenures if actor else ()) if t.since or t.until)
        return tuple(t for t in dated if holds(t.since, t.until, on))

    def holders(self, state: str, role: str, on: date) -> tuple[Actor, ...]:
        """Return who held a role ("president", "minister_of_defence") in a state on a day."""
        organs = self.seats.get((state, role), ())
        title = Title(role, state, organs, (role,))
        return tuple(holder.actor for holder in holders_of(self, title, on))

    def find(self, name: str, *, as_of: date | None = None) -> tuple[Candidate, ...]:
        """Return the actors that `name` may mean, best first. as_of: the day it was written."""
        return find_candidates(self, name, as_of=as_of)


@lru_cache(maxsize=1)
def _bundled() -> Register:
    return Register.build(_bundled_entries(), _short(_bundled_digest()))


def _short(digest: str) -> str:
    return digest[:16]


def _read(path: str) -> str:
    source = Path(path)
    try:
        if source.stat().st_size > _MAX_REGISTER_BYTES:
            raise ConfigError(f"The register {path} is larger than {_MAX_REGISTER_BYTES} bytes.", what=path)
        return source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"The register {path} cannot be read: {error}.",
            what=path,
            next_step="Give --register the path of a YAML or FollowTheMoney file in UTF-8.",
        ) from error


def _own_entries(path: str, text: str) -> list[Entry]:
    name = Path(path).name
    if Path(path).suffix.lower() in {".json", ".jsonl", ".ndjson", ".ftm"}:
        return read_ftm(text, name)
    return read_register(text, name, prefix="user:")


def bundled_text(name: str) -> str:
    """Return the text of a bundled data file."""
    return files("crossbearing.resolve").joinpath("data", name).read_text(encoding="utf-8")


def bundled_sources() -> Sources:
    """Return the public sources that the bundled files name by key."""
    return read_sources(bundled_text(_SOURCES), _SOURCES)


@lru_cache(maxsize=1)
def _bundled_digest() -> str:
    texts = (bundled_text(name) for name in (*_TABLES, *BUNDLED))
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


@lru_cache(maxsize=1)
def _bundled_entries() -> tuple[Entry, ...]:
    sources = bundled_sources()
    texts = ((name, bundled_text(name)) for name in BUNDLED)
    return tuple(entry for name, text in texts for entry in read_register(text, name, sources=sources))
