"""Who attacked whom, what and with what: the roles of MUC-4's templates, scored as GRIT does.

A path is a file of JSON lines (`docid`, `doctext`, `templates`), lower-cased. Each role of a document
holds entities over all its templates; an entity is the set of its mentions. An answer is an entity
too. CEAF-REE: answers and gold are aligned one to one so that the greatest number agree, and two agree
where every mention answered is a mention of the gold entity. Du, Rush and Cardie (2021), "GRIT".
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from evaluation.reading import read_texts
from evaluation.report import f1_of, precision_of, recall_of
from evaluation.task import Outcome, Sample, Task

Entity = tuple[str, ...]
Answer = Mapping[str, tuple[Entity, ...]]
ROLES: Final[Mapping[str, str]] = {
    "PerpInd": "perpetrators, persons",
    "PerpOrg": "perpetrators, bodies",
    "Target": "targets",
    "Victim": "victims",
    "Weapon": "instruments",
}
_ABDUCTING: Final = frozenset({("COERCE", "arrest")})
_BODIES: Final = frozenset({"ORG", "NORP", "FAC"})
_ARTICLE: Final = re.compile(r"^(?:the|a|an|some|several|this|these|those) ")


def load(path: Path) -> list[Sample[Answer]]:
    """Read documents with their templates. Raises ValueError: the file holds none."""
    if path.is_dir():
        raise ValueError(f"{path} is a folder; name a file of documents with templates.")
    samples = []
    for line in path.read_text("utf-8-sig").splitlines():
        row = json.loads(line) if line.startswith("{") else {}
        if "doctext" in row and "templates" in row:
            samples.append(Sample(row["docid"], row["doctext"], _roles(row["templates"])))
    if not samples:
        raise ValueError(f"{path} holds no JSON lines with doctext and templates.")
    return samples


def _roles(templates: Sequence[Mapping[str, Any]]) -> Answer:
    """Return the entities of each role over all templates; those that share a mention are one."""
    return {
        role: merge([{clean(m[0]) for m in e} for t in templates for e in t.get(role, ())]) for role in ROLES
    }


def merge(entities: Iterable[Iterable[str]]) -> tuple[Entity, ...]:
    """Make one of entities that share a mention; sort them and their mentions."""
    merged: list[set[str]] = []
    for mentions in entities:
        entity = set(mentions)
        same = [e for e in merged if e & entity]
        merged = [e for e in merged if e not in same] + [entity.union(*same)]
    return tuple(sorted(tuple(sorted(e)) for e in merged if e))


def clean(words: str) -> str:
    """Return a mention as it is compared: lower case, single spaces."""
    return " ".join(words.lower().split())


def answer(samples: Sequence[Sample[Answer]]) -> Iterator[Answer]:
    """Answer from the attacks and abductions that the program reads; it reads no instruments."""
    for reading in read_texts((sample.text, sample.published) for sample in samples):
        yield told_roles(reading)


def told_roles(reading: Mapping[str, Any]) -> Answer:
    """Take the roles from a reading: agents are perpetrators, recipients victims or, as places, targets."""
    roles: dict[str, list[set[str]]] = {role: [] for role in ROLES}
    for event in reading["events"]:
        if event["type"] != "ASSAULT" and (event["type"], event["mode"]) not in _ABDUCTING:
            continue
        for end, part in (("agent", "perpetrator"), ("recipient", "victim")):
            mention = _named(reading, event[end])
            if mention is not None:
                roles[_role(part, mention)].append({_core(mention["text"])})
    return {role: merge(entities) for role, entities in roles.items()}


def _named(reading: Mapping[str, Any], position: int | None) -> Mapping[str, Any] | None:
    """Return the mention at `position`, or the name that a pronoun there stands for."""
    if position is None:
        return None
    mention: Mapping[str, Any] = reading["mentions"][position]
    if mention["form"] != "pronoun":
        return mention
    return reading["mentions"][mention["antecedents"][0]] if mention["antecedents"] else None


def _role(part: str, mention: Mapping[str, Any]) -> str:
    if part == "perpetrator":
        return "PerpOrg" if mention["label"] in _BODIES else "PerpInd"
    return "Target" if mention["kind"] == "place" or mention["label"] in _BODIES else "Victim"


def _core(words: str) -> str:
    return _ARTICLE.sub("", clean(words))


def compare(sample: Sample[Answer], given: Answer) -> Outcome:
    """Align the entities of each role and count."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for role, name in ROLES.items():
        gold, told = sample.gold[role], given[role]
        paired = align(gold, told)
        for group in (role, "all"):
            counts[f"{group}.hit"] += len(paired)
            counts[f"{group}.gold"] += len(gold)
            counts[f"{group}.answered"] += len(told)
        errors += [f"missed: {name}"] * (len(gold) - len(paired))
        errors += [f"not in gold: {name}"] * (len(told) - len(paired))
    return Outcome(dict(counts), tuple(errors))


def align(gold: Sequence[Entity], told: Sequence[Entity]) -> dict[int, int]:
    """Pair as many answers with gold as agree, one to one; return position told to position gold."""
    fits = [[g for g, entity in enumerate(gold) if answer and set(answer) <= set(entity)] for answer in told]
    owner: dict[int, int] = {}

    def place(answer: int, seen: set[int]) -> bool:
        for g in fits[answer]:
            if g not in seen:
                seen.add(g)
                if g not in owner or place(owner[g], seen):
                    owner[g] = answer
                    return True
        return False

    for answer in range(len(told)):
        place(answer, set())
    return {answer: g for g, answer in owner.items()}


def _empty(_: Sample[Answer]) -> Answer:
    return dict.fromkeys(ROLES, ())


TASK: Task[Answer, Answer] = Task(
    name="roles",
    load=load,
    answer=answer,
    perfect=lambda sample: sample.gold,
    empty=_empty,
    compare=compare,
    measures={
        "CEAF-REE F1": f1_of("all"),
        "CEAF-REE precision": precision_of("all"),
        "CEAF-REE recall": recall_of("all"),
        **{f"F1, {name}": f1_of(role) for role, name in ROLES.items()},
    },
)
