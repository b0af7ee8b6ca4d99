"""Names of armed groups across scripts and transliterations, resolved without a text around them.

names.tsv holds pairs written down from public knowledge: a name as a kind of public source spells it, and
the actor of the register that it means, "-" for nobody. A near miss is a name close to one of the register
that means another actor or nobody. The measure is accuracy at 1: the one answer, or none, is right.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crossbearing.resolve.decide import choose
from crossbearing.resolve.register import Register
from crossbearing.settings import ResolveSettings
from evaluation.report import share
from evaluation.task import Outcome, Sample, Task

COLUMNS = ["name", "actor", "case", "seen_in"]
NOBODY = "-"
CASES = frozenset({"variant", "near_miss"})


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a name means. actor: an id, or NOBODY. case: one of CASES. seen_in: the kind of source."""

    actor: str
    case: str
    seen_in: str


def load(path: Path) -> list[Sample[Named]]:
    """Read the pairs of a table, or of names.tsv in a folder. Raises ValueError: it is no such table."""
    table = path / "names.tsv" if path.is_dir() else path
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if rows.fieldnames != COLUMNS:
            raise ValueError(f"{table} needs the columns {', '.join(COLUMNS)}.")
        return [
            Sample(row["name"], row["name"], Named(row["actor"], row["case"], row["seen_in"])) for row in rows
        ]


def answer(samples: Sequence[Sample[Named]]) -> Iterator[str]:
    """Yield the id that each name alone resolves to, or NOBODY."""
    register, least = Register.load(), ResolveSettings().min_actor_score
    for sample in samples:
        yield choose(sample.text, register.find(sample.text), least).id or NOBODY


def is_listed(name: str) -> bool:
    """Tell whether a name stands in the bundled register as it is written."""
    return name in _listed()


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(one.name.text for _, one in Register.load().forms)


def compare(sample: Sample[Named], given: str) -> Outcome:
    """Count one name under its case and, if it is a variant, by whether the register lists it."""
    right = float(given == sample.gold.actor)
    kinds = ["all", sample.gold.case]
    if sample.gold.case == "variant" and not is_listed(sample.text):
        kinds.append("unlisted")
    counts = {f"{kind}.{part}": value for kind in kinds for part, value in (("right", right), ("of", 1.0))}
    if right:
        return Outcome(counts)
    return Outcome(counts, (f"{sample.gold.seen_in}: {sample.text} → {given}, not {sample.gold.actor}",))


TASK: Task[Named, str] = Task(
    name="names",
    load=load,
    answer=answer,
    perfect=lambda sample: sample.gold.actor,
    empty=lambda _: "",
    compare=compare,
    measures={
        "accuracy at 1": lambda c: share(c["all.right"], c["all.of"]),
        "spellings not in the register": lambda c: share(c["unlisted.right"], c["unlisted.of"]),
        "near misses": lambda c: share(c["near_miss.right"], c["near_miss.of"]),
    },
)
