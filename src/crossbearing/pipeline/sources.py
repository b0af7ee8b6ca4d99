"""From what a user names (files and folders) to the files to acquire, in a stable order.

Nothing is left out silently: a folder loop, a dangling link or a folder that may not be listed is
yielded as an error beside the files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crossbearing.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Found:
    """One file to acquire, or why there is none at `path`."""

    path: Path
    error: Unreadable | None = None


def find_sources(given: Iterable[Path], *, leave_out: Iterable[Path] = ()) -> Iterator[Found]:
    """Yield the files under `given`, folders recursively and in order of name, each file once.

    leave_out: folders that are not entered, such as the case itself or a dossier made earlier.
    """
    closed = {p for p in map(_identity, leave_out) if p is not None}
    taken: set[str] = set()
    for path in given:
        for found in _walk(path, closed, ()):
            place = os.path.abspath(found.path)  # noqa: PTH100 - resolve() would follow links
            if place not in taken:
                taken.add(place)
                yield found


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _walk(path: Path, closed: set[tuple[int, int]], above: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    try:
        is_folder = path.is_dir()
    except OSError as error:
        yield Found(path, _unreadable(path, f"it cannot be reached: {error.strerror}"))
        return
    if not is_folder:
        yield _file(path)
        return
    here = _identity(path)
    if here is None or here in closed:
        return
    if here in above:
        yield Found(path, _unreadable(path, "this link leads back to a folder that it lies in"))
        return
    try:
        entries = sorted(os.listdir(path))  # noqa: PTH208 - names only; Path.iterdir is no faster
    except OSError as error:
        yield Found(path, _unreadable(path, f"the folder cannot be listed: {error.strerror}"))
        return
    for name in entries:
        yield from _walk(path / name, closed, (*above, here))


def _file(path: Path) -> Found:
    if path.is_symlink() and not path.exists():
        return Found(path, _unreadable(path, "this link leads nowhere"))
    if not path.exists():
        return Found(path, _unreadable(path, "there is no such file or folder"))
    return Found(path)


def _unreadable(path: Path, why: str) -> Unreadable:
    return Unreadable(why, what=str(path), next_step="Check the path, or leave it out.")
