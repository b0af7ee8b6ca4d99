"""What a scored task is: how its corpus is read, what the program answers, how the two compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

Gold = TypeVar("Gold")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Sample(Generic[Gold]):
    """One document, or one sentence, with what its annotators say of it.

    id: stable, from the corpus; parts are drawn by it. published: the day that relative times count from.
    """

    id: str
    text: str
    gold: Gold
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one answer compares. counts: sums over samples give the measures. errors: their kinds."""

    counts: Mapping[str, float]
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task(Generic[Gold, Answer]):
    """A task that can be scored.

    load: every sample under a path, in a stable order; raises ValueError where the path does not hold
    the corpus. answer: what the program says, a sample each, in order. perfect, empty: the answers
    that a scorer must give 100 and 0. measures: from summed counts to a figure, 0 to 100.
    held_out: every which sample, by digest of its id, no training may see; 0: training sees none of
    what is scored.
    """

    name: str
    load: Callable[[Path], Sequence[Sample[Gold]]]
    answer: Callable[[Sequence[Sample[Gold]]], Iterator[Answer]]
    perfect: Callable[[Sample[Gold]], Answer]
    empty: Callable[[Sample[Gold]], Answer]
    compare: Callable[[Sample[Gold], Answer], Outcome]
    measures: Mapping[str, Callable[[Mapping[str, float]], float]]
    held_out: int = 0


def is_held_out(sample_id: str, one_in: int) -> bool:
    """Tell whether a sample belongs to the part that no training sees.

    one_in: 4 keeps about a quarter. Drawn by the SHA-256 of the id, so that a corpus may grow or be
    listed in another order and no sample changes sides.
    """
    return int(sha256(sample_id.encode()).hexdigest()[:8], 16) % one_in == 0


def take_part(samples: Sequence[Sample[Gold]], part: str, one_in: int) -> list[Sample[Gold]]:
    """Return the samples of a part: "all", "held-out", or "train". Raises ValueError for another word."""
    if part == "all" or one_in == 0:
        return list(samples)
    if part not in {"held-out", "train"}:
        raise ValueError(f"There is no part {part!r}: say all, held-out or train.")
    return [sample for sample in samples if is_held_out(sample.id, one_in) == (part == "held-out")]


def digest(samples: Iterable[Sample[Gold]]) -> str:
    """Return the SHA-256 of the texts, their ids and their gold, so that a figure names its corpus."""
    total = sha256()
    for sample in samples:
        for part in (sample.id, sample.text, repr(sample.gold)):
            total.update(sha256(part.encode("utf-8", "surrogatepass")).digest())
    return total.hexdigest()
