from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media import segment, watch
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.media.lookup import look_up
from crossbearing.media.segment_bytes import opened, packed
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings


@pytest.fixture(scope="module")
def fingerprints(clips: Path) -> list[tuple[Digest, Fingerprint]]:
    names = ("bridge", "harbour")
    settings = MediaSettings()
    watched = [watch(clips / f"{name}.mp4", item=Digest(name), settings=settings) for name in names]
    return [(footage.item, unpack(footage.fingerprint)) for footage in watched]


def data_of(built: segment.Segment) -> np.ndarray:
    return np.frombuffer(packed(built), np.uint8)


def test_packing_and_opening_gives_the_same_back(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    built = segment.build(fingerprints)
    again = opened(data_of(built))
    assert again.items == ("bridge", "harbour")
    assert packed(again) == packed(built)


def test_merging_gives_what_building_at_once_gives(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    one_by_one = segment.merged([segment.build([clip]) for clip in fingerprints])
    assert packed(one_by_one) == packed(segment.build(fingerprints))


def test_no_bit_is_in_two_keys() -> None:
    bit = np.uint64(1) << np.arange(64, dtype=np.uint64)
    none = np.zeros(64, np.uint64)
    for words in ((bit, none), (none, bit)):
        apart = sum(segment.key_bits_apart(words, table).astype(int) for table in range(segment.TABLES))
        assert set(np.unique(apart)) <= {0, 1}
    everywhere = (np.full(1, 2**64 - 1, np.uint64),) * 2
    for table in range(segment.TABLES):
        assert segment.key_bits_apart(everywhere, table) == segment.KEY_BITS
        assert segment.keys_of(everywhere, table) == 2**segment.KEY_BITS - 1


def test_a_clip_with_very_many_features_is_thinned_evenly(
    fingerprints: list[tuple[Digest, Fingerprint]],
) -> None:
    name, one = fingerprints[0]
    rows = np.tile(np.arange(len(one.features)), 5)
    many = replace(one, features=one.features.take(rows), starts=one.starts * 5)
    built = segment.build([(name, many)])
    assert len(built) == round(segment.FEATURES_A_S * float(one.end_ticks * one.time_base))
    assert list(segment.thinned(np.arange(10), 4)) == [0, 2, 5, 7]
    assert list(segment.thinned(np.arange(3), 4)) == [0, 1, 2]


def test_an_index_of_another_version_is_stale(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    data = data_of(segment.build(fingerprints)).copy()
    data[4] += 1
    with pytest.raises(IndexStale):
        opened(data)


@pytest.mark.parametrize("cut", [0, 3, 20, 400, -1])
def test_a_segment_cut_short_is_refused(fingerprints: list[tuple[Digest, Fingerprint]], cut: int) -> None:
    with pytest.raises(MediaError):
        opened(data_of(segment.build(fingerprints))[:cut])


def test_flipped_bytes_never_reach_outside(fingerprints: list[tuple[Digest, Fingerprint]]) -> None:
    built = segment.build(fingerprints)
    sound = data_of(built)
    signatures = np.column_stack(built.words)[:20]
    rng = np.random.default_rng(1)
    for place in rng.integers(0, len(sound), 60):
        data = sound.copy()
        data[place] ^= 255
        try:
            (hits,) = look_up(signatures, [opened(data)], max_compared=10**9)
        except MediaError:
            continue
        assert hits.theirs.max(initial=0) < len(built)
