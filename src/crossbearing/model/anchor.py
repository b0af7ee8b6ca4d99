"""Where something stands: characters of a document, a stretch of footage, a part of a frame."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crossbearing.model.digest import Digest


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end`; Unicode code points into the document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if not 0 <= self.start <= self.end:
            msg = f"a span needs 0 <= start <= end, not {self.start}..{self.end}"
            raise ValueError(msg)

    def __len__(self) -> int:
        """Count the code points covered."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return what `text` says here."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    """Presentation time from the first frame, in seconds as exact fractions; half open."""

    start_s: Fraction
    end_s: Fraction

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it starts."""
        if self.end_s < self.start_s:
            msg = f"a stretch needs start <= end, not {self.start_s}..{self.end_s}"
            raise ValueError(msg)

    @property
    def length_s(self) -> Fraction:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a frame, in fractions of its width and height (0 to 1), from the top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in an item. A discontinuous place has several spans."""

    item: Digest
    spans: tuple[Span, ...] = ()
    time: TimeSpan | None = None
    region: Region | None = None
