"""Files read or watched on their own, without a case: nothing is kept."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from crossbearing import media
from crossbearing.archive.source import claimed_type, open_source
from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Acquisition, Digest, Document
from crossbearing.model.reading import Reading
from crossbearing.pipeline.analyse import Job, is_pictures, on_screen, read_bytes, read_text, watch
from crossbearing.pipeline.ingest import Given
from crossbearing.readers import sniff_file
from crossbearing.settings import Settings

BLOCK_BYTES = 1024**2


def job_for(path: Path, *, given: Given, settings: Settings) -> Job:
    """Look at a file where it lies. Raises Unreadable if it is no regular file or may not be read."""
    with open_source(path) as (source, facts):
        told = hashlib.sha256()
        for block in iter(lambda: source.read(BLOCK_BYTES), b""):
            told.update(block)
    how = Acquisition(
        path=str(path),
        acquired=datetime.now(UTC),
        modified=None,
        size_bytes=facts.st_size,
        media_type_sniffed=sniff_file(path),
        media_type_claimed=claimed_type(path),
        published_given=given.published,
        publisher_given=given.publisher,
    )
    return Job(Digest(told.hexdigest()), path, how, how, settings)


def read_file(path: Path, *, given: Given, settings: Settings) -> tuple[Document, Reading]:
    """Read one file; of pictures, the words on the screen. Raises Unreadable, MediaError, ConfigError."""
    job = job_for(path, given=given, settings=settings)
    if not is_pictures(job.acquisition.media_type_sniffed):
        document = read_bytes(job)
        return document, read_text(document, settings)
    shown = on_screen(watch(job), job.told)
    if shown is None:
        raise Unreadable(
            "it holds pictures, and no words on them that could be read",
            what=str(path),
            next_step="Look at it with `crossbearing watch`, or compare it with `crossbearing match`.",
        )
    return shown, read_text(shown, settings)


def watch_file(path: Path, *, settings: Settings) -> media.Watched:
    """Watch one clip or image. Raises Unreadable, MediaError."""
    return watch(job_for(path, given=Given(), settings=settings))
