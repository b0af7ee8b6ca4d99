from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from shutil import copytree
from signal import SIG_DFL, SIGKILL, SIGXFSZ, signal

import pytest

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media import FootageIndex, watch
from crossbearing.media.merge_tree import LIST, MergeTree, to_merge
from crossbearing.media.segment import LARGE
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


@pytest.fixture(scope="module")
def footage(clips: Path) -> dict[Digest, Footage]:
    names = ("bridge", "harbour", "standing", "spliced")
    return {
        Digest(name): watch(clips / f"{name}.mp4", item=Digest(name), settings=SETTINGS) for name in names
    }


def filled(folder: Path, footage: dict[Digest, Footage]) -> FootageIndex:
    index = FootageIndex(SETTINGS, folder=folder, records=footage.__getitem__)
    for name in ("bridge", "harbour"):
        index.add(footage[Digest(name)])
        index.commit()
    return index


def test_what_was_committed_is_there_when_opened_again(
    tmp_path: Path, footage: dict[Digest, Footage]
) -> None:
    before = filled(tmp_path, footage).find(footage[Digest("spliced")])
    again = FootageIndex(SETTINGS, folder=tmp_path, records=footage.__getitem__)
    assert again.items == ("bridge", "harbour")
    assert again.find(footage[Digest("spliced")]) == before
    assert {match.reference for match in before} == {"bridge", "harbour"}


def test_adding_leaves_what_is_there_as_it_is(tmp_path: Path, footage: dict[Digest, Footage]) -> None:
    index = filled(tmp_path, footage)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.segment")}
    index.add(footage[Digest("standing")])
    index.commit()
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def killed_while_adding(folder: Path, new: Footage, *, sync: int = 0, written: int = 0) -> int:
    """Add footage in a process that dies at its nth `fsync`, or when a file of its has so many bytes.

    Returns the signal that ended it; 0 where it came to its end.
    """

    def add() -> None:
        calls = count(1)
        dying = pytest.MonkeyPatch()
        dying.setattr(os, "fsync", lambda _: os.kill(os.getpid(), SIGKILL) if next(calls) == sync else None)
        if written:
            signal(SIGXFSZ, SIG_DFL)
            setrlimit(RLIMIT_FSIZE, (written, written))
        index = FootageIndex(SETTINGS, folder=folder)
        index.add(new)
        index.commit()

    process = get_context("fork").Process(target=add)
    process.start()
    process.join()
    return -(process.exitcode or 0)


@pytest.mark.parametrize("written", [1, 100, 2_000, 5_000])
def test_a_writer_killed_within_a_file_loses_nothing(
    tmp_path: Path, footage: dict[Digest, Footage], written: int
) -> None:
    filled(tmp_path, footage)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert killed_while_adding(tmp_path, footage[Digest("standing")], written=written) == SIGXFSZ
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert any(path.stat().st_size == written for path in tmp_path.iterdir())
    assert_sound_and_open_to_more(tmp_path, footage, ["bridge", "harbour"])


@pytest.mark.parametrize("already", [2, 7])
def test_a_writer_killed_between_files_loses_nothing(
    tmp_path: Path, footage: dict[Digest, Footage], already: int
) -> None:
    """At seven segments the eighth makes them one: that too may be cut short anywhere."""
    names = [f"copy-{number}" for number in range(already)]
    index = FootageIndex(SETTINGS, folder=tmp_path / "before", records=footage.__getitem__)
    for name in names:
        index.add(replace(footage[Digest("bridge")], item=Digest(name)))
        index.commit()
    ended = []
    for sync in range(1, 10):
        folder = tmp_path / str(sync)
        copytree(tmp_path / "before", folder)
        ended.append(killed_while_adding(folder, footage[Digest("standing")], sync=sync))
        assert_sound_and_open_to_more(folder, footage, names)
    # A file and its folder, then the list and its folder; and both again where segments are made one.
    steps = 8 if already == 7 else 4
    assert ended == [SIGKILL] * steps + [0] * (9 - steps)


def assert_sound_and_open_to_more(folder: Path, footage: dict[Digest, Footage], names: list[str]) -> None:
    index = FootageIndex(SETTINGS, folder=folder, records=footage.__getitem__)
    assert [item for item in index.items if item != "standing"] == names
    assert set(index.candidates(footage[Digest("spliced")])) >= set(names)
    index.add(footage[Digest("standing")])
    index.commit()
    assert sorted(FootageIndex(SETTINGS, folder=folder).items) == sorted([*names, "standing"])
    named = {row["name"] for row in json.loads((folder / LIST).read_text())["segments"]}
    assert {path.name for path in folder.iterdir()} >= {*named, LIST}


def test_small_segments_are_merged(tmp_path: Path, footage: dict[Digest, Footage]) -> None:
    index = FootageIndex(SETTINGS, folder=tmp_path)
    for number in range(20):
        copy = footage[Digest("bridge")]
        index.add(replace(copy, item=Digest(f"copy-{number}")))
        index.commit()
    assert len(MergeTree(tmp_path).segments) < 8
    assert sorted(FootageIndex(SETTINGS, folder=tmp_path).items) == sorted(f"copy-{n}" for n in range(20))


@pytest.mark.parametrize("added", [1, 1_000, 30_000, 250_000, 2_000_000])
def test_however_much_is_added_at_a_time_segments_stay_few_and_are_seldom_written(added: int) -> None:
    sizes: list[int] = []
    written, most, rounds = 0, 0, 400
    for _ in range(rounds):
        sizes.append(added)
        while few := to_merge(sizes):
            one = sum(sizes[place] for place in few)
            written += one
            assert all(sizes[place] < LARGE for place in few)
            assert one < 2 * LARGE
            sizes = [one, *(size for place, size in enumerate(sizes) if place not in few)]
        most = max(most, sum(size < LARGE for size in sizes))
    assert sum(sizes) == added * rounds
    assert written <= 7 * added * rounds
    assert most <= 30


def test_a_damaged_or_older_folder_says_so(tmp_path: Path, footage: dict[Digest, Footage]) -> None:
    filled(tmp_path, footage)
    listed = (tmp_path / LIST).read_text()
    (tmp_path / LIST).write_text(listed.replace('"layout": 2', '"layout": 0'))
    with pytest.raises(IndexStale):
        FootageIndex(SETTINGS, folder=tmp_path)
    (tmp_path / LIST).write_text("{")
    with pytest.raises(MediaError):
        FootageIndex(SETTINGS, folder=tmp_path)
    (tmp_path / LIST).write_text(listed)
    next(tmp_path.glob("*.segment")).unlink()
    with pytest.raises(MediaError):
        FootageIndex(SETTINGS, folder=tmp_path)
