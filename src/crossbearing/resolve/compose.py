"""States × organs: the names and ids of governments, forces and ministries, composed at look-up.

"Turkish army", "Army of Turkey" and "Turkey's army" are one pattern each, not 200 entries each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import yaml

from crossbearing.model.actor import Actor, ActorKind, ActorName, NameKind
from crossbearing.resolve.spelling import keys
from crossbearing.resolve.states import TABLE_SOURCE, State, data_text, load_states
from crossbearing.resolve.trie import END, WordTree

_LONGEST_ACRONYM = 6
_SEAT_ORGANS = frozenset({"gov", "mil"})


class Form(StrEnum):
    """How words name a state."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class StateForm:
    """Words that name a state. text: as the table spells them."""

    code: str
    form: Form
    text: str


@dataclass(frozen=True, slots=True)
class Organ:
    """A kind of organ that every state has; see data/organs.yaml."""

    code: str
    branch: str
    kind: ActorKind
    parent: str | None
    name: str
    words: tuple[str, ...]

    def actor_id(self, state: str) -> str:
        """Return the id of this organ of a state: "mil:tr", "mil:tr:navy"."""
        return f"{self.code}:{state}:{self.branch}" if self.branch else f"{self.code}:{state}"


@dataclass(frozen=True, slots=True)
class Office:
    """A title whose holder a register of persons names. organ: code of the organ that it heads.

    roles: what the register calls it; where two are held at once, the first one is meant.
    """

    organ: str
    roles: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A title within a body: "leader", "secretary general". roles: as in Office.

    kinds: first parts of the ids of bodies that have it; () for all.
    """

    roles: tuple[str, ...]
    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()

    def fits(self, body: str) -> bool:
        """Tell whether a body may have such a post by its id."""
        return not self.kinds or body.partition(":")[0] in self.kinds


@dataclass(frozen=True, slots=True)
class Composition:
    """A name read as organ and state, or as office and state. length: words used."""

    state: StateForm
    organ: Organ | None
    office: Office | None
    word: str
    length: int


@dataclass(frozen=True, slots=True)
class Organs:
    """The tables and the trees over their words."""

    states: dict[str, State]
    organs: dict[tuple[str, str], Organ]
    particular: dict[str, dict[str, Any]]
    forms: WordTree[StateForm]
    words: WordTree[Organ | Office]
    posts: WordTree[Post]

    def actor(self, actor_id: str) -> Actor | None:
        """Compose the actor of an id such as "gov:tr"; None if the tables have no such thing."""
        code, _, rest = actor_id.partition(":")
        state_code, _, branch = rest.partition(":")
        state = self.states.get(state_code)
        if state is None:
            return None
        if code == "state" and not branch:
            return _state_actor(state)
        organ = self.organs.get((code, branch))
        return None if organ is None else self._organ_actor(organ, state)

    def ids(self) -> Iterable[str]:
        """Yield the ids of everything that can be composed, state by state."""
        for code in self.states:
            yield f"state:{code}"
            yield from (organ.actor_id(code) for organ in self.organs.values())

    def state_ideas(self) -> dict[str, str]:
        """Return "@tr" for each word that alone names Türkiye or its people, and so for every state."""
        found: dict[str, str] = {}
        for word, node in self.forms.root.items():
            forms = [form for form in node.get(END, ()) if form.form is not Form.SEAT]
            if forms:
                found[word] = f"@{forms[0].code}"
        return found

    def _organ_actor(self, organ: Organ, state: State) -> Actor:
        actor_id = organ.actor_id(state.code)
        own = self.particular.get(actor_id, {})
        composed = organ.name.format(of=state.with_article, adjective=state.adjective)
        name = own.get("name", composed)
        extra = [text for text in (composed, *own.get("names", ())) if text != name]
        names = [ActorName(name, NameKind.NAME), *(ActorName(t, _kind_of(t), _script(t)) for t in extra)]
        if organ.code == "gov":
            names += [ActorName(seat, NameKind.METONYM) for seat in state.seats]
        parent = self.organs[organ.parent, ""].actor_id(state.code) if organ.parent else None
        return Actor(
            actor_id,
            organ.kind,
            name,
            tuple(names),
            country=state.code,
            parent=parent or f"state:{state.code}",
            sources=(TABLE_SOURCE,),
        )

    def parse(self, name_words: Sequence[str]) -> list[Composition]:
        """Read all of `name_words` (normal forms, without a leading "the") as organ and state."""
        length = len(name_words)
        return [c for c in self.compositions(name_words) if c.length == length]

    def compositions(self, name_words: Sequence[str]) -> list[Composition]:
        """Read the beginning of `name_words` as organ and state in every possible way."""
        return [*self._state_first(name_words), *self._organ_first(name_words)]

    def _state_first(self, name_words: Sequence[str]) -> Iterable[Composition]:
        for used, forms in self.forms.prefixes(name_words):
            for more, things in self.words.prefixes(name_words[used:]):
                for form in forms:
                    yield from (
                        _composition(form, thing, name_words[used : used + more], used + more)
                        for thing in things
                        if _fits(form, thing)
                    )

    def _organ_first(self, name_words: Sequence[str]) -> Iterable[Composition]:
        for used, things in self.words.prefixes(name_words):
            if name_words[used : used + 1] != ("of",) and list(name_words[used : used + 1]) != ["of"]:
                continue
            start = used + (2 if list(name_words[used + 1 : used + 2]) == ["the"] else 1)
            for more, forms in self.forms.prefixes(name_words[start:]):
                for form in forms:
                    if form.form is Form.NAME:
                        yield from (
                            _composition(form, thing, name_words[:used], start + more) for thing in things
                        )


def _fits(form: StateForm, thing: Organ | Office) -> bool:
    if form.form is Form.SEAT:
        return isinstance(thing, Organ) and thing.code in _SEAT_ORGANS
    return form.form in {Form.NAME, Form.ADJECTIVE}


def _composition(form: StateForm, thing: Organ | Office, words: Sequence[str], length: int) -> Composition:
    organ = thing if isinstance(thing, Organ) else None
    office = thing if isinstance(thing, Office) else None
    return Composition(form, organ, office, " ".join(words), length)


def _state_actor(state: State) -> Actor:
    return Actor(
        f"state:{state.code}",
        ActorKind.STATE,
        state.name,
        state.names,
        country=state.code,
        sources=(TABLE_SOURCE,),
    )


def _kind_of(text: str) -> NameKind:
    bare = text.replace(".", "")
    return (
        NameKind.ACRONYM
        if bare.isupper() and bare.isalpha() and len(bare) <= _LONGEST_ACRONYM
        else NameKind.ALIAS
    )


def _script(text: str) -> str:
    """Name a language of the script of a particular name ("und" where several share it)."""
    first = next((c for c in text if c.isalpha()), "a")
    if first < "\u0370" or "\u1e00" <= first < "\u1f00":
        return "en"
    if "\u0400" <= first <= "\u052f":
        return "uk" if any(c in "ії" for c in text.lower()) else "ru"
    return {"\u0590": "he", "\u0600": "ar"}.get(chr(ord(first) & 0xFF80 | (ord(first) & 0x10)), "und")


@lru_cache(maxsize=1)
def load_organs() -> Organs:
    """Read the bundled tables and grow their trees."""
    raw = yaml.load(data_text("organs.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    organs = {
        (o["code"], o.get("branch", "")): Organ(
            o["code"],
            o.get("branch", ""),
            ActorKind(o["kind"]),
            o.get("parent"),
            o["name"],
            tuple(o["words"]),
        )
        for o in raw["organs"]
    }
    offices = [Office(o["code"], tuple(o["roles"]), tuple(o["words"])) for o in raw["offices"]]
    states = load_states()
    particular = {entry["id"]: entry for entry in raw["particular"]}
    words = _word_tree([*organs.values(), *offices])
    return Organs(states, organs, particular, _form_tree(states), words, _post_tree(raw["posts"]))


def _post_tree(raw: Iterable[dict[str, Any]]) -> WordTree[Post]:
    tree: WordTree[Post] = WordTree()
    for item in raw:
        post = Post(tuple(item["roles"]), tuple(item["words"]), tuple(item.get("kinds", ())))
        for text in post.words:
            tree.add(keys(text), post)
    return tree


def _form_tree(states: dict[str, State]) -> WordTree[StateForm]:
    tree: WordTree[StateForm] = WordTree()
    for state in states.values():
        for name in state.names:
            tree.add(keys(name.text), StateForm(state.code, Form.NAME, name.text))
        for form, texts in (
            (Form.ADJECTIVE, state.adjectives),
            (Form.PEOPLE, state.people),
            (Form.SEAT, state.seats),
        ):
            for text in texts:
                tree.add(keys(text), StateForm(state.code, form, text))
    return tree


def _word_tree(things: Iterable[Organ | Office]) -> WordTree[Organ | Office]:
    tree: WordTree[Organ | Office] = WordTree()
    for thing in things:
        for text in thing.words:
            tree.add(keys(text), thing)
    return tree
