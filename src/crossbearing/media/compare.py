"""The exact comparison of two pieces of footage: the meaning of a match.

`find_matches` is the reference; an index only decides which pairs are worth comparing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from crossbearing.media import align, decide
from crossbearing.media.closer import MAX_MATRIX_CELLS, closer_map
from crossbearing.media.decide import Evidence
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.media.found import (
    Found,
    established,
    frames_apart,
    longest_of,
    merged,
    sure_enough,
    surest,
    telling,
)
from crossbearing.media.geometry import in_shares, inverse_shares
from crossbearing.media.hearing import with_sound
from crossbearing.media.measure import gathered
from crossbearing.media.overlay import Overlay, lay_over, standing_alike, uncovered
from crossbearing.media.proposals import Proposal, Proposals
from crossbearing.media.speed import refined
from crossbearing.media.timing import timed
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.footage import Footage, Match, Moment, SoundEvidence
from crossbearing.settings import MediaSettings

_MAX_STRETCHES = 24
_MAX_REFERENCE_FRAMES = 16_384
_MIN_FRAMES_JUDGED = 4
_MAX_CLOSER, _GROWN_FRAMES = 3, 2
_SURELY_UNLIKE = 0.2
_MIN_STANDING = 0.4
_MAX_CELLS_BY_MOTION = 2_000_000
_THRESHOLD_SHARE, _MIN_THRESHOLD, _MAX_THRESHOLD = 0.72, 0.4, 0.75


_Judge = Callable[[Overlay, align.Stretch], Evidence]


@dataclass(frozen=True, slots=True)
class _Both:
    """Two pieces of footage, and their fingerprints unpacked."""

    query: Footage
    reference: Footage
    mine: Fingerprint
    theirs: Fingerprint


def find_matches(query: Footage, reference: Footage, *, settings: MediaSettings) -> tuple[Match, ...]:
    """Return the stretches of `query` that show the same pictures as stretches of `reference`.

    In the order of their start in the query. () where nothing is shared.
    Raises MediaError: a fingerprint is damaged; IndexStale: one was made by another version.
    """
    if query.item == reference.item:
        return (_itself(query),)
    mine, theirs = unpack(query.fingerprint), unpack(reference.fingerprint)
    both = _Both(query, reference, mine, theirs)
    free = np.ones(len(mine.ticks), np.bool_)
    found: list[Found] = []
    proposals = Proposals(mine, theirs, settings)
    for proposal in proposals:
        stretches = _closest_stretches(both, proposal, proposals, free)
        for one in stretches:
            free[one.stretch.first : one.stretch.last + 1] = False
            proposals.forget(one.edges.query)
        found += stretches
        if len(found) >= _MAX_STRETCHES or not free.any():
            break
    if not any(map(established, found)):
        found = _by_motion(both, proposals) or found
    sizes = (mine.size_px, theirs.size_px)
    shared = tuple(_match(query, reference, one, sizes) for one in telling(merged(found)))
    return with_sound(shared, query, reference)


def _closest_stretches(
    both: _Both, proposal: Proposal, proposals: Proposals, free: NDArray[np.bool_]
) -> list[Found]:
    """Return the stretches that one map explains, once it is fitted closer to the pictures.

    What a closer map explains can be longer, and so fit it closer again.
    """
    stretches = list(_stretches(both, proposal, free))
    longest = longest_of(stretches) or _rough_stretch(both, proposal, free)
    if longest is None or (stretches and all(map(sure_enough, stretches))):
        return stretches
    for _ in range(_MAX_CLOSER):
        closer = closer_map(both.mine, both.theirs, proposal, longest, proposals.by_format())
        if closer is proposal:
            break
        anew = list(_stretches(both, closer, free))
        # A map on which the standing picture agrees better may lie worse for what moves.
        if not any(map(established, anew)) and (not anew or any(map(established, stretches))):
            break
        grown = longest_of(anew)
        proposal, stretches = closer, surest(anew, stretches)
        if grown is None or grown.frames <= longest.frames + _GROWN_FRAMES:
            break
        longest = grown
    return stretches


def _rough_stretch(both: _Both, proposal: Proposal, free: NDArray[np.bool_]) -> align.Stretch | None:
    """Return the stretch that a map too far off to be judged by might explain once it is fitted closer."""
    if len(both.mine.ticks) * len(both.theirs.ticks) > MAX_MATRIX_CELLS:
        return None
    whole = lay_over(both.mine, both.theirs, proposal.affine, mirror=proposal.mirror)
    stretch = _best_stretch(whole, free)[1] if whole else None
    return stretch if stretch and decide.may_be_like(stretch.likeness, proposal.features) else None


def _by_motion(both: _Both, proposals: Proposals) -> list[Found]:
    """Return stretches whose moment is established by what moves alone, on maps that little else speaks for.

    Fine texture shown small, or a page of text, keeps too few corners, or too close together, to tell where
    a picture lies; what moves in it can tell all the same, where those few lie, or as pictures usually do.
    """
    mine, theirs = both.mine, both.theirs
    if mine.still or theirs.still or len(mine.ticks) * len(theirs.ticks) > _MAX_CELLS_BY_MOTION:
        return []
    free = np.ones(len(mine.ticks), np.bool_)
    on_weak = (_closest_stretches(both, proposal, proposals, free) for proposal in proposals.weak())
    as_usual = (list(_stretches(both, proposal, free)) for proposal in proposals.by_format())
    for stretches in chain(on_weak, as_usual):
        found = [one for one in stretches if established(one)]
        if found:
            return found
    return []


def turn_round(match: Match) -> Match:
    """Return the same match seen from the other clip."""
    speed = round(1 / match.speed, 4)
    told = {decide.speed_reason(match.speed): decide.speed_reason(speed)}
    return replace(
        match,
        query=match.reference,
        reference=match.query,
        query_time=match.reference_time,
        reference_time=match.query_time,
        speed=speed,
        reasons=tuple(told.get(reason, reason) for reason in match.reasons),
        frame_map=inverse_shares(match.frame_map),
        sound=_turned(match.sound),
    )


def _turned(sound: SoundEvidence | None) -> SoundEvidence | None:
    if sound is None:
        return None
    return replace(sound, shift_s=round(-sound.shift_s / sound.speed, 2), speed=round(1 / sound.speed, 3))


def _stretches(both: _Both, proposal: Proposal, free: NDArray[np.bool_]) -> Iterator[Found]:
    """Yield the stretches that one map explains, the longest first within each part of the query."""
    mine, theirs, free = both.mine, both.theirs, free.copy()
    several = len(theirs.ticks) > _MAX_REFERENCE_FRAMES
    # What only shows the same scene must not take frames whose moment a later part establishes.
    passes = (True, False) if several else (False,)
    for sure, (start, part) in ((sure, part) for sure in passes for part in _parts(mine, theirs, proposal)):
        left = free[start : start + len(part.query)]
        known: list[tuple[Overlay, align.Line]] = []
        for _ in range(_MAX_STRETCHES):
            judge = partial(gathered, proposal, part, still=mine.still or theirs.still)
            best = _searched(part, left, judge)
            if best is None or decide.moment(best[2]) is Moment.NOT_ESTABLISHED:
                best = _carried_on(known, left, judge, best) or best
            if best is None or (sure and decide.moment(best[2]) is Moment.NOT_ESTABLISHED):
                break
            overlay, stretch, evidence = best
            if decide.moment(evidence) is Moment.ESTABLISHED:
                known.append((overlay, stretch.line))
            left[stretch.first : stretch.last + 1] = False
            placed = replace(stretch, first=stretch.first + start, last=stretch.last + start)
            yield Found(proposal, placed, evidence, timed(both.query, both.reference, mine, theirs, placed))


def _parts(mine: Fingerprint, theirs: Fingerprint, proposal: Proposal) -> Iterator[tuple[int, Overlay]]:
    """Yield (first frame of the query, overlay): all frames of two long clips would not fit into memory.

    A stretch that runs over an edge is found in two pieces on one line, which are joined later.
    """
    for first in range(0, len(theirs.ticks), _MAX_REFERENCE_FRAMES):
        window = slice(first, first + _MAX_REFERENCE_FRAMES)
        some = replace(theirs, ticks=theirs.ticks[window], thumbnails=theirs.thumbnails[window])
        whole = lay_over(mine, some, proposal.affine, mirror=proposal.mirror)
        if whole is None:
            continue
        size = max(60, MAX_MATRIX_CELLS // len(some.ticks))
        for start in range(0, len(mine.ticks), size):
            rows = slice(start, start + size)
            yield start, replace(whole, query=whole.query[rows], query_s=whole.query_s[rows])


def _carried_on(
    known: list[tuple[Overlay, align.Line]],
    free: NDArray[np.bool_],
    judge: _Judge,
    rival: tuple[Overlay, align.Stretch, Evidence] | None,
) -> tuple[Overlay, align.Stretch, Evidence] | None:
    """Return a stretch among the free frames that lies on a line already established.

    rival: the best stretch on any line; where that one agrees better, the known line does not go on.
    """
    for overlay, line in known:
        stretch = align.stretch_on(overlay, line, _threshold(overlay, line, free), free)
        if stretch is None or not decide.same_pictures(evidence := judge(overlay, stretch)):
            continue
        if rival is None or frames_apart(stretch, rival[1]) or decide.agrees_as_well(evidence, rival[2]):
            return overlay, stretch, evidence
    return None


def _searched(
    overlay: Overlay, free: NDArray[np.bool_], judge: _Judge
) -> tuple[Overlay, align.Stretch, Evidence] | None:
    """Return the best stretch among the free frames on any line.

    Where no moment is established, a speed means nothing: the scene has to agree as if played at its
    own speed, which one that stands does.
    """
    overlay, stretch = _best_stretch(overlay, free)
    if stretch is None or not decide.same_pictures(evidence := judge(overlay, stretch)):
        return None
    if decide.moment(evidence) is Moment.NOT_ESTABLISHED and stretch.line.speed != 1.0:
        near = np.zeros_like(free)
        near[stretch.first : stretch.last + 1] = True
        line = align.find_line(overlay, free & near, speeds=(1.0,))
        plain = align.stretch_on(overlay, line, _MIN_THRESHOLD, free & near) if line else None
        if plain is None or not decide.same_pictures(evidence := judge(overlay, plain)):
            return None
        stretch = plain
    return (overlay, stretch, evidence) if decide.same_scene(evidence) else None


def _best_stretch(overlay: Overlay, free: NDArray[np.bool_]) -> tuple[Overlay, align.Stretch | None]:
    """Return the longest stretch among the free frames, and the overlay without covered cells."""
    found = _first_found(overlay, free)
    if found is None or _lasts(found[1], overlay) < decide.MIN_LENGTH_S:
        cells = standing_alike(overlay)
        if cells.mean() >= _MIN_STANDING and not cells.all():
            bare = overlay.only(cells)
            under = _first_found(bare, free)
            if under and (found is None or under[1].frames > found[1].frames):
                overlay, found = bare, under
    if found is None:
        return overlay, None
    line, rough = found
    rows, columns = align.partners(overlay, line)
    inside = (rows >= rough.first) & (rows <= rough.last)
    if int(inside.sum()) >= _MIN_FRAMES_JUDGED:
        cells = uncovered(overlay, rows[inside], columns[inside])
        if not cells.all():
            overlay = overlay.only(cells)
    # Once more on the stretch alone: frames outside it have no say in its speed and offset.
    near = np.zeros_like(free)
    near[max(0, rough.first - 2) : rough.last + 3] = True
    line = align.find_line(overlay, free & near) or line
    if line.speed != 1.0:
        line = refined(overlay, line, free & near)
    return overlay, align.stretch_on(overlay, line, _threshold(overlay, line, free & near), free)


def _first_found(overlay: Overlay, free: NDArray[np.bool_]) -> tuple[align.Line, align.Stretch] | None:
    """Return the line on which most free frames agree, and its stretch, before anything is left out."""
    if float(overlay.likeness.max(where=free[:, None], initial=0)) <= _MIN_THRESHOLD:
        return None  # no line could hold a frame that agrees
    line = align.find_line(overlay, free)
    stretch = align.stretch_on(overlay, line, _threshold(overlay, line, free), free) if line else None
    return (line, stretch) if line and stretch else None


def _lasts(stretch: align.Stretch, overlay: Overlay) -> float:
    return float(overlay.query_s[stretch.last] - overlay.query_s[stretch.first])


def _threshold(overlay: Overlay, line: align.Line, free: NDArray[np.bool_]) -> float:
    """Return the likeness above which frames agree: by how well the better ones on the line do."""
    values = align.along(overlay.likeness, overlay, line)[free]
    values = values[np.isfinite(values) & (values > _SURELY_UNLIKE)]
    usual = float(np.percentile(values, 75)) if len(values) else 0.0
    return float(np.clip(_THRESHOLD_SHARE * usual, _MIN_THRESHOLD, _MAX_THRESHOLD))


def _match(
    query: Footage, reference: Footage, found: Found, sizes_px: tuple[tuple[int, int], tuple[int, int]]
) -> Match:
    speed = round(found.stretch.line.speed, 4)
    mirrored = found.proposal.mirror
    return Match(
        query=query.item,
        reference=reference.item,
        query_time=found.edges.query,
        reference_time=found.edges.reference,
        speed=speed,
        mirrored=mirrored,
        moment=decide.moment(found.evidence),
        score=decide.score(found.evidence),
        frames=found.stretch.frames,
        reasons=decide.reasons(found.evidence, mirrored=mirrored, speed=speed),
        frame_map=in_shares(found.proposal.affine, *sizes_px, mirror=mirrored),
    )


def _itself(footage: Footage) -> Match:
    whole = TimeSpan(footage.stream.duration_s * 0, footage.stream.duration_s)
    return Match(
        query=footage.item,
        reference=footage.item,
        query_time=whole,
        reference_time=whole,
        speed=1.0,
        mirrored=False,
        moment=Moment.ESTABLISHED,
        score=1.0,
        frames=footage.stream.frames,
        reasons=("Both are the same bytes.",),
        frame_map=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    )
