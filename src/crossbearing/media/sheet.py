"""The contact sheet: one small picture of each shot, taken while the clip streams by.

Where a shot ends is not known until it does. So its picture is taken once at its beginning and again
whenever it has lasted twice as long: the last one taken lies in its second half.
"""

from __future__ import annotations

from fractions import Fraction

from crossbearing.media.decode import Colour, Frame
from crossbearing.media.jpeg import to_jpeg
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import ContactSheet

_SIDE_PX = 240
_MAX_PICTURES = 48
_FIRST_S = Fraction(1, 4)
_JPEG_QUALITY = 80

_Taken = tuple[int, Colour]


class SheetMaker:
    """Takes frames in order; keeps one a shot, and of many shots every second, fourth, …."""

    def __init__(self, time_base: Fraction) -> None:
        self._time_base = time_base
        self._first = max(1, round(_FIRST_S / time_base))
        self._start = 0
        self._due = 0
        self._cuts = 0
        self._taken: list[_Taken] = []
        self._kept: list[tuple[int, int, bytes]] = []
        self._step = 1

    def push(self, frame: Frame, cuts: list[int]) -> None:
        """Take the next frame. cuts: ticks of the cuts known so far."""
        if len(cuts) > self._cuts:
            self._end_shot(cuts[-1])
            self._cuts = len(cuts)
        if frame.ticks >= self._due:
            self._taken = [*self._taken[-1:], (frame.ticks, frame.colour(_SIDE_PX))]
            self._due = self._start + max(self._first, 2 * (frame.ticks - self._start))

    def sheet(self, item: Digest) -> ContactSheet:
        """Return the pictures, in order, when there are no more frames."""
        self._keep(self._taken)
        return ContactSheet(
            item,
            times_s=tuple(ticks * self._time_base for _, ticks, _ in self._kept),
            pictures=tuple(jpeg for _, _, jpeg in self._kept),
        )

    def _end_shot(self, cut: int) -> None:
        """Start a shot at `cut`, which is known only now: what was taken since belongs to the new one."""
        self._keep([taken for taken in self._taken if taken[0] < cut])
        self._taken = [taken for taken in self._taken if taken[0] >= cut]
        self._start, self._due = cut, cut
        if self._taken:
            self._due = cut + self._first

    def _keep(self, taken: list[_Taken]) -> None:
        if not taken or self._cuts % self._step:
            return
        ticks, colour = taken[-1]
        self._kept.append((self._cuts, ticks, to_jpeg(colour, _JPEG_QUALITY)))
        if len(self._kept) > _MAX_PICTURES:
            self._step *= 2
            self._kept = [kept for kept in self._kept if kept[0] % self._step == 0]
