"""What a document was read as: mentions, times, attributions, events and claims, all anchored.

Positions (`agent`, `speaker`, `parent`, …) are indexes into the tuples of the same Reading. `text`
fills a Reading without resolutions; `resolve` returns the same Reading with `resolved` and `places` set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from crossbearing.model.actor import ActorRef
from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution
from crossbearing.model.claim import Certainty, Claim, Polarity
from crossbearing.model.event import Event
from crossbearing.model.place import Place
from crossbearing.model.provenance import Component
from crossbearing.model.relation import RelationType
from crossbearing.model.when import TimeExpression


class MentionKind(StrEnum):
    """What a mention names. Dates are kept apart as time expressions."""

    ACTOR = "actor"
    PLACE = "place"


class MentionForm(StrEnum):
    """How it names it."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that was considered. score: 0 to 1, comparable within one resolution only."""

    id: str
    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who or what a mention means.

    id: None when unresolved, or when the actor is unnamed; `name` is then the description.
    affiliation: the known actor that an unnamed one is said to belong to.
    members: the actors that a plural mention stands for ("these organizations").
    place: set for place mentions that were found.
    """

    id: str | None
    name: str
    score: float
    reasons: tuple[str, ...] = ()
    runners_up: tuple[Candidate, ...] = ()
    affiliation: ActorRef | None = None
    members: tuple[ActorRef, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor or a place named in the text.

    head: the name proper or the head word, inside `span`. label: the recogniser's own word for it
    (PERSON, ORG, GPE, NORP, …). antecedents: positions of the mentions that a pronoun or a
    description refers back to. affiliation: position of the mention that a description is tied to
    ("militants affiliated with ISIS" → the mention "ISIS").
    """

    span: Span
    kind: MentionKind
    form: MentionForm
    head: Span
    label: str = ""
    antecedents: tuple[int, ...] = ()
    affiliation: int | None = None
    resolved: Resolution | None = None


class PlaceUse(StrEnum):
    """For what a place's name stands."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"
    PART = "part"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place that the text names, and where it is.

    use: `name`: the place itself; `demonym`: its people or its adjective ("Ruritanian"), put where it
    lies; `metonym`: it stands for its government or team; `part`: it is part of a longer name
    ("University of Strelsau"); `description`: "the city". mention: position of the mention that it is,
    or stands in; None if there is none.
    """

    span: Span
    use: PlaceUse
    resolved: Resolution
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class RelationReading:
    """What two actors are said to be to each other, as one source puts it.

    first, second: positions of mentions; in charge and belonging are from the first to the second.
    trigger: the word that says so. chain: positions of attributions, the outermost first.
    """

    type: RelationType
    first: int
    second: int
    trigger: Span
    chain: tuple[int, ...]
    polarity: Polarity
    certainty: Certainty
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document's text."""

    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    components: tuple[Component, ...]
    notes: tuple[str, ...] = ()
    places: tuple[PlaceReading, ...] = ()
    relations: tuple[RelationReading, ...] = ()


@dataclass(frozen=True, slots=True)
class LexiconHit:
    """A known name in a text. kind: what it usually names. person: a person's name."""

    span: Span
    kind: MentionKind
    person: bool = False


class Lexicon(Protocol):
    """Names known beforehand, from the register and the gazetteer; handed to `text` by `pipeline`."""

    def find(self, text: str) -> Iterator[LexiconHit]:
        """Yield the known names in `text`, longest first at each place, never overlapping."""
        ...
