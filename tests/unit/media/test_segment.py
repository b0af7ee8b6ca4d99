from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media import segment, watch
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings


@pytest.fixture(scope="module")
def fingerprints(clips: Path) -> list[tuple[Digest, Fingerprint]]:
    names = ("bridge", "harbour")
    settings = MediaSettings()
    watched = [watch(clips / f"{name}.mp4", item=Digest(name), settings=settings) for name in names]
    return [(footage.item, unpack(footage.fingerprint)) for footage in watched]


def data_of(built: segment.Segment) -> np.ndarray:
    return np.frombuffer(segment.packed(built), np.uint8)


def test_every_feature_finds_itself_and_its_like_but_for_a_bit(
    fingerprints: list[tuple[Digest, Fingerprint]],
) -> None:
    built = segment.build(fingerprints)
    signatures = np.column_stack(built.words)[:50]
    for asked in (signatures, signatures ^ np.array([[1 << 7, 0]], np.uint64)):
        hits = built.look_up(asked)
        assert set(range(50)) <= set(hits.mine[hits.mine == hits.theirs].tolist())


def test_packing_and_opening_gives_the_same_back(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    built = segment.build(fingerprints)
    again = segment.opened(data_of(built))
    assert again.items == ("bridge", "harbour")
    assert segment.packed(again) == segment.packed(built)


def test_joining_gives_what_building_at_once_gives(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    one_by_one = segment.joined([segment.build([clip]) for clip in fingerprints])
    assert segment.packed(one_by_one) == segment.packed(segment.build(fingerprints))


def test_nothing_can_be_looked_up_in_nothing() -> None:
    hits = segment.build([]).look_up(np.ones((3, 2), np.uint64))
    assert len(hits.mine) == len(hits.theirs) == 0


def test_a_unit_with_very_many_features_is_thinned(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    built = segment.build(fingerprints)
    assert np.bincount(built.unit).max() <= segment.FEATURES_PER_UNIT


def test_an_index_of_another_version_is_stale(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    data = data_of(segment.build(fingerprints)).copy()
    data[4] += 1
    with pytest.raises(IndexStale):
        segment.opened(data)


@pytest.mark.parametrize("cut", [0, 3, 20, 400, -1])
def test_a_segment_cut_short_is_refused(fingerprints: list[tuple[Digest, Fingerprint]], cut: int) -> None:
    with pytest.raises(MediaError):
        segment.opened(data_of(segment.build(fingerprints))[:cut])


def test_flipped_bytes_never_reach_outside(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    built = segment.build(fingerprints)
    sound = data_of(built)
    signatures = np.column_stack(built.words)[:20]
    rng = np.random.default_rng(1)
    for place in rng.integers(0, len(sound), 60):
        data = sound.copy()
        data[place] ^= 255
        try:
            hits = segment.opened(data).look_up(signatures)
        except MediaError:
            continue
        assert hits.theirs.max(initial=0) < len(built)
