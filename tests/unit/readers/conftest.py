"""Reading bytes under a name, as the pipeline does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossbearing.model.evidence import Digest, Document
from crossbearing.readers import claim_of, read_document, sniff_file
from crossbearing.settings import ReaderSettings

ACQUIRED = datetime(2020, 6, 20, 12, tzinfo=UTC)


@pytest.fixture
def read_as(tmp_path: Path) -> Callable[..., Document]:
    """Give a function that writes bytes under a name and reads them back as a document."""

    def read(
        name: str, data: bytes, *, settings: ReaderSettings | None = None, acquired: datetime = ACQUIRED
    ) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        return read_document(
            path,
            sniff_file(path),
            item=Digest(hashlib.sha256(data).hexdigest()),
            claimed=claim_of(name),
            acquired=acquired,
            settings=settings or ReaderSettings(),
        )

    return read
