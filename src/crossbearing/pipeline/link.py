"""Footage to matches: every clip against every other, each pair once.

A match is kept with the shorter clip as its query, whichever came first, so that the order in which
clips were added leaves no trace.
"""

from __future__ import annotations

from crossbearing.media import FootageIndex, find_matches, turn_round
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
    by_item = {clip.item: clip for clip in clips}
    compared: set[tuple[Digest, Digest]] = set()
    with progress.stage("comparing footage", len(new)):
        for clip in new:
            for other in index.candidates(clip):
                short, long = sorted((clip, by_item[other]), key=_order)
                pair = short.item, long.item
                if short is not long and pair not in compared:
                    compared.add(pair)
                    tables.writer.save_matches(_matches(short, long, settings), pair=pair)
            tables.writer.mark_stages(clip.item, {Stage.LINK: key})
            progress.advance(clip.item[:12])


def _order(clip: Footage) -> tuple[float, str]:
    return float(clip.stream.duration_s), clip.item


def _matches(short: Footage, long: Footage, settings: Settings) -> list[Match]:
    """Return what two clips share, the shorter one as the query; if need be seen from the longer one."""
    found = find_matches(short, long, settings=settings.media)
    if not found:
        found = tuple(turn_round(m) for m in find_matches(long, short, settings=settings.media))
    return sorted(found, key=lambda m: (m.query_time, m.reference_time))
