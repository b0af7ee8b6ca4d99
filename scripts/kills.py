"""Killing `crossbearing examine` at random moments, and running it again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from crossbearing.model.provenance import Damage

Verify = Callable[[Path], list[Damage]]

TIMEOUT_S = 600
_MOST_TRIES = 3
"""Runs for each kill that is wanted: on a machine that grows faster meanwhile, many end in time."""


def drill(sources: Sequence[Path], *, count: int, seed: int, verify: Verify) -> bool:
    """Kill `count` runs, each of a fresh case, then let each complete; print what was lost.

    A run that ends before its moment has come is checked too, but another is killed in its place.
    Returns whether each second run ended as an undisturbed run does, kept every entry and every
    record that the killed run had acknowledged, holds the same evidence, and verifies clean.
    """
    rng = random.Random(seed)  # noqa: S311 - a drill, no secret
    with tempfile.TemporaryDirectory(prefix="crossbearing-kill-") as folder:
        undisturbed = Path(folder) / "undisturbed"
        code, until_case_s, length_s = _measure(sources, undisturbed)
        print(f"an undisturbed run takes {length_s:.1f} s, its case is there after {until_case_s:.1f} s")
        trouble = [str(damage) for damage in verify(undisturbed)]
        wanted = _evidence(undisturbed)
        killed = number = 0
        while killed < count and number < _MOST_TRIES * count:
            case = Path(folder) / str(number)
            once_there = number % 4 != 0
            after_s = rng.uniform(0, length_s - until_case_s if once_there else length_s)
            killed += _run_and_kill(sources, case, after_s=after_s, once_there=once_there)
            found = _check(sources, case, code=code, wanted=wanted, verify=verify)
            trouble += [f"run {number}, killed after {after_s:.2f} s: {line}" for line in found]
            shutil.rmtree(case, ignore_errors=True)
            number += 1
    if killed < count:
        trouble.append(f"only {killed} runs could be killed before their end")
    print(f"{number} runs, {killed} of them killed before their end, seed {seed}: {len(trouble)} troubles")
    for line in trouble:
        print(line)
    return not trouble


def _check(sources: Sequence[Path], case: Path, *, code: int, wanted: set[str], verify: Verify) -> list[str]:
    """Complete a killed run and say what is wrong afterwards."""
    log, records = _log_lines(case), _records(case)
    again = _run(sources, case)
    trouble = [f"damage: {damage}" for damage in verify(case)]
    if again != code:
        trouble.append(f"exit code {again} instead of {code}")
    if _log_lines(case)[: len(log)] != log:
        trouble.append("acknowledged custody entries are gone")
    if not records <= _records(case):
        trouble.append("acknowledged records are gone")
    if _evidence(case) != wanted:
        trouble.append("the evidence is not that of an undisturbed run")
    return trouble


def _command(sources: Sequence[Path], case: Path) -> list[str]:
    paths = [str(path) for path in sources]
    dossier = str(case.with_name(f"{case.name}-dossier"))
    return [
        sys.executable,
        "-m",
        "crossbearing.cli",
        "examine",
        *paths,
        "--case",
        str(case),
        "--out",
        dossier,
    ]


def _run(sources: Sequence[Path], case: Path) -> int:
    done = subprocess.run(_command(sources, case), stdout=subprocess.DEVNULL, check=False, timeout=TIMEOUT_S)
    return done.returncode


def _measure(sources: Sequence[Path], case: Path) -> tuple[int, float, float]:
    """Run undisturbed; return the exit code, the seconds until there is a case, and those until the end."""
    started = time.monotonic()
    process = _start(sources, case)
    _wait_for_case(process, case)
    until_case_s = time.monotonic() - started
    code = process.wait(TIMEOUT_S)
    return code, until_case_s, time.monotonic() - started


def _start(sources: Sequence[Path], case: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _command(sources, case),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait_for_case(process: subprocess.Popen[bytes], case: Path) -> None:
    while process.poll() is None and not (case / "custody.jsonl").exists():
        time.sleep(0.005)


def _run_and_kill(sources: Sequence[Path], case: Path, *, after_s: float, once_there: bool) -> bool:
    """Start a run and kill it with all its processes. Returns False if it had ended by itself.

    after_s: counted from the start, or (`once_there`) from the moment at which there is a case: three
    of four are, for a run that is still loading its model has nothing to lose.
    """
    process = _start(sources, case)
    if once_there:
        _wait_for_case(process, case)
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _log_lines(case: Path) -> list[bytes]:
    """Return the whole lines of the log: those are acknowledged."""
    log = case / "custody.jsonl"
    lines = log.read_bytes().splitlines(keepends=True) if log.is_file() else []
    return [line for line in lines if line.endswith(b"\n")]


def _records(case: Path) -> set[str]:
    """Return the addresses of the items, documents and footage that are committed."""
    if not (case / "case.sqlite").is_file():
        return set()
    with tempfile.TemporaryDirectory() as folder:
        for path in case.glob("case.sqlite*"):
            if not path.name.endswith("-shm"):
                shutil.copyfile(path, Path(folder) / path.name)
        with closing(sqlite3.connect(Path(folder) / "case.sqlite")) as connection:
            found: set[str] = set()
            for table in ("acquisitions", "documents", "readings", "footage"):
                try:
                    found.update(row[0] for row in connection.execute(f"SELECT address FROM {table}"))  # noqa: S608
                except sqlite3.OperationalError:
                    continue  # killed before the tables were made
            return found


def _evidence(case: Path) -> set[str]:
    return {path.name for path in (case / "evidence").rglob("*") if path.is_file()}
