"""One event as one source puts it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Polarity(StrEnum):
    """Whether the source puts the event forward or denies it."""

    ASSERTED = "asserted"
    DENIED = "denied"


class Certainty(StrEnum):
    """FactBank's scale: certain, probable, possible, underspecified × positive, negative."""

    CT_PLUS = "CT+"
    PR_PLUS = "PR+"
    PS_PLUS = "PS+"
    CT_MINUS = "CT-"
    PR_MINUS = "PR-"
    PS_MINUS = "PS-"
    CT_U = "CTu"
    UU = "Uu"


class Basis(StrEnum):
    """What evidence the source shows for it."""

    FOOTAGE = "footage"
    DOCUMENT = "document"
    OFFICIAL_RECORD = "official_record"
    EYEWITNESS = "eyewitness"
    HEARSAY = "hearsay"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim within one Reading.

    event: position of the event. chain: positions of attributions from the outermost to the one
    whose content holds the event; empty when the author says it in their own voice.
    """

    event: int
    chain: tuple[int, ...]
    polarity: Polarity
    certainty: Certainty
    basis: Basis
    reasons: tuple[str, ...] = ()
