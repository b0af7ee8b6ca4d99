"""A stream read ahead by a thread of its own, so that decoding goes on while a frame is looked at."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class _End:
    """What the thread hands over last: that there is no more, or what went wrong."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class _Ahead(Generic[T]):
    """The thread and what it has made. Both queues block until there is something, without polling."""

    def __init__(self, stream: Iterable[T], count: int) -> None:
        self._stream = stream
        self._made: SimpleQueue[T | _End] = SimpleQueue()
        self._room: SimpleQueue[None] = SimpleQueue()
        for _ in range(max(1, count)):
            self._room.put(None)
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="decoding", daemon=True)
        self._thread.start()

    def take(self) -> T | _End:
        """Return the next, and make room for another."""
        one = self._made.get()
        self._room.put(None)
        return one

    def stop(self) -> None:
        """End the thread, whether or not the stream has ended."""
        self._stopped = True
        self._room.put(None)
        self._thread.join()

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            for one in self._stream:
                self._room.get()
                if self._stopped:
                    break
                self._made.put(one)
        except BaseException as raised:  # noqa: BLE001 - handed over, to be raised where it is read
            error = raised
        self._made.put(_End(error))


def read_ahead(stream: Iterable[T], count: int) -> Iterator[T]:
    """Yield what `stream` yields, up to `count` of them made beforehand; raise what it raises."""
    ahead = _Ahead(stream, count)
    try:
        while not isinstance(one := ahead.take(), _End):
            yield one
        if one.error is not None:
            raise one.error
    finally:
        ahead.stop()
