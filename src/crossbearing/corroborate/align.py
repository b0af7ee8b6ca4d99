"""Claims of all sources that put forward the same event, taken together.

Two claims go together when their events are of one family, their actors are compatible, and
neither place nor date contradicts. A claim joins a group only if it is compatible with what every
member of the group has said so far, so that vague claims cannot chain distinct events together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from crossbearing.corroborate.placed import TIES, PlacedClaim
from crossbearing.model.edtf import Days, edtf_days
from crossbearing.model.event import EventType
from crossbearing.model.place import Place, Precision, distance_km
from crossbearing.settings import CorroborateSettings

FORCE = frozenset({EventType.ASSAULT, EventType.COERCE})
MUTUAL = TIES | {EventType.CONSULT, EventType.AGREE}
"""Where "A with B" and "B with A" are the same event, save for aid, which has a direction."""
DIRECTED = frozenset({EventType.AID, EventType.SUPPORT})

NEAR_KM = 30.0
WIDE = frozenset({Precision.REGION, Precision.COUNTRY, Precision.SUBDIVISION})


def family(kind: EventType) -> str:
    """Return the name of the family of event types that claims are compared within."""
    if kind in TIES:
        return "tie"
    return "force" if kind in FORCE else kind.value.lower()


@dataclass(slots=True)
class Group:
    """Claims taken together so far, with what they have committed the group to."""

    family: str
    sides: frozenset[str]
    directed: tuple[str | None, str | None] | None = None
    claims: list[PlacedClaim] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    days: list[Days] = field(default_factory=list)
    published: list[date] = field(default_factory=list)

    def admits(self, claim: PlacedClaim, settings: CorroborateSettings) -> bool:
        """Tell whether `claim` contradicts nothing that the group's claims say."""
        return (
            self._direction_fits(claim)
            and all(same_ground(claim.place, place) for place in self.places.values())
            and self._dates_fit(claim, settings)
        )

    def _direction_fits(self, claim: PlacedClaim) -> bool:
        mine = direction(claim)
        return mine is None or self.directed is None or mine == self.directed

    def _dates_fit(self, claim: PlacedClaim, settings: CorroborateSettings) -> bool:
        days = edtf_days(claim.when) if claim.when else None
        if days is not None and self.days:
            return all(days.gap_days(other) == 0 for other in self.days)
        span = self._span()
        mine = days or _published_days(claim)
        return span is None or mine is None or span.gap_days(mine) <= settings.max_undated_gap_days

    def _span(self) -> Days | None:
        if self.days:
            return self.days[0]
        return Days(min(self.published), max(self.published)) if self.published else None

    def add(self, claim: PlacedClaim) -> None:
        """Take `claim` in."""
        self.claims.append(claim)
        self.directed = self.directed or direction(claim)
        if claim.place is not None:
            self.places.setdefault(claim.place.id, claim.place)
        days = edtf_days(claim.when) if claim.when else None
        if days is not None and days not in self.days:
            self.days.append(days)
        if claim.published is not None:
            self.published.append(claim.published)


def direction(claim: PlacedClaim) -> tuple[str | None, str | None] | None:
    """Return (who, to whom) where the kind of event has a direction, else None."""
    if claim.type in MUTUAL - DIRECTED:
        return None
    return claim.agent_side, claim.recipient_side


def _published_days(claim: PlacedClaim) -> Days | None:
    return Days(claim.published, claim.published) if claim.published else None


def sides(claim: PlacedClaim) -> frozenset[str]:
    """Return for whom the actors of a claim act, without order."""
    return frozenset(side for side in (claim.agent_side, claim.recipient_side) if side is not None)


def align_claims(claims: Iterable[PlacedClaim], settings: CorroborateSettings) -> list[Group]:
    """Group claims about the same event; linear in claims for a bounded number of groups a pair.

    Claims are taken in the order given, so hand them over in a stable one. Claims that name both
    actors and the more precise place come first within a document, to found the groups.
    """
    groups: dict[tuple[str, frozenset[str]], list[Group]] = defaultdict(list)
    ordered: list[Group] = []
    for claim in claims:
        key = (family(claim.type), sides(claim))
        group = next((g for g in groups[key] if g.admits(claim, settings)), None)
        if group is None:
            group = Group(*key)
            groups[key].append(group)
            ordered.append(group)
        group.add(claim)
    return ordered


def same_ground(one: Place | None, other: Place | None) -> bool:
    """Tell whether two places can be the same ground: equal, near, or one within the other."""
    if one is None or other is None or one.id == other.id:
        return True
    if Precision.REGION in (one.precision, other.precision):
        return True
    if one.country != other.country:
        return False
    if Precision.COUNTRY in (one.precision, other.precision):
        return True
    if distance_km(one, other) <= NEAR_KM:
        return True
    wide = {p.precision for p in (one, other)} & WIDE
    return bool(wide) and _within(one, other)


def _within(one: Place, other: Place) -> bool:
    names = {_plain(p.name) for p in (one, other) if p.precision is Precision.SUBDIVISION}
    return any(p.subdivision is not None and _plain(p.subdivision) in names for p in (one, other))


def _plain(name: str) -> str:
    return name.casefold().removesuffix(" governorate").removesuffix(" province").strip()
