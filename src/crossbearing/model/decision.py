"""What a person decided. Nothing is overwritten: an undoing is a decision of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DecisionKind(StrEnum):
    """What a decision is about, and so what its `subjects` are."""

    SAME_ACTOR = "same_actor"
    """subjects: a mention's name as written, an actor id."""
    SAME_ALLEGATION = "same_allegation"
    """subjects: ids of the allegations to take together."""
    NOT_SAME_ALLEGATION = "not_same_allegation"
    """subjects: an allegation id, then the claims to take out ("digest#position")."""
    REJECT_CLAIM = "reject_claim"
    """subjects: claims that the machine misread ("digest#position")."""
    GRADE = "grade"
    """subjects: an allegation id, an Admiralty code."""
    TIE_FOOTAGE = "tie_footage"
    """subjects: an allegation id, the digest of an item of footage."""
    UNDO = "undo"
    """subjects: the id of the decision taken back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, by whom, when (UTC) and why."""

    id: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    who: str
    when: datetime
    why: str


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that no later one takes back, in the order given; undoings left out.

    An undoing can itself be undone, which brings the first decision back.
    """
    ordered = tuple(decisions)
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone:
            undone.update(decision.subjects)
    return tuple(d for d in ordered if d.kind is not DecisionKind.UNDO and d.id not in undone)
