"""Who is given as saying what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crossbearing.model.anchor import Span


class Sourcing(StrEnum):
    """What kind of source stands behind a statement."""

    NAMED_PERSON = "named_person"
    NAMED_BODY = "named_body"
    UNNAMED_OFFICIAL = "unnamed_official"
    ANONYMOUS = "anonymous"
    VAGUE = "vague"
    FOOTAGE = "footage"
    DOCUMENT = "document"
    AUTHOR = "author"


_POINTING = frozenset({"", "that", "which", "who", "it", "he", "she", "they", "this", "these", "those"})
_OF_THE_KIND = {
    Sourcing.NAMED_PERSON: "a person",
    Sourcing.NAMED_BODY: "a body",
    Sourcing.UNNAMED_OFFICIAL: "an unnamed official",
    Sourcing.ANONYMOUS: "an anonymous source",
    Sourcing.VAGUE: "a vague source",
    Sourcing.FOOTAGE: "footage",
    Sourcing.DOCUMENT: "a document",
    Sourcing.AUTHOR: "the author",
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content, in the scheme of PolNeAR.

    source, cue, content: spans in text order; several where the thing is discontinuous; source may
    be empty ("it was reported that"). parent: position of the attribution whose content holds this
    one. speaker: position of the mention that names the source. said: position of the time
    expression that dates the saying. reasons: which rule read it so, and why the sourcing class.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sourcing: Sourcing
    parent: int | None = None
    speaker: int | None = None
    said: int | None = None
    reasons: tuple[str, ...] = ()

    def called(self, text: str) -> str:
        """Return what the source is called in `text`; where that only points, what kind it is of."""
        words = " ".join(" … ".join(span.of(text) for span in self.source).split())
        return _OF_THE_KIND[self.sourcing] if words.lower() in _POINTING else words
