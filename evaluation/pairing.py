"""Pairing answers with gold, one to one, the greatest likeness first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Gold = TypeVar("Gold")
Answer = TypeVar("Answer")


def pair_greatest_first(ranked: Iterable[tuple[Gold, Answer]]) -> dict[Gold, Answer]:
    """Return each gold with its answer; no gold and no answer is paired twice.

    ranked: pairs that may be made, the best first.
    """
    pairs: dict[Gold, Answer] = {}
    taken: set[Answer] = set()
    for gold, answer in ranked:
        if gold not in pairs and answer not in taken:
            pairs[gold] = answer
            taken.add(answer)
    return pairs
