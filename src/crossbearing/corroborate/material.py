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
    """The records of a case that allegations are derived from.

    readings: by item. sides: for the id of an actor that acts for another (an organ for its state, a
    branch for its army), the id of the one at the top; who is not in it acts for itself.
    voices: the same for speakers, persons in office included, by (id, item of the document).
    """

    items: tuple[Item, ...] = ()
    documents: tuple[Document, ...] = ()
    readings: Mapping[Digest, Reading] = field(default_factory=dict)
    footage: tuple[Footage, ...] = ()
    matches: tuple[Match, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sides: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[tuple[str, Digest], str] = field(default_factory=dict)
