"""Draw the attributions whose source is labelled by hand: deterministic, and blind to the program.

`python -m evaluation.sourcing_draw GOLD/polnear/dev` prints the working list: one a line, tab
separated, in the order of the digest. The list holds text of the corpus, so it is kept outside the project.

Named persons and bodies would fill a plain sample. So each form that a source can take on the page has a
quota, within it publishers take turns, and the digest of document and offsets decides who comes first.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evaluation.attribution import Said, Spans, load
from evaluation.task import Sample

QUOTAS = {"name": 75, "thing": 55, "common": 80, "pronoun": 35, "first person": 25, "none": 30}

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "him",
        "her",
        "them",
        "his",
        "their",
        "its",
        "who",
        "that",
        "which",
        "this",
        "these",
        "those",
        "others",
    ]
)
_THING = re.compile(
    r"\b(videos?|footage|tapes?|recordings?|photos?|photographs?|images?|pictures?|films?|clips?|transcripts?"
    r"|reports?|documents?|letters?|memos?|e-?mails?|statements?|polls?|surveys?|stud(?:y|ies)|articles?|books?"
    r"|records?|filings?|rulings?|papers?|data|figures|stor(?:y|ies)|columns?|editorials?|ads?|tweets?|laws?)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 700, 250


@dataclass(frozen=True, slots=True)
class Drawn:
    """One attribution of one document."""

    sample: Sample[tuple[Said, ...]]
    said: Said

    @property
    def key(self) -> tuple[str, ...]:
        """What names it: document, and the offsets of source, cue and content as brat writes them."""
        return self.sample.id, *(write_spans(s) for s in (self.said.source, self.said.cue, self.said.content))

    @property
    def digest(self) -> str:
        """Its place in every order."""
        return sha256("\t".join(self.key).encode()).hexdigest()


def write_spans(spans: Spans) -> str:
    """Write spans as brat does; the empty string where there are none."""
    return ";".join(f"{a} {b}" for a, b in spans)


def form(text: str, source: Spans) -> str:
    """Return what a source looks like on the page, a key of QUOTAS."""
    words = " ".join(text[a:b] for a, b in source).split()
    lower = [word.strip(".,\"'“”’").lower() for word in words]
    if not words:
        return "none"
    if len(words) == 1 and lower[0] in _FIRST_PERSON:
        return "first person"
    if len(words) == 1 and lower[0] in _PRONOUNS:
        return "pronoun"
    if _THING.search(" ".join(words)):
        return "thing"
    # The first word of a sentence is a capital, whatever it is.
    capitals = [word for word in words[1:] if word[:1].isupper()]
    opens = re.search(r"(^|[.!?“”\"\n]\s*)$", text[: source[0][0]]) is not None
    if capitals or (words[0][:1].isupper() and (not opens or len(words) == 1)):
        return "name"
    return "common"


def draw(samples: Iterable[Sample[tuple[Said, ...]]]) -> list[Drawn]:
    """Draw the quota of every form, publishers in turn, and return all in order of the digest."""
    by_form: dict[str, list[Drawn]] = defaultdict(list)
    for sample in samples:
        for said in dict.fromkeys(sample.gold):
            by_form[form(sample.text, said.source)].append(Drawn(sample, said))
    chosen = [one for name, quota in QUOTAS.items() for one in _in_turn(by_form[name], quota)]
    return sorted(chosen, key=lambda one: one.digest)


def _in_turn(drawn: Sequence[Drawn], quota: int) -> list[Drawn]:
    ranked: list[tuple[int, str, Drawn]] = []
    taken: dict[str, int] = defaultdict(int)
    for one in sorted(drawn, key=lambda one: one.digest):
        publisher = one.sample.id.split("_", 1)[0]
        ranked.append((taken[publisher], one.digest, one))
        taken[publisher] += 1
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])[:quota]]


def show(drawn: Iterable[Drawn]) -> Iterator[str]:
    """Write each as a line: key, source, and what stands around: «source», [[cue]], {{content}}."""
    for one in drawn:
        text, said = one.sample.text, one.said
        places = [
            place for spans in (said.source, said.cue, said.content) for span in spans for place in span
        ]
        start, end = max(0, min(places) - _BEFORE), max(places) + _AFTER
        marks: dict[int, str] = defaultdict(str)
        for spans, (left, right) in (
            (said.source, "«»"),
            (said.cue, ("[[", "]]")),
            (said.content, ("{{", "}}")),
        ):
            for a, b in spans:
                marks[a] += left
                marks[b] = right + marks[b]
        shown = "".join(marks[i] + text[i : i + 1] for i in range(start, end))
        source = " … ".join(text[a:b] for a, b in said.source)
        yield "\t".join((*one.key, " ".join(source.split()), " ".join(shown.split())))


if __name__ == "__main__":
    print("\n".join(show(draw(load(Path(sys.argv[1]))))))
