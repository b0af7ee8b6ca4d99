"""Claims with what their positions point at looked up: who, to whom, where, when, on whose word.

A claim whose agent or recipient stands for several actors ("these organizations") is placed once
for each of them, so that every actor's allegation carries it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from crossbearing.corroborate.material import Material
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import ClaimRef
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Basis, Certainty, Claim, Polarity
from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.place import Place
from crossbearing.model.reading import Mention, MentionKind, Reading, Resolution

TIES = frozenset({EventType.COOPERATE, EventType.SUPPORT, EventType.AID})
"""Fighting side by side, backing and aiding: reports use them for one and the same tie."""
MAX_MEMBERS = 12
"""Actors that one plural mention is spread over; a longer list is taken as one description."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever a claim is attributed to at one step of its chain. side: for whom they speak."""

    ref: ActorRef
    sourcing: Sourcing
    side: str


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim laid open.

    agent_key, recipient_key: what two mentions of one actor share: an id; "of:" and an id for an
    unnamed actor tied to a known one; None where nothing is known. agent_side, recipient_side: for
    whom they act: the state for its organs, the group for its members. speakers: outermost first;
    empty for the author's own voice.
    """

    ref: ClaimRef
    type: EventType
    mode: str | None
    support: tuple[SupportKind, ...]
    agent: ActorRef | None
    agent_key: str | None
    agent_side: str | None
    recipient: ActorRef | None
    recipient_key: str | None
    recipient_side: str | None
    place: Place | None
    when: str | None
    said: str | None
    polarity: Polarity
    certainty: Certainty
    basis: Basis
    speakers: tuple[Speaker, ...]
    published: date | None

    @property
    def sourcing(self) -> Sourcing:
        """What kind of source stands closest to the event."""
        return self.speakers[-1].sourcing if self.speakers else Sourcing.AUTHOR


def place_claims(document: Document, reading: Reading, material: Material) -> Iterator[PlacedClaim]:
    """Yield the claims of one document that name at least one actor of their event.

    A denial is left out as an event of its own where it introduces what is denied: it stands as the
    denial of that. So is a tie within one side, such as a general's to the command that is led: only
    ties between sides are alleged.
    """
    sayings = _sayings(reading)
    for position, claim in enumerate(reading.claims):
        event = reading.events[claim.event]
        if event.type is EventType.REJECT and event.trigger.start in sayings:
            continue
        agents = _actors(reading, event.agent)
        recipients = _actors(reading, event.recipient)
        place = _resolution(reading, event.place)
        if event.type is EventType.MOBILIZE and _is_place(reading, event.recipient):
            # Forces go to a place; who holds it is not said to receive them.
            recipients, place = [(None, None)], place or _resolution(reading, event.recipient)
        when = reading.times[event.date].edtf if event.date is not None else None
        speakers, said = _speakers(document, reading, claim, material)
        for (agent, agent_key), (recipient, recipient_key) in product(agents, recipients):
            if agent is None and recipient is None:
                continue
            if event.type in TIES and _one_side(document, material, agent_key, recipient_key):
                continue
            yield PlacedClaim(
                ref=ClaimRef(document.item, position),
                type=event.type,
                mode=event.mode,
                support=event.support,
                agent=agent,
                agent_key=agent_key,
                agent_side=side_of(agent_key, material.sides),
                recipient=recipient,
                recipient_key=recipient_key,
                recipient_side=side_of(recipient_key, material.sides),
                place=place.place if place else None,
                when=when,
                said=said,
                polarity=claim.polarity,
                certainty=claim.certainty,
                basis=claim.basis,
                speakers=speakers,
                published=document.published,
            )


def _one_side(
    document: Document, material: Material, agent_key: str | None, recipient_key: str | None
) -> bool:
    """Tell whether both act for one actor, a person in office for the organ that is led."""
    if agent_key is None or recipient_key is None or agent_key == recipient_key:
        return False
    mine, theirs = (
        material.voices.get((key, document.item)) or side_of(key, material.sides)
        for key in (agent_key, recipient_key)
    )
    return mine == theirs


def side_of(key: str | None, sides: Mapping[str, str]) -> str | None:
    """Return for whom the actor of a key acts; members act for their group."""
    if key is None:
        return None
    bare = key.removeprefix("of:")
    return sides.get(bare, bare)


def _sayings(reading: Reading) -> frozenset[int]:
    """Return the characters at which words stand that introduce what somebody says."""
    cues = (span for attribution in reading.attributions for span in attribution.cue)
    return frozenset(at for span in cues for at in range(span.start, span.end))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


def _is_place(reading: Reading, position: int | None) -> bool:
    return position is not None and reading.mentions[position].kind is MentionKind.PLACE


def _resolution(reading: Reading, position: int | None) -> Resolution | None:
    return reading.mentions[position].resolved if position is not None else None


def _actors(reading: Reading, position: int | None) -> list[tuple[ActorRef | None, str | None]]:
    """Return the actors at a mention with their keys; [(None, None)] where nobody is named."""
    if position is None:
        return [(None, None)]
    mention = reading.mentions[position]
    resolved = mention.resolved
    if resolved is None:
        return [(None, None)]
    if 0 < len(resolved.members) <= MAX_MEMBERS:
        return [(member, _key(member)) for member in resolved.members]
    return [_actor(resolved)]


def _actor(resolved: Resolution) -> tuple[ActorRef, str]:
    ref = ActorRef(resolved.id, resolved.name)
    if resolved.id is None and resolved.affiliation is not None and resolved.affiliation.id is not None:
        return ref, f"of:{resolved.affiliation.id}"
    return ref, _key(ref)


def _key(ref: ActorRef) -> str:
    return ref.id if ref.id is not None else "name:" + " ".join(_words(ref.name))


def _speakers(
    document: Document, reading: Reading, claim: Claim, material: Material
) -> tuple[tuple[Speaker, ...], str | None]:
    chain = [reading.attributions[position] for position in claim.chain]
    said = next((a.said for a in reversed(chain) if a.said is not None), None)
    speakers = tuple(_speaker(document, reading.mentions, one, material) for one in chain)
    return speakers, reading.times[said].edtf if said is not None else None


def _speaker(
    document: Document, mentions: tuple[Mention, ...], attribution: Attribution, material: Material
) -> Speaker:
    resolved = mentions[attribution.speaker].resolved if attribution.speaker is not None else None
    if resolved is not None:
        ref = ActorRef(resolved.id, resolved.name)
    else:
        ref = ActorRef(None, attribution.called(document.text))
    key = _key(ref)
    side = material.voices.get((key, document.item)) or material.sides.get(key, key)
    return Speaker(ref, attribution.sourcing, side)


def by_document(
    documents: tuple[Document, ...], readings: Mapping[Digest, Reading]
) -> list[tuple[Document, Reading]]:
    """Pair documents with their readings, the earliest published first, undated ones last."""
    ordered = sorted(documents, key=lambda d: (d.published or date.max, d.item))
    return [(d, readings[d.item]) for d in ordered if d.item in readings]
