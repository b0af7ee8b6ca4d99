from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from crossbearing.archive import Archive
from crossbearing.errors import CaseMissing
from crossbearing.model.provenance import Damage
from crossbearing.store import check_database

COUNT = 40


def verify(case: Path) -> list[Damage]:
    """Verify as the pipeline does: blobs and log, then records against the log."""
    try:
        archive = Archive.open(case)
    except CaseMissing:
        return [Damage("missing", "case", "there is no case")]
    return archive.verify() + check_database(case / "case.sqlite", archive.intact_entries())


@pytest.mark.parametrize("state", ["untouched", "untouched_pending"])
def test_an_untouched_case_is_sound(request: pytest.FixtureRequest, state: str) -> None:
    untouched: Path = request.getfixturevalue(state)
    before = {path: path.read_bytes() for path in untouched.rglob("*") if path.is_file()}
    assert verify(untouched) == []
    assert {path: path.read_bytes() for path in untouched.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("state", ["closed", "pending"])
def test_every_random_change_is_reported(
    request: pytest.FixtureRequest, state: str, tmp_path: Path, mutations: ModuleType
) -> None:
    untouched = request.getfixturevalue({"closed": "untouched", "pending": "untouched_pending"}[state])
    seed = int(os.environ.get("DRILL_SEED") or random.SystemRandom().getrandbits(32))
    print(f"DRILL_SEED={seed}")  # noqa: T201 - a failure shows the seed
    rng = random.Random(seed)
    picture = mutations.picture_of(untouched)
    silent: list[object] = []
    altered = 0
    for number in range(COUNT):
        case = mutations.copy_case(untouched, tmp_path / str(number))
        mutation = mutations.mutate(case, rng)
        if mutations.picture_of(case) != picture:
            altered += 1
            if not verify(case):
                silent.append(mutation)
        shutil.rmtree(case)
    assert altered > COUNT // 2
    assert not silent, f"seed {seed}: {silent}"


@pytest.mark.parametrize("line", [0, 5, -1])
@pytest.mark.parametrize("change", ["space", "order", "newline", "carriage return"])
def test_no_byte_of_a_log_line_is_idle(untouched: Path, tmp_path: Path, line: int, change: str) -> None:
    case = Path(shutil.copytree(untouched, tmp_path / "case"))
    log = case / "custody.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    changes = {
        "space": lambda text: text.replace(b'":', b'": ', 1),
        "order": lambda text: text.replace(b'{"action"', b'{"zebra":1,"action"', 1),
        "newline": lambda text: b"\n" + text,
        "carriage return": lambda text: text.replace(b"\n", b"\r\n"),
    }
    lines[line] = changes[change](lines[line])
    log.write_bytes(b"".join(lines))
    assert verify(case)
