"""One item's bytes to everything derived from them: a pure function, run wherever the engine says.

What fails becomes a Failure beside what succeeded: a document whose text can be read but not
understood still stands in the case, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from crossbearing import media, readers
from crossbearing.errors import CrossbearingError
from crossbearing.extensions import all_readers
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Claim
from crossbearing.model.evidence import Acquisition, Digest, Document
from crossbearing.model.footage import ContactSheet, Footage
from crossbearing.model.provenance import Component, Failure
from crossbearing.model.reading import Reading
from crossbearing.pipeline.rooms import component, open_resolver, open_text_reader
from crossbearing.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """An item to analyse.

    path: of the kept bytes. told: the acquisition with all that the user ever said of the item.
    """

    item: Digest
    path: Path
    acquisition: Acquisition
    told: Acquisition
    settings: Settings


@dataclass(frozen=True, slots=True)
class Derived:
    """What came of it."""

    item: Digest
    document: Document | None = None
    reading: Reading | None = None
    footage: Footage | None = None
    sheet: ContactSheet | None = None
    failures: tuple[Failure, ...] = ()


def analyse(job: Job) -> Derived:
    """Read or watch one item. Never raises for its bytes; only for settings that make no sense."""
    if is_pictures(job.acquisition.media_type_sniffed):
        return _analyse_pictures(job)
    document, failures = _attempt(job, "read", lambda: read_bytes(job))
    if document is None:
        return Derived(job.item, failures=failures)
    reading, more = _attempt(job, "understand", lambda: read_text(document, job.settings))
    return Derived(job.item, document=document, reading=reading, failures=failures + more)


def _analyse_pictures(job: Job) -> Derived:
    """Watch an item, and read what stands on the screen like any other text."""
    watched, failures = _attempt(job, "watch", lambda: watch(job))
    if watched is None:
        return Derived(job.item, failures=failures)
    reading: Reading | None = None
    document = on_screen(watched, job.told)
    if document is not None:
        reading, more = _attempt(job, "understand", lambda: read_text(document, job.settings))
        failures += more
    return Derived(job.item, document, reading, watched.footage, watched.sheet, failures)


def is_pictures(media_type: str) -> bool:
    """Tell whether an item is for `media` rather than for `readers`."""
    return media_type.startswith(("image/", "video/"))


def watch(job: Job) -> media.Watched:
    """Read the pictures of an item. Raises MediaError."""
    return media.watch_all(job.path, item=job.item, settings=job.settings.media)


def on_screen(watched: media.Watched, how: Acquisition) -> Document | None:
    """Return the words on the screen as a document, dated and named as the user said of the clip."""
    if watched.document is None:
        return None
    return say_given(replace(watched.document, title=f"On the screen of {Path(how.path).name}"), how)


def read_bytes(job: Job) -> Document:
    """Read the text of an item, dated and named as the user said, if they did. Raises Unreadable."""
    how = job.told
    document = readers.read_document(
        job.path,
        how.media_type_sniffed,
        item=job.item,
        claimed=readers.claim_of(how.path, all_readers()),
        acquired=how.acquired,
        settings=job.settings.readers,
        readers=all_readers(),
        name=Path(how.path).name,
    )
    return say_given(document, how)


def say_given(document: Document, how: Acquisition) -> Document:
    """Return the document with the date and publisher that the user gave; what it said itself is noted."""
    if how.published_given is not None:
        if document.published is not None and document.published != how.published_given:
            note = f"The page gives {document.published} as its date; the date given by the user is used."
            document = replace(document, notes=(*document.notes, note))
        document = replace(document, published=how.published_given, published_from="user")
    if how.publisher_given is not None:
        document = replace(document, publisher=how.publisher_given)
    return document


def read_text(document: Document, settings: Settings) -> Reading:
    """Read what a document's text says, with names resolved."""
    text_reader = open_text_reader(settings.text, settings.resolve)
    reading = text_reader.read(document.text, published=document.published)
    if document.on_screen:
        reading = said_by_footage(reading)
    return open_resolver(settings.resolve).resolve(reading, document.text, published=document.published)


def said_by_footage(reading: Reading) -> Reading:
    """Put what no one on the screen is given as saying into the mouth of the footage."""
    attributions = list(reading.attributions)
    claims: list[Claim] = []
    for claim in reading.claims:
        if not claim.chain:
            extent = reading.events[claim.event].extent
            attributions.append(Attribution((), (), (extent,), Sourcing.FOOTAGE, reasons=(_ON_SCREEN,)))
            claim = replace(claim, chain=(len(attributions) - 1,))  # noqa: PLW2901 - the same claim
        claims.append(claim)
    return replace(reading, attributions=tuple(attributions), claims=tuple(claims))


_ON_SCREEN = "The words stand on the screen of footage, and nobody is named there as saying them."


def _attempt(job: Job, stage: str, work: Callable[[], T]) -> tuple[T | None, tuple[Failure, ...]]:
    """Run `work`; turn what it raises on this item into a Failure."""
    try:
        return work(), ()
    except CrossbearingError as error:
        return None, (failure_of(error, path=job.acquisition.path, item=job.item, stage=stage),)
    except (
        MemoryError,
        RecursionError,
        ValueError,
        ArithmeticError,
        LookupError,
        TypeError,
        OSError,
    ) as error:
        made = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        defect = CrossbearingError(
            f"this part of the program failed on it ({made})",
            next_step="Report the defect, with the file if it may be shared; the rest of the case is done.",
        )
        return None, (failure_of(defect, path=job.acquisition.path, item=job.item, stage=stage),)


def failure_of(
    error: CrossbearingError, *, path: str, item: Digest | None, stage: str, by: Component | None = None
) -> Failure:
    """Return the record of what went wrong."""
    return Failure(
        path=path,
        item=item,
        stage=stage,
        code=type(error).__name__,
        message=str(error),
        next_step=error.next_step,
        component=by or component(stage),
    )
