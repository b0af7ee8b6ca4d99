"""One loaded reader for all tests of the room: loading the pipeline takes a second."""

from __future__ import annotations

import pytest

from crossbearing.settings import TextSettings
from crossbearing.text.pipeline import TextReader


@pytest.fixture(scope="session")
def reader() -> TextReader:
    return TextReader(TextSettings())
