"""Attribution in the scheme of PolNeAR: source, cue and content, discontinuous or nested.

A path holds `text/*.txt` and `attributions/*.ann` (brat standoff: T lines are spans, E lines tie one
attribution together). Where several people annotated a document, the first by name counts.

Answers and gold are paired one to one, greatest overlap of content first. Overlap is the Jaccard index
over characters of the contents; white space, quotation marks, commas and full stops are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.pairing import pair_greatest_first
from evaluation.reading import read_texts
from evaluation.report import f1_of, precision_of, recall_of, share
from evaluation.task import Outcome, Sample, Task

Spans = tuple[tuple[int, int], ...]
_LEFT_OUT = frozenset("\"“”'‘’,.")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")
_LOOSE, _CLOSE = 0.3, 0.8


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: spans in characters, half open; source may be empty."""

    source: Spans
    cue: Spans
    content: Spans


Answer = tuple[Said, ...]


def load(path: Path) -> list[Sample[Answer]]:
    """Read a part of the corpus. Raises ValueError: there are no annotations below `path`."""
    samples: dict[str, Sample[Answer]] = {}
    for file in sorted((path / "attributions").glob("*.ann")):
        text_file = path / "text" / f"{file.stem}.txt"
        if not text_file.exists():
            text_file = path / "text" / f"{file.stem.rsplit('_', 1)[0]}.txt"
        if text_file.stem in samples or not text_file.exists():
            continue
        text = text_file.read_bytes().decode("utf-8")
        samples[text_file.stem] = Sample(text_file.stem, text, read_standoff(file.read_text("utf-8")))
    if not samples:
        raise ValueError(f"{path} holds no attributions/*.ann beside text/*.txt.")
    return list(samples.values())


def read_standoff(lines: str) -> Answer:
    """Read brat standoff: every attribution that has a cue and a content."""
    spans: dict[str, Spans] = {}
    events: list[str] = []
    for line in lines.splitlines():
        parts = line.split("\t")
        if len(parts) < 2 or not parts[1].strip():  # noqa: PLR2004 - a name and what it stands for
            continue
        if line.startswith("T"):
            pieces = parts[1].split(" ", 1)[1].split(";")
            spans[parts[0]] = tuple((int(a), int(b)) for a, b in (piece.split() for piece in pieces))
        elif line.startswith("E"):
            events.append(parts[1])
    said = []
    for event in events:
        roles: dict[str, Spans] = {"Source": (), "Cue": (), "Content": ()}
        for role, name in _ROLE.findall(event):
            roles[role] += spans.get(name, ())
        if roles["Cue"] and roles["Content"]:
            said.append(Said(roles["Source"], roles["Cue"], roles["Content"]))
    return tuple(said)


def answer(samples: Sequence[Sample[Answer]]) -> Iterator[Answer]:
    """Read each document as the program does."""
    for reading in read_texts((sample.text, sample.published) for sample in samples):
        yield tuple(
            Said(*(tuple(tuple(span) for span in a[role]) for role in ("source", "cue", "content")))
            for a in reading["attributions"]
        )


def compare(sample: Sample[Answer], given: Answer) -> Outcome:
    """Pair answers with gold and count; say what went wrong with those that found no pair."""
    gold = [_places(sample.text, said.content) for said in sample.gold]
    found = [_places(sample.text, said.content) for said in given]
    overlaps = sorted(
        ((_jaccard(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if a & b),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    counts: Counter[str] = Counter()
    for name, least in (("loose", _LOOSE), ("close", _CLOSE)):
        pairs = pair_greatest_first((i, j) for likeness, i, j in overlaps if likeness >= least)
        counts[f"{name}.hit"] = len(pairs)
        counts[f"{name}.gold"], counts[f"{name}.answered"] = len(gold), len(found)
        if name == "loose":
            counts["speaker.hit"] = sum(
                _overlap(sample.text, sample.gold[i].source, given[j].source) for i, j in pairs.items()
            )
            loose = pairs
    counts["speaker.gold"] = len(gold)
    counts["sourced.gold"] = sum(1 for i in loose if sample.gold[i].source)
    return Outcome(dict(counts), tuple(_errors(sample, given, loose)))


def _errors(sample: Sample[Answer], given: Answer, pairs: dict[int, int]) -> Iterator[str]:
    for i, said in enumerate(sample.gold):
        kind = _kind(sample.text, said)
        if i not in pairs:
            yield f"missed: {kind}"
        else:
            other = given[pairs[i]]
            near = _jaccard(_places(sample.text, said.content), _places(sample.text, other.content))
            if near < _CLOSE:
                yield f"content differs: {kind}"
            if said.source and not _overlap(sample.text, said.source, other.source):
                yield f"speaker differs: {kind}"
    taken = set(pairs.values())
    for j, said in enumerate(given):
        if j not in taken:
            yield f"not in gold: {_kind(sample.text, said)}"


def _kind(text: str, said: Said) -> str:
    words = " ".join(text[a:b] for a, b in said.content)
    manner = (
        "direct" if words[:1] in '"“' and words[:1] else "mixed" if re.search(r'["“”]', words) else "indirect"
    )
    cue = " ".join(text[a:b] for a, b in said.cue).lower()
    word = "say" if re.search(r"\b(said|says|say|saying)\b", cue) else "other cue"
    return f"{manner}, {word}{'' if said.source else ', no source'}"


def _places(text: str, spans: Spans) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if not text[i].isspace() and text[i] not in _LEFT_OUT}


def _jaccard(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _overlap(text: str, a: Spans, b: Spans) -> bool:
    return bool(_places(text, a) & _places(text, b))


TASK: Task[Answer, Answer] = Task(
    name="attribution",
    load=load,
    answer=answer,
    perfect=lambda sample: sample.gold,
    empty=lambda _: (),
    compare=compare,
    measures={
        "F1, content ≥ 0.8": f1_of("close"),
        "precision, content ≥ 0.8": precision_of("close"),
        "recall, content ≥ 0.8": recall_of("close"),
        "F1, content ≥ 0.3": f1_of("loose"),
        "content ≥ 0.3 and speaker, recall": recall_of("speaker"),
        "speaker, of those found and sourced": lambda c: share(c["speaker.hit"], c["sourced.gold"]),
    },
)
