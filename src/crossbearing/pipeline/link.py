"""Footage to matches: every clip against every other, each pair once.

A match is kept with the shorter clip as its query, whichever came first, so that the order in which
clips were added leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crossbearing.media import FootageIndex
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Match
from crossbearing.pipeline.ingest import Tables
from crossbearing.pipeline.rooms import link_key
from crossbearing.pipeline.stage import Progress, Stage
from crossbearing.settings import Settings


def link_footage(tables: Tables, *, settings: Settings, progress: Progress) -> None:
    """Find the stretches that clips of the case share, for the clips not compared yet."""
    key = link_key(settings)
    clips = tuple(tables.view.all_footage())
    new = [clip for clip in clips if not tables.view.stage_done(clip.item, Stage.LINK, key)]
    if not new:
        return
    index = FootageIndex(settings.media)
    for clip in clips:
        index.add(clip)
    order = {clip.item: _order(clip) for clip in clips}
    with progress.stage("comparing footage", len(new)):
        for clip in new:
            for pair, matches in _by_pair(index.find(clip), order):
                tables.writer.save_matches(matches, pair=pair)
            tables.writer.mark_stages(clip.item, {Stage.LINK: key})
            progress.advance(clip.item[:12])


def _order(clip: Footage) -> tuple[float, str]:
    return float(clip.stream.duration_s), clip.item


def _by_pair(
    matches: Iterable[Match], order: dict[Digest, tuple[float, str]]
) -> list[tuple[tuple[Digest, Digest], list[Match]]]:
    pairs: dict[tuple[Digest, Digest], list[Match]] = {}
    for match in matches:
        if match.query == match.reference:
            continue
        straight = order[match.query] <= order[match.reference]
        kept = match if straight else turn_round(match)
        pairs.setdefault((kept.query, kept.reference), []).append(kept)
    for found in pairs.values():
        found.sort(key=lambda m: (m.query_time, m.reference_time))
    return sorted(pairs.items())


def turn_round(match: Match) -> Match:
    """Return the same match seen from the other clip."""
    return replace(
        match,
        query=match.reference,
        reference=match.query,
        query_time=match.reference_time,
        reference_time=match.query_time,
        speed=1 / match.speed,
    )
