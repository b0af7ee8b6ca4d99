"""Indexes over the names of the register: by words, by surname, by the ideas behind the words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from crossbearing.model.actor import Actor, ActorName, NameKind, RelationKind, Tenure
from crossbearing.resolve.compare import NameForm, Scale
from crossbearing.resolve.compose import Organs, load_organs
from crossbearing.resolve.concepts import load_concepts
from crossbearing.resolve.consonants import joined, readings
from crossbearing.resolve.register_file import Entry
from crossbearing.resolve.spelling import keys, sound, sounds
from crossbearing.resolve.trie import WordTree


@dataclass(frozen=True, slots=True)
class NamedActor:
    """One name and the actor that bears it."""

    actor_id: str
    name: ActorName


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All known actors by their names. version: digest of everything it was built from.

    names: tree over the words of all listed names. surnames: normal form of a surname → ids of
    persons, in the order of the files. lone: surnames that may be looked for in a text. forms: every
    listed name, prepared for comparison. by_idea, same: positions in `forms` by one idea, and by all
    ideas or all letters of a name. held: organ and role → ids of persons who ever held it. seats: state
    and role → organs of the state in which it was held. missions: body that sends and state → bodies sent.
    """

    version: str
    organs: Organs
    entries: dict[str, Actor]
    names: WordTree[NamedActor]
    surnames: dict[tuple[str, ...], tuple[str, ...]]
    lone: dict[tuple[str, ...], str]
    forms: tuple[tuple[NameForm, NamedActor], ...]
    by_idea: dict[str, tuple[int, ...]]
    same: dict[tuple[str, ...] | str, tuple[int, ...]]
    scale: Scale
    held: dict[tuple[str, str], tuple[str, ...]]
    seats: dict[tuple[str, str], tuple[str, ...]]
    missions: dict[tuple[str, str], tuple[str, ...]]
    heirs: dict[str, tuple[str, ...]]
    composed: dict[str, Actor | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(cls, entries: Iterable[Entry], version: str) -> Self:
        """Index `entries`; of two with one id the later one stands."""
        organs = load_organs()
        listed: dict[str, Actor] = {}
        for entry in entries:
            listed[entry.actor.id] = entry.actor
        tree: WordTree[NamedActor] = WordTree()
        named = [*_listed_names(listed), *_particular_names(organs)]
        for one in named:
            tree.add(keys(one.name.text), one)
        concepts = load_concepts().with_ideas(organs.state_ideas())
        prepared = ((one.name.text, keys(one.name.text), one) for one in named)
        forms = tuple((NameForm(text, words, concepts.of(words)), one) for text, words, one in prepared)
        by_idea, same = _index(forms), _sames(forms)
        surnames, lone = _surnames(entries)
        scale = Scale(concepts, _rarity(forms))
        return cls(
            version, organs, listed, tree, surnames, lone, forms, by_idea, same, scale,
            _held(listed), _seats(listed), _missions(listed), _heirs(listed),
        )  # fmt: skip

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor of an id, composing organs of states; None if there is none."""
        listed = self.entries.get(actor_id)
        if listed is not None:
            return listed
        if actor_id not in self.composed:
            self.composed[actor_id] = self.organs.actor(actor_id)
        return self.composed[actor_id]

    def name_of(self, actor_id: str) -> str:
        """Return the canonical name of an id, or the id itself where nothing is known of it."""
        actor = self.get(actor_id)
        return actor.name if actor else actor_id


def _heirs(listed: dict[str, Actor]) -> dict[str, tuple[str, ...]]:
    """Return for a body the ids of those that grew from it, in the order of the files."""
    found: dict[str, list[str]] = defaultdict(list)
    for actor in listed.values():
        for relation in actor.relations:
            if relation.kind is RelationKind.GREW_FROM:
                found[relation.actor].append(actor.id)
    return {older: tuple(ids) for older, ids in found.items()}


def _listed_names(listed: dict[str, Actor]) -> Iterator[NamedActor]:
    for actor in listed.values():
        for name in actor.names:
            yield NamedActor(actor.id, name)


def _particular_names(organs: Organs) -> Iterator[NamedActor]:
    for actor_id in organs.particular:
        actor = organs.actor(actor_id)
        for name in actor.names if actor else ():
            parsed = {c.organ.actor_id(c.state.code) for c in organs.parse(keys(name.text)) if c.organ}
            if name.kind is not NameKind.METONYM and actor_id not in parsed:
                yield NamedActor(actor_id, name)


def _index(forms: tuple[tuple[NameForm, NamedActor], ...]) -> dict[str, tuple[int, ...]]:
    """Return positions of the forms that hold an idea, and of those whose word begins alike."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, (form, _) in enumerate(forms):
        for idea in set(form.ideas):
            found[idea].append(position)
            if idea[0] not in "=@":
                found[f"^{sound(idea)[:3]}"].append(position)
    return {idea: tuple(dict.fromkeys(positions)) for idea, positions in found.items()}


def _sames(
    forms: tuple[tuple[NameForm, NamedActor], ...],
) -> dict[tuple[str, ...] | str, tuple[int, ...]]:
    """Return positions of the forms by their ideas, sounds, letters run together and consonants."""
    found: dict[tuple[str, ...] | str, list[int]] = defaultdict(list)
    for position, (form, _) in enumerate(forms):
        found[tuple(sorted(set(form.ideas)))].append(position)
        found[joined(form.keys)].append(position)
        found["~", *sounds(form.keys)].append(position)
        found["#" + "".join(readings(form.keys)[0])].append(position)
    return {key: tuple(positions) for key, positions in found.items()}


def _rarity(forms: tuple[tuple[NameForm, NamedActor], ...]) -> dict[str, float]:
    """Weigh ideas by how few actors have them in a name: log2(actors / actors with it), 1 at least."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for form, one in forms:
        for idea in form.ideas:
            bearers[idea].add(one.actor_id)
    total = len({one.actor_id for _, one in forms}) or 1
    return {idea: max(1.0, math.log2(total / len(ids))) for idea, ids in bearers.items()}


def _surnames(
    entries: Iterable[Entry],
) -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[tuple[str, ...], str]]:
    ids: dict[tuple[str, ...], list[str]] = defaultdict(list)
    kept_out: Counter[tuple[str, ...]] = Counter()
    spelt: dict[tuple[str, ...], str] = {}
    for entry in entries:
        for surname in entry.surnames:
            words = keys(surname)
            if words and entry.actor.id not in ids[words]:
                ids[words].append(entry.actor.id)
                spelt.setdefault(words, surname)
                kept_out[words] += not entry.lone
    lone = {words: text for words, text in spelt.items() if not kept_out[words]}
    return {words: tuple(found) for words, found in ids.items()}, lone


def _tenures(listed: dict[str, Actor]) -> Iterator[tuple[str, Tenure]]:
    yield from ((actor.id, tenure) for actor in listed.values() for tenure in actor.tenures)


def _held(listed: dict[str, Actor]) -> dict[tuple[str, str], tuple[str, ...]]:
    return _grouped(((t.organ, t.role), actor_id) for actor_id, t in _tenures(listed))


def _seats(listed: dict[str, Actor]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Group the organs of states, whose ids name the state, by state and role held in them."""
    composed = (t for _, t in _tenures(listed) if t.organ not in listed)
    return _grouped(((t.organ.split(":")[1], t.role), t.organ) for t in composed if ":" in t.organ)


def _missions(listed: dict[str, Actor]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Group the bodies in which envoys served by the body that sends them and the state they go to."""
    organs = {t.organ for _, t in _tenures(listed) if t.role == "envoy"}
    sent = (listed[organ] for organ in sorted(organs) if organ in listed)
    return _grouped(((a.parent, a.country), a.id) for a in sent if a.parent and a.country)


def _grouped(
    pairs: Iterable[tuple[tuple[str, str], str]],
) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}
