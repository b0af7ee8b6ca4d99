"""From claims to allegations: group, set denials against them, find origins, grade, order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from crossbearing.corroborate.align import Group, align_claims
from crossbearing.corroborate.decided import Decided, read_decisions
from crossbearing.corroborate.denial import is_denial, set_denials
from crossbearing.corroborate.grade import grade_claims
from crossbearing.corroborate.lineage import trace_lineage
from crossbearing.corroborate.material import Material
from crossbearing.corroborate.origins import Sources, find_origins
from crossbearing.corroborate.placed import PlacedClaim, by_document, place_claims
from crossbearing.corroborate.seen import Showings, seen_before, tie_footage
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import Allegation, ClaimRef, Credibility, Reliability
from crossbearing.model.attribution import Sourcing
from crossbearing.model.claim import Basis
from crossbearing.model.edtf import edtf_days
from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.place import Place, Precision
from crossbearing.settings import CorroborateSettings

T = TypeVar("T")
_PRECISIONS = list(Precision)


def weigh_claims(material: Material, settings: CorroborateSettings) -> tuple[Allegation, ...]:
    """Derive the allegations of a case; a pure function of what it holds and what was decided.

    Ties come first, then attacks, then the rest; within these the better carried come first.
    """
    decided = read_decisions(material.decisions)
    claims = [
        claim
        for document, reading in by_document(material.documents, material.readings)
        for claim in place_claims(document, reading, material)
        if claim.ref not in decided.rejected
    ]
    claims.sort(key=lambda c: (c.recipient_key is None or c.agent_key is None, c.place is None))
    showings = tie_footage(material)
    sources = Sources(
        {d.item: d for d in material.documents},
        trace_lineage(material.documents, settings),
        {item: tuple(dict.fromkeys(map(showings.root, clips))) for item, clips in showings.shown.items()},
    )
    groups = set_denials(align_claims(claims, settings), settings)
    allegations: dict[str, Allegation] = {}
    for group, allegation_id in decided.regroup(_with_ids(groups)):
        allegations[allegation_id] = _allegation(group, allegation_id, sources, showings, decided)
    return tuple(sorted(allegations.values(), key=_rank))


def _with_ids(groups: Iterable[Group]) -> list[tuple[Group, str]]:
    """Name each group after its event; where two share that, after their first claims too."""
    named: list[tuple[Group, str]] = []
    taken: Counter[str] = Counter()
    for group in groups:
        event = (group.family, _keys(group), _ground(group.claims), _date(group.claims))
        base = hashlib.sha256(repr(event).encode()).hexdigest()[:12]
        taken[base] += 1
        first = min(c.ref for c in group.claims)
        again = hashlib.sha256(f"{base}{first.item}{first.claim}".encode()).hexdigest()[:12]
        named.append((group, base if taken[base] == 1 else again))
    return named


def _keys(group: Group) -> tuple[str | None, str | None]:
    lead = group.claims[0]
    return lead.agent_key, lead.recipient_key


def _ground(claims: Sequence[PlacedClaim]) -> str | None:
    place = _place(claims)
    return place.id if place else None


def _allegation(
    group: Group, allegation_id: str, sources: Sources, showings: Showings, decided: Decided
) -> Allegation:
    claims = sorted(group.claims, key=lambda c: c.ref)
    support = [c for c in group.claims if not is_denial(c)]
    shown = [clip for c in support if _on_footage(c) for clip in showings.shown.get(c.ref.item, ())]
    tied = tuple(dict.fromkeys([*shown, *decided.tied.get(allegation_id, ())]))
    origins = find_origins(support, sources)
    when = _date(claims)
    days = edtf_days(when) if when else None
    said_to_show = days.first if days else None
    grade = grade_claims(claims, origins, seen_before(tied, said_to_show, showings))
    lead = support or claims
    return Allegation(
        id=allegation_id,
        type=_most(c.type for c in lead) or EventType.COOPERATE,
        mode=_most(c.mode for c in lead),
        support=tuple(kind for kind in SupportKind if any(kind in c.support for c in lead)),
        agent=_actor(lead, agent=True),
        recipient=_actor(lead, agent=False),
        place=_place(claims),
        date=when,
        claims=_refs(support),
        denials=_refs(c for c in claims if is_denial(c)),
        origins=origins,
        footage=tied,
        footage_claimed=any(_on_footage(c) for c in support),
        grade=decided.regrade(allegation_id, grade),
        reasons=_why_together(group, decided, allegation_id),
    )


def _on_footage(claim: PlacedClaim) -> bool:
    return claim.basis is Basis.FOOTAGE or claim.sourcing is Sourcing.FOOTAGE


def _refs(claims: Iterable[PlacedClaim]) -> tuple[ClaimRef, ...]:
    return tuple(sorted({c.ref for c in claims}))


def _most(values: Iterable[T | None]) -> T | None:
    """Return the most frequent value, the first seen where several are; None where there is none."""
    counted = Counter(v for v in values if v is not None)
    return counted.most_common(1)[0][0] if counted else None


def _actor(claims: Sequence[PlacedClaim], *, agent: bool) -> ActorRef | None:
    """Name one side as most claims name it, in the direction that the first of them gives."""
    lead = claims[0]
    side = lead.agent_side if agent else lead.recipient_side
    names = []
    for claim in claims:
        both = ((claim.agent_side, claim.agent), (claim.recipient_side, claim.recipient))
        names += [ref for its, ref in both if ref is not None and its == side]
    return _most(names) if side is not None else None


def _place(claims: Sequence[PlacedClaim]) -> Place | None:
    """Return the most precise place that is named."""
    places = [c.place for c in claims if c.place is not None]
    return max(places, key=lambda p: _PRECISIONS.index(p.precision), default=None)


def _date(claims: Sequence[PlacedClaim]) -> str | None:
    """Return the narrowest date that is given."""
    dates = sorted({c.when for c in claims if c.when is not None})
    return min(dates, key=_width_days, default=None)


def _width_days(notation: str) -> int:
    days = edtf_days(notation)
    return (days.last - days.first).days if days and days.first and days.last else 10**7


def _why_together(group: Group, decided: Decided, allegation_id: str) -> tuple[str, ...]:
    reasons = list(decided.reasons.get(allegation_id, ()))
    documents = {c.ref.item for c in group.claims}
    if len({c.ref for c in group.claims}) > 1:
        reasons.append(
            f"{len({c.ref for c in group.claims})} claims of {len(documents)} "
            f"{'document' if len(documents) == 1 else 'documents'} name the same actors, "
            "in events of one kind, and neither place nor date contradicts."
        )
    named = {n for c in group.claims for k, n in _unnamed(c) if k.startswith("of:")}
    reasons += [f"“{name}” is taken with the actor that it is said to belong to." for name in sorted(named)]
    return tuple(reasons)


def _unnamed(claim: PlacedClaim) -> list[tuple[str, str]]:
    both = ((claim.agent_key, claim.agent), (claim.recipient_key, claim.recipient))
    return [(key, ref.name) for key, ref in both if key is not None and ref is not None]


def _rank(allegation: Allegation) -> tuple[int, int, Credibility, Reliability, int, str]:
    kind = allegation.type
    first = 0 if kind in {EventType.COOPERATE, EventType.SUPPORT, EventType.AID} else 2
    order = 1 if kind in {EventType.ASSAULT, EventType.COERCE} else first
    return (
        order,
        -allegation.independent_origins,
        allegation.grade.credibility,
        allegation.grade.reliability,
        -len(allegation.claims),
        allegation.id,
    )
