"""A small case with records of every kind, made of invented names, for tests of archive and store."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from crossbearing.archive import Archive
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import Allegation, ClaimRef, Credibility, Grade, Origin, Reliability
from crossbearing.model.anchor import Span, TimeSpan
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Basis, Certainty, Claim, Polarity
from crossbearing.model.decision import Decision, DecisionKind
from crossbearing.model.event import Event, EventType, SupportKind
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.footage import (
    ContactSheet,
    Footage,
    Manifest,
    ManifestStatus,
    Match,
    Moment,
    Shot,
    StreamFacts,
)
from crossbearing.model.place import Place, Precision
from crossbearing.model.provenance import Component, Failure
from crossbearing.model.reading import Mention, MentionForm, MentionKind, Reading, Resolution
from crossbearing.model.when import TimeExpression, TimeType
from crossbearing.store import Store

COMPONENT = Component("drill", "1.0")
TEXT = "The Orvan ministry said on Tuesday that the Teal Column trained in Lower Vess. Straße, حلب."
START = datetime(2024, 5, 1, 12, tzinfo=UTC)


def ticking_clock() -> Callable[[], datetime]:
    """Return a clock that moves on a second with each look."""
    ticks = itertools.count()
    return lambda: START + timedelta(seconds=next(ticks))


def document(item: Digest, text: str = TEXT) -> Document:
    """Make a document read from `item`."""
    return Document(
        item=item,
        text=text,
        reader="text",
        title="A notice",
        publisher="Vess Courier",
        language="en",
        published=date(2024, 4, 30),
        published_from="user",
        notes=("a date was refused",),
    )


def reading() -> Reading:
    """Make a reading of TEXT with one of everything."""
    place = Place("user:vess", "Lower Vess", 1.5, -2.25, Precision.TOWN, None, "Vess", None, 900)
    return Reading(
        mentions=(
            _mention(4, 18, "user:orvan", "Orvan ministry"),
            _mention(44, 55, "user:teal", "Teal Column"),
            Mention(
                Span(67, 77),
                MentionKind.PLACE,
                MentionForm.NAME,
                Span(67, 77),
                "GPE",
                resolved=Resolution("user:vess", "Lower Vess", 0.5, place=place),
            ),
        ),
        times=(TimeExpression(Span(27, 34), TimeType.DATE, "2024-04-30", "2024-04-30"),),
        attributions=(
            Attribution((Span(0, 18),), (Span(19, 23),), (Span(40, 77),), Sourcing.NAMED_BODY, said=0),
        ),
        events=(
            Event(
                Span(56, 63),
                Span(40, 77),
                EventType.COOPERATE,
                "military",
                (SupportKind.TRAINING,),
                agent=0,
                recipient=1,
                place=2,
            ),
        ),
        claims=(
            Claim(0, (0,), Polarity.ASSERTED, Certainty.CT_PLUS, Basis.NONE),
            Claim(0, (), Polarity.DENIED, Certainty.UU, Basis.HEARSAY, ("a reason",)),
        ),
        components=(COMPONENT,),
    )


def footage(item: Digest) -> Footage:
    """Make footage with a fingerprint of all byte values."""
    return Footage(
        item=item,
        stream=StreamFacts("mp4", "h264", 320, 240, Fraction(10, 3), Fraction(30000, 1001), 100, 90),
        shots=(Shot(TimeSpan(Fraction(0), Fraction(1, 3))), Shot(TimeSpan(Fraction(1, 3), Fraction(10, 3)))),
        capture=(("creation_time", "2024-04-30T10:00:00Z"),),
        manifest=Manifest(ManifestStatus.ABSENT),
        fingerprint=bytes(range(256)),
        component=COMPONENT,
        sound=b"sound of it",
    )


def sheet(item: Digest) -> ContactSheet:
    """Make a contact sheet of two pictures."""
    return ContactSheet(item, (Fraction(0), Fraction(7, 3)), (b"first picture", b"second"))


def match(query: Digest, reference: Digest, start_s: int = 0) -> Match:
    """Make a match between two items."""
    time = TimeSpan(Fraction(start_s), Fraction(start_s + 1))
    return Match(
        query, reference, time, time, 1.25, mirrored=True, moment=Moment.ESTABLISHED, score=0.9, frames=4
    )


def allegation(number: int, item: Digest) -> Allegation:
    """Make an allegation resting on the first claim of `item`."""
    claim = ClaimRef(item, 0)
    return Allegation(
        id=f"a{number}",
        type=EventType.COOPERATE,
        mode=None,
        support=(SupportKind.TRAINING,),
        agent=ActorRef("user:orvan", "Orvan ministry"),
        recipient=ActorRef(None, "Teal Column"),
        place=None,
        date="2024-04",
        claims=(claim,),
        denials=(),
        origins=(Origin("o1", "Vess Courier", (item,), (claim,), known=False, reasons=("unknown",)),),
        footage=(),
        footage_claimed=False,
        grade=Grade(Reliability.F, Credibility.CANNOT_BE_JUDGED, ("one source",)),
    )


def failure(path: str, item: Digest | None = None, stage: str = "read") -> Failure:
    """Make a failure."""
    return Failure(path, item, stage, "Unreadable", "It cannot be read.", "Leave it out.", COMPONENT)


def decision(number: int) -> Decision:
    """Make a decision of an analyst."""
    return Decision(f"d{number}", DecisionKind.GRADE, ("a0", "C3"), "analyst", START, "Seen in person.")


def build(root: Path, sources: Path, *, articles: int = 2, database: str | None = None) -> list[Digest]:
    """Make a case at `root` with `articles` documents and two clips; return the digests of its items.

    sources: a folder for the files that are acquired. database: a URL; a file in the case by default.
    """
    sources.mkdir(parents=True, exist_ok=True)
    digests: list[Digest] = []
    with (
        Archive.open(root, write=True, clock=ticking_clock()) as archive,
        Store.open(database or root / "case.sqlite", write=True) as store,
    ):
        writer = store.writer(archive, component=COMPONENT)
        for number in range(articles + 2):
            path = sources / f"source{number}.txt"
            if not path.exists():
                path.write_bytes(f"{TEXT} Number {number}.".encode() * 20)
            digest, came = archive.acquire(path, sniff=lambda _: "text/plain")
            digests.append(digest)
            if number < articles:
                text = path.read_text("utf-8")
                writer.save_item(
                    digest,
                    acquisitions=[came],
                    document=document(digest, text),
                    reading=reading(),
                    failures=[failure("a part of it", digest, "watch")],
                    stages={"read": "key 1"},
                )
            else:
                writer.save_item(
                    digest,
                    acquisitions=[came],
                    footage=footage(digest),
                    sheet=sheet(digest),
                    stages={"watch": "key 2"},
                )
        writer.save_failures([failure("/gone/file.html", stage="acquire")])
        writer.save_matches([match(digests[-2], digests[-1]), match(digests[-2], digests[-1], 3)])
        writer.save_allegations([allegation(0, digests[0]), allegation(1, digests[0])])
        writer.mark_stages(None, {"link": "key 3", "weigh": "key 4"})
        writer.add_decision(decision(0))
        writer.add_decision(decision(1))
    return digests


def _mention(start: int, end: int, actor: str, name: str) -> Mention:
    span = Span(start, end)
    resolved = Resolution(actor, name, 1.0, ("exact name",))
    return Mention(span, MentionKind.ACTOR, MentionForm.NAME, span, "ORG", resolved=resolved)
