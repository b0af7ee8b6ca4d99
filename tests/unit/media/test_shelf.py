from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from crossbearing.errors import IndexStale, MediaError
from crossbearing.media import FootageIndex, watch
from crossbearing.media.shelf import LIST, Shelf
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


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_crash_while_adding_loses_nothing(
    tmp_path: Path, footage: dict[Digest, Footage], monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    index = filled(tmp_path, footage)
    index.add(footage[Digest("standing")])
    calls = 0

    def crashing(_file: int) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", crashing)
        with pytest.raises(KeyboardInterrupt):
            index.commit()
    again = FootageIndex(SETTINGS, folder=tmp_path, records=footage.__getitem__)
    assert again.items[:2] == ("bridge", "harbour")
    again.add(footage[Digest("standing")])
    again.commit()
    named = {row["name"] for row in json.loads((tmp_path / LIST).read_text())["segments"]}
    assert {path.name for path in tmp_path.glob("*.segment")} >= named
    assert FootageIndex(SETTINGS, folder=tmp_path).items == ("bridge", "harbour", "standing")


def test_small_segments_are_made_one(tmp_path: Path, footage: dict[Digest, Footage]) -> None:
    index = FootageIndex(SETTINGS, folder=tmp_path)
    for number in range(20):
        copy = footage[Digest("bridge")]
        index.add(replace(copy, item=Digest(f"copy-{number}")))
        index.commit()
    assert len(Shelf(tmp_path).segments) < 8
    assert sorted(FootageIndex(SETTINGS, folder=tmp_path).items) == sorted(f"copy-{n}" for n in range(20))


def test_a_damaged_or_older_folder_says_so(tmp_path: Path, footage: dict[Digest, Footage]) -> None:
    filled(tmp_path, footage)
    listed = (tmp_path / LIST).read_text()
    (tmp_path / LIST).write_text(listed.replace('"layout": 1', '"layout": 0'))
    with pytest.raises(IndexStale):
        FootageIndex(SETTINGS, folder=tmp_path)
    (tmp_path / LIST).write_text("{")
    with pytest.raises(MediaError):
        FootageIndex(SETTINGS, folder=tmp_path)
    (tmp_path / LIST).write_text(listed)
    next(tmp_path.glob("*.segment")).unlink()
    with pytest.raises(MediaError):
        FootageIndex(SETTINGS, folder=tmp_path)
