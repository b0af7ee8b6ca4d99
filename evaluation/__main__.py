"""`python -m evaluation TASK PATH`: score the program on a corpus.

python -m evaluation attribution GOLD/polnear/dev
python -m evaluation times GOLD/timex --part held-out --json
python -m evaluation floors GOLD        every floor whose corpus is there
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluation.floors import check_floors
from evaluation.report import Report, count_errors, weigh
from evaluation.task import Task, digest, take_part
from evaluation.tasks import TASKS

_SHOWN_ERRORS = 25


def score(task: Task[Any, Any], path: Path, *, part: str, answers: str = "program") -> Report:
    """Score a task on a corpus.

    part: "all", "held-out" or "train". answers: "program", or "perfect" and "empty", which try the scorer.
    Raises ValueError: the path does not hold the corpus.
    """
    samples = take_part(task.load(path), part, task.held_out)
    if not samples:
        raise ValueError(f"{path} holds nothing of the task {task.name}.")
    if answers == "program":
        given = task.answer(samples)
    else:
        make = task.perfect if answers == "perfect" else task.empty
        given = map(make, samples)
    outcomes = [task.compare(sample, answer) for sample, answer in zip(samples, given, strict=True)]
    figures = weigh(outcomes, task.measures)
    return Report(task.name, part, len(samples), digest(samples), figures, count_errors(outcomes))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a report, or check every floor. Returns the exit code: 0 done, 1 a floor sank, 2 usage."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("task", choices=[*TASKS, "floors"], help="what to score")
    parser.add_argument("path", type=Path, help="a folder or file in the corpus's own format")
    parser.add_argument("--part", choices=["all", "held-out", "train"], default="all")
    parser.add_argument("--answers", choices=["program", "perfect", "empty"], default="program")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--quick", action="store_true", help="of the floors, those that take seconds")
    given = parser.parse_args(arguments)
    if given.task == "floors":
        return check_floors(given.path, score, quick=given.quick)
    try:
        report = score(TASKS[given.task], given.path, part=given.part, answers=given.answers)
    except (ValueError, OSError) as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    print(json.dumps(asdict(report)) if given.json else _table(report))
    return 0


def _table(report: Report) -> str:
    lines = [f"{report.task}: {report.samples} samples ({report.part}), digest {report.digest[:12]}"]
    width = max((len(figure.name) for figure in report.figures), default=0)
    lines += [f"  {f.name:{width}}  {f.value:5.1f}  [{f.low:.1f}, {f.high:.1f}]" for f in report.figures]
    if report.errors:
        lines.append("errors by kind")
        lines += [f"  {count:6}  {kind}" for kind, count in report.errors[:_SHOWN_ERRORS]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
