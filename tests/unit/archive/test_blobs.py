from __future__ import annotations

import hashlib
import io
import os
import stat
from pathlib import Path

import pytest

from crossbearing.archive.blobs import Blobs, digest_of
from crossbearing.errors import EvidenceError, StoreError, Unreadable


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    made = Blobs(tmp_path / "case")
    made.make_folders()
    return made


def take(blobs: Blobs, content: bytes, *, max_bytes: int = 10**9) -> str:
    digest, size = blobs.take_in(io.BytesIO(content), expected_bytes=len(content), max_bytes=max_bytes)
    assert size == len(content)
    return digest


def test_bytes_are_named_by_their_digest_and_read_only(blobs: Blobs) -> None:
    content = os.urandom(3_000_000)
    digest = take(blobs, content)
    assert digest == hashlib.sha256(content).hexdigest()
    blobs.promote(digest)
    path = blobs.place_of(digest)
    assert path == blobs.evidence / digest[:2] / digest
    assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert list(blobs.incoming.iterdir()) == []


def test_taking_the_same_bytes_again_keeps_the_first_file(blobs: Blobs) -> None:
    digest = take(blobs, b"same")
    blobs.promote(digest)
    before = blobs.place_of(digest).stat().st_ino
    assert take(blobs, b"same") == digest
    blobs.promote(digest)
    assert blobs.place_of(digest).stat().st_ino == before
    assert list(blobs.incoming.iterdir()) == []


def test_too_many_bytes_leave_nothing_behind(blobs: Blobs) -> None:
    with pytest.raises(Unreadable, match="larger than 10 bytes"):
        take(blobs, b"x" * 11, max_bytes=10)
    assert list(blobs.incoming.iterdir()) == []


def test_a_full_disk_is_said_before_copying(blobs: Blobs) -> None:
    with pytest.raises(StoreError, match="no room"):
        blobs.take_in(io.BytesIO(b""), expected_bytes=2**62, max_bytes=2**63)


def test_a_failing_source_leaves_nothing_behind(blobs: Blobs) -> None:
    class Failing(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        blobs.take_in(Failing(), expected_bytes=1, max_bytes=10)
    assert list(blobs.incoming.iterdir()) == []


@pytest.mark.parametrize("digest", ["", "abc", "../" * 20, "A" * 64, "0" * 65, "0" * 63 + "\n"])
def test_only_digests_name_places(blobs: Blobs, digest: str) -> None:
    with pytest.raises(EvidenceError):
        blobs.place_of(digest)


def test_links_are_not_blobs(blobs: Blobs, tmp_path: Path) -> None:
    digest = hashlib.sha256(b"elsewhere").hexdigest()
    (tmp_path / "elsewhere").write_bytes(b"elsewhere")
    place = blobs.place_of(digest)
    place.parent.mkdir()
    place.symlink_to(tmp_path / "elsewhere")
    assert blobs.find(digest) is None
    assert list(blobs.listed()) == [(f"evidence/{digest[:2]}/{digest}", None)]
    with pytest.raises(OSError, match="symbolic"):
        digest_of(place)


def test_everything_odd_is_listed(blobs: Blobs) -> None:
    (blobs.evidence / "note.txt").write_text("x")
    (blobs.evidence / "zz").mkdir()
    (blobs.evidence / "ab").mkdir()
    (blobs.evidence / "ab" / ("cd" * 32)).write_text("wrong folder")
    os.mkfifo(blobs.evidence / "ab" / ("ab" * 32))
    assert list(blobs.listed()) == [
        (f"evidence/ab/{'ab' * 32}", None),
        (f"evidence/ab/{'cd' * 32}", None),
        ("evidence/note.txt", None),
        ("evidence/zz", None),
    ]
