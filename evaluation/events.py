"""PLOVER root types of sentences in which the agent and the recipient are marked.

A path is a TSV with the columns `sentence_id`, `marked_sentence` (`<s>agent</s>`, `<t>recipient</t>`)
and `gold_root`; where nobody is done to, no recipient is marked. Or it is the JSON list of PLOVER's own
worked records (`source`, `target`, `event`, `text`), whose names of 2016 are read as today's.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crossbearing.model.anchor import Span as TextSpan
from crossbearing.model.event import EventType
from crossbearing.settings import TextSettings
from crossbearing.text.event_pairs import judge_pair
from crossbearing.text.finders import choose_finder
from evaluation.parsing import parse_texts
from evaluation.report import macro_f1, share
from evaluation.task import Outcome, Sample, Task

Span = tuple[int, int]
Answer = str | None
_MARK: Final = re.compile(r"</?[st]>")
_RENAMED: Final[Mapping[str, str]] = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "RETREAT": "YIELD",
    "CONCEDE": "YIELD",
}
_ROOTS: Final = tuple(kind.value for kind in EventType)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and the root type that joins it. recipient: None where nobody is marked."""

    agent: Span
    recipient: Span | None
    root: str


def load(path: Path) -> list[Sample[Judged]]:
    """Read marked sentences. Raises ValueError: the file is in neither format."""
    if path.is_dir():
        raise ValueError(f"{path} is a folder; name a file of marked sentences.")
    text = path.read_text("utf-8-sig")
    samples = list(_worked(json.loads(text))) if text.lstrip().startswith("[") else list(_marked(text))
    if not samples:
        raise ValueError(f"{path} holds no column marked_sentence with gold_root, and no worked records.")
    return samples


def _marked(text: str) -> Iterator[Sample[Judged]]:
    for row in csv.DictReader(text.splitlines(keepends=True), delimiter="\t"):
        if not row.get("marked_sentence") or row.get("gold_root") not in _ROOTS:
            continue
        plain, spans = unmark(row["marked_sentence"])
        if "s" in spans:
            gold = Judged(spans["s"], spans.get("t"), row["gold_root"])
            yield Sample(row["sentence_id"], plain, gold)


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Take the marks out of a sentence; return it with the span of each mark, white space cut off."""
    parts: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    length = last = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark.group().startswith("</"):
            if mark.group()[2] in opened:
                spans[mark.group()[2]] = (opened[mark.group()[2]], length)
        else:
            opened[mark.group()[1]] = length
    plain = "".join([*parts, marked[last:]])
    return plain, {
        role: _stripped(plain, span) for role, span in spans.items() if plain[slice(*span)].strip()
    }


def _stripped(text: str, span: Span) -> Span:
    words = text[span[0] : span[1]]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def _worked(records: Sequence[Mapping[str, Any]]) -> Iterator[Sample[Judged]]:
    for record in records:
        root = _RENAMED.get(record["event"], record["event"])
        text = record.get("text", "")
        actors = [name for role in ("source", "target") for name in _names(record.get(role, ()))]
        places = [(text.find(a), len(a)) for a in actors if a and a in text]
        if root in _ROOTS and places:
            spans = [(start, start + length) for start, length in places]
            yield Sample(record["id"], text, Judged(spans[0], spans[1] if len(spans) > 1 else None, root))


def _names(actors: object) -> list[str]:
    """Return the words for actors: a list of records, one record, or a bare string."""
    listed = actors if isinstance(actors, list | tuple) else [actors]
    return [str(a["actorText"]) if isinstance(a, dict) else str(a) for a in listed if a]


def answer(samples: Sequence[Sample[Judged]]) -> Iterator[Answer]:
    """Judge each marked pair."""
    docs = parse_texts(sample.text for sample in samples)
    encoder = choose_finder(TextSettings().attribution).encoder
    for sample, doc in zip(samples, docs, strict=True):
        done_to = sample.gold.recipient
        recipient = TextSpan(*done_to) if done_to is not None else None
        judged = judge_pair(doc, TextSpan(*sample.gold.agent), recipient, encoder)
        yield judged.type.value if judged is not None else None


def compare(sample: Sample[Judged], given: Answer) -> Outcome:
    """Count by root type; no answer is wrong."""
    root = sample.gold.root
    counts = Counter({f"{root}.gold": 1, "all": 1})
    if given is not None:
        counts[f"{given}.answered"] += 1
        counts["answered"] += 1
    if given == root:
        counts[f"{root}.hit"] += 1
        counts["right"] += 1
        return Outcome(dict(counts))
    return Outcome(dict(counts), (f"{root} read as {given or 'nothing'}",))


TASK: Task[Judged, Answer] = Task(
    name="events",
    load=load,
    answer=answer,
    perfect=lambda sample: sample.gold.root,
    empty=lambda _: None,
    compare=compare,
    measures={
        "macro-F1": macro_f1(_ROOTS),
        "accuracy": lambda c: share(c["right"], c["all"]),
        "accuracy of those answered": lambda c: share(c["right"], c["answered"]),
    },
    held_out=5,
)
