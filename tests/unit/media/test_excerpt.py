from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crossbearing.media import FootageIndex, find_matches, watch
from crossbearing.media import index as indexes
from crossbearing.media.excerpt import excerpt, shifted
from crossbearing.media.fingerprint import unpack
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


def test_a_part_has_the_frames_of_its_time(clips: Path) -> None:
    whole = watch(clips / "bridge.mp4", item=Digest("bridge"), settings=SETTINGS)
    part = excerpt(whole, 2.0, 4.0)
    mine, all_of_it = unpack(part.footage.fingerprint), unpack(whole.fingerprint)
    first = int((all_of_it.times_s() < 2.0).sum())
    assert part.start_s == int(all_of_it.ticks[first]) * all_of_it.time_base
    assert (mine.thumbnails == all_of_it.thumbnails[first : first + len(mine.ticks)]).all()
    assert abs(float(part.footage.stream.duration_s) - 2) < 0.2


def test_what_is_found_in_a_part_lies_where_it_does_in_the_whole(clips: Path) -> None:
    whole = watch(clips / "bridge.mp4", item=Digest("bridge"), settings=SETTINGS)
    query = watch(clips / "excerpt.mp4", item=Digest("excerpt"), settings=SETTINGS)
    (exact,) = find_matches(query, whole, settings=SETTINGS)
    part = excerpt(whole, 1.0, 6.0)
    (found,) = (shifted(m, part) for m in find_matches(query, part.footage, settings=SETTINGS))
    assert abs(float(found.reference_time.start_s - exact.reference_time.start_s)) < 0.1
    assert found.moment == exact.moment


def test_a_long_clip_is_compared_in_parts(clips: Path, monkeypatch) -> None:
    whole = watch(clips / "bridge.mp4", item=Digest("bridge"), settings=SETTINGS)
    query = watch(clips / "excerpt.mp4", item=Digest("excerpt"), settings=SETTINGS)
    index = FootageIndex(replace(SETTINGS, max_candidates=2))
    index.add(whole)
    at_once = index.find(query)
    monkeypatch.setattr(indexes, "_LONG_S", 1.0)
    assert index.find(query) == at_once
