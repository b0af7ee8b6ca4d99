"""Frames of footage as data addresses, within a budget, each decoded once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from crossbearing.errors import CrossbearingError
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import ContactSheet

FrameSource = Callable[[Digest, Fraction, int], bytes]
"""(item, seconds from the first frame, longest side in pixels) → JPEG bytes."""

SheetSource = Callable[[Digest], ContactSheet | None]
"""An item's contact sheet; None where there is none."""

_JPEG_START = b"\xff\xd8\xff"
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame to show. uri: None where it cannot be shown; `missing` then says why."""

    item: Digest
    at_s: Fraction
    uri: str | None
    missing: str = ""


@dataclass(slots=True)
class FrameShelf:
    """Hands out frames until the budget is spent. source None: frames were not asked for."""

    source: FrameSource | None
    budget: int
    sheets: SheetSource | None = None
    _kept: dict[tuple[Digest, Fraction, int], Frame] = field(default_factory=dict)

    def frame(self, item: Digest, at_s: Fraction, max_side_px: int) -> Frame:
        """Return the frame shown at `at_s`; the same call gives the same frame."""
        key = (item, at_s, max_side_px)
        if key not in self._kept:
            self._kept[key] = self._fetch(item, at_s, max_side_px)
        return self._kept[key]

    def strip(self, item: Digest, count: int) -> tuple[Frame, ...] | None:
        """Return up to `count` pictures of an item's contact sheet; None where there are none, or no room."""
        sheet = self.sheets(item) if self.sheets is not None else None
        if sheet is None or not sheet.pictures:
            return None
        total = len(sheet.pictures)
        places = [n * total // count for n in range(count)] if total > count else list(range(total))
        if len(places) > self.budget:
            return None
        self.budget -= len(places)
        return tuple(_shown(item, sheet.times_s[place], sheet.pictures[place]) for place in places)

    def _fetch(self, item: Digest, at_s: Fraction, max_side_px: int) -> Frame:
        if self.source is None:
            return Frame(item, at_s, None, "frames were not asked for")
        if self.budget <= 0:
            return Frame(item, at_s, None, "left out: the page holds no more frames")
        self.budget -= 1
        try:
            picture = self.source(item, at_s, max_side_px)
        except (CrossbearingError, OSError) as error:
            return Frame(item, at_s, None, f"this frame cannot be decoded: {error}")
        return _shown(item, at_s, picture)


def _shown(item: Digest, at_s: Fraction, picture: bytes) -> Frame:
    if not picture.startswith(_JPEG_START) or len(picture) > _MAX_BYTES:
        return Frame(item, at_s, None, "this frame cannot be shown: not a modest JPEG")
    return Frame(item, at_s, "data:image/jpeg;base64," + b64encode(picture).decode("ascii"))
