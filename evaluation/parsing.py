"""Texts parsed as the program parses them, for tasks in which spans are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crossbearing.settings import Settings
from crossbearing.text.pipeline import load_pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc


def parse_texts(texts: Iterable[str], settings: Settings | None = None) -> Iterator[Doc]:
    """Parse each text with the shipped pipeline."""
    nlp = load_pipeline((settings or Settings()).text.pipeline)
    for text in texts:
        yield nlp(text)
