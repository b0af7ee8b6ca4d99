"""Terms of office: who held a role on a day, as far as the dates of the register decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crossbearing.model.actor import Actor, Tenure
from crossbearing.resolve.validity import bounds, holds


@dataclass(frozen=True, slots=True)
class Holder:
    """A person and the term of office that covers a day.

    sure: False where the register knows only the month or year in which the term began or ended, and
    the day is in it.
    """

    actor: Actor
    tenure: Tenure
    sure: bool


def find_holders(actors: Iterable[Actor], role: str, organs: Iterable[str], on: date) -> tuple[Holder, ...]:
    """Return who held `role` in one of `organs` (actor ids) on a day, in the order of the register.

    A day on which one term ends and another begins is the newcomer's. Those who held it without doubt
    keep out those who may have. A term without any date says nothing of a day.
    """
    wanted = frozenset(organs)
    terms = [(a, t) for a in actors for t in a.tenures if t.role == role and t.organ in wanted]
    covering = [(a, t) for a, t in terms if (t.since or t.until) and holds(t.since, t.until, on)]
    begun = {a.id for a, t in covering if t.since is not None and bounds(t.since) == (on, on)}
    handed_over = [(a, t) for a, t in covering if not begun or a.id in begun or not _ends(t, on)]
    found = tuple(Holder(a, t, surely_holds(t.since, t.until, on)) for a, t in handed_over)
    return tuple(_once(h for h in found if h.sure)) or tuple(_once(found))


def surely_holds(since: str | None, until: str | None, on: date) -> bool:
    """Tell whether a period covers the day `on` whatever days its dates may mean; it needs a beginning."""
    if since is None or on < bounds(since)[1]:
        return False
    return until is None or on <= bounds(until)[0]


def _ends(tenure: Tenure, on: date) -> bool:
    return tenure.until is not None and bounds(tenure.until)[0] == on


def _once(holders: Iterable[Holder]) -> Iterator[Holder]:
    seen: set[str] = set()
    for holder in holders:
        if holder.actor.id not in seen:
            seen.add(holder.actor.id)
            yield holder
