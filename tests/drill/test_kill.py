"""A writer is killed with SIGKILL, in a child process, at every durable step and at random lines."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from crossbearing.archive import Archive
from crossbearing.archive.custody import parse_line
from crossbearing.store import Store, check_database

ROOMS = ("crossbearing/archive/", "crossbearing/store/")
STEPS = ("fsync", "rename", "unlink", "mkdir", "fchmod")


def in_child(work: Callable[[], None]) -> bool:
    """Do the work in a forked process; return whether it was killed."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # other threads of the runner hold no lock of ours
        child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - the parent sees the code
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_at_step(number: int, *, before: bool) -> None:
    """Patch what makes things durable so that the process dies at the `number`-th such step."""
    seen = 0

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal seen
            seen += 1
            if before and seen >= number:
                die()
            result = original(*args, **kwargs)
            if not before and seen >= number:
                die()
            return result

        return step

    for name in STEPS:
        setattr(os, name, wrap(getattr(os, name)))


def kill_at_line(number: int) -> None:
    """Make the process die at the `number`-th line that runs in archive or store."""
    seen = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal seen
        if not any(room in frame.f_code.co_filename for room in ROOMS):
            return None
        if event == "line":
            seen += 1
            if seen == number:
                die()
        return trace

    sys.settrace(trace)


def check_after_kill(case: Path, sources: Path, untouched: Path, small_case: ModuleType) -> None:
    """Run again to the end: nothing acknowledged is lost, and the case verifies clean."""
    log = case / "custody.jsonl"
    acknowledged = [
        line
        for line in (log.read_bytes() if log.is_file() else b"").splitlines(keepends=True)
        if line[-1:] == b"\n"
    ]
    digests = small_case.build(case, sources)
    lines = log.read_bytes().splitlines(keepends=True)
    assert lines[: len(acknowledged)] == acknowledged
    archive = Archive.open(case)
    assert archive.verify() == []
    assert check_database(case / "case.sqlite", archive.intact_entries()) == []
    assert list((case / "incoming").iterdir()) == []
    acquired = [parse_line(line).item for line in lines if parse_line(line).action == "acquired"]
    assert acquired == digests
    with Store.open(case / "case.sqlite") as store, Store.open(untouched / "case.sqlite") as other:
        found, wanted = store.view(), other.view()
        assert [item.digest for item in found.items()] == [item.digest for item in wanted.items()]
        assert list(found.readings()) == list(wanted.readings())
        assert list(found.documents()) == list(wanted.documents())
        assert found.matches() == wanted.matches()
        assert found.allegations() == wanted.allegations()
        assert found.decisions() == wanted.decisions()
        assert found.failures() == wanted.failures()


@pytest.fixture
def sources(untouched: Path) -> Path:
    """The files that the untouched case was made from, with their times."""
    return untouched.parent / "sources"


@pytest.fixture
def rng() -> random.Random:
    """Chance with a seed that a failing test shows."""
    seed = int(os.environ.get("DRILL_SEED") or random.SystemRandom().getrandbits(32))
    print(f"DRILL_SEED={seed}")  # noqa: T201 - a failure shows the seed
    return random.Random(seed)


@pytest.mark.parametrize("before", [True, False])
def test_killed_at_durable_steps(
    tmp_path: Path,
    sources: Path,
    untouched: Path,
    small_case: ModuleType,
    rng: random.Random,
    *,
    before: bool,
) -> None:
    for number in sorted(rng.sample(range(1, 41), 4)):
        case = tmp_path / str(number)

        def work(case: Path = case, number: int = number) -> None:
            kill_at_step(number, before=before)
            small_case.build(case, sources)

        assert in_child(work)
        check_after_kill(case, sources, untouched, small_case)
        shutil.rmtree(case)


def test_killed_at_random_lines(
    tmp_path: Path, sources: Path, untouched: Path, small_case: ModuleType, rng: random.Random
) -> None:
    killed = 0
    for number in range(6):
        case, line = tmp_path / str(number), rng.randrange(1, 1500)

        def work(case: Path = case, line: int = line) -> None:
            kill_at_line(line)
            small_case.build(case, sources)

        killed += in_child(work)
        check_after_kill(case, sources, untouched, small_case)
        shutil.rmtree(case)
    assert killed == 6
