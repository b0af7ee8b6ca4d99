"""Where a clip comes from, as far as the case can tell: its copies, and what its file says of its making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossbearing.dossier.cards import Link
from crossbearing.dossier.lookup import Lookup
from crossbearing.dossier.wording import seconds
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Copy, FilePosition, FileTime, Making, ZoneKnown

ZONE = {
    ZoneKnown.STATED: "with its time zone",
    ZoneKnown.BY_FORMAT: "UTC by the rules of the format; devices without a zone write local time there",
    ZoneKnown.UNKNOWN: "time zone not given",
}
_NOWHERE_DEGREES = 1e-4


@dataclass(frozen=True, slots=True)
class MakingView:
    """What a file says of its making. facts: (name, value) pairs; signs: observations, in sentences."""

    facts: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy. clip: the page's own where `here`. own: the day that its file gives, "" for none.

    made_from: in words, "" where nothing is known.
    """

    clip: Link
    here: bool
    public: str
    acquired: str
    own: str
    made_from: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The copies of a recording; the sentences say which is earliest, and in which sense."""

    first_public: str
    first_acquired: str
    copies: tuple[CopyLine, ...]
    contradictions: tuple[str, ...]


def footage_name(number: int) -> str:
    """Return the id of an item of footage on the page."""
    return f"f{number}"


def footage_link(lookup: Lookup, digest: Digest) -> Link:
    """Return where the page shows an item of footage."""
    number = lookup.footage_numbers.get(digest)
    return Link(footage_name(number) if number else "footage", lookup.label(digest))


def making_view(making: Making) -> MakingView:
    """Lay out what a file says of its making."""
    return MakingView(tuple(_facts(making)), making.signs)


def time_in_words(time: FileTime) -> str:
    """Write a time with what is known of its zone."""
    return f"{time.value.replace('T', ' ')} ({ZONE[time.zone]})"


def position_in_words(position: FilePosition) -> str:
    """Write a position, and say where it is one that means nothing."""
    height = f", {position.altitude_m:g} m" if position.altitude_m is not None else ""
    nowhere = max(abs(position.latitude), abs(position.longitude)) < _NOWHERE_DEGREES
    doubt = ": programs that know no position write this" if nowhere else ""
    return f"{position.latitude:.5f}, {position.longitude:.5f}{height}{doubt}"


def history_view(lookup: Lookup, item: Digest) -> HistoryView | None:
    """Lay out the history of a clip; None where the case has not traced it."""
    history = next((one for one in lookup.contents.histories if one.item == item), None)
    if history is None:
        return None
    by_item = {copy.item: copy for copy in history.copies}
    acquired = by_item[history.first_acquired].acquired if history.first_acquired in by_item else None
    public = by_item[history.first_public].public if history.first_public in by_item else None
    return HistoryView(
        first_public=(
            f"{_name(lookup, history.first_public, item)}, public on {public}"
            if history.first_public is not None
            else "not known: no copy is dated by a document or by the user"
        ),
        first_acquired=f"{_name(lookup, history.first_acquired, item)}"
        + (f", acquired {acquired:%Y-%m-%d %H:%M} UTC" if acquired else ""),
        copies=tuple(_line(lookup, copy, item) for copy in history.copies),
        contradictions=history.contradictions,
    )


def _facts(making: Making) -> Iterator[tuple[str, str]]:
    for time in making.times:
        yield f"Time ({time.key})", time_in_words(time)
    for position in making.positions:
        yield f"Position ({position.key})", position_in_words(position)
    if making.device:
        yield "Device", making.device
    for program in making.programs:
        yield "Program", program


def _name(lookup: Lookup, digest: Digest, here: Digest) -> str:
    return (
        "this one" if digest == here else f"F{lookup.footage_numbers.get(digest, '?')} {lookup.label(digest)}"
    )


def _own_day(lookup: Lookup, item: Digest) -> str:
    clip = lookup.footage.get(item)
    return min((time.value[:10] for time in clip.making.times), default="") if clip else ""


def _line(lookup: Lookup, copy: Copy, here: Digest) -> CopyLine:
    made_from = ""
    if copy.made_from is not None and copy.by is not None:
        match = copy.by
        told = [f"{seconds(float(match.query_time.length_s))} shared"]
        told += ["mirrored"] if match.mirrored else []
        told += [f"speed × {match.speed:.3g}"] if match.speed != 1.0 else []
        made_from = f"{_name(lookup, copy.made_from, here)} or a common source ({', '.join(told)})"
    return CopyLine(
        clip=footage_link(lookup, copy.item),
        here=copy.item == here,
        public=copy.public.isoformat() if copy.public else "no date known",
        acquired=f"{copy.acquired:%Y-%m-%d}" if copy.acquired else "",
        own=_own_day(lookup, copy.item),
        made_from=made_from,
    )
