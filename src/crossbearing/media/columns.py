"""Bytes that gather for hours and are then written out, without ever being in memory twice.

An array that grows is copied now and then, and what it leaves is not always given back. So a column
lies in maps of its own, one behind the other, each of which goes back to the system once it is read.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator

_BLOCK_BYTES = 1 << 20


class Column:
    """Bytes to which more are added at the end, and which are read out once."""

    def __init__(self) -> None:
        self._blocks: list[mmap.mmap] = []
        self._bytes = 0

    def __len__(self) -> int:
        return self._bytes

    def add(self, data: bytes) -> None:
        """Put bytes at the end."""
        self._bytes += len(data)
        rest = memoryview(data)
        while rest:
            if not self._blocks or self._blocks[-1].tell() == _BLOCK_BYTES:
                self._blocks.append(mmap.mmap(-1, _BLOCK_BYTES))
            block = self._blocks[-1]
            rest = rest[block.write(rest[: _BLOCK_BYTES - block.tell()]) :]

    def drained(self) -> Iterator[bytes]:
        """Yield all there is, from the front; what was yielded is forgotten."""
        self._bytes = 0
        while self._blocks:
            with self._blocks.pop(0) as block:
                yield block[: block.tell()]
