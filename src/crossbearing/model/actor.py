"""Who acts: states and their organs, armed groups, organisations, persons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    ARMED_FORCES = "armed_forces"
    MINISTRY = "ministry"
    AGENCY = "agency"
    ARMED_GROUP = "armed_group"
    ORGANISATION = "organisation"
    PERSON = "person"
    UNNAMED = "unnamed"


class NameKind(StrEnum):
    """How a name stands for its actor."""

    NAME = "name"
    ALIAS = "alias"
    ACRONYM = "acronym"
    TRANSLATION = "translation"
    TRANSLITERATION = "transliteration"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class PublicSource:
    """Where a public fact can be looked up. consulted: ISO date of the state of knowledge."""

    title: str
    url: str | None
    consulted: str


@dataclass(frozen=True, slots=True)
class ActorName:
    """One name of an actor. language: BCP 47. since, until: EDTF, None where open."""

    text: str
    kind: NameKind
    language: str = "en"
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """A listing by an authority. listed, delisted: EDTF dates; delisted None while in force."""

    authority: str
    programme: str
    listed: str
    delisted: str | None
    source: PublicSource


class RelationKind(StrEnum):
    """How one body stands to another."""

    GREW_FROM = "grew_from"
    MEMBER_OF = "member_of"
    WING_OF = "wing_of"
    PLEDGED_TO = "pledged_to"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a body was to another, whose id `actor` is. since, until: EDTF, None where not known.

    grew_from: formed out of it, by renaming, merger or split, on `since`. member_of: of an alliance.
    wing_of: the armed wing of a party. pledged_to: under an oath of allegiance.
    """

    kind: RelationKind
    actor: str
    since: str | None
    until: str | None
    source: PublicSource


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a person held. organ: id of the actor led. since, until: EDTF."""

    role: str
    organ: str
    since: str | None
    until: str | None
    source: PublicSource


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the register.

    id: stable and readable: "state:tr", "gov:tr", "mil:tr", "group:hts", "person:…", "user:…".
    parent: id of the actor that this one belongs to. country: ISO 3166-1 alpha-2; countries: others
    where it acts. active_since, active_until: EDTF.
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[ActorName, ...] = ()
    country: str | None = None
    parent: str | None = None
    active_since: str | None = None
    active_until: str | None = None
    designations: tuple[Designation, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    sources: tuple[PublicSource, ...] = ()
    countries: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class ActorRef:
    """An actor as a record names it: id None means that nobody in the register fits the name."""

    id: str | None
    name: str
