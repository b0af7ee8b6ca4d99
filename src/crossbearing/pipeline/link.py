"""Footage to matches: every clip against every other, each pair once.

A match is kept with the shorter clip as its query, whichever came first, so that the order in which
clips were added leaves no trace, but for how much of a clip is asked for: beyond some nine hours of
footage the less, the more there was (see `votes`).
"""

from __future__ import annotations

import shutil
from functools import partial

from crossbearing.errors import MediaError, StoreError
from crossbearing.media import FootageIndex, find_matches, turn_round
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Match
from crossbearing.pipeline.ingest import Tables
from crossbearing.pipeline.rooms import link_key
from crossbearing.pipeline.stage import Progress, Stage
from crossbearing.settings import Settings

INDEX = "index/footage"
"""Where a case keeps the index of its footage; it can be thrown away at any time."""


def link_footage(tables: Tables, *, settings: Settings, progress: Progress) -> None:
    """Find the stretches that clips of the case share, for the clips not compared yet."""
    key = link_key(settings)
    items = tables.view.footage_items()
    new = [item for item in items if not tables.view.stage_done(item, Stage.LINK, key)]
    if not new:
        return
    index = _index(tables, items, settings)
    compared: set[tuple[Digest, Digest]] = set()
    with progress.stage("comparing footage", len(new)):
        for item in new:
            clip = _footage(tables, item)
            for other in index.candidates(clip):
                short, long = sorted((clip, _footage(tables, other)), key=_order)
                pair = short.item, long.item
                if short.item != long.item and pair not in compared:
                    compared.add(pair)
                    tables.writer.save_matches(_matches(short, long, settings), pair=pair)
            tables.writer.mark_stages(item, {Stage.LINK: key})
            progress.advance(item[:12])


def _index(tables: Tables, items: tuple[Digest, ...], settings: Settings) -> FootageIndex:
    """Return the index of the case's footage, brought up to date.

    It holds nothing that the records do not: one that is damaged, or made by another version or with
    other settings, or that holds what the case does not, is thrown away and made anew.
    """
    home = tables.archive.root / INDEX
    folder = home / link_key(settings)[:16]
    for other in home.iterdir() if home.is_dir() else ():
        if other != folder:
            shutil.rmtree(other)
    records = partial(_footage, tables)
    try:
        index = FootageIndex(settings.media, folder=folder, records=records)
        sound = set(index.items) <= set(items)
    except MediaError:
        sound = False
    if not sound:
        shutil.rmtree(folder)
        index = FootageIndex(settings.media, folder=folder, records=records)
    for item in items:
        if item not in index:
            index.add(_footage(tables, item))
    index.commit()
    return index


def _footage(tables: Tables, item: Digest) -> Footage:
    footage = tables.view.footage(item)
    if footage is None:
        raise StoreError("The record of an item of footage is gone.", what=item)
    return footage


def _order(clip: Footage) -> tuple[float, str]:
    return float(clip.stream.duration_s), clip.item


def _matches(short: Footage, long: Footage, settings: Settings) -> list[Match]:
    """Return what two clips share, the shorter one as the query; if need be seen from the longer one."""
    found = find_matches(short, long, settings=settings.media)
    if not found:
        found = tuple(turn_round(m) for m in find_matches(long, short, settings=settings.media))
    return sorted(found, key=lambda m: (m.query_time, m.reference_time))
