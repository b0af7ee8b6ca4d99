"""Relations between given actors, places and things, in the scheme of re3d.

Gold spans are given: those that an annotator confirmed, and both ends of every confirmed relation.
The program says which relation holds between which two of them. Same, fighting, allied and in contact
count without order; in charge and belonging count with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crossbearing.model.anchor import Span as TextSpan
from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.relations import find_relations
from evaluation.parsing import parse_texts
from evaluation.re3d import Report, Span, Tied, load_reports
from evaluation.report import f1_of, precision_of, recall_of
from evaluation.task import Outcome, Sample, Task

Triple = tuple[str, Span, Span]
Answer = frozenset[Triple]

TYPES: Final[Mapping[RelationType, str]] = {
    RelationType.SAME_AS: "IsSynonymOf",
    RelationType.FIGHTING_AGAINST: "FightingAgainst",
    RelationType.ALLIED_WITH: "AlliesOf",
    RelationType.IN_CHARGE_OF: "InChargeOf",
    RelationType.BELONGS_TO: "BelongsTo",
    RelationType.COMMUNICATES_WITH: "CommWith",
}
_ORDERED: Final = frozenset({"InChargeOf", "BelongsTo"})
GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "aliases": frozenset({"IsSynonymOf"}),
    "FightingAgainst+AlliesOf": frozenset({"FightingAgainst", "AlliesOf"}),
    "InChargeOf": frozenset({"InChargeOf"}),
    "BelongsTo": frozenset({"BelongsTo"}),
    "CommWith": frozenset({"CommWith"}),
}


@dataclass(frozen=True, slots=True)
class Relations:
    """The spans given and the relations between them, sorted."""

    given: tuple[Span, ...]
    tied: tuple[Triple, ...]


def load(path: Path) -> list[Sample[Relations]]:
    """Read every report below `path`. Raises ValueError: there is none."""
    return [Sample(r.id, r.text, Relations(given_spans(r), _triples(r.tied))) for r in load_reports(path)]


def given_spans(report: Report) -> tuple[Span, ...]:
    """Return the spans between which a relation may be answered."""
    ends = {end for tie in report.tied for end in (tie.source, tie.target)}
    return tuple(sorted({m.span for m in report.marked if m.confirmed} | ends))


def _triples(tied: Sequence[Tied]) -> tuple[Triple, ...]:
    known = frozenset(TYPES.values())
    return tuple(sorted({_triple(t.type, t.source, t.target) for t in tied if t.type in known}))


def _triple(kind: str, source: Span, target: Span) -> Triple:
    if kind not in _ORDERED and target < source:
        source, target = target, source
    return (kind, source, target)


def answer(samples: Sequence[Sample[Relations]]) -> Iterator[Answer]:
    """Say which relations hold between the spans given of each report."""
    docs = parse_texts(sample.text for sample in samples)
    for sample, doc in zip(samples, docs, strict=True):
        spans = [TextSpan(*span) for span in sample.gold.given]
        yield frozenset(_told(relation) for relation in find_relations(doc, spans))


def _told(relation: Relation) -> Triple:
    first, second = relation.first, relation.second
    return _triple(TYPES[relation.type], (first.start, first.end), (second.start, second.end))


def compare(sample: Sample[Relations], given: Answer) -> Outcome:
    """Count by group of relations; say which were missed or are not in gold."""
    counts: Counter[str] = Counter()
    for name, types in GROUPS.items():
        gold = {t for t in sample.gold.tied if t[0] in types}
        told = {t for t in given if t[0] in types}
        counts[f"{name}.hit"] += len(gold & told)
        counts[f"{name}.gold"] += len(gold)
        counts[f"{name}.answered"] += len(told)
    missed, added = frozenset(sample.gold.tied) - given, given - frozenset(sample.gold.tied)
    errors = [f"missed: {kind}{_instead(added, a, b)}" for kind, a, b in missed]
    errors += [f"not in gold: {kind}" for kind, _, _ in added]
    return Outcome(dict(counts), tuple(sorted(errors)))


def _instead(added: frozenset[Triple], a: Span, b: Span) -> str:
    found = sorted(kind for kind, c, d in added if {a, b} == {c, d})
    return f", answered {found[0]}" if found else ""


TASK: Task[Relations, Answer] = Task(
    name="relations",
    load=load,
    answer=answer,
    perfect=lambda sample: frozenset(sample.gold.tied),
    empty=lambda _: frozenset(),
    compare=compare,
    measures={
        f"{group}, {name}": measure(group)
        for group in GROUPS
        for name, measure in (("F1", f1_of), ("precision", precision_of), ("recall", recall_of))
    },
    held_out=4,
)
