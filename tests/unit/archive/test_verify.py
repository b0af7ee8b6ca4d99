from __future__ import annotations

from pathlib import Path

import pytest

from crossbearing.archive import Archive, Seal
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import Component, CustodyStep

COMPONENT = Component("archive", "1")


@pytest.fixture
def kept(archive: Archive, tmp_path: Path) -> list[Digest]:
    """Three items, acquired and logged, with an entry of another kind after them."""
    digests = []
    for number in range(3):
        path = tmp_path / f"source{number}"
        path.write_text(f"content {number}")
        digest, _ = archive.acquire(path, sniff=lambda _: "text/plain")
        digests.append(digest)
    steps = [CustodyStep("acquired", digest, COMPONENT) for digest in digests]
    archive.append(archive.draft([*steps, CustodyStep("weighed", None, COMPONENT)]))
    assert archive.verify() == []
    return digests


def report(archive: Archive, seal: Seal | None = None) -> list[tuple[str, str]]:
    return [(damage.kind, damage.where) for damage in archive.verify(seal)]


def rewrite(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def test_a_changed_blob_is_named(archive: Archive, kept: list[Digest]) -> None:
    rewrite(archive.blob_path(kept[1]), b"content X")
    assert report(archive) == [("changed", f"evidence/{kept[1][:2]}/{kept[1]}")]


def test_a_missing_blob_is_named(archive: Archive, kept: list[Digest]) -> None:
    archive.blob_path(kept[0]).unlink()
    assert report(archive) == [("missing", f"evidence/{kept[0][:2]}/{kept[0]}")]


def test_an_added_blob_is_named(archive: Archive, kept: list[Digest]) -> None:
    folder = archive.root / "evidence" / "00"
    folder.mkdir()
    (folder / ("0" * 64)).write_bytes(b"x")
    assert report(archive) == [("added", f"evidence/00/{'0' * 64}")]
    assert kept


def test_a_link_in_the_place_of_a_blob_is_named(archive: Archive, kept: list[Digest], tmp_path: Path) -> None:
    place = archive.blob_path(kept[2])
    place.rename(tmp_path / "moved")
    place.symlink_to(tmp_path / "moved")
    where = f"evidence/{kept[2][:2]}/{kept[2]}"
    assert report(archive) == [("added", where), ("missing", where)]


def lines_of(archive: Archive) -> list[bytes]:
    return archive.log.read_bytes().splitlines(keepends=True)


def test_a_missing_entry_is_named(archive: Archive, kept: list[Digest]) -> None:
    lines = lines_of(archive)
    archive.log.write_bytes(b"".join(lines[:1] + lines[2:]))
    assert ("missing", "custody.jsonl entry 1") in report(archive)
    assert kept


def test_exchanged_entries_are_named(archive: Archive, kept: list[Digest]) -> None:
    lines = lines_of(archive)
    archive.log.write_bytes(b"".join([lines[0], lines[2], lines[1], lines[3]]))
    assert {kind for kind, _ in report(archive)} == {"reordered", "changed"}
    assert kept


def test_a_repeated_entry_is_named(archive: Archive, kept: list[Digest]) -> None:
    lines = lines_of(archive)
    archive.log.write_bytes(b"".join([*lines, lines[3]]))
    assert ("added", "custody.jsonl entry 3") in report(archive)
    assert kept


def test_a_torn_last_line_is_damage_to_whoever_only_reads(archive: Archive, kept: list[Digest]) -> None:
    archive.log.write_bytes(archive.log.read_bytes()[:-20])
    before = archive.log.read_bytes()
    assert report(archive) == [("truncated", "custody.jsonl entry 3")]
    assert archive.log.read_bytes() == before
    assert kept


def test_a_seal_tells_of_entries_cut_off(archive: Archive, kept: list[Digest]) -> None:
    seal = archive.seal()
    assert seal.entries == 4
    archive.append(archive.draft([CustodyStep("decided", None, COMPONENT)]))
    assert report(archive, seal) == []
    archive.log.write_bytes(b"".join(lines_of(archive)[:3]))
    assert report(archive, seal) == [("truncated", "custody.jsonl")]
    assert report(archive, Seal(3, "e" * 64)) == [("changed", "custody.jsonl entry 2")]
    assert kept


def test_a_missing_log_is_damage(archive: Archive, kept: list[Digest]) -> None:
    archive.log.unlink()
    assert ("missing", "custody.jsonl") in report(archive)
    assert len(kept) == 3
