"""Times in the scheme of TimeML: TIMEX3 spans, types and values, measured as TempEval-3 does.

Answers and gold are paired one to one, equal spans first, then greatest overlap. Relaxed counts every
pair, strict those of equal span, value those whose TIMEX3 values are equal character for character.
So the F1 of values is the relaxed F1 times the share of pairs with the right value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from evaluation.pairing import pair_greatest_first
from evaluation.reading import read_texts
from evaluation.report import f1_of, precision_of, recall_of, share
from evaluation.task import Outcome, Sample, Task
from evaluation.timeml import Answer, Time, load

_LONGEST_SHOWN = 3


def answer(samples: Sequence[Sample[Answer]]) -> Iterator[Answer]:
    """Read each document as the program does, the day of its creation as the day published."""
    for reading in read_texts((sample.text, sample.published) for sample in samples):
        yield tuple(Time(d["span"][0], d["span"][1], d["type"], d["value"] or "") for d in reading["dates"])


def compare(sample: Sample[Answer], given: Answer) -> Outcome:
    """Pair answers with gold and count; name what went wrong by its kind."""
    pairs = pair(sample.gold, given)
    counts: Counter[str] = Counter()
    for name in ("relaxed", "strict", "value", "type"):
        counts[f"{name}.gold"], counts[f"{name}.answered"] = len(sample.gold), len(given)
    for i, j in pairs.items():
        gold, found = sample.gold[i], given[j]
        counts["relaxed.hit"] += 1
        counts["strict.hit"] += (gold.start, gold.end) == (found.start, found.end)
        counts["value.hit"] += gold.value == found.value
        counts["type.hit"] += gold.type == found.type
    return Outcome(dict(counts), tuple(_errors(sample, given, pairs)))


def pair(gold: Answer, given: Answer) -> dict[int, int]:
    """Return the position of the answer that each gold time is paired with."""
    overlaps = sorted(
        (-_likeness(a, b), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(given)
        if min(a.end, b.end) > max(a.start, b.start)
    )
    return pair_greatest_first((i, j) for _, i, j in overlaps)


def _likeness(a: Time, b: Time) -> float:
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _errors(sample: Sample[Answer], given: Answer, pairs: dict[int, int]) -> Iterator[str]:
    for i, gold in enumerate(sample.gold):
        if i not in pairs:
            yield f"missed: {_kind(sample.text, gold)}"
            continue
        found = given[pairs[i]]
        if (gold.start, gold.end) != (found.start, found.end):
            yield f"span: {_side(gold, found)}"
        if gold.type != found.type:
            yield f"type: {gold.type}, answered {found.type}"
        if gold.value != found.value:
            yield f"value: {_form(gold.value)}, answered {_form(found.value)}"
    taken = set(pairs.values())
    yield from (f"not in gold: {_kind(sample.text, t)}" for j, t in enumerate(given) if j not in taken)


def _kind(text: str, time: Time) -> str:
    words = text[time.start : time.end].split()
    length = "1 word" if len(words) == 1 else f"2 to {_LONGEST_SHOWN} words"
    return f"{time.type}, {length if len(words) <= _LONGEST_SHOWN else 'more words'}"


def _side(gold: Time, found: Time) -> str:
    parts = [
        f"{side} {'short' if short else 'long'}"
        for side, short, differs in (
            ("start", found.start > gold.start, found.start != gold.start),
            ("end", found.end < gold.end, found.end != gold.end),
        )
        if differs
    ]
    return ", ".join(parts)


def _form(value: str) -> str:
    """Return the shape of a value, each figure as 9: "1998-03-04" is "9999-99-99"."""
    return re.sub(r"\d", "9", value) or "none"


TASK: Task[Answer, Answer] = Task(
    name="times",
    load=load,
    answer=answer,
    perfect=lambda sample: sample.gold,
    empty=lambda _: (),
    compare=compare,
    measures={
        "relaxed F1": f1_of("relaxed"),
        "relaxed precision": precision_of("relaxed"),
        "relaxed recall": recall_of("relaxed"),
        "strict F1": f1_of("strict"),
        "value F1": f1_of("value"),
        "value, of relaxed pairs": lambda c: share(c["value.hit"], c["relaxed.hit"]),
        "type, of relaxed pairs": lambda c: share(c["type.hit"], c["relaxed.hit"]),
    },
    held_out=5,
)
