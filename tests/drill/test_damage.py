"""A few of the damaged and strange clips of `scripts/drill.py clips`, which watches many more."""

from __future__ import annotations

import os
import random
from pathlib import Path
from types import ModuleType

import pytest


def test_damaged_clips_never_break_what_watches_them(
    damage: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("DRILL_SEED") or random.SystemRandom().getrandbits(32))
    well = damage.drill(damage.rendered(tmp_path), cuts=2, flips=10, seed=seed)
    told = capsys.readouterr().out
    assert well, f"seed {seed}: {told}"
    assert told.count("footage") > 10


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os, sys; sys.stdin.readline(); os.abort()", "DIED"),
        ("import sys; sys.stdin.readline(); print(601, 'footage, 1 frames', flush=True)", "footage"),
        ("import sys; sys.stdin.readline(); print(9, 'RAISED KeyError: 1', flush=True)", "RAISED"),
    ],
)
def test_what_breaks_the_rules_is_told(
    damage: ModuleType, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    monkeypatch.setattr(damage, "_WATCHING", code)
    watcher = damage.Watcher()
    peak, what = watcher.watch(Path("clip.mp4"))
    watcher.close()
    assert what.startswith(told)
    assert not damage.is_well(peak, what)
