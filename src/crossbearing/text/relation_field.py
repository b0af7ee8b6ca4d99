"""The spans between which relations are sought, laid over the parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.event_roles import Roles, take_roles
from crossbearing.text.mention_words import BESIDE, MONTHS_AND_DAYS
from crossbearing.text.syntax import Syntax, take_syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_BETWEEN = frozenset({"RB", "MD", "VBZ", "VBP", "VBD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GOES_ON = re.compile(
    r"(?:\s+[a-z]+)?(?:,|,? and|,? or|,? as well as)"
    r"(?:\s+(?!(?:is|are|was|were|has|had|have|to|by|from|with|in|on|at|for|against|of|who|which|that)\b)"
    r"(?:\d+|[a-z-]+)){0,3}\s+"
)
_DEEPEST = 3
_CLIMB = 6
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})


def word_set(text: str) -> frozenset[str]:
    """Return the words of a table, written with white space between them."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Field:
    """Given spans over a parse. roles: the look-ups from tokens to positions in `spans`.

    sentences: positions of the spans by the sentence that they start in, in text order. last_of: the
    span that ends with a token.
    """

    syntax: Syntax
    spans: Sequence[Span]
    roles: Roles
    sentences: dict[int, list[int]]
    last_of: dict[int, int]

    def every(self, token: int | None) -> list[int]:
        """Return the spans that a noun phrase stands for, those that are joined to it included."""
        if token is None:
            return []
        found = [self.roles.actor(t) for t in self.syntax.conjuncts(token)]
        return [f for f in found if f is not None]

    def doers(self, verb: int, depth: int = 0) -> list[int]:
        """Return who does what a verb says: its subjects, or what stands before or above it."""
        syntax = self.syntax
        by = syntax.child(verb, "agent")
        if by is not None:
            return self.every(syntax.child(by, "pobj"))
        subject = syntax.child(verb, "nsubj")
        if syntax.child(verb, "nsubjpass") is None:
            found = self.every(subject) if subject is not None else []
            before = self._before(verb)
            if before is not None and before not in found:
                return [before]
            if found:
                return found
        first = self.roles.agent(verb)
        if first is None:
            return self._above(verb, depth) if subject is None else []
        root = self.roles.roots.get(first)
        joined = [] if root is None else [self.roles.by_root.get(t) for t in syntax.conjuncts(root)]
        return [first, *(j for j in joined if j is not None and j != first)]

    def _before(self, verb: int) -> int | None:
        """Return the span that ends right before a finite verb, whatever the parse makes of it."""
        syntax = self.syntax
        if syntax.tag[verb] not in _FINITE:
            return None
        place = verb - 1
        while place > 0 and syntax.tag[place] in _BETWEEN:
            place -= 1
        found = self.last_of.get(place)
        root = self.roles.roots.get(found) if found is not None else None
        return None if root is None or syntax.dep[root] in {"pobj", "dobj", "relcl"} else found

    def _above(self, verb: int, depth: int) -> list[int]:
        """Return who does the verb above "the campaign to defeat X"."""
        syntax = self.syntax
        if depth > _DEEPEST or syntax.dep[verb] not in {"acl", "advcl", "xcomp", "pcomp", "relcl"}:
            return []
        if syntax.dep[verb] == "relcl" or syntax.tag[verb] == "VBN":
            return []
        above = syntax.head[verb]
        for _ in range(_CLIMB):
            if syntax.tag[above].startswith("VB"):
                return self.doers(above, depth + 1)
            if syntax.head[above] == above:
                break
            above = syntax.head[above]
        return []

    def objects(self, verb: int) -> list[int]:
        """Return whom or what a verb is done to."""
        syntax = self.syntax
        passive = syntax.child(verb, "nsubjpass")
        if passive is not None:
            return self.every(passive)
        if syntax.dep[verb] in {"acl", "amod"} and syntax.tag[verb] == "VBN":
            return self.every(syntax.head[verb])
        found = [s for o in syntax.every(verb, "dobj", "dative") for s in self.every(o)]
        return [*found, *(p for p in self._listed(found) if p not in found)]

    def _listed(self, found: list[int]) -> Iterator[int]:
        """Yield the rest of a list that the parse breaks off: "destroyed a tank, two trucks, a bridge"."""
        syntax = self.syntax
        if not found:
            return
        last = max(found, key=lambda p: self.spans[p].end)
        for place in range(last + 1, len(self.spans)):
            between = syntax.text[self.spans[last].end : self.spans[place].start]
            root = self.roles.roots.get(place)
            if self.spans[place].start < self.spans[last].end or is_figure(self, place):
                continue
            if not _GOES_ON.fullmatch(between) or (root is not None and syntax.dep[root] in _SUBJECTS):
                return
            yield place
            last = place

    def held(self, token: int) -> list[int]:
        """Return the span that a token bears, a possessor's included."""
        found = self.roles.held(token)
        return [] if found is None else [found]

    def owned(self, noun: int) -> list[int]:
        """Return whose a noun is by what stands before it: "X's attack", "the X attack"."""
        return self.roles.owners(noun)

    def climbed(self, token: int) -> list[int]:
        """Return who does the verb that a noun hangs on; a bare participle leads on to the verb above it."""
        syntax = self.syntax
        for _ in range(_CLIMB):
            if syntax.tag[token].startswith("VB"):
                found = self.doers(token)
                if found or syntax.tag[token] != "VBN":
                    return found
            if syntax.head[token] == token:
                break
            token = syntax.head[token]
        return []

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
    ends = {end: token for token, end in enumerate(syntax.ends)}
    last_of = {ends[span.end]: place for place, span in enumerate(ordered) if span.end in ends}
    return Field(syntax, ordered, placed, sentences, last_of)


def _mention(span: Span) -> Mention:
    return Mention(span, MentionKind.ACTOR, MentionForm.NAME, span)


def tie(
    field: Field,
    kind: RelationType,
    firsts: Iterable[int],
    seconds: Iterable[int],
    token: int,
    *further: str,
) -> Iterator[Relation]:
    """Yield a relation for each first with each second; figures take no part, nor what only says where.

    token: the word that says so. further: what goes with it, for the reason.
    """
    trigger = field.syntax.span(token, token)
    reason = f"“{' '.join((field.syntax.lower[token], *further))}”"
    others = [p for p in seconds if not is_figure(field, p)]
    for first in firsts:
        if is_figure(field, first) or (kind is not RelationType.BELONGS_TO and _merely_near(field, first)):
            continue
        for second in others:
            one, other = field.spans[first], field.spans[second]
            if first != second and not one.overlaps(other):
                yield Relation(kind, one, other, trigger, (reason,))


def is_figure(field: Field, place: int) -> bool:
    """Tell whether a span is a number or a day, which takes no side."""
    root = field.roles.roots.get(place)
    if root is None:
        return False
    return field.syntax.tag[root] == "CD" or field.syntax.lower[root].rstrip(".") in MONTHS_AND_DAYS


def _merely_near(field: Field, place: int) -> bool:
    """Tell whether a span only says where: "near X, two strikes destroyed a bridge"."""
    root = field.roles.roots.get(place)
    start = field.spans[place].start
    before = field.syntax.text[max(0, start - 8) : start].split()
    return root is not None and before[-1:] != [] and before[-1].lower() in BESIDE


def between(field: Field, kind: RelationType, noun: int) -> Iterator[Relation]:
    """Read "clashes between X and Y" and "an alliance of X with Y": the first with each of the others."""
    for part in field.syntax.every(noun, "prep"):
        if field.syntax.lower[part] == "between":
            sides = field.every(field.syntax.child(part, "pobj"))
            yield from tie(field, kind, sides[:1], sides[1:], noun, "between")
