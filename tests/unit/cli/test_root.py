"""How the command ends when its output or the disk gives way."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crossbearing.cli import root
from crossbearing.cli.exits import Exit

_COMMAND = [sys.executable, "-m", "crossbearing"]


def test_a_reader_that_leaves_early_is_no_failure() -> None:
    with subprocess.Popen([*_COMMAND, "actors"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"id")
        running.stdout.close()
        complaint = running.stderr.read()
    assert running.returncode == Exit.DONE
    assert complaint == b""


def test_nor_is_one_that_never_reads_the_help() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        ended = subprocess.run([*_COMMAND, "--help"], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == Exit.DONE
    assert ended.stderr == b""


def test_a_full_disk_is_told_as_such() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*_COMMAND, "actors"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == Exit.IN_PART
    assert b"no room left" in ended.stderr
    assert b"defect" not in ended.stderr


@pytest.mark.parametrize("full", [OSError(errno.ENOSPC, "full"), OSError(errno.EDQUOT, "quota")])
def test_a_full_disk_is_found_behind_another_error(full: OSError) -> None:
    above = RuntimeError("could not write")
    above.__cause__ = full
    assert root._disk_is_full(above)
    assert not root._disk_is_full(OSError(errno.EACCES, "not yours"))


def test_a_full_database_is_a_full_disk(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "small.db")
    database.execute("create table kept (words blob)")
    database.commit()
    pages = database.execute("pragma page_count").fetchone()[0]
    database.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(sqlite3.OperationalError) as raised:
        database.execute("insert into kept values (zeroblob(1000000))")
    database.close()
    assert root._disk_is_full(raised.value)


def test_formats_are_listed_without_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert root.run(["export"]) == Exit.DONE
    assert "csv" in capsys.readouterr().out


def test_an_export_asks_for_its_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert root.run(["export", "csv"]) == Exit.USAGE
    assert "--case" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["", "no certificate"])
def test_a_trust_list_is_checked_though_no_clip_comes(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, trust = tmp_path / "note.txt", tmp_path / "trust.pem"
    article.write_text("Nothing is said here.\n", encoding="utf-8")
    if words:
        trust.write_text(words, encoding="utf-8")
    command = ["examine", str(article), "--out", str(tmp_path / "out"), "--trust-list", str(trust)]
    assert root.run(command) == Exit.USAGE
    assert "trust list" in capsys.readouterr().err


def test_sums_are_made_by_one_thread_before_there_is_anything_to_sum() -> None:
    asked = (
        "import os, sys, crossbearing.cli; print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
    )
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", asked]
    said = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert said.stdout.split() == ["1", "False"]
