"""What corroboration weighs: everything that was read in a case, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Digest, Document, Item
from crossbearing.model.footage import Footage, Match
from crossbearing.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Material:
    """The records of a case that allegations are derived from. readings: by item."""

    items: tuple[Item, ...] = ()
    documents: tuple[Document, ...] = ()
    readings: Mapping[Digest, Reading] = field(default_factory=dict)
    footage: tuple[Footage, ...] = ()
    matches: tuple[Match, ...] = ()
    decisions: tuple[Decision, ...] = ()
