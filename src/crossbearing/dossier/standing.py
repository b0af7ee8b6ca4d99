"""How the actors are said to stand to each other: at war, allied, in charge, part of, in touch, the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossbearing.dossier.cards import document_name
from crossbearing.dossier.lookup import Lookup
from crossbearing.dossier.testimony import actor_at, chain_of
from crossbearing.dossier.wording import STANDING
from crossbearing.model.actor import ActorRef
from crossbearing.model.claim import Polarity
from crossbearing.model.evidence import Digest
from crossbearing.model.reading import MentionForm, Reading, RelationReading
from crossbearing.model.relation import DIRECTED, RelationType


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One relation as one document puts it. speaker: on whose word."""

    first: ActorRef
    type: RelationType
    second: ActorRef
    polarity: Polarity
    speaker: str
    item: Digest


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the table. said: by how many readings. documents: (label, target or None) pairs."""

    first: str
    relation: str
    second: str
    polarity: Polarity
    speakers: tuple[str, ...]
    said: int
    documents: tuple[tuple[str, str | None], ...]


def gather_said(lookup: Lookup) -> Iterator[Said]:
    """Yield every relation between two actors that a document names, in the order of the documents."""
    for item in sorted(lookup.document_numbers, key=lambda digest: lookup.document_numbers[digest]):
        reading = lookup.reading(item)
        for relation in reading.relations if reading else ():
            assert reading is not None
            first, second = (_known(lookup, item, reading, at) for at in (relation.first, relation.second))
            if first is None or second is None or (first.id or first.name) == (second.id or second.name):
                continue
            if relation.type not in DIRECTED and _key(second) < _key(first):
                first, second = second, first
            speaker = _speaker(lookup, item, reading, relation)
            yield Said(first, relation.type, second, relation.polarity, speaker, item)


def standings(lookup: Lookup, shown: Mapping[Digest, int], *, max_rows: int) -> tuple[Standing, ...]:
    """Gather what is said of the same two actors into rows, what is said most first.

    shown: the documents that the page has; only they are linked.
    """
    rows: defaultdict[tuple[str, str, str, Polarity], list[Said]] = defaultdict(list)
    for said in gather_said(lookup):
        rows[said.first.name, STANDING[said.type], said.second.name, said.polarity].append(said)
    made = (
        Standing(
            first,
            relation,
            second,
            polarity,
            speakers=tuple(sorted({said.speaker for said in group})),
            said=len(group),
            documents=tuple(_document(lookup, shown, item) for item in dict.fromkeys(s.item for s in group)),
        )
        for (first, relation, second, polarity), group in rows.items()
    )
    return tuple(sorted(made, key=lambda row: (-row.said, row.first, row.relation, row.second))[:max_rows])


def _known(lookup: Lookup, item: Digest, reading: Reading, position: int) -> ActorRef | None:
    """Return who a mention means, where it is known or bears a name; a bare "it" stands for nobody."""
    mention = reading.mentions[position]
    known = mention.resolved is not None and mention.resolved.id is not None
    named = mention.form is MentionForm.NAME or bool(mention.antecedents)
    return actor_at(lookup.documents[item], reading, position) if known or named else None


def _speaker(lookup: Lookup, item: Digest, reading: Reading, relation: RelationReading) -> str:
    return chain_of(lookup.documents[item], reading, relation.chain)[-1].speaker.name


def _document(lookup: Lookup, shown: Mapping[Digest, int], item: Digest) -> tuple[str, str | None]:
    number = lookup.document_numbers[item]
    return f"D{number}", document_name(number) if item in shown else None


def _key(actor: ActorRef) -> tuple[str, str]:
    return (actor.name, actor.id or "")
