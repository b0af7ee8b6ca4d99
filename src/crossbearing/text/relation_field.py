"""The spans between which relations are sought, laid over the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.text.event_roles import Roles, take_roles
from crossbearing.text.syntax import Syntax, take_syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PREPOSITIONS = frozenset({"prep", "agent", "dative"})


def word_set(text: str) -> frozenset[str]:
    """Return the words of a table, written with white space between them."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Field:
    """Given spans over a parse. roles: the look-ups from tokens to positions in `spans`.

    sentences: positions of the spans by the sentence that they start in, in text order.
    """

    syntax: Syntax
    spans: Sequence[Span]
    roles: Roles
    sentences: dict[int, list[int]]

    def every(self, token: int | None) -> list[int]:
        """Return the spans that a noun phrase stands for, those that are joined to it included."""
        if token is None:
            return []
        found = [self.roles.actor(t) for t in self.syntax.conjuncts(token)]
        return [f for f in found if f is not None]

    def doers(self, verb: int) -> list[int]:
        """Return who does what a verb says: its subjects, or those that the clause above gives it."""
        syntax = self.syntax
        subject = syntax.child(verb, "nsubj")
        by = syntax.child(verb, "agent")
        if by is not None:
            return self.every(syntax.child(by, "pobj"))
        if subject is not None and syntax.child(verb, "nsubjpass") is None:
            found = self.every(subject)
            if found:
                return found
        first = self.roles.agent(verb)
        if first is None:
            return []
        root = self.roles.roots.get(first)
        joined = [] if root is None else [self.roles.by_root.get(t) for t in syntax.conjuncts(root)]
        return [first, *(j for j in joined if j is not None and j != first)]

    def objects(self, verb: int) -> list[int]:
        """Return whom or what a verb is done to."""
        syntax = self.syntax
        passive = syntax.child(verb, "nsubjpass")
        if passive is not None:
            return self.every(passive)
        if syntax.dep[verb] in {"acl", "amod"} and syntax.tag[verb] == "VBN":
            return self.every(syntax.head[verb])
        return [s for o in syntax.every(verb, "dobj", "dative") for s in self.every(o)]

    def after(self, token: int, words: frozenset[str]) -> Iterator[int]:
        """Yield the spans that follow `token` with one of the prepositions `words`."""
        syntax = self.syntax
        for child in syntax.children[token]:
            if syntax.dep[child] in _PREPOSITIONS and syntax.lower[child] in words:
                yield from self.every(syntax.child(child, "pobj"))


def lay_field(doc: Doc, spans: Sequence[Span]) -> Field:
    """Lay spans over a parsed chunk, the longest first where two share a head."""
    syntax = take_syntax(doc)
    ordered = sorted(set(spans), key=lambda s: (s.start, -s.end))
    longest = sorted(range(len(ordered)), key=lambda p: -len(ordered[p]))
    mentions = [_mention(ordered[p]) for p in longest]
    roles = take_roles(syntax, mentions, ())
    by_root = {token: longest[place] for token, place in roles.by_root.items()}
    named = [_mention(span) for span in ordered]
    placed = Roles(syntax, named, by_root, {}, {}, {place: token for token, place in by_root.items()})
    starts = {start: token for token, start in enumerate(syntax.starts)}
    sentences: dict[int, list[int]] = {}
    for place, span in enumerate(ordered):
        token = starts.get(span.start)
        if token is not None:
            sentences.setdefault(syntax.sent[token], []).append(place)
    return Field(syntax, ordered, placed, sentences)


def _mention(span: Span) -> Mention:
    return Mention(span, MentionKind.ACTOR, MentionForm.NAME, span)
