"""What is said to have happened between whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crossbearing.model.anchor import Span


class EventType(StrEnum):
    """PLOVER root types. YIELD covers what later drafts of PLOVER split into CONCEDE and RETREAT."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    YIELD = "YIELD"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class SupportKind(StrEnum):
    """Categories of UCDP's External Support Dataset, in words."""

    TROOPS = "troops"
    ACCESS_TO_TERRITORY = "access_to_territory"
    ACCESS_TO_INFRASTRUCTURE = "access_to_infrastructure"
    WEAPONS = "weapons"
    MATERIEL_AND_LOGISTICS = "materiel_and_logistics"
    TRAINING = "training"
    FUNDING = "funding"
    INTELLIGENCE = "intelligence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a passage puts it.

    extent: the clause that puts it forward. agent, recipient, place: positions of mentions; date:
    position of a time expression. mode: PLOVER mode in lower case ("military", "financial", …),
    None where the text gives none.
    """

    trigger: Span
    extent: Span
    type: EventType
    mode: str | None = None
    support: tuple[SupportKind, ...] = ()
    agent: int | None = None
    recipient: int | None = None
    place: int | None = None
    date: int | None = None
    reasons: tuple[str, ...] = ()
