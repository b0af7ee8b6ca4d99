"""Floors: figures that were reached and may only rise, each tied to the corpus it was reached on."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.report import Report
from evaluation.task import Task
from evaluation.tasks import TASKS

FLOORS = Path(__file__).with_name("floors.toml")


def check_floors(gold: Path, score: Callable[..., Report], *, quick: bool = False) -> int:
    """Score every task whose corpus lies under `gold` and hold it to its floors.

    Returns 0 where none sank, 1 where one did or where a corpus is another than the floor names. A
    corpus that is not there is said to be skipped. quick: only the floors that the table marks so.
    """
    sunk = 0
    for entry in tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floor"]:
        if quick and not entry.get("quick", False):
            continue
        path = gold / entry["path"]
        if not path.exists():
            print(f"skipped: {entry['task']}: {path} is not there", file=sys.stderr)
            continue
        task: Task[Any, Any] = TASKS[entry["task"]]
        report = score(task, path, part=entry["part"])
        sunk += _hold(entry, report)
    return 1 if sunk else 0


def _hold(entry: dict[str, Any], report: Report) -> int:
    """Print each figure beside its floor; return how many sank."""
    if report.digest != entry["digest"]:
        print(f"CHANGED  {report.task} {entry['path']}: digest {report.digest}, not {entry['digest']}")
        return 1
    sunk = 0
    found = {figure.name: figure for figure in report.figures}
    for name, floor in entry["figures"].items():
        figure = found[name]
        word = "ok  " if figure.value >= floor else "SUNK"
        sunk += figure.value < floor
        interval = f"[{figure.low:.1f}, {figure.high:.1f}]"
        print(f"{word}  {report.task:12} {name:34} {figure.value:5.1f} {interval:14} floor {floor:.1f}")
    return sunk
