"""Read documents of re3d: reports on a conflict with the actors, places and dates that people marked.

A path holds `documents.json`, `entities.json` and `relations.json` (JSON lines), or folders that do.
Spans that a machine proposed and no annotator confirmed bear the confidence 0; they are kept apart.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked span. confirmed: an annotator stands by it."""

    span: Span
    type: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Tied:
    """A confirmed relation: source and target as marked, in that order."""

    type: str
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One document with what is marked in it, in text order."""

    id: str
    text: str
    marked: tuple[Marked, ...]
    tied: tuple[Tied, ...]


def load_reports(path: Path) -> list[Report]:
    """Read every report below `path`, by folder and as listed. Raises ValueError: there is none."""
    folders = [path, *sorted(folder for folder in path.iterdir() if folder.is_dir())] if path.is_dir() else []
    reports = [
        report
        for folder in folders
        if (folder / "documents.json").exists() and (folder / "entities.json").exists()
        for report in _reports(folder)
    ]
    if not reports:
        raise ValueError(f"{path} holds no documents.json beside entities.json, nor a folder that does.")
    return reports


def _reports(folder: Path) -> Iterator[Report]:
    marked: dict[str, set[Marked]] = defaultdict(set)
    for row in _rows(folder / "entities.json"):
        span = (row["begin"], row["end"])
        marked[row["documentId"]].add(Marked(span, row["type"], row["confidence"] > 0))
    tied: dict[str, set[Tied]] = defaultdict(set)
    for row in _rows(folder / "relations.json"):
        if row["confidence"] > 0:
            source, target = (row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])
            tied[row["documentId"]].add(Tied(row["type"], source, target))
    for row in _rows(folder / "documents.json"):
        yield Report(
            row["_id"],
            row["text"],
            tuple(sorted(marked[row["_id"]], key=lambda m: (m.span, m.type, m.confirmed))),
            tuple(sorted(tied[row["_id"]], key=lambda t: (t.source, t.target, t.type))),
        )


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    if file.exists():
        for line in file.read_text("utf-8-sig").splitlines():
            if line.strip():
                yield json.loads(line)
