"""Words read from the screen, as the page shows them: what they say, when, and where in the frame."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.dossier.wording import seconds
from crossbearing.model.anchor import Region
from crossbearing.model.evidence import Document

_MAX_LINES = 300
_WIDE = 0.6


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A caption in the table of its document."""

    time: str
    where: str
    words: str


def caption_lines(document: Document) -> tuple[CaptionLine, ...]:
    """List the captions of a document read from pictures; () for any other."""
    return tuple(
        CaptionLine(
            f"{seconds(float(anchor.time.start_s))}–{seconds(float(anchor.time.end_s))}",
            where_on_screen(anchor.region),
            " … ".join(span.of(document.text) for span in anchor.spans),
        )
        for anchor in document.anchors[:_MAX_LINES]
        if anchor.time is not None and anchor.region is not None
    )


def where_on_screen(region: Region) -> str:
    """Say in words where in the frame a region lies: "lower third, left"."""
    middle = region.top + region.height / 2
    height = "upper third" if middle < 1 / 3 else "middle" if middle < 2 / 3 else "lower third"
    if region.width > _WIDE:
        return f"{height}, across"
    centre = region.left + region.width / 2
    return f"{height}, {'left' if centre < 1 / 3 else 'centre' if centre < 2 / 3 else 'right'}"
