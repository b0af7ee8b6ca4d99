"""Accepted stretches of one clip in another: which of them to keep, and which are one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crossbearing.media import align, decide
from crossbearing.media.decide import Evidence
from crossbearing.media.proposals import Proposal
from crossbearing.media.timing import Edges
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.footage import Moment

_SAME_SPEED, _SAME_LINE_S = 0.02, 0.4
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted stretch."""

    proposal: Proposal
    stretch: align.Stretch
    evidence: Evidence
    edges: Edges


def established(one: Found) -> bool:
    """Tell whether a stretch shows the same moment."""
    return decide.moment(one.evidence) is Moment.ESTABLISHED


def sure_enough(one: Found) -> bool:
    """Tell whether a stretch is so surely a copy that a closer map would say the same."""
    e = one.evidence
    return e.plain and established(one) and min(e.likeness, e.movement.overall) >= _SURE


def longest_of(stretches: list[Found]) -> align.Stretch | None:
    """Return the stretch of most frames; None of none."""
    return max((one.stretch for one in stretches), key=lambda stretch: stretch.frames, default=None)


def surest(anew: list[Found], before: list[Found]) -> list[Found]:
    """Return what a closer map explains, and what only the map before established.

    Fitted to one stretch, a map may lie worse for another.
    """
    sure = [one for one in anew if established(one)]
    sure += [one for one in before if established(one) and _apart_from(one, sure)]
    return sure + [one for one in anew if not established(one) and _apart_from(one, sure)]


def merged(found: list[Found]) -> list[Found]:
    """Order stretches by time, and join neighbours that lie on one line."""
    ordered = sorted(found, key=lambda one: one.stretch.first)
    kept: list[Found] = []
    for one in ordered:
        if kept and (joined := _joined(kept[-1], one)) is not None:
            kept[-1] = joined
        else:
            kept.append(one)
    return kept


def telling(found: list[Found]) -> list[Found]:
    """Where a moment is established, leave out what only shows that scene at some other moment."""
    sure = [one for one in found if established(one)]
    if not sure:
        return found
    return [one for one in found if established(one) or any(_on_one_line(each, one) for each in sure)]


def frames_apart(one: align.Stretch, other: align.Stretch) -> bool:
    """Tell whether two stretches share no frame of the query."""
    return one.last < other.first or other.last < one.first


def _apart_from(one: Found, others: list[Found]) -> bool:
    return all(frames_apart(one.stretch, other.stretch) for other in others)


def _on_one_line(one: Found, other: Found) -> bool:
    """Tell whether the second stretch lies where the first would be if it went on."""
    line = one.stretch.line
    carried_on = line.speed * float(other.edges.query.start_s) + line.offset_s
    return (
        one.proposal.mirror == other.proposal.mirror
        and abs(line.speed - other.stretch.line.speed) <= _SAME_SPEED
        and abs(carried_on - float(other.edges.reference.start_s)) <= _SAME_LINE_S
    )


def _joined(one: Found, other: Found) -> Found | None:
    """Join two stretches where the second goes on where the first leaves off; None where it does not."""
    apart = other.edges.query.start_s - one.edges.query.end_s
    if apart > 1 or not _on_one_line(one, other):
        return None
    # What goes on where a moment is established goes on with it, whatever moves there.
    stronger = max(one, other, key=lambda each: (established(each), each.stretch.frames))
    frames = one.stretch.frames + other.stretch.frames
    edges = Edges(
        TimeSpan(one.edges.query.start_s, max(one.edges.query.end_s, other.edges.query.end_s)),
        TimeSpan(one.edges.reference.start_s, max(one.edges.reference.end_s, other.edges.reference.end_s)),
    )
    evidence = replace(
        stronger.evidence,
        frames=frames,
        length_s=float(edges.query.length_s),
    )
    stretch = replace(stronger.stretch, first=one.stretch.first, last=other.stretch.last, frames=frames)
    return Found(stronger.proposal, stretch, evidence, edges)
