"""Indexes over the names of the register: by words, by surname, by the ideas behind the words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from crossbearing.model.actor import Actor, ActorName, NameKind
from crossbearing.resolve.compare import NameForm, Scale
from crossbearing.resolve.compose import Organs, load_organs
from crossbearing.resolve.concepts import load_concepts
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
    ideas or all letters of a name.
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
    offices: dict[tuple[str, str], tuple[str, ...]]
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
            version, organs, listed, tree, surnames, lone, forms, by_idea, same, scale, _offices(listed)
        )

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

    def office_holders(self, state: str, role: str) -> Iterator[Actor]:
        """Yield the persons who ever held a role in a state, in the order of the files."""
        for actor_id in self.offices.get((state, role), ()):
            yield self.entries[actor_id]


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
    """Return positions of the forms by their set of ideas, their sounds and their letters run together."""
    found: dict[tuple[str, ...] | str, list[int]] = defaultdict(list)
    for position, (form, _) in enumerate(forms):
        found[tuple(sorted(set(form.ideas)))].append(position)
        found["".join(form.keys)].append(position)
        found["~", *sounds(form.keys)].append(position)
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


def _offices(listed: dict[str, Actor]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor in listed.values():
        for tenure in actor.tenures:
            state = tenure.organ.partition(":")[2].partition(":")[0]
            if actor.id not in found[state, tenure.role]:
                found[state, tenure.role].append(actor.id)
    return {key: tuple(ids) for key, ids in found.items()}
