"""Where an index over footage lies on disk: segments in a folder, and a list of those that count.

Adding writes a new segment beside the others, then the list anew under another name, then renames it: a
crash leaves the old list or the new one, and nothing that was there is touched. Files that no list names
are left over from a crash, and are cleared away by the next addition. So that a lookup never has many to
ask, small segments are merged as in a log-structured merge tree (O'Neil et al. 1996): eight of like size
are made one, and one that has grown to some twelve hours of footage is never written again. One process
may add at a time; any number may read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from crossbearing.errors import IndexStale
from crossbearing.media.segment import LARGE, Segment, merged
from crossbearing.media.segment_bytes import LAYOUT, damaged, opened, packed

LIST = "segments.json"
_SUFFIX = ".segment"
_GATHERED = 8
_LIKE_SIZES = tuple(8**power for power in range(1, 7))
"""Features up to which segments are of like size: the last, some hour of footage."""


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    size: int
    segment: Segment


class MergeTree:
    """The segments of a folder. A folder without a list holds none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = [self._opened(name, size) for name, size in _listed(folder)]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Those that count, in the order of their list: merged ones stand where the merge put them."""
        return tuple(kept.segment for kept in self._kept)

    def add(self, new: Segment) -> None:
        """Add a segment for good: once this returns, a crash does not lose it.

        Raises MediaError or IndexStale: what was there is damaged, or of another version.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = [*self._kept, self._written(new)]
        self._list(kept)
        while few := to_merge([len(one.segment) for one in kept]):
            whole = self._written(merged([kept[place].segment for place in few]))
            kept = [whole if n == few[0] else one for n, one in enumerate(kept) if n not in few[1:]]
            self._list(kept)
        for path in self._folder.glob(f"*{_SUFFIX}*"):
            if path.name not in {one.name for one in kept}:
                path.unlink()

    def _opened(self, name: str, size: int) -> _Kept:
        path = self._folder / Path(name).name
        try:
            data = np.memmap(path, np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise damaged(f"{path.name} is missing or empty") from error
        if len(data) != size:
            raise damaged(f"{path.name} has another length than listed")
        return _Kept(path.name, size, opened(data))

    def _written(self, segment: Segment) -> _Kept:
        numbers = [int(path.stem) for path in self._folder.glob(f"*{_SUFFIX}") if path.stem.isdigit()]
        name = f"{max(numbers, default=0) + 1:06}{_SUFFIX}"
        data = packed(segment)
        _write(self._folder / name, data)
        return self._opened(name, len(data))

    def _list(self, kept: list[_Kept]) -> None:
        rows = [{"name": one.name, "bytes": one.size} for one in kept]
        _write(self._folder / LIST, json.dumps({"layout": LAYOUT, "segments": rows}).encode())
        self._kept = kept


def to_merge(sizes: Sequence[int]) -> list[int]:
    """Return the places of the segments that are to be made one; [] where all can stay as they are.

    sizes: features of each. A feature is written anew once a class of sizes, from the second class on.
    """
    for low, high in pairwise((0, *_LIKE_SIZES)):
        alike = [place for place, size in enumerate(sizes) if low <= size < high]
        if len(alike) >= _GATHERED:
            return alike[:_GATHERED]
    unfinished = [place for place, size in enumerate(sizes) if _LIKE_SIZES[-1] <= size < LARGE]
    gathered = list(accumulate(sizes[place] for place in unfinished))
    enough = sum(size < LARGE for size in gathered) + 1
    return unfinished[:enough] if enough <= len(unfinished) else []


def _listed(folder: Path) -> list[tuple[str, int]]:
    path = folder / LIST
    if not path.exists():
        return []
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        rows = [(str(row["name"]), int(row["bytes"])) for row in told["segments"]]
        layout = int(told["layout"])
    except (ValueError, KeyError, TypeError) as error:
        raise damaged("its list cannot be read") from error
    if layout != LAYOUT:
        raise IndexStale(
            "The index of footage was made by another version of Crossbearing.",
            expected=f"layout {LAYOUT}",
            actual=f"layout {layout}",
        )
    return rows


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, and stays."""
    draft = path.with_name(path.name + ".draft")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    entry = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
