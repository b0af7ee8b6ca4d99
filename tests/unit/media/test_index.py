from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.media_clips import encode, filmed

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media import FootageIndex, find_matches, votes, watch
from crossbearing.media.fingerprint import unpack
from crossbearing.media.lookup import Hits, look_up
from crossbearing.media.segment import Segment
from crossbearing.media.signature import Signatures
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


@pytest.fixture(scope="module")
def archive(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Footage]:
    folder = tmp_path_factory.mktemp("archive")
    others = [encode(folder / f"{seed}.mp4", filmed(seed, seconds=3)) for seed in range(20, 26)]
    paths = [clips / "harbour.mp4", *others, clips / "bridge.mp4"]
    return [watch(path, item=Digest(path.stem), settings=SETTINGS) for path in paths]


@pytest.fixture(scope="module")
def query(clips: Path) -> Footage:
    return watch(clips / "spliced.mp4", item=Digest("spliced"), settings=SETTINGS)


def test_every_match_of_the_index_is_that_of_the_exact_comparison(
    archive: list[Footage], query: Footage
) -> None:
    index = FootageIndex(SETTINGS)
    for footage in archive:
        index.add(footage)
    exact = [match for footage in archive for match in find_matches(query, footage, settings=SETTINGS)]
    assert list(index.find(query)) == exact
    assert {match.reference for match in exact} == {"bridge", "harbour"}


def test_the_clips_that_share_something_come_first(archive: list[Footage], query: Footage) -> None:
    index = FootageIndex(replace(SETTINGS, max_candidates=2))
    for footage in archive:
        index.add(footage)
    assert set(index.candidates(query)) == {"bridge", "harbour"}


def test_a_mirrored_query_is_found(archive: list[Footage], clips: Path) -> None:
    index = FootageIndex(replace(SETTINGS, max_candidates=1))
    for footage in archive:
        index.add(footage)
    mirrored = watch(clips / "mirrored.mp4", item=Digest("mirrored"), settings=SETTINGS)
    (match,) = index.find(mirrored)
    assert (match.reference, match.mirrored) == ("bridge", True)


def test_a_clip_is_no_candidate_for_itself_and_is_added_once(archive: list[Footage]) -> None:
    index = FootageIndex(SETTINGS)
    index.add(archive[0])
    index.add(archive[0])
    assert len(index) == 1
    assert archive[0].item in index
    assert archive[0].item not in index.candidates(archive[0])


def test_an_empty_index_finds_nothing(query: Footage) -> None:
    assert FootageIndex(SETTINGS).find(query) == ()


def test_a_fingerprint_of_another_version_or_damaged_is_refused(query: Footage) -> None:
    index = FootageIndex(SETTINGS)
    older = query.fingerprint[:4] + b"\x63\x00" + query.fingerprint[6:]
    with pytest.raises(IndexStale):
        index.add(replace(query, fingerprint=older))
    with pytest.raises(MediaError):
        index.add(replace(query, fingerprint=query.fingerprint[:-1]))
    assert len(index) == 0


def test_a_small_index_is_asked_for_every_feature_and_a_large_one_for_some(
    archive: list[Footage], query: Footage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(signatures: Signatures, segments: Sequence[Segment], *, max_compared: int) -> list[Hits]:
        asked.append(len(signatures))
        return look_up(signatures, segments, max_compared=max_compared)

    monkeypatch.setattr(votes, "look_up", counted)
    index = FootageIndex(SETTINGS)
    for footage in archive:
        index.add(footage)
    features = len(unpack(query.fingerprint).features)
    index.candidates(query)
    assert sum(asked) == 2 * features  # as it is, and in a mirror
    asked.clear()
    monkeypatch.setattr(votes, "_ASKED_AMONG", 1)
    index.candidates(query)
    length_s = float(query.stream.duration_s)  # one window
    few = round(max(votes._MIN_ASKED, votes._ASKED_A_S * length_s))
    assert few < features
    assert asked == [few, few]
