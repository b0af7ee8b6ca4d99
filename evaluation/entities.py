"""Actors, places and dates in reports on a conflict, in the scheme of re3d.

An actor is an Organisation or a Person, a place a Location, a date a Temporal. Answers and gold are
paired one to one where they overlap, greatest overlap first. An answer without a pair is neither
right nor wrong where it overlaps a span of its kind that no annotator confirmed, or, for an actor, a
Nationality ("the *Ruritanian* army": some read the people, some only an adjective). Pronouns are left
out on both sides. The figures "unconfirmed too" take those unconfirmed spans for gold, the figures
"pronouns too" the pronouns on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.pairing import pair_greatest_first
from evaluation.re3d import Report, Span, load_reports
from evaluation.reading import read_texts
from evaluation.report import f1_of, precision_of, recall_of
from evaluation.task import Outcome, Sample, Task

KINDS: Final[Mapping[str, frozenset[str]]] = {
    "actor": frozenset({"Organisation", "Person"}),
    "place": frozenset({"Location"}),
    "date": frozenset({"Temporal"}),
}
_PRONOUNS: Final = re.compile(
    r"(?:i|me|my|mine|we|us|ours?|yours?|you|he|him|his|she|hers?|it|its|they|them|theirs?|who|whom|"
    r"(?:him|her|it|them|our)sel(?:f|ves))"
)
_PRONOUN: Final = "pronoun"
_EITHER_WAY: Final = frozenset({"Nationality"})


@dataclass(frozen=True, slots=True)
class Entities:
    """Spans by kind. open: spans of a kind that count neither way when answered. pronouns: of actors."""

    spans: Mapping[str, tuple[Span, ...]]
    open: Mapping[str, tuple[Span, ...]]
    pronouns: tuple[Span, ...]


Answer = Mapping[str, tuple[Span, ...]]


def load(path: Path) -> list[Sample[Entities]]:
    """Read every report below `path`. Raises ValueError: there is none."""
    return [Sample(report.id, report.text, _entities(report)) for report in load_reports(path)]


def _entities(report: Report) -> Entities:
    spans: dict[str, tuple[Span, ...]] = {}
    either: dict[str, tuple[Span, ...]] = {}
    marked = report.marked
    for kind, types in KINDS.items():
        confirmed = {m.span for m in marked if m.type in types and m.confirmed}
        doubted = {m.span for m in marked if m.type in types and not m.confirmed} - confirmed
        spans[kind] = tuple(sorted(s for s in confirmed if not _is_pronoun(report.text, s)))
        either[kind] = tuple(sorted(s for s in doubted if not _is_pronoun(report.text, s)))
    either["nationality"] = tuple(sorted({m.span for m in marked if m.type in _EITHER_WAY}))
    people = {m.span for m in marked if m.type in KINDS["actor"] and m.confirmed}
    return Entities(spans, either, tuple(sorted(s for s in people if _is_pronoun(report.text, s))))


def _is_pronoun(text: str, span: Span) -> bool:
    return _PRONOUNS.fullmatch(text[slice(*span)].strip().lower()) is not None


def answer(samples: Sequence[Sample[Entities]]) -> Iterator[Answer]:
    """Read each report as the program does: its mentions, with pronouns apart, and its dates."""
    for reading in read_texts((sample.text, sample.published) for sample in samples):
        told = [(_PRONOUN if m["form"] == _PRONOUN else m["kind"], m["span"]) for m in reading["mentions"]]
        told += [("date", d["span"]) for d in reading["dates"]]
        kinds = (*KINDS, _PRONOUN)
        yield {kind: tuple(sorted({(a, b) for k, (a, b) in told if k == kind})) for kind in kinds}


def compare(sample: Sample[Entities], given: Answer) -> Outcome:
    """Pair answers with gold, kind by kind, and say what found no pair."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for kind in KINDS:
        gold, answered = sample.gold.spans[kind], given[kind]
        doubted = sample.gold.open[kind]
        neither = (*doubted, *(sample.gold.open["nationality"] if kind == "actor" else ()))
        pairs = pair(gold, answered)
        counts += _count(kind, pairs, gold, answered, neither)
        wide = tuple(sorted({*gold, *doubted}))
        passed = sample.gold.open["nationality"] if kind == "actor" else ()
        counts += _count(f"{kind}.wide", pair(wide, answered), wide, answered, passed)
        if kind == "actor":
            every = tuple(sorted({*gold, *sample.gold.pronouns}))
            told = tuple(sorted({*answered, *given[_PRONOUN]}))
            counts += _count("actor.all", pair(every, told), every, told, neither)
        errors.extend(f"missed: {kind}, {_shape(sample.text, s)}" for s in gold if s not in pairs)
        taken = set(pairs.values())
        errors.extend(
            f"not in gold: {kind}, {_other(sample.gold, kind, s)}"
            for s in answered
            if s not in taken and not _touches(s, neither)
        )
    return Outcome(dict(counts), tuple(errors))


def _count(
    name: str,
    pairs: Mapping[Span, Span],
    gold: Sequence[Span],
    answered: Sequence[Span],
    neither: Sequence[Span],
) -> Counter[str]:
    taken = set(pairs.values())
    counted = sum(1 for s in answered if s in taken or not _touches(s, neither))
    return Counter({f"{name}.hit": len(pairs), f"{name}.gold": len(gold), f"{name}.answered": counted})


def pair(gold: Sequence[Span], answered: Sequence[Span]) -> dict[Span, Span]:
    """Pair spans that overlap one to one, greatest Jaccard overlap first; return gold to answer."""
    overlaps = sorted(
        (-(min(g[1], a[1]) - max(g[0], a[0])) / (max(g[1], a[1]) - min(g[0], a[0])), g, a)
        for g in gold
        for a in answered
        if g[0] < a[1] and a[0] < g[1]
    )
    return pair_greatest_first((g, a) for _, g, a in overlaps)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


def _shape(text: str, span: Span) -> str:
    words = text[span[0] : span[1]].split()
    bare = [w for w in words if w.lower() not in {"the", "a", "an"}]
    if any(w[:1].isdigit() for w in bare):
        return "with a number"
    named = any(w[:1].isupper() for w in bare)
    return ("name" if all(w[:1].isupper() for w in bare) else "name and words") if named else "words only"


def _other(gold: Entities, kind: str, span: Span) -> str:
    for name, spans in gold.spans.items():
        if _touches(span, spans):
            return f"a {name} there" if name != kind else "overlaps one that is paired"
    return "nothing there"


def _perfect(sample: Sample[Entities]) -> Answer:
    gold = sample.gold
    marked = {kind: tuple(sorted({*gold.spans[kind], *gold.open[kind]})) for kind in KINDS}
    return {**marked, _PRONOUN: gold.pronouns}


TASK: Task[Entities, Answer] = Task(
    name="entities",
    load=load,
    answer=answer,
    perfect=_perfect,
    empty=lambda _: dict.fromkeys((*KINDS, _PRONOUN), ()),
    compare=compare,
    measures={
        f"{kind}, {name}": measure(f"{kind}{suffix}")
        for kind in KINDS
        for name, measure, suffix in (
            ("F1", f1_of, ""),
            ("precision", precision_of, ""),
            ("recall", recall_of, ""),
            ("F1, unconfirmed too", f1_of, ".wide"),
        )
    }
    | {"actor, F1, pronouns too": f1_of("actor.all")},
    held_out=4,
)
