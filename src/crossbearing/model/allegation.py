"""What the claims of all sources, taken together, put forward."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crossbearing.model.actor import ActorRef
from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.evidence import Digest
from crossbearing.model.place import Place


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """A claim of a case: position in the reading of an item."""

    item: Digest
    claim: int


class Reliability(StrEnum):
    """Admiralty code, first axis: how reliable the sources are."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Admiralty code, second axis: how credible what they say is."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty code with the sentences that derive it, in the order in which they applied."""

    reliability: Reliability
    credibility: Credibility
    reasons: tuple[str, ...]

    @property
    def code(self) -> str:
        """The two characters, such as "C3"."""
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a chain of copies starts.

    id: stable within the case. items: documents that carry this origin, the earliest first.
    known: False while its independence cannot be shown; such an origin is not counted.
    """

    id: str
    label: str
    items: tuple[Digest, ...]
    claims: tuple[ClaimRef, ...]
    known: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allegation:
    """The claims, over all sources, that put forward the same event, and those that deny it.

    id: stable while its event key is. date: EDTF of when it is said to have happened; None where
    nobody says. footage: items of footage tied to it. footage_claimed: some claim says that
    footage shows it. reasons: why these claims were taken together.
    """

    id: str
    type: EventType
    mode: str | None
    support: tuple[SupportKind, ...]
    agent: ActorRef | None
    recipient: ActorRef | None
    place: Place | None
    date: str | None
    claims: tuple[ClaimRef, ...]
    denials: tuple[ClaimRef, ...]
    origins: tuple[Origin, ...]
    footage: tuple[Digest, ...]
    footage_claimed: bool
    grade: Grade
    reasons: tuple[str, ...] = ()

    @property
    def independent_origins(self) -> int:
        """How many origins are known to be independent; an unknown lineage counts as none."""
        return sum(origin.known for origin in self.origins)
