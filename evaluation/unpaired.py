"""PLOVER events of sentences read whole, with no pair given: what is told, and how much of it is false.

The corpus is that of `events`; the marks are only used for scoring. Gold has one event a sentence, so what
else a sentence tells cannot be judged: precision is that of the events told between the marked two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossbearing.model.event import EventType
from evaluation.events import Judged, Span, load
from evaluation.reading import read_texts
from evaluation.report import share
from evaluation.task import Outcome, Sample, Task


@dataclass(frozen=True, slots=True)
class Told:
    """One event as answered: its root type, and the spans of its mentions, None where nobody is given."""

    root: str
    agent: Span | None
    recipient: Span | None


Answer = tuple[Told, ...]


def answer(samples: Sequence[Sample[Judged]]) -> Iterator[Answer]:
    """Read each sentence as `crossbearing read` does."""
    for reading in read_texts((sample.text, sample.published) for sample in samples):
        spans = [tuple(mention["span"]) for mention in reading["mentions"]]
        yield tuple(
            Told(str(event["type"]), *(_at(spans, event[end]) for end in ("agent", "recipient")))
            for event in reading["events"]
        )


def _at(spans: Sequence[Span], position: int | None) -> Span | None:
    return None if position is None else spans[position]


def compare(sample: Sample[Judged], given: Answer) -> Outcome:
    """Count the sentence by whether its event is told, and what else is told of the marked two."""
    gold = sample.gold
    of_both = [
        one
        for one in given
        if _meet(one.agent, gold.agent) and (gold.recipient is None or _meet(one.recipient, gold.recipient))
    ]
    right = sum(one.root == gold.root for one in of_both)
    roots = {one.root for one in given}
    counts = Counter({"gold": 1, "hit": min(right, 1), "answered": len(of_both), "right": right})
    assault = EventType.ASSAULT.value
    counts["assault.told"] += assault in roots
    counts["assault.gold"] += gold.root == assault
    counts["assault.hit"] += gold.root == assault and assault in roots
    counts["events"] += len(given)
    errors = [f"{gold.root}, told {one.root}" for one in of_both if one.root != gold.root]
    if not right:
        errors.append(f"{gold.root} not told of the two")
    return Outcome(dict(counts), tuple(errors))


def _meet(one: Span | None, other: Span) -> bool:
    return one is not None and one[0] < other[1] and other[0] < one[1]


def _balanced(counts: Mapping[str, float]) -> float:
    """Return the harmonic mean of precision and recall."""
    precision, recall = share(counts["right"], counts["answered"]), share(counts["hit"], counts["gold"])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _perfect(sample: Sample[Judged]) -> Answer:
    return (Told(sample.gold.root, sample.gold.agent, sample.gold.recipient),)


TASK: Task[Judged, Answer] = Task(
    name="unpaired",
    load=load,
    answer=answer,
    perfect=_perfect,
    empty=lambda _: (),
    compare=compare,
    measures={
        "F1 of the marked two": _balanced,
        "precision": lambda c: share(c["right"], c["answered"]),
        "recall": lambda c: share(c["hit"], c["gold"]),
        "sentences told as ASSAULT, precision": lambda c: share(c["assault.hit"], c["assault.told"]),
        "sentences told as ASSAULT, recall": lambda c: share(c["assault.hit"], c["assault.gold"]),
    },
    held_out=5,
)
