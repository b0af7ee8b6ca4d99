"""The class of a source: 300 attributions of PolNeAR's dev part, labelled by hand.

A path holds the corpus as `evaluation.attribution` reads it; `sourcing.tsv` beside this file holds the
labels, by document and offsets, and `sourcing.md` says how they came about. The program is given source, cue
and content as annotated, so that what is measured is the class and not the finding.

Half of the documents, drawn by digest, are held out: rules may be written from errors on the other half only.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.provenance import Component
from crossbearing.pipeline.rooms import open_gazetteer, open_register
from crossbearing.resolve.lexicon import NameLexicon
from crossbearing.settings import Settings
from crossbearing.text.attribution_nesting import set_parents
from crossbearing.text.pipeline import TextReader
from evaluation import attribution
from evaluation.attribution import Said, Spans
from evaluation.report import macro_f1, share
from evaluation.sourcing_draw import write_spans
from evaluation.task import Outcome, Sample, Task

LABELS = Path(__file__).with_name("sourcing.tsv")
CLASSES = tuple(kind.value for kind in Sourcing)
_NONE = ""

Answer = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """All attributions of a document in text order, and the classes of some, by position."""

    said: tuple[Said, ...]
    classes: tuple[tuple[int, str], ...]


def read_labels(path: Path) -> dict[str, dict[tuple[str, ...], str]]:
    """Return the settled class by document and by the offsets of source, cue and content."""
    found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["document"]][row["source"], row["cue"], row["content"]] = row["settled"]
    return dict(found)


def load(path: Path) -> list[Sample[Labelled]]:
    """Read the documents that hold labelled attributions. Raises ValueError: none of them is there."""
    labels = read_labels(LABELS)
    samples: list[Sample[Labelled]] = []
    for sample in attribution.load(path):
        wanted = labels.get(sample.id, {})
        said = tuple(sorted(dict.fromkeys(sample.gold), key=_start))
        classes = tuple(
            (place, wanted[key]) for place, one in enumerate(said) if (key := _key(one)) in wanted
        )
        if classes:
            samples.append(Sample(sample.id, sample.text, Labelled(said, classes), sample.published))
    if not samples:
        raise ValueError(f"{path} holds none of the documents that {LABELS.name} labels.")
    return samples


def _key(said: Said) -> tuple[str, ...]:
    return tuple(write_spans(spans) for spans in (said.source, said.cue, said.content))


def _start(said: Said) -> tuple[int, int]:
    places = [place for spans in (said.source, said.cue, said.content) for place, _ in spans]
    return min(places), max(places)


class GivenFinder:
    """Stands where attributions are found and returns those that are given. Set `given` before a text."""

    given: tuple[Said, ...] = ()

    @property
    def component(self) -> Component:
        """Nothing that ships."""
        return Component("evaluation.sourcing", "0")

    def find(self, doc: Doc) -> tuple[Attribution, ...]:
        """Return what is given, nested as the program nests. `doc` is not looked at."""
        del doc
        return set_parents(
            [
                Attribution(_spans(one.source), _spans(one.cue), _spans(one.content), Sourcing.VAGUE)
                for one in self.given
            ]
        )


def _spans(spans: Spans) -> tuple[Span, ...]:
    return tuple(Span(a, b) for a, b in sorted(spans))


def answer(samples: Sequence[Sample[Labelled]]) -> Iterator[Answer]:
    """Classify the labelled attributions with all annotated ones of the document given."""
    settings, finder = Settings(), GivenFinder()
    names = NameLexicon(open_register(settings.resolve), open_gazetteer(settings.resolve).names())
    reader = TextReader(settings.text, names, finder)
    for sample in samples:
        finder.given = sample.gold.said
        found = reader.read(sample.text, published=sample.published).attributions
        yield tuple(found[place].sourcing.value for place, _ in sample.gold.classes)


def compare(sample: Sample[Labelled], given: Answer) -> Outcome:
    """Count hits, gold and answers by class. An error's kind is: labelled as, read as."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for (_, wanted), got in zip(sample.gold.classes, given, strict=True):
        counts["all"] += 1
        counts[f"{wanted}.gold"] += 1
        if got != _NONE:
            counts[f"{got}.answered"] += 1
        if got == wanted:
            counts["right"] += 1
            counts[f"{wanted}.hit"] += 1
        else:
            errors.append(f"{wanted}, read as {got or 'nothing'}")
    return Outcome(dict(counts), tuple(errors))


TASK: Task[Labelled, Answer] = Task(
    name="sourcing",
    load=load,
    answer=answer,
    perfect=lambda sample: tuple(wanted for _, wanted in sample.gold.classes),
    empty=lambda sample: (_NONE,) * len(sample.gold.classes),
    compare=compare,
    measures={
        "macro-F1 over the classes present": macro_f1(CLASSES),
        "accuracy": lambda c: share(c["right"], c["all"]),
        **{f"F1, {name}": macro_f1([name]) for name in CLASSES},
    },
    held_out=2,
)
