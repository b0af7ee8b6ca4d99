"""Register files in YAML: reading, checking, and saying where an entry is wrong.

The schema, for the bundled files and for a user's own alike:

    sources:                       # facts point to these by key
      un-list: {title: "…", url: "https://…", consulted: 2025-06}
    default_source: un-list        # for actors that name none
    actors:
      - id: group:example          # in a user's file any id; "user:" is put before it
        kind: armed_group          # state, government, armed_forces, ministry, agency,
                                   # armed_group, organisation, person
        name: Example Brigade      # the canonical name
        country: sy                # ISO 3166-1 alpha-2
        countries: [lb, iq]        # others where it acts
        parent: group:other
        relations: [{kind: grew_from, actor: group:older, since: 2012}]   # member_of, wing_of, pledged_to
        active: {since: 2012, until: 2019-03}
        alias: [Brigade of Example]
        acronym: [EB]
        translation: [Brigade of the Example]
        transliteration: [Liwa al-Mithal]
        native: {ar: [لواء المثال]}
        dated: [{text: Example Battalion, kind: alias, language: en, since: 2012, until: 2013}]
        surname: Example           # persons: the name they are called by alone; a list for spellings
        lone: no                   # persons: never look for the surname alone
        designations: [{authority: UN, programme: "1267", listed: 2014-05-14, source: un-list}]
        tenures: [{role: leader, organ: group:other, since: 2014, source: un-list}]
        sources: [un-list]

Dates are EDTF: a year, a month or a day. What names no source of its own rests on the actor's first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from crossbearing.errors import ConfigError
from crossbearing.model.actor import (
    Actor,
    ActorKind,
    ActorName,
    Designation,
    NameKind,
    PublicSource,
    Relation,
    RelationKind,
    Tenure,
)
from crossbearing.resolve.plain_yaml import LINE, read_plain
from crossbearing.resolve.validity import bounds

_LISTS = (NameKind.ALIAS, NameKind.ACRONYM, NameKind.TRANSLATION, NameKind.TRANSLITERATION, NameKind.METONYM)
_KEYS = frozenset(
    {"id", "kind", "name", "language", "country", "parent", "active", "native", "dated", "surname"}
    | {"lone", "designations", "tenures", "sources", "countries", "relations"}
    | {str(kind) for kind in _LISTS}
)
_MAX_FILE_CHARS = 64 * 1024**2
_MAX_NAME_CHARS = 300
Sources = dict[str, PublicSource]


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with what only name finding needs.

    surnames: what a person is called by alone. lone: it may be looked for in a text.
    """

    actor: Actor
    surnames: tuple[str, ...] = ()
    lone: bool = True


def read_sources(text: str, name: str) -> Sources:
    """Read the list of public sources in a file's text. Raises ConfigError as read_register does."""
    return _sources(_load(text, name), name)


def read_register(
    text: str, name: str, *, prefix: str = "", sources: Mapping[str, PublicSource] | None = None
) -> list[Entry]:
    """Read a register file's text.

    name: for messages. prefix: put before ids that lack it. sources: those that the entries may point
    to besides their own file's.

    Raises ConfigError, which names the file, the line and the entry that is wrong.
    """
    raw = _load(text, name)
    if not isinstance(raw.get("actors", []), list):
        raise _refusal(name, None, 'it needs a list named "actors"')
    known = dict(sources or {}) | _sources(raw, name)
    default = known.get(str(raw.get("default_source")))
    items = raw.get("actors", [])
    own = {str(item.get("id")) for item in items if isinstance(item, dict)}
    defaults = (default,) if default else ()
    return [_Fields(item, name).entry(known, prefix, own, defaults) for item in items]


def _load(text: str, name: str) -> dict[str, Any]:
    if len(text) > _MAX_FILE_CHARS:
        raise _refusal(name, None, f"the file has more than {_MAX_FILE_CHARS} characters")
    try:
        raw = read_plain(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _refusal(name, None, f"it is not readable as YAML: {error}") from error
    if not isinstance(raw, dict):
        raise _refusal(name, None, 'it needs a mapping with a list named "actors"')
    return raw


def _sources(raw: dict[str, Any], name: str) -> Sources:
    return _Fields(raw.get("sources") or {LINE: 1}, name).sources()


def _refusal(name: str, line: int | None, message: str) -> ConfigError:
    where = f"{name}, line {line}" if line else name
    return ConfigError(
        f"The register {where} cannot be used: {message}.",
        what=where,
        next_step="Correct the entry; the schema is described in docs/register.md.",
    )


class _Fields:
    """One mapping of the file, read field by field with messages that name the line."""

    def __init__(self, item: Any, name: str) -> None:  # noqa: ANN401  whatever the file holds
        """Refuse what is no mapping."""
        self._name = name
        self._item: dict[str, Any] = item if isinstance(item, dict) else {}
        if not isinstance(item, dict):
            raise _refusal(name, None, f"{str(item)[:60]!r} stands where a mapping is needed")

    def refuse(self, message: str) -> ConfigError:
        label = self._item.get("id") or self._item.get("name") or self._item.get("text")
        about = f"entry {str(label)[:60]!r}: " if label else ""
        return _refusal(self._name, self._item.get(LINE), about + message)

    def text(self, key: str) -> str:
        value = self.optional(key)
        if value is None:
            raise self.refuse(f"{key!r} is missing")
        return value

    def optional(self, key: str) -> str | None:
        value = self._item.get(key)
        if value is None or value in ("", "~", "null"):
            return None
        if not isinstance(value, str) or len(value) > _MAX_NAME_CHARS:
            raise self.refuse(f"{key!r} must be a short text")
        return value

    def date(self, key: str) -> str | None:
        value = self.optional(key)
        try:
            if value is not None:
                bounds(value)
        except ValueError as error:
            raise self.refuse(f"{key!r}: {error}") from error
        return value

    def list(self, key: str) -> list[Any]:
        value = self._item.get(key) or []
        if not isinstance(value, list):
            raise self.refuse(f"{key!r} must be a list")
        return value

    def child(self, item: Any) -> _Fields:  # noqa: ANN401  whatever the file holds
        try:
            return _Fields(item, self._name)
        except ConfigError as error:
            raise self.refuse("a part of it is no mapping") from error

    def pairs(self, key: str) -> dict[str, Any]:
        value = self._item.get(key) or {}
        if not isinstance(value, dict):
            raise self.refuse(f"{key!r} must be a mapping")
        return {str(k): v for k, v in value.items() if k != LINE}

    def sources(self) -> Sources:
        return {
            str(key): self.child(value).public_source() for key, value in self._item.items() if key != LINE
        }

    def public_source(self) -> PublicSource:
        consulted = self.date("consulted")
        return PublicSource(self.text("title"), self.optional("url"), consulted or "")

    def source(self, known: Sources) -> PublicSource:
        value = self._item.get("source")
        return self._known(value, known)

    def _known(self, value: Any, known: Sources) -> PublicSource:  # noqa: ANN401  whatever the file holds
        if isinstance(value, dict):
            return self.child(value).public_source()
        if value not in known:
            raise self.refuse(f"the source {str(value)[:60]!r} is not among the file's sources")
        return known[str(value)]

    def entry(self, known: Sources, prefix: str, own: set[str], defaults: tuple[PublicSource, ...]) -> Entry:
        """Read an actor. own: ids of its file. defaults: sources of an actor that names none."""
        unknown = sorted(str(key) for key in self._item if key not in _KEYS and key != LINE)
        if unknown:
            raise self.refuse(f"{unknown[0]!r} is not a field of an actor")
        active = self.child(self._item.get("active") or {})
        since, until = active.date("since"), active.date("until")
        if since and until and bounds(until)[1] < bounds(since)[0]:
            raise self.refuse("it ends before it begins")
        sources = tuple(self._known(s, known) for s in self.list("sources")) or defaults
        actor = Actor(
            id=_prefixed(self.text("id"), prefix),
            kind=self._kind(),
            name=self.text("name"),
            names=self._names(),
            country=(self.optional("country") or "").lower() or None,
            parent=self._other("parent", prefix, own),
            active_since=since,
            active_until=until,
            designations=tuple(self.child(d).designation(known) for d in self.list("designations")),
            tenures=tuple(self.child(t).tenure(known) for t in self.list("tenures")),
            sources=sources,
            countries=tuple(self._short(c).lower() for c in self.list("countries")),
            relations=tuple(
                self.child(r).relation(known, prefix, own, sources) for r in self.list("relations")
            ),
        )
        return Entry(actor, self._surnames(actor), self.optional("lone") not in {"no", "false"})

    def _surnames(self, actor: Actor) -> tuple[str, ...]:
        given = self._item.get("surname")
        if given:
            return tuple(self._short(text) for text in (given if isinstance(given, list) else [given]))
        return tuple(actor.name.split()[-1:]) if actor.kind is ActorKind.PERSON else ()

    def _other(self, key: str, prefix: str, own: set[str]) -> str | None:
        """Return the id of another actor, with the prefix where it stands in the same file."""
        other = self.optional(key)
        return _prefixed(other, prefix) if other in own and other else other

    def _kind(self) -> ActorKind:
        try:
            return ActorKind(self.text("kind"))
        except ValueError as error:
            raise self.refuse(f"{self.text('kind')!r} is not a kind of actor") from error

    def _names(self) -> tuple[ActorName, ...]:
        names = [ActorName(self.text("name"), NameKind.NAME, self.optional("language") or "en")]
        for kind in _LISTS:
            names += [ActorName(self._short(text), kind) for text in self.list(kind)]
        for language, texts in self.pairs("native").items():
            listed = texts if isinstance(texts, list) else [texts]
            names += [ActorName(self._short(text), NameKind.NAME, language) for text in listed]
        names += [self.child(item).dated_name() for item in self.list("dated")]
        return tuple(dict.fromkeys(names))

    def _short(self, text: Any) -> str:  # noqa: ANN401  whatever the file holds
        if not isinstance(text, str) or not 0 < len(text) <= _MAX_NAME_CHARS:
            raise self.refuse("a name must be a short text")
        return text

    def dated_name(self) -> ActorName:
        try:
            kind = NameKind(self.optional("kind") or "alias")
        except ValueError as error:
            raise self.refuse("'kind' is not a kind of name") from error
        language = self.optional("language") or "en"
        return ActorName(self.text("text"), kind, language, self.date("since"), self.date("until"))

    def designation(self, known: Sources) -> Designation:
        listed = self.date("listed")
        if listed is None:
            raise self.refuse("a designation needs the date on which it was listed")
        return Designation(
            self.text("authority"), self.text("programme"), listed, self.date("delisted"), self.source(known)
        )

    def relation(
        self, known: Sources, prefix: str, own: set[str], sources: tuple[PublicSource, ...]
    ) -> Relation:
        try:
            kind = RelationKind(self.text("kind"))
        except ValueError as error:
            raise self.refuse(f"{self.text('kind')!r} is not a kind of relation") from error
        if "source" not in self._item and not sources:
            raise self.refuse("a relation needs a source: its own, the actor's or the file's default")
        source = self.source(known) if "source" in self._item else sources[0]
        self.text("actor")
        other = self._other("actor", prefix, own) or ""
        return Relation(kind, other, self.date("since"), self.date("until"), source)

    def tenure(self, known: Sources) -> Tenure:
        return Tenure(
            self.text("role"), self.text("organ"), self.date("since"), self.date("until"), self.source(known)
        )


def _prefixed(actor_id: str, prefix: str) -> str:
    return actor_id if actor_id.startswith(prefix) else prefix + actor_id
