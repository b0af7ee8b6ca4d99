from __future__ import annotations

import os
import subprocess
import sys
import warnings
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crossbearing.archive import Archive
from crossbearing.errors import CaseLocked, CaseMissing, CustodyBroken, EvidenceError, StoreError, Unreadable
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import Component, CustodyStep

COMPONENT = Component("archive", "1")


def acquire(archive: Archive, path: Path, content: bytes = b"some bytes") -> Digest:
    path.write_bytes(content)
    digest, _ = archive.acquire(path, sniff=lambda _: "text/plain")
    return digest


def log_acquired(archive: Archive, digest: Digest) -> None:
    archive.append(archive.draft([CustodyStep("acquired", digest, COMPONENT)]))


def test_how_an_item_came_is_told(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"<p>x")
    os.utime(path, (0, 86_400))
    seen: list[bytes] = []

    def sniff(kept: Path) -> str:
        seen.append(kept.read_bytes())
        return "text/plain"

    digest, came = archive.acquire(
        path, sniff=sniff, published_given=date(2024, 1, 2), publisher_given="Vess Courier"
    )
    assert seen == [b"<p>x"]
    assert came.path == str(path)
    assert came.size_bytes == 4
    assert came.acquired == datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert came.modified == datetime(1970, 1, 2, tzinfo=UTC)
    assert (came.media_type_sniffed, came.media_type_claimed) == ("text/plain", "text/html")
    assert (came.published_given, came.publisher_given) == (date(2024, 1, 2), "Vess Courier")
    assert archive.holds(digest)


def test_evidence_holds_only_what_is_logged(archive: Archive, tmp_path: Path) -> None:
    digest = acquire(archive, tmp_path / "a")
    assert archive.blob_path(digest).parent.name == "incoming"
    log_acquired(archive, digest)
    assert archive.blob_path(digest).parent.parent.name == "evidence"
    assert archive.verify() == []


def test_what_was_never_logged_is_cleared_by_the_next_run(archive: Archive, tmp_path: Path) -> None:
    digest = acquire(archive, tmp_path / "a")
    (archive.root / "incoming" / "stale.part").write_bytes(b"half")
    archive.close()
    with Archive.open(archive.root, write=True) as again:
        assert not (archive.root / "incoming" / "stale.part").exists()
        assert again.holds(digest)
        again.settle([])
        assert not again.holds(digest)
        assert again.verify() == []


def test_committed_entries_are_logged_by_the_next_run(archive: Archive, tmp_path: Path) -> None:
    digest = acquire(archive, tmp_path / "a")
    pending = archive.draft([CustodyStep("acquired", digest, COMPONENT)])
    archive.close()
    with Archive.open(archive.root, write=True) as again:
        again.settle(pending)
        assert again.blob_path(digest).parent.parent.name == "evidence"
        assert tuple(again.entries()) == pending
        assert again.verify() == []


def test_a_torn_line_is_cut_off_by_the_next_writer(archive: Archive) -> None:
    archive.append(archive.draft([CustodyStep("weighed", None, COMPONENT)] * 3))
    archive.close()
    whole = archive.log.read_bytes()
    archive.log.write_bytes(whole[:-7])
    with Archive.open(archive.root, write=True) as again:
        assert again.count == 2
        assert again.log.read_bytes() == b"".join(whole.splitlines(keepends=True)[:2])


def test_a_damaged_log_is_not_written_on(archive: Archive) -> None:
    archive.append(archive.draft([CustodyStep("weighed", None, COMPONENT)] * 3))
    archive.close()
    archive.log.write_bytes(archive.log.read_bytes().replace(b"weighed", b"wEighed", 1))
    with pytest.raises(CustodyBroken):
        Archive.open(archive.root, write=True)
    # the failed attempt has let go of the lock
    with pytest.raises(CustodyBroken):
        Archive.open(archive.root, write=True)


def test_there_is_one_writer_at_a_time(archive: Archive) -> None:
    with pytest.raises(CaseLocked):
        Archive.open(archive.root, write=True)
    reader = Archive.open(archive.root)
    with pytest.raises(CaseLocked), reader.still():
        pass
    archive.close()
    with reader.still(), pytest.raises(CaseLocked):
        Archive.open(archive.root, write=True)
    Archive.open(archive.root, write=True).close()


def test_a_writer_that_dies_lets_go_of_the_lock(tmp_path: Path) -> None:
    script = (
        "import os, sys; from crossbearing.archive import Archive;"
        "Archive.open(sys.argv[1], write=True); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script, tmp_path / "case"], check=False).returncode == 9
    Archive.open(tmp_path / "case", write=True).close()


def test_a_reader_makes_and_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(CaseMissing):
        Archive.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    reader = Archive.open(archive.root)
    with pytest.raises(StoreError, match="reading only"):
        reader.acquire(tmp_path / "a", sniff=lambda _: "")
    with pytest.raises(StoreError, match="reading only"):
        reader.draft([])


def test_bytes_that_are_not_kept_cannot_be_logged_as_acquired(archive: Archive) -> None:
    with pytest.raises(EvidenceError):
        archive.draft([CustodyStep("acquired", Digest("0" * 64), COMPONENT)])


def test_entries_out_of_place_are_refused(archive: Archive) -> None:
    first = archive.draft([CustodyStep("weighed", None, COMPONENT)])
    archive.append(first)
    with pytest.raises(CustodyBroken, match="do not follow"):
        archive.append(first)


def test_a_log_that_cannot_be_written_stays_as_it_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.append(archive.draft([CustodyStep("weighed", None, COMPONENT)]))
    before = archive.log.read_bytes()
    real, calls = os.fsync, []

    def failing(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 1:
            raise OSError(28, "No space left on device")
        real(descriptor)

    drafted = archive.draft([CustodyStep("decided", None, COMPONENT)])
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StoreError, match="No space left"):
        archive.append(drafted)
    assert archive.log.read_bytes() == before
    archive.append(drafted)
    assert archive.verify() == []


def test_unreadable_sources_leave_nothing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        archive.acquire(tmp_path, sniff=lambda _: "")
    (tmp_path / "large").write_bytes(b"x" * 100)
    with pytest.raises(Unreadable, match="larger than 99 bytes"):
        archive.acquire(tmp_path / "large", sniff=lambda _: "", max_bytes=99)
    assert list((archive.root / "incoming").iterdir()) == []


def test_a_case_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot write the case"):
        Archive.open(tmp_path / "file", write=True)


def test_what_this_run_acquired_is_not_cleared(archive: Archive, tmp_path: Path) -> None:
    stale, again = acquire(archive, tmp_path / "a", b"a"), acquire(archive, tmp_path / "b", b"b")
    archive.close()
    with Archive.open(archive.root, write=True) as opened:
        assert acquire(opened, tmp_path / "b", b"b") == again
        new = acquire(opened, tmp_path / "c", b"c")
        opened.settle([])
        assert [opened.holds(digest) for digest in (stale, again, new)] == [False, True, True]


@pytest.mark.parametrize("name", ["evidence", "incoming", "custody.jsonl"])
def test_links_to_elsewhere_are_not_written_through(archive: Archive, tmp_path: Path, name: str) -> None:
    archive.close()
    (archive.root / name).rename(tmp_path / "elsewhere")
    (archive.root / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CustodyBroken, match="symbolic link"):
        Archive.open(archive.root, write=True)
    assert name == "incoming" or Archive.open(archive.root).verify()


def test_a_forked_worker_does_not_keep_the_lock(archive: Archive) -> None:
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # other threads of the runner hold no lock of ours
        child = os.fork()
    if child == 0:
        os.read(reading, 1)
        os._exit(0)
    try:
        with pytest.raises(CaseLocked):
            Archive.open(archive.root, write=True)
        archive.close()
        Archive.open(archive.root, write=True).close()
    finally:
        os.write(writing, b"x")
        os.waitpid(child, 0)
