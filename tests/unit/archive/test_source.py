from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from crossbearing.archive.source import claimed_type, modified, open_source, shown
from crossbearing.errors import Unreadable


def test_a_regular_file_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    with open_source(path) as (file, facts):
        assert file.read() == b"abc"
        assert facts.st_size == 3


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="not a regular file"), open_source(tmp_path / "pipe"):
        pass


@pytest.mark.parametrize("path", ["/dev/zero", "/", "/dev/null"])
def test_devices_and_folders_are_refused(path: str) -> None:
    with pytest.raises(Unreadable), open_source(Path(path)):
        pass


def test_a_socket_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        with pytest.raises(Unreadable), open_source(path):
            pass


@pytest.mark.parametrize("name", ["gone.txt", "nul\0.txt", "x" * 300])
def test_what_cannot_be_opened_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable, match="cannot open"), open_source(tmp_path / name):
        pass


def test_undecodable_names_are_shown_as_escapes() -> None:
    path = Path(os.fsdecode(b"clip\xff.mp4"))
    assert shown(path) == "clip\\xff.mp4"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html"),
        ("a.PDF", "application/pdf"),
        ("a.md", "text/markdown"),
        ("a.mp4", "video/mp4"),
        ("a.mkv", "video/x-matroska"),
        ("plain", None),
        ("a.unheard-of", None),
    ],
)
def test_types_claimed_by_names(name: str, media_type: str | None) -> None:
    assert claimed_type(Path(name)) == media_type


def test_a_time_that_no_calendar_has_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    os.utime(path, ns=(0, 1_700_000_000_123_456_789))
    known = modified(path.stat())
    assert known is not None
    assert known.isoformat() == "2023-11-14T22:13:20.123456+00:00"
    values = list(path.stat())
    far = os.stat_result([*values[:7], 0, 10**15, 0], {"st_mtime_ns": 10**24})
    assert modified(far) is None
