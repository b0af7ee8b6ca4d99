"""Figures with the intervals that belong to them, and the kinds of error behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.task import Outcome

_RESAMPLES = 1_000
_SEED = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure, 0 to 100, with its 95 % interval by bootstrap over samples."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a run over a corpus gave. errors: kinds of error, most frequent first."""

    task: str
    part: str
    samples: int
    digest: str
    figures: tuple[Figure, ...]
    errors: tuple[tuple[str, int], ...]


def f1(hits: float, answered: float, gold: float) -> float:
    """Return F1 of counts, 0 to 100; 100 where there is nothing to find and nothing was answered."""
    return 200 * hits / (answered + gold) if answered + gold else 100.0


def share(part: float, whole: float) -> float:
    """Return a share, 0 to 100; 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def f1_of(name: str) -> Callable[[Mapping[str, float]], float]:
    """Return the measure F1 over the counts `name.hit`, `name.answered` and `name.gold`."""
    return lambda c: f1(c[f"{name}.hit"], c[f"{name}.answered"], c[f"{name}.gold"])


def precision_of(name: str) -> Callable[[Mapping[str, float]], float]:
    """Return the measure precision over the same counts."""
    return lambda c: share(c[f"{name}.hit"], c[f"{name}.answered"])


def recall_of(name: str) -> Callable[[Mapping[str, float]], float]:
    """Return the measure recall over the same counts."""
    return lambda c: share(c[f"{name}.hit"], c[f"{name}.gold"])


def macro_f1(classes: Sequence[str]) -> Callable[[Mapping[str, float]], float]:
    """Return the measure mean F1 over those classes that the sample holds."""

    def measure(counts: Mapping[str, float]) -> float:
        figures = [
            f1(counts[f"{c}.hit"], counts[f"{c}.answered"], counts[f"{c}.gold"])
            for c in classes
            if counts[f"{c}.gold"]
        ]
        return sum(figures) / len(figures) if figures else 0.0

    return measure


def weigh(
    outcomes: Sequence[Outcome],
    measures: Mapping[str, Callable[[Mapping[str, float]], float]],
) -> tuple[Figure, ...]:
    """Sum the outcomes and return each measure with its interval. Same outcomes, same figures."""
    names = sorted({name for outcome in outcomes for name in outcome.counts})
    table = np.array([[o.counts.get(n, 0.0) for n in names] for o in outcomes], dtype=np.float64)
    if not len(outcomes):
        return tuple(Figure(name, 0.0, 0.0, 0.0) for name in measures)
    draws = np.random.default_rng(_SEED).integers(len(outcomes), size=(_RESAMPLES, len(outcomes)))
    weights = np.stack([np.bincount(draw, minlength=len(outcomes)) for draw in draws]).astype(np.float64)
    whole = Counter(dict(zip(names, table.sum(axis=0).tolist(), strict=True)))
    resampled = [Counter(dict(zip(names, row, strict=True))) for row in (weights @ table).tolist()]
    figures = []
    for name, measure in measures.items():
        low, high = np.percentile([measure(counts) for counts in resampled], [2.5, 97.5])
        figures.append(Figure(name, measure(whole), float(low), float(high)))
    return tuple(figures)


def count_errors(outcomes: Sequence[Outcome]) -> tuple[tuple[str, int], ...]:
    """Return the kinds of error, most frequent first, equal ones by name."""
    kinds = Counter(error for outcome in outcomes for error in outcome.errors)
    return tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))
