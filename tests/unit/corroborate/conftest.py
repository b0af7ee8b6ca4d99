"""Cases written in a few words: invented actors, and documents that allege ties between them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from crossbearing.corroborate import Material
from crossbearing.model.actor import ActorRef
from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Basis, Certainty, Claim, Polarity
from crossbearing.model.event import Event, EventType, SupportKind
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.place import Place, Precision
from crossbearing.model.reading import Mention, MentionForm, MentionKind, Reading, Resolution
from crossbearing.model.when import TimeExpression, TimeType

PLACES = {
    "Orsk Valley": Place("user:orsk", "Orsk Valley", 10.0, 20.0, Precision.SUBDIVISION, "XA", "Orsk Valley"),
    "Tarn": Place("user:tarn", "Tarn", 10.1, 20.1, Precision.TOWN, "XA", "Orsk Valley"),
    "Farhaven": Place("user:far", "Farhaven", -30.0, 70.0, Precision.TOWN, "XB", "South"),
}


SIDES = {"gov:xa": "state:xa", "mil:xa": "state:xa", "gov:xb": "state:xb", "mindef:xb": "state:xb"}


@dataclass
class Said:
    """One claim of a document, in plain words."""

    agent: str | None
    recipient: str | None = None
    type: EventType = EventType.COOPERATE
    by: str | None = None
    sourcing: Sourcing = Sourcing.NAMED_BODY
    place: str | None = None
    when: str | None = None
    denied: bool = False
    basis: Basis = Basis.NONE
    certainty: Certainty = Certainty.CT_PLUS
    support: tuple[SupportKind, ...] = ()
    passage: str = "someone did something to somebody somewhere"


def resolution(name: str) -> Resolution:
    if name.startswith("some of "):
        known = name.removeprefix("some of ")
        return Resolution(None, name, 0.8, affiliation=ActorRef(known, known))
    if "+" in name:
        members = tuple(ActorRef(part, part) for part in name.split("+"))
        return Resolution(None, name, 0.8, members=members)
    return Resolution(name if ":" in name else None, name, 0.9)


@dataclass
class _Parts:
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def actor(self, name: str | None) -> int | None:
        if name is None:
            return None
        here = Span(0, 1)
        kind = MentionKind.ACTOR
        self.mentions.append(Mention(here, kind, MentionForm.NAME, here, resolved=resolution(name)))
        return len(self.mentions) - 1

    def place(self, name: str | None) -> int | None:
        if name is None:
            return None
        here, found = Span(0, 1), PLACES[name]
        resolved = Resolution(found.id, name, 0.9, place=found)
        self.mentions.append(Mention(here, MentionKind.PLACE, MentionForm.NAME, here, resolved=resolved))
        return len(self.mentions) - 1

    def time(self, value: str | None) -> int | None:
        if value is None:
            return None
        self.times.append(TimeExpression(Span(0, 1), TimeType.DATE, value, value))
        return len(self.times) - 1


def document(
    text: str,
    *said: Said,
    published: str | None = "2021-05-10",
    publisher: str | None = "The Tarn Gazette",
    embeds: tuple[str, ...] = (),
) -> tuple[Document, Reading]:
    """Make a document and its reading."""
    parts = _Parts()
    whole = text
    for one in said:
        start = len(whole) + 1
        whole += " " + one.passage
        extent = Span(start, len(whole))
        parts.events.append(
            Event(
                trigger=extent,
                extent=extent,
                type=one.type,
                support=one.support,
                agent=parts.actor(one.agent),
                recipient=parts.actor(one.recipient),
                place=parts.place(one.place),
                date=parts.time(one.when),
            )
        )
        chain: tuple[int, ...] = ()
        if one.by is not None:
            parts.attributions.append(
                Attribution((Span(0, 1),), (), (extent,), one.sourcing, speaker=parts.actor(one.by))
            )
            chain = (len(parts.attributions) - 1,)
        polarity = Polarity.DENIED if one.denied else Polarity.ASSERTED
        parts.claims.append(Claim(len(parts.events) - 1, chain, polarity, one.certainty, one.basis))
    item = Digest(hashlib.sha256(f"{whole}{published}{publisher}".encode()).hexdigest())
    day = date.fromisoformat(published) if published else None
    made = Document(item, whole, "text", publisher=publisher, published=day, embeds=embeds)
    reading = Reading(
        tuple(parts.mentions), tuple(parts.times), tuple(parts.attributions), tuple(parts.events),
        tuple(parts.claims), (),
    )  # fmt: skip
    return made, reading


def material(*pairs: tuple[Document, Reading], **more: object) -> Material:
    """Put documents into one case."""
    documents = tuple(d for d, _ in pairs)
    return Material(documents=documents, readings={d.item: r for d, r in pairs}, sides=SIDES, **more)  # type: ignore[arg-type]


@pytest.fixture
def said() -> type[Said]:
    return Said


@pytest.fixture
def doc() -> Callable[..., tuple[Document, Reading]]:
    return document


@pytest.fixture
def case() -> Callable[..., Material]:
    return material
