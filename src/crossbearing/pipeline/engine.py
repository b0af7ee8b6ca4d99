"""Where a stage runs: in this process, in a pool of processes, or on a Ray cluster.

A stage is a pure function of its job, so where it runs changes nothing but the time it takes.
Results come back in the order of the jobs, whichever finishes first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from crossbearing.errors import ConfigError

J = TypeVar("J")
R = TypeVar("R")

AHEAD = 4
"""Jobs in flight for each worker: enough to keep it busy, few enough to bound memory."""


class Engine(Protocol):
    """Runs a function over jobs."""

    def run(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R | WorkerLost]:
        """Yield the function's result for each job, in order; WorkerLost where its worker died."""
        ...


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """A worker process died, by a crash in native code or for want of memory."""

    reason: str


class InProcess:
    """Runs jobs one after the other in this process."""

    def run(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R | WorkerLost]:
        """Yield each result as soon as it is there."""
        yield from map(function, jobs)


class Processes:
    """Runs jobs in a pool of processes of this machine. workers: at least 1."""

    def __init__(self, workers: int) -> None:
        if workers < 1:
            raise ConfigError("A pool needs at least one worker.", expected="1 or more", actual=str(workers))
        self._workers = workers

    def run(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R | WorkerLost]:
        """Yield results in order. A job whose worker dies is tried once more, alone, then given up."""
        waiting: deque[tuple[J, Future[R]]] = deque()
        coming = iter(jobs)
        pool = self._pool()
        try:
            while True:
                while len(waiting) < AHEAD * self._workers and (job := next(coming, None)) is not None:
                    waiting.append((job, pool.submit(function, job)))
                if not waiting:
                    return
                job, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    yield self._alone(function, job)
                    pool = self._pool()
                    waiting = deque((j, pool.submit(function, j)) for j, _ in waiting)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))

    def _alone(self, function: Callable[[J], R], job: J) -> R | WorkerLost:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            try:
                return pool.submit(function, job).result()
            except BrokenProcessPool as error:
                return WorkerLost(str(error))


class RayCluster:
    """Runs jobs on a Ray cluster, which must reach the case's files. address: None for a local one."""

    def __init__(self, address: str | None = None) -> None:
        try:
            import ray
        except ImportError as error:
            raise ConfigError(
                "Ray is not installed.", what="engine", next_step="Run `pip install ray`, then repeat."
            ) from error
        self._ray: Any = ray
        if not ray.is_initialized():
            ray.init(address=address, include_dashboard=False, log_to_driver=False)

    def run(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R | WorkerLost]:
        """Yield results in order; a job whose worker dies is given up after Ray's own retries."""
        remote = self._ray.remote(function)
        ahead = AHEAD * max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        waiting: deque[Any] = deque()
        coming = iter(jobs)
        while True:
            while len(waiting) < ahead and (job := next(coming, None)) is not None:
                waiting.append(remote.remote(job))
            if not waiting:
                return
            try:
                yield self._ray.get(waiting.popleft())
            except self._ray.exceptions.WorkerCrashedError as error:
                yield WorkerLost(str(error))


def open_engine(name: str, *, workers: int = 1, apart: bool = False) -> Engine:
    """Return the engine called "process" (workers: how many), "ray", or "ray://…".

    apart: even one worker is a process of its own, so that a decoder of pictures which crashes on a hostile
    file takes its worker with it and nothing else.
    """
    if name == "process":
        return InProcess() if workers <= 1 and not apart else Processes(max(1, workers))
    if name == "ray" or name.startswith("ray://"):
        return RayCluster(None if name == "ray" else name)
    raise ConfigError("There is no such engine.", what="engine", expected="process or ray", actual=name)
