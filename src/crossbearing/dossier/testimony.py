"""One claim with all that its reading ties to it: who says it, through whom, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.dossier.lookup import Lookup, at
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import ClaimRef
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Claim
from crossbearing.model.event import Event
from crossbearing.model.evidence import Document
from crossbearing.model.reading import Reading

AUTHOR = "author"
_MAX_NAME_CHARS = 160


@dataclass(frozen=True, slots=True)
class Step:
    """One link of an attribution chain. said: EDTF of the saying, None where the text gives none."""

    speaker: ActorRef
    sourcing: Sourcing
    said: str | None


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim in its document. steps: outermost first; the author always opens the chain."""

    ref: ClaimRef
    document: Document
    claim: Claim
    event: Event
    steps: tuple[Step, ...]
    attributions: tuple[Attribution, ...]

    @property
    def speaker(self) -> Step:
        """The innermost link: on whose word it rests."""
        return self.steps[-1]

    @property
    def chain(self) -> str:
        """The chain in one line: "author → Government of Arland"."""
        return " → ".join(step.speaker.name for step in self.steps)

    @property
    def said(self) -> str | None:
        """EDTF of the innermost saying that the text dates."""
        return next((step.said for step in reversed(self.steps) if step.said), None)


def gather_testimony(lookup: Lookup, ref: ClaimRef) -> Testimony | None:
    """Gather what belongs to the claim `ref`, or return None if the case does not hold it."""
    document, reading = lookup.documents.get(ref.item), lookup.reading(ref.item)
    if document is None or reading is None:
        return None
    claim = at(reading.claims, ref.claim)
    event = at(reading.events, claim.event) if claim else None
    if claim is None or event is None:
        return None
    links = tuple(link for link in (at(reading.attributions, n) for n in claim.chain) if link)
    return Testimony(ref, document, claim, event, chain_of(document, reading, claim.chain), links)


def gather_testimonies(lookup: Lookup, refs: tuple[ClaimRef, ...]) -> tuple[Testimony, ...]:
    """Gather several, in the order of the page's documents; what the case lacks is left out."""
    found = (gather_testimony(lookup, ref) for ref in dict.fromkeys(refs))
    return tuple(
        sorted(
            (one for one in found if one),
            key=lambda one: (lookup.document_numbers[one.ref.item], one.event.trigger.start, one.ref.claim),
        )
    )


def chain_of(document: Document, reading: Reading, chain: tuple[int, ...]) -> tuple[Step, ...]:
    """Return the links of a chain of attributions, the author first."""
    links = (link for link in (at(reading.attributions, n) for n in chain) if link)
    return (_author(document), *(_step(document, reading, link) for link in links))


def actor_at(document: Document, reading: Reading, position: int | None) -> ActorRef | None:
    """Return who a mention means, or the words of the mention where that is not resolved."""
    mention = at(reading.mentions, position)
    if mention is None:
        return None
    if mention.resolved and mention.resolved.name:
        return ActorRef(mention.resolved.id, mention.resolved.name)
    return ActorRef(None, mention.span.of(document.text)[:_MAX_NAME_CHARS])


def _author(document: Document) -> Step:
    voice = document.publisher or document.byline
    return Step(ActorRef(None, f"{AUTHOR} ({voice})" if voice else AUTHOR), Sourcing.AUTHOR, None)


def _step(document: Document, reading: Reading, link: Attribution) -> Step:
    speaker = actor_at(document, reading, link.speaker)
    if speaker is None:
        speaker = ActorRef(None, link.called(document.text)[:_MAX_NAME_CHARS])
    moment = at(reading.times, link.said)
    return Step(speaker, link.sourcing, moment.edtf if moment else None)
