"""What a passage says two things are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crossbearing.model.anchor import Span


class RelationType(StrEnum):
    """How two things stand to each other. In charge and belonging are from the first to the second."""

    SAME_AS = "same_as"
    FIGHTING_AGAINST = "fighting_against"
    ALLIED_WITH = "allied_with"
    IN_CHARGE_OF = "in_charge_of"
    BELONGS_TO = "belongs_to"
    COMMUNICATES_WITH = "communicates_with"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation as a passage puts it. trigger: the word that says so, or what stands between two names."""

    type: RelationType
    first: Span
    second: Span
    trigger: Span
    reasons: tuple[str, ...] = ()


DIRECTED = frozenset({RelationType.IN_CHARGE_OF, RelationType.BELONGS_TO})
"""The types that hold from the first to the second; the others hold both ways."""
