"""One card an allegation: its grade's derivation, its origins, and claims beside denials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from crossbearing.dossier.lookup import Lookup
from crossbearing.dossier.quotes import quote
from crossbearing.dossier.testimony import Step, Testimony, gather_testimonies
from crossbearing.dossier.wording import (
    BASIS,
    CERTAINTY,
    CREDIBILITY,
    NOBODY,
    RELIABILITY,
    SOURCING,
    actor_name,
    deed_of,
    place_label,
    support_label,
    tie,
    verb,
)
from crossbearing.model.allegation import Allegation, ClaimRef, Grade, Origin
from crossbearing.model.evidence import Digest

_MAX_ORIGINS = 40
_MAX_CARRIERS = 12


@dataclass(frozen=True, slots=True)
class GradeBadge:
    """A grade with both axes in words."""

    code: str
    reliability: str
    credibility: str
    reliability_words: str
    credibility_words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A place of this page."""

    target: str
    label: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim or a denial on its card. passage: where its words stand in the full text."""

    name: str
    steps: tuple[Step, ...]
    sourcing: str
    sourcing_code: str
    certainty: str
    basis: str
    said: str | None
    published: str | None
    document: Link
    passage: Link | None
    quote: Markup
    language: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginCard:
    """An origin, whether it counts, and the documents that carry it."""

    label: str
    counted: bool
    reasons: tuple[str, ...]
    carriers: tuple[Link, ...]
    carriers_left_out: int


@dataclass(frozen=True, slots=True)
class AllegationCard:
    """All that the page says about one allegation."""

    number: int
    name: str
    id: str
    grade: GradeBadge
    type: str
    verb: str
    mode: str | None
    deed: str
    tie: str
    agent: str
    recipient: str | None
    support: str
    place: str
    date: str
    independent_origins: int
    footage: tuple[Digest, ...]
    footage_claimed: bool
    claims: tuple[ClaimCard, ...]
    denials: tuple[ClaimCard, ...]
    claims_total: int
    denials_total: int
    origins: tuple[OriginCard, ...]
    origins_left_out: int
    reasons: tuple[str, ...]
    speakers: str


def allegation_name(number: int) -> str:
    """Return the id of a card on the page."""
    return f"a{number}"


def document_name(number: int) -> str:
    """Return the id of a document on the page."""
    return f"d{number}"


def claim_name(lookup: Lookup, ref: ClaimRef) -> str:
    """Return the id of a claim's passage in the full text."""
    return f"d{lookup.document_numbers[ref.item]}c{ref.claim}"


def allegation_card(
    lookup: Lookup,
    allegation: Allegation,
    number: int,
    *,
    shown_documents: Mapping[Digest, int],
    passages: frozenset[str],
    max_claims: int,
) -> AllegationCard:
    """Gather a card. shown_documents, passages: the texts that the page holds, and the claims in them."""
    name = allegation_name(number)
    claims = gather_testimonies(lookup, allegation.claims[:max_claims])
    denials = gather_testimonies(lookup, allegation.denials[:max_claims])
    origins = _counted_first(allegation.origins)
    everyone = sorted({one.speaker.speaker.name for one in (*claims, *denials)})
    return AllegationCard(
        number=number,
        name=name,
        id=allegation.id,
        grade=grade_badge(allegation.grade),
        type=allegation.type.value,
        verb=verb(allegation.type, alone=allegation.recipient is None),
        mode=allegation.mode,
        deed=deed_of(allegation),
        tie=tie(allegation),
        agent=actor_name(allegation.agent),
        recipient=allegation.recipient.name or NOBODY if allegation.recipient else None,
        support=support_label(allegation.support),
        place=place_label(allegation.place),
        date=allegation.date or "",
        independent_origins=allegation.independent_origins,
        footage=tuple(sorted(allegation.footage, key=lambda item: lookup.footage_numbers.get(item, 0))),
        footage_claimed=allegation.footage_claimed,
        claims=tuple(_claim_card(lookup, one, name, shown_documents, passages) for one in claims),
        denials=tuple(
            _claim_card(lookup, one, f"{name}-denial", shown_documents, passages) for one in denials
        ),
        claims_total=len(allegation.claims),
        denials_total=len(allegation.denials),
        origins=tuple(_origin_card(lookup, origin, shown_documents) for origin in origins[:_MAX_ORIGINS]),
        origins_left_out=max(len(allegation.origins) - _MAX_ORIGINS, 0),
        reasons=allegation.reasons,
        speakers=" · ".join(everyone),
    )


def grade_badge(grade: Grade) -> GradeBadge:
    """Put both axes of a grade in words."""
    return GradeBadge(
        grade.code,
        grade.reliability.value,
        grade.credibility.value,
        RELIABILITY[grade.reliability],
        CREDIBILITY[grade.credibility],
        grade.reasons,
    )


def _claim_card(
    lookup: Lookup, one: Testimony, name: str, shown: Mapping[Digest, int], passages: frozenset[str]
) -> ClaimCard:
    number = lookup.document_numbers[one.ref.item]
    spot = claim_name(lookup, one.ref)
    return ClaimCard(
        name=f"{name}-{claim_name(lookup, one.ref)}",
        steps=one.steps,
        sourcing=SOURCING[one.speaker.sourcing],
        sourcing_code=one.speaker.sourcing.value,
        certainty=CERTAINTY[one.claim.certainty],
        basis=BASIS[one.claim.basis],
        said=one.said,
        published=one.document.published.isoformat() if one.document.published else None,
        document=Link(
            document_name(number) if one.ref.item in shown else "documents", lookup.label(one.ref.item)
        ),
        passage=Link(spot, f"D{number}") if spot in passages else None,
        quote=quote(one),
        language=one.document.language,
        reasons=(
            *one.claim.reasons,
            *one.event.reasons,
            *(why for link in one.attributions for why in link.reasons),
        ),
    )


def _counted_first(origins: tuple[Origin, ...]) -> list[Origin]:
    return sorted(origins, key=lambda origin: (not origin.known, origin.id))


def _origin_card(lookup: Lookup, origin: Origin, shown: Mapping[Digest, int]) -> OriginCard:
    return OriginCard(
        origin.label,
        origin.known,
        origin.reasons,
        tuple(
            Link(
                document_name(lookup.document_numbers[item]) if item in shown else "documents",
                lookup.label(item),
            )
            for item in origin.items[:_MAX_CARRIERS]
        ),
        max(len(origin.items) - _MAX_CARRIERS, 0),
    )
