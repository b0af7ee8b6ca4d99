"""Short lists of words that rules go by, kept in data/vocabulary.yaml beside what each is for."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    text = files("crossbearing.resolve").joinpath("data", "vocabulary.yaml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    return {name: frozenset(str(entry) for entry in entries) for name, entries in raw.items()}


def vocabulary(name: str) -> frozenset[str]:
    """Return one list of words. Raises KeyError: there is no list of that name."""
    return _lists()[name]
