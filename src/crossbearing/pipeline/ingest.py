"""Sources to items, and items to what is derived from them: each item one transaction.

A source that fails is recorded and the rest goes on. Work done under the same key is not repeated,
so running over the same sources again adds only what is new.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crossbearing.archive import Archive
from crossbearing.archive.source import shown
from crossbearing.errors import CrossbearingError, StoreError
from crossbearing.model.evidence import Acquisition, Digest
from crossbearing.model.provenance import Failure
from crossbearing.pipeline.analyse import Derived, Job, analyse, failure_of
from crossbearing.pipeline.engine import Engine, WorkerLost
from crossbearing.pipeline.rooms import analysis_key
from crossbearing.pipeline.sources import Found, find_sources
from crossbearing.pipeline.stage import Progress, Stage
from crossbearing.readers import sniff_file
from crossbearing.settings import Settings
from crossbearing.store import View, Writer


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of all the sources of one run."""

    published: date | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run took in. sources: every item named by the sources, new or known; in order."""

    sources: tuple[Digest, ...]
    new: tuple[Digest, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The open parts of a case that stages read and write."""

    archive: Archive
    writer: Writer
    view: View


def add_sources(
    tables: Tables, sources: Iterable[Path], *, given: Given, settings: Settings, progress: Progress
) -> Ingested:
    """Acquire sources without reading them."""
    return _run(tables, sources, given, settings, progress, None)


def ingest(
    tables: Tables,
    sources: Iterable[Path],
    *,
    given: Given,
    settings: Settings,
    engine: Engine,
    progress: Progress,
    leave_out: Iterable[Path] = (),
) -> Ingested:
    """Acquire sources and derive everything from each. leave_out: folders that are not entered."""
    return _run(tables, sources, given, settings, progress, engine, leave_out)


def _run(
    tables: Tables,
    sources: Iterable[Path],
    given: Given,
    settings: Settings,
    progress: Progress,
    engine: Engine | None,
    leave_out: Iterable[Path] = (),
) -> Ingested:
    found = tuple(find_sources(sources, leave_out=(tables.archive.root, *leave_out)))
    acquired: dict[Digest, None] = {}
    known = {item.digest for item in tables.view.items()}
    failures: list[Failure] = []
    waiting: deque[Job] = deque()
    again: list[Job] = []

    def jobs() -> Iterator[Job]:
        for source in found:
            job = _acquire(tables, source, given, settings, failures)
            progress.advance(source.path.name)
            if job is None:
                continue
            acquired[job.item] = None
            if engine is None or _is_done(tables.view, job):
                tables.writer.save_item(job.item, acquisitions=(job.acquisition,))
            elif any(job.item == other.item for other in waiting):
                again.append(job)  # the same bytes under another name: read once, acquired twice
            else:
                waiting.append(job)
                yield job

    with progress.stage("reading", len(found)):
        for derived in engine.run(analyse, jobs()) if engine else jobs():
            if not isinstance(derived, Job):
                _save(tables.writer, waiting.popleft(), derived)
    for job in again:
        tables.writer.save_item(job.item, acquisitions=(job.acquisition,))
    tables.writer.save_failures(failures, tried=[shown(f.path) for f in found])
    return Ingested(
        tuple(acquired),
        tuple(item for item in acquired if item not in known),
        tuple(failures) + tuple(f for f in tables.view.failures() if f.item in acquired),
    )


def _acquire(
    tables: Tables, source: Found, given: Given, settings: Settings, failures: list[Failure]
) -> Job | None:
    try:
        if source.error is not None:
            raise source.error
        item, acquisition = tables.archive.acquire(
            source.path,
            sniff=sniff_file,
            published_given=given.published,
            publisher_given=given.publisher,
            max_bytes=settings.readers.max_item_bytes,
        )
    except StoreError:
        raise
    except CrossbearingError as error:
        failures.append(failure_of(error, path=shown(source.path), item=None, stage="acquire"))
        return None
    return _job(tables, item, acquisition, settings)


def _job(tables: Tables, item: Digest, how: Acquisition, settings: Settings) -> Job:
    """Make the job, with what earlier acquisitions of the same bytes were given, where this has nothing."""
    told = how
    known = tables.view.item(item)
    for earlier in reversed(known.acquisitions if known else ()):
        told = replace(
            told,
            published_given=told.published_given or earlier.published_given,
            publisher_given=told.publisher_given or earlier.publisher_given,
        )
    return Job(item, tables.archive.blob_path(item), how, told, settings)


def _key(job: Job) -> str:
    return analysis_key(job.settings, job.told.published_given, job.told.publisher_given)


def _is_done(view: View, job: Job) -> bool:
    return view.stage_done(job.item, Stage.ANALYSE, _key(job))


def _save(writer: Writer, job: Job, derived: Derived | WorkerLost) -> None:
    if isinstance(derived, WorkerLost):
        lost = CrossbearingError(
            "the process that worked on it died",
            next_step="Try it alone; report the defect if it dies again.",
        )
        failure = failure_of(lost, path=job.acquisition.path, item=job.item, stage="analyse")
        derived = Derived(job.item, failures=(failure,))
    writer.save_item(
        job.item,
        acquisitions=(job.acquisition,),
        document=derived.document,
        reading=derived.reading,
        footage=derived.footage,
        sheet=derived.sheet,
        failures=derived.failures,
        stages={Stage.ANALYSE: _key(job)},
    )


def analyse_pending(tables: Tables, *, settings: Settings, engine: Engine, progress: Progress) -> None:
    """Derive what is missing for items that were only added."""
    waiting: deque[Job] = deque()
    items = tuple(tables.view.items())

    def jobs() -> Iterator[Job]:
        for item in items:
            job = _job(tables, item.digest, item.acquisitions[-1], settings)
            if not _is_done(tables.view, job):
                waiting.append(job)
                yield job

    with progress.stage("reading", len(items)):
        for derived in engine.run(analyse, jobs()):
            job = waiting.popleft()
            _save(tables.writer, job, derived)
            progress.advance(job.acquisition.path)
