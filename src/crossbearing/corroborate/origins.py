"""Where the claims of an allegation start, and which of those starts are known to be independent.

Rules, the first that fits:

1. A claim resting on a named speaker starts with that speaker, also where the speaker says what
   footage shows: ten articles that quote one ministry have one origin. Organs of one state are one
   origin.
2. A claim resting on footage that nobody named speaks for, and that the case holds, starts with the
   earliest copy of that footage. Words on its screen that nobody is named as saying start there too, but
   in a lineage that cannot be shown: anybody can lay words over pictures.
3. A claim by an eyewitness whom a named publisher heard itself starts with that publisher's text.
4. Anything else (vague and anonymous sources, footage not in the case, the author's bare word)
   starts in a lineage that cannot be shown. It is listed and counts as none.

A document that carries another's text inherits its origin under rules 3 and 4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crossbearing.corroborate.lineage import Lineage
from crossbearing.corroborate.placed import PlacedClaim, Speaker
from crossbearing.model.allegation import Origin
from crossbearing.model.attribution import Sourcing
from crossbearing.model.claim import Basis
from crossbearing.model.evidence import Digest, Document

NAMED = frozenset({Sourcing.NAMED_PERSON, Sourcing.NAMED_BODY})


@dataclass(frozen=True, slots=True)
class Start:
    """The origin of one claim. key: equal for claims that start at the same place."""

    key: str
    label: str
    known: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What rules look up: documents, copies, and the footage that a document shows.

    shown: for a document, the root of each chain of copies among the clips that it shows.
    """

    documents: Mapping[Digest, Document]
    lineage: Lineage
    shown: Mapping[Digest, tuple[Digest, ...]]


def start_of(claim: PlacedClaim, sources: Sources) -> Start:
    """Say where `claim` starts, by the rules of this module."""
    named = next((s for s in reversed(claim.speakers) if s.sourcing in NAMED), None)
    if named is not None and claim.speakers[-1].sourcing in NAMED | {Sourcing.FOOTAGE}:
        return _from_speaker(named)
    if claim.basis is Basis.FOOTAGE or claim.sourcing is Sourcing.FOOTAGE:
        return _from_footage(claim, sources)
    root = sources.lineage.roots.get(claim.ref.item, claim.ref.item)
    text = sources.documents[root]
    if claim.basis is Basis.EYEWITNESS and text.publisher:
        return Start(
            f"text:{root}",
            text.publisher,
            known=True,
            reason=f"An eyewitness speaks to {text.publisher}, which publishes under its own name.",
        )
    return _unknown(claim, root, text)


def _from_speaker(speaker: Speaker) -> Start:
    name = speaker.ref.name
    return Start(
        f"speaker:{speaker.side}",
        name,
        known=True,
        reason=f"{name} is named as saying so; who repeats it adds nothing.",
    )


def _from_footage(claim: PlacedClaim, sources: Sources) -> Start:
    clips = sources.shown.get(claim.ref.item, ())
    if clips and sources.documents[claim.ref.item].on_screen:
        return Start(
            f"screen:{clips[0]}",
            f"words on the screen of footage {clips[0][:12]}",
            known=False,
            reason="The words stand on the screen: who put them there is not known, and copies keep them.",
        )
    if clips:
        return Start(
            f"footage:{clips[0]}",
            f"footage {clips[0][:12]}",
            known=True,
            reason="The document shows footage that the case holds; copies of it are one origin.",
        )
    root = sources.lineage.roots.get(claim.ref.item, claim.ref.item)
    return Start(
        f"unseen:{root}",
        "footage not in the case",
        known=False,
        reason="It speaks of footage that the case does not hold, so nobody here can tell whose it is.",
    )


_WHY_UNKNOWN = {
    Sourcing.AUTHOR: "The author says so without naming a source.",
    Sourcing.VAGUE: "The source is vague; it may be anyone, or one of the other sources.",
    Sourcing.ANONYMOUS: "The source is anonymous; it may be one of the other sources.",
    Sourcing.UNNAMED_OFFICIAL: "The official is not named and may be the one that others quote.",
    Sourcing.DOCUMENT: "The document it cites is not in the case, nor is its maker named.",
}


def _unknown(claim: PlacedClaim, root: Digest, text: Document) -> Start:
    why = _WHY_UNKNOWN.get(claim.sourcing, "Its source cannot be traced.")
    if root != claim.ref.item:
        why += f" The text is a near copy of “{text.publisher or text.title or root[:12]}”."
    label = text.publisher or text.title or f"item {root[:12]}"
    return Start(
        f"unknown:{root}", f"{label}: {claim.sourcing.value.replace('_', ' ')}", known=False, reason=why
    )


def find_origins(claims: Iterable[PlacedClaim], sources: Sources) -> tuple[Origin, ...]:
    """Return the origins that `claims` start from, known ones first, then in order of claims."""
    by_key: dict[str, list[tuple[Start, PlacedClaim]]] = defaultdict(list)
    for claim in claims:
        start = start_of(claim, sources)
        by_key[start.key].append((start, claim))
    origins = [
        Origin(
            id=key,
            label=started[0][0].label,
            items=tuple(dict.fromkeys(claim.ref.item for _, claim in started)),
            claims=tuple(dict.fromkeys(claim.ref for _, claim in started)),
            known=started[0][0].known,
            reasons=tuple(dict.fromkeys(start.reason for start, _ in started)),
        )
        for key, started in by_key.items()
    ]
    return tuple(sorted(origins, key=lambda origin: not origin.known))
