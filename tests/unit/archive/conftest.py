from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossbearing.archive import Archive

WHEN = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open for writing, whose clock stands still."""
    with Archive.open(tmp_path / "case", write=True, clock=lambda: WHEN) as opened:
        yield opened
