"""External support to armed actors: which of UCDP's categories a sentence tells of, by whom, to whom.

support.tsv holds sentences written for this measure about actors that do not exist, in the ways in which
reports put support: verbs, nouns, passives, deliveries to and receipts from. Some tell of none, though
their words occur in support. Half of them, drawn by the digest of their ids, was not looked at while the
rules were written. A category is told where an event of the whole reading bears it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crossbearing.model.event import SupportKind
from evaluation.reading import read_texts
from evaluation.report import f1_of, macro_f1, precision_of, recall_of, share
from evaluation.task import Outcome, Sample, Task

COLUMNS: Final = ["id", "kinds", "supporter", "recipient", "text"]
NOTHING: Final = "-"
_KINDS: Final = tuple(kind.value for kind in SupportKind)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Helped:
    """What support a sentence tells of. kinds: () for none; the names are then NOTHING."""

    kinds: tuple[str, ...]
    supporter: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Told:
    """Support as answered. supporter, recipient: the words of the mentions, those they stand for included."""

    kinds: tuple[str, ...]
    supporter: tuple[str, ...]
    recipient: tuple[str, ...]


Answer = tuple[Told, ...]


def load(path: Path) -> list[Sample[Helped]]:
    """Read a table of sentences, or support.tsv in a folder. Raises ValueError: it is no such table."""
    table = path / "support.tsv" if path.is_dir() else path
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if rows.fieldnames != COLUMNS:
            raise ValueError(f"{table} needs the columns {', '.join(COLUMNS)}.")
        return [Sample(row["id"], row["text"], _helped(row)) for row in rows]


def _helped(row: Mapping[str, str]) -> Helped:
    kinds = () if row["kinds"] == NOTHING else tuple(sorted(row["kinds"].split(",")))
    unknown = set(kinds) - set(_KINDS)
    if unknown:
        raise ValueError(f"{row['id']}: there is no category {', '.join(sorted(unknown))}.")
    return Helped(kinds, row["supporter"], row["recipient"])


def answer(samples: Sequence[Sample[Helped]]) -> Iterator[Answer]:
    """Take the events with support from a whole reading of each sentence."""
    for reading in read_texts((sample.text, sample.published) for sample in samples):
        yield tuple(
            Told(
                tuple(sorted(str(kind) for kind in event["support"])),
                _words(reading, event["agent"]),
                _words(reading, event["recipient"]),
            )
            for event in reading["events"]
            if event["support"]
        )


def _words(reading: Mapping[str, Any], position: int | None) -> tuple[str, ...]:
    if position is None:
        return ()
    mention = reading["mentions"][position]
    return tuple(reading["mentions"][at]["text"] for at in (position, *mention["antecedents"]))


def compare(sample: Sample[Helped], given: Answer) -> Outcome:
    """Count by category, and whether supporter and recipient are right where support is told."""
    gold = set(sample.gold.kinds)
    told = {kind for one in given for kind in one.kinds}
    counts: Counter[str] = Counter()
    for group, kinds in [(kind, {kind}) for kind in _KINDS] + [("all", set(_KINDS))]:
        counts[f"{group}.hit"] += len(gold & told & kinds)
        counts[f"{group}.gold"] += len(gold & kinds)
        counts[f"{group}.answered"] += len(told & kinds)
    errors = [f"missed: {kind}" for kind in gold - told] + [f"not there: {kind}" for kind in told - gold]
    if gold:
        right = any(
            gold & set(one.kinds)
            and _same(one.supporter, sample.gold.supporter)
            and _same(one.recipient, sample.gold.recipient)
            for one in given
        )
        counts["sides.right"] += right
        counts["sides.of"] += 1
        if gold & told and not right:
            errors.append("sides: another supporter or recipient")
    return Outcome(dict(counts), tuple(sorted(errors)))


def _same(words: Sequence[str], name: str) -> bool:
    """Tell whether one of several phrases holds a name or is held by it, articles aside."""
    bare = re.sub(r"^[Tt]he ", "", name)
    return any(re.sub(r"^[Tt]he ", "", one) in bare or bare in one for one in words)


TASK: Task[Helped, Answer] = Task(
    name="support",
    load=load,
    answer=answer,
    perfect=lambda sample: (
        (Told(sample.gold.kinds, (sample.gold.supporter,), (sample.gold.recipient,)),)
        if sample.gold.kinds
        else ()
    ),
    empty=lambda _: (),
    compare=compare,
    measures={
        "macro-F1 of the categories": macro_f1(_KINDS),
        "F1": f1_of("all"),
        "precision": precision_of("all"),
        "recall": recall_of("all"),
        "supporter and recipient, recall": lambda c: share(c["sides.right"], c["sides.of"]),
        **{
            f"{kind}, {name}": measure(kind)
            for kind in _KINDS
            for name, measure in (("precision", precision_of), ("recall", recall_of))
        },
    },
    held_out=2,
)
