"""What others annotated, as labelled pieces: one record for a text, whatever the corpus.

Every corpus keeps its held-out part to itself: `evaluation` says which samples belong to it, and none
of them is read here.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from evaluation import attribution
from evaluation.task import is_held_out
from numpy.typing import NDArray

from crossbearing.text import labels
from crossbearing.text.labels import ROOTS
from crossbearing.text.pieces import Pieces, cut_pieces

Span = tuple[int, int]


@dataclass(slots=True)
class Labelled:
    """A text with the labels of one task.

    task: the head that learns from it. spans: (label, first piece, last piece) by head. attributions:
    of each span of the attribution head, the numbers of the attributions that it belongs to. pair:
    pieces of agent and recipient, and the label of the pair.
    """

    id: str
    task: str
    pieces: Pieces
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    attributions: list[set[int]] = field(default_factory=list)
    pairs: list[tuple[Span, Span, int]] = field(default_factory=list)


_MAX_APART_PIECES = 120
TAGS = {
    **labels.TAGS,
    "nationality": ("Nationality",),
    "time": ("DATE", "TIME", "DURATION", "SET"),
    "moment": ("Temporal",),
    "toponym": ("toponym",),
}
"""The heads that ship, and those from which the encoder only learns: rules read times and names of places."""
RELATIONS = (
    "none",
    "IsSynonymOf",
    "FightingAgainst",
    "AlliesOf",
    "CommWith",
    "InChargeOf",
    "InChargeOf, reversed",
    "BelongsTo",
    "BelongsTo, reversed",
)
"""re3d's relations of two spans in text order; reversed: from second to first. Rules read them."""
DRAFT_NAMES = {  # the names of the draft of 2016, as the worked records use them
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}


def read_attributions(gold: Path, *, without: frozenset[str] = frozenset()) -> Iterator[Labelled]:
    """Read polnear/train. without: publishers left out."""
    for sample in attribution.load(gold / "polnear" / "train"):
        if sample.id.split("_", 1)[0] in without:
            continue
        text = Labelled(sample.id, "attribution", cut_pieces(sample.text))
        places: dict[tuple[int, int, int], int] = {}
        for number, said in enumerate(sample.gold):
            for label, spans in enumerate((said.source, said.cue, said.content)):
                for start, end in spans:
                    span = text.pieces.within(start, end)
                    if span is None:
                        continue
                    place = places.setdefault((label, *span), len(text.spans))
                    if place == len(text.spans):
                        text.spans.append((label, *span))
                        text.attributions.append(set())
                    text.attributions[place].add(number)
        yield text


def read_times(gold: Path, *, held_out: bool = False) -> Iterator[Labelled]:
    """Read the TIMEX3 spans and types of timex/, but for the held-out fifth."""
    for file in sorted((gold / "timex").rglob("[!.]*.tml")):
        if is_held_out(file.name, 5) != held_out:
            continue
        root = ET.parse(file).getroot()  # noqa: S314 - a corpus of the user's choosing
        body = root.find("TEXT")
        if body is None:
            continue
        text, found = "", []
        for start, end, node in _walk(body):
            if node.tag == "TIMEX3":
                found.append((start, end, node.get("type", "DATE")))
        text = "".join(body.itertext())
        labelled = Labelled(file.stem, "time", cut_pieces(text))
        for start, end, kind in found:
            span = labelled.pieces.within(start, end)
            if span and kind in TAGS["time"]:
                labelled.spans.append((TAGS["time"].index(kind), *span))
        yield labelled


def _walk(node: ET.Element) -> Iterator[tuple[int, int, ET.Element]]:
    def visit(element: ET.Element, at: int) -> tuple[int, list[tuple[int, int, ET.Element]]]:
        place, found = at + len(element.text or ""), []
        for child in element:
            end, inner = visit(child, place)
            found += [(place, end, child), *inner]
            place = end + len(child.tail or "")
        return place, found

    yield from visit(node, 0)[1]


def _json_lines(file: Path) -> Iterator[dict[str, object]]:
    for line in file.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def read_entities(gold: Path, *, held_out: bool = False) -> Iterator[Labelled]:
    """Read re3d's entities and relations, but for the held-out quarter."""
    for folder in sorted(p for p in (gold / "re3d").iterdir() if p.is_dir()):
        entities: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        relations: dict[str, list[dict[str, object]]] = defaultdict(list)
        for entity in _json_lines(folder / "entities.json"):
            place = (int(entity["begin"]), int(entity["end"]), str(entity["type"]))  # type: ignore[call-overload]
            entities[str(entity["documentId"])].append(place)
        for relation in _json_lines(folder / "relations.json"):
            relations[str(relation["documentId"])].append(relation)
        for document in _json_lines(folder / "documents.json"):
            name = str(document["_id"])
            if is_held_out(name, 4) != held_out:
                continue
            pieces = cut_pieces(str(document["text"]))
            yield from _entity_heads(name, pieces, entities[name])
            yield _relation_pairs(name, pieces, entities[name], relations[name])


def _entity_heads(name: str, pieces: Pieces, entities: Sequence[tuple[int, int, str]]) -> Iterator[Labelled]:
    for task in ("actor", "nationality", "location", "moment"):
        labelled = Labelled(name, task, pieces)
        taken = np.zeros(len(pieces) + 1, bool)
        for start, end, kind in sorted(entities, key=lambda e: (e[0], -e[1])):  # the outermost wins
            span = pieces.within(start, end)
            if kind in TAGS[task] and span and not taken[span[0] : span[1]].any():
                taken[span[0] : span[1]] = True
                labelled.spans.append((TAGS[task].index(kind), *span))
        yield labelled


def _relation_pairs(
    name: str,
    pieces: Pieces,
    entities: Sequence[tuple[int, int, str]],
    relations: Sequence[dict[str, object]],
) -> Labelled:
    """Every pair of entities in one sentence, first by place first, with the relation or none."""
    known: dict[tuple[int, int, int, int], str] = {}
    for relation in relations:
        kind = str(relation["type"])
        a = (int(relation["sourceBegin"]), int(relation["sourceEnd"]))  # type: ignore[call-overload]
        b = (int(relation["targetBegin"]), int(relation["targetEnd"]))  # type: ignore[call-overload]
        if kind in RELATIONS:
            directed = kind in {"InChargeOf", "BelongsTo"}
            known[(*min(a, b), *max(a, b))] = f"{kind}, reversed" if directed and b < a else kind
    labelled = Labelled(name, "relation", pieces)
    spans = sorted({(start, end) for start, end, _ in entities})
    for i, a in enumerate(spans):
        for b in spans[i + 1 :]:
            first, second = pieces.within(*a), pieces.within(*b)
            if first is None or second is None or first == second:
                continue
            related = known.get((*a, *b))
            if related is None and not _together(pieces, first, second):
                continue
            if second[1] - first[0] > _MAX_APART_PIECES:
                continue
            labelled.pairs.append((first, second, RELATIONS.index(related or "none")))
    return labelled


def _together(pieces: Pieces, a: Span, b: Span) -> bool:
    sentence = np.searchsorted(pieces.sentences, [a[0], b[0]], side="right")
    return bool(sentence[0] == sentence[1])


def read_toponyms(gold: Path) -> Iterator[Labelled]:
    """Read the place names of places/, but for the held-out half."""
    for name in ("GeoVirus.xml", "lgl.xml"):
        articles = ET.parse(gold / "places" / name).getroot()  # noqa: S314 - as above
        for number, article in enumerate(articles.iter("article")):
            text = article.findtext("text") or ""
            document = f"{name}/{article.get('docid') or number}"
            if is_held_out(document, 2):
                continue
            labelled = Labelled(document, "toponym", cut_pieces(text))
            for place in article.iter("location" if article.find(".//location") is not None else "toponym"):
                start, end = place.findtext("start"), place.findtext("end")
                span = labelled.pieces.within(int(start), int(end)) if start and end else None
                if span:
                    labelled.spans.append((0, *span))
            yield labelled


_MARK = re.compile(r"</?[st]>")


def read_events(gold: Path, *, held_out: bool = False) -> Iterator[Labelled]:
    """Read the marked pairs of events/, but for the held-out fifth."""
    with (gold / "events" / "PLV_train.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["gold_root"] in ROOTS and is_held_out(row["sentence_id"], 5) == held_out:
                marked = _marked(row["marked_sentence"])
                if marked:
                    yield _event(f"PLV {row['sentence_id']}", *marked, row["gold_root"])
    if held_out:
        return
    records = json.loads((gold / "events" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    for record in records:
        root = DRAFT_NAMES.get(record["event"], record["event"])
        ends = [_actor_place(record, role) for role in ("source", "target")]
        if root in ROOTS and all(ends) and ends[0] != ends[1]:
            yield _event(record["id"], record["text"], ends[0], ends[1], root)


def _marked(marked: str) -> tuple[str, Span, Span] | None:
    text, at, ends = "", 0, dict[str, int]()
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        ends[match.group()] = len(text)
        at = match.end()
    text += marked[at:]
    if len(ends) < 4:
        return None
    return text, (ends["<s>"], ends["</s>"]), (ends["<t>"], ends["</t>"])


def _actor_place(record: dict[str, object], role: str) -> Span | None:
    actors = record.get(role)
    if not isinstance(actors, list) or not actors:
        return None
    at = str(record["text"]).find(str(actors[0].get("actorText", "")) or "\0")
    return (at, at + len(str(actors[0]["actorText"]))) if at >= 0 else None


def _event(name: str, text: str, source: Span, target: Span, root: str) -> Labelled:
    labelled = Labelled(name, "event", cut_pieces(text))
    a, b = labelled.pieces.within(*source), labelled.pieces.within(*target)
    if a and b and max(a[1], b[1]) - min(a[0], b[0]) <= _MAX_APART_PIECES:
        labelled.pairs.append((a, b, ROOTS.index(root)))
    return labelled


def tags_of(labelled: Labelled) -> NDArray[np.int64]:
    """Return BIO tags, one a piece: 0 outside, 2k+1 at the first piece of label k, 2k+2 inside it."""
    tags = np.zeros(len(labelled.pieces), np.int64)
    for label, first, last in labelled.spans:
        tags[first:last] = 2 * label + 2
        tags[first] = 2 * label + 1
    return tags
