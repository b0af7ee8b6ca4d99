"""What the command writes: results on standard output, progress and complaints on standard error.

On a terminal results are tables; on a pipe they are plain lines without colour or frames. Text from
sources never reaches the terminal raw: control characters and direction overrides are spelt out.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from crossbearing.dossier import wire
from crossbearing.model.provenance import Failure

PIPE_WIDTH = 10_000
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def out() -> Console:
    """Return the console for results; wide and plain where standard output is no terminal."""
    plain = not sys.stdout.isatty()
    return Console(file=sys.stdout, highlight=False, soft_wrap=plain, width=PIPE_WIDTH if plain else None)


def err() -> Console:
    """Return the console for progress and complaints."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=not sys.stderr.isatty())


def safe(text: str) -> str:
    """Return `text` on one line, with anything that steers a terminal or a reading order spelt out."""
    shown = (c if unicodedata.category(c) not in _UNSAFE else _spell(c) for c in text)
    return "".join(shown)


def _spell(character: str) -> str:
    return " " if character in "\t\n\r\x0b\x0c\x85\u2028\u2029" else f"<U+{ord(character):04X}>"


def print_json(values: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line."""
    for value in values:
        text = wire.line(value)
        sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
    sys.stdout.flush()


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """Print rows under their columns: a table on a terminal, aligned plain lines on a pipe."""
    cells = [[safe(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        widths = [max(len(line[i]) for line in [list(columns), *cells]) for i in range(len(columns))]
        for line in [list(columns), *cells]:
            padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            sys.stdout.write("  ".join(padded).rstrip() + "\n")
        sys.stdout.flush()
        return
    table = Table(title=title, title_justify="left", header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for line in cells:
        table.add_row(*(Text(cell) for cell in line))
    out().print(table)


def say(text: str) -> None:
    """Print one line of result."""
    sys.stdout.write(safe(text) + "\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write("\n".join(safe(line) for line in text.splitlines()) + "\n")
    sys.stderr.flush()


def print_failures(failures: Iterable[Failure]) -> None:
    """Say, on standard error, what could not be read, why, and what to do next."""
    for failure in failures:
        complain(f"not done: {failure.path}: {failure.message} [{failure.code}, {failure.stage}]")
        complain(f"          {failure.next_step}")


class Bars:
    """Progress bars on a terminal; silent on a pipe. Implements `pipeline.stage.Progress`."""

    def __init__(self) -> None:
        self._shown = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=err(),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task: TaskID | None = None

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[None]:
        """Show a bar for a stage while it runs. total: steps, None where unknown."""
        with self._shown:
            self._task = self._shown.add_task(name, total=total)
            try:
                yield
            finally:
                self._shown.remove_task(self._task)
                self._task = None

    def advance(self, what: str) -> None:
        """Count one step of the stage that runs; `what` was just done."""
        if self._task is not None:
            self._shown.update(self._task, advance=1, description=safe(what)[:60])
