"""A stream read ahead by a thread of its own, so that decoding goes on while a frame is looked at."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

T = TypeVar("T")

_WAIT_S = 0.2


class _End:
    """What the thread hands over last: that there is no more, or what went wrong."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class _Ahead(Generic[T]):
    """The thread and what it has made."""

    def __init__(self, stream: Iterable[T], count: int) -> None:
        self._stream = stream
        self._waiting: Queue[T | _End] = Queue(max(1, count))
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="decoding", daemon=True)
        self._thread.start()

    def take(self) -> T | _End:
        """Return the next."""
        while True:
            with suppress(Empty):
                return self._waiting.get(timeout=_WAIT_S)

    def stop(self) -> None:
        """End the thread, whether or not the stream has ended."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            for one in self._stream:
                self._put(one)
                if self._stopped.is_set():
                    break
        except BaseException as raised:  # noqa: BLE001 - handed over, to be raised where it is read
            error = raised
        self._put(_End(error))

    def _put(self, one: T | _End) -> None:
        while not self._stopped.is_set():
            with suppress(Full):
                self._waiting.put(one, timeout=_WAIT_S)
                return


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
