"""Denials, set against what they deny.

A denial that names the same actors and does not contradict place or date has been grouped with the
claims already. One that leaves out whom ("Moscow denied sending troops") stands against every
allegation about its own agent that it can mean; if there is none, it is an allegation that nobody
in the case puts forward, and is kept as such.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.corroborate.align import Group, sides
from crossbearing.corroborate.placed import PlacedClaim
from crossbearing.model.claim import Polarity
from crossbearing.settings import CorroborateSettings


def is_denial(claim: PlacedClaim) -> bool:
    """Tell whether `claim` denies its event."""
    return claim.polarity is Polarity.DENIED


def set_denials(groups: Sequence[Group], settings: CorroborateSettings) -> list[Group]:
    """Return the groups with every open denial moved to the allegations that it can mean."""
    put_forward = [g for g in groups if not all(is_denial(c) for c in g.claims)]
    kept = list(put_forward)
    for group in groups:
        if not all(is_denial(c) for c in group.claims):
            continue
        meant = [g for g in put_forward if _can_mean(group, g, settings)]
        for other in meant:
            for claim in group.claims:
                other.claims.append(claim)
        if not meant:
            kept.append(group)
    return kept


def _can_mean(denials: Group, group: Group, settings: CorroborateSettings) -> bool:
    """Tell whether a group of denials, all naming the same actors, can mean what `group` alleges."""
    if denials.family != group.family or not denials.sides < group.sides:
        return False
    return all(group.admits(claim, settings) or _open(claim, group) for claim in denials.claims)


def _open(claim: PlacedClaim, group: Group) -> bool:
    """Tell whether a denial leaves out whom, and place and date, so that only its agent counts."""
    return claim.place is None and claim.when is None and sides(claim) < group.sides
