"""Files read or watched on their own, without a case: nothing is kept."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from crossbearing import media
from crossbearing.archive.source import claimed_type, open_source
from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Acquisition, Digest, Document
from crossbearing.model.footage import Footage
from crossbearing.model.reading import Reading
from crossbearing.pipeline.analyse import Job, is_pictures, read_bytes, read_text
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
    """Read one file. Raises Unreadable, ConfigError."""
    job = job_for(path, given=given, settings=settings)
    if is_pictures(job.acquisition.media_type_sniffed):
        raise Unreadable(
            "it holds pictures, not text",
            what=str(path),
            next_step="Compare it with `crossbearing match`, or add it to a case with `examine`.",
        )
    document = read_bytes(job)
    return document, read_text(document, settings)


def watch_file(path: Path, *, settings: Settings) -> Footage:
    """Watch one clip or image. Raises Unreadable, MediaError."""
    job = job_for(path, given=Given(), settings=settings)
    return media.watch(path, item=job.item, settings=settings.media)
