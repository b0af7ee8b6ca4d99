"""Who stands in which role: from a token of the parse to the mention that fills it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.model.when import TimeExpression, TimeType
from crossbearing.text import mention_words as words
from crossbearing.text.event_table import OBJECT_CONTROL, SHOWING
from crossbearing.text.syntax import Syntax

_HOLDERS = frozenset({"dobj", "advmod", "npadvmod", "nsubjpass", "attr"})
_SPEAKERS = frozenset({"we", "i", "us", "our", "my", "me"})
_SAYING = frozenset(
    {"say", "tell", "add", "declare", "state", "announce", "claim", "warn", "insist", "write", "note"}
)
_CLIMB = 8
_DEEPEST_PLACE = 4
_BESIDE = 12
_FURTHER = 18
_OWNING = ("poss", "compound", "nmod", "amod")
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PLACE_PREPOSITIONS = words.LOCATIVE | {"from", "to", "into", "on", "through", "over", "of", "against"}


@dataclass(frozen=True, slots=True)
class Roles:
    """Look-ups from tokens to positions of mentions and times, made once a chunk.

    by_root: mention at the token that bears its role; roots: the reverse. inside: the tied description
    around a token. times: position and root token of
    each date, by sentence.
    """

    syntax: Syntax
    mentions: Sequence[Mention]
    by_root: dict[int, int]
    inside: dict[int, int]
    times: dict[int, list[tuple[int, int]]]
    roots: dict[int, int]

    def actor(self, token: int | None, depth: int = 0) -> int | None:
        """Return the mention that a noun phrase stands for; places count where they act."""
        if token is None or depth > _CLIMB // 2:
            return None
        syntax = self.syntax
        found = self.by_root.get(token)
        if found is not None and not self._described_place(found):
            return found
        if syntax.lower[token] in _SPEAKERS:
            return self._speaker(token, depth)
        if syntax.lower[token] in _RELATIVE:
            return self._relative(token, depth)
        for child in syntax.children[token]:
            if syntax.dep[child] == "prep" and syntax.lower[child] == "of":
                inner = self.actor(syntax.child(child, "pobj"), depth + 1)
                if inner is not None:
                    return inner
        for child in syntax.children[token]:
            if syntax.dep[child] in {"poss", "compound", "nmod", "amod", "appos"} and child in self.by_root:
                return self.by_root[child]
        return next(
            (self.actor(c, depth + 1) for c in syntax.children[token] if syntax.dep[c] in {"poss", "appos"}),
            None,
        )

    def _described_place(self, position: int) -> bool:
        mention = self.mentions[position]
        return mention.kind is MentionKind.PLACE and mention.form is MentionForm.DESCRIPTION

    def _speaker(self, token: int, depth: int) -> int | None:
        """Return whom "we" or "I" means: the subject of the verb of saying above the quotation."""
        syntax, above = self.syntax, token
        for _ in range(_CLIMB):
            if syntax.head[above] == above:
                return None
            above = syntax.head[above]
            if syntax.lemma[above] in _SAYING:
                subject = syntax.child(above, "nsubj")
                if subject is not None and syntax.lower[subject] not in _SPEAKERS:
                    return self.actor(subject, depth + 1)
        return None

    def _relative(self, token: int, depth: int) -> int | None:
        verb = self.syntax.head[token]
        for _ in range(_CLIMB):
            if self.syntax.dep[verb] == "relcl":
                return self.actor(self.syntax.head[verb], depth + 1)
            if self.syntax.head[verb] == verb:
                return None
            verb = self.syntax.head[verb]
        return None

    def agent(self, verb: int, depth: int = 0) -> int | None:
        """Return who does what a verb says: its subject, or the one that the clause above gives it."""
        syntax = self.syntax
        if depth > _CLIMB:
            return None
        by = syntax.child(verb, "agent")
        if by is not None:
            return self.actor(syntax.child(by, "pobj"))
        if syntax.child(verb, "nsubjpass") is not None:
            return None
        subject = syntax.child(verb, "nsubj")
        if subject is not None:
            return self.actor(subject)
        if syntax.dep[verb] in {"acomp", "attr"}:
            return self.agent(syntax.head[verb], depth + 1)
        if syntax.tag[verb].startswith("NN"):
            return self._possessor(verb)
        return self._inherited(verb, depth)

    def held(self, token: int) -> int | None:
        """Return the mention that a token bears, a possessor's included."""
        found = self.by_root.get(token)
        return self.actor(token) if found is None and self.syntax.dep[token] == "poss" else found

    def owners(self, noun: int) -> list[int]:
        """Return whose a noun is by what stands before it: "X's attack", "the X attack"."""
        borne = map(self.held, self.syntax.every(noun, *_OWNING))
        return [mention for mention in borne if mention is not None]

    def owner(self, noun: int) -> int | None:
        """Return the first of `owners`."""
        return next(iter(self.owners(noun)), None)

    def _possessor(self, noun: int) -> int | None:
        holder = self.syntax.child(noun, "poss")
        return self.actor(holder) if holder is not None else None

    def _inherited(self, verb: int, depth: int) -> int | None:
        syntax, role, above = self.syntax, self.syntax.dep[verb], self.syntax.head[verb]
        if above == verb:
            return None
        if role in {"acl", "relcl"}:
            outer = self._participle_holder(verb, above)
            return None if syntax.tag[verb] == "VBN" else outer
        if role in {"conj", "dep"}:
            return self.agent(above, depth + 1)
        if role in {"pcomp", "prep"}:
            # accuse X of doing: the complement of a preposition on the verb above
            holder = syntax.head[above] if role == "pcomp" else above
            return self._from_above(holder, depth)
        if role in {"xcomp", "advcl", "ccomp"}:
            return self._from_above(above, depth)
        return None

    def _from_above(self, above: int, depth: int) -> int | None:
        syntax = self.syntax
        if syntax.lemma[above] in OBJECT_CONTROL | SHOWING:
            found = self.actor(syntax.child(above, "dobj", "nsubjpass"))
            if found is not None:
                return found
        if syntax.tag[above].startswith("NN"):
            return self.actor(above)
        found = self.agent(above, depth + 1)
        if found is not None:
            return found
        passive = self.actor(syntax.child(above, "nsubjpass"))
        return passive if passive is not None else self.actor(syntax.child(above, "dobj"))

    def _participle_holder(self, verb: int, noun: int) -> int | None:
        """Return the noun phrase that a participle belongs to: the whole of "fighters loyal to X", not X."""
        outer = self.inside.get(noun)
        if outer is not None and self.mentions[outer].span.end <= self.syntax.starts[verb]:
            return outer
        return self.actor(noun)

    def after(self, token: int, prepositions: Sequence[str] | frozenset[str]) -> int | None:
        """Return the actor after `token` with one of the prepositions, in their order of preference."""
        syntax = self.syntax
        found: dict[str, int] = {}
        for child in syntax.children[token]:
            if syntax.dep[child] in {"prep", "dative", "agent"} and syntax.lower[child] in prepositions:
                inner = syntax.child(child, "pobj")
                if inner is None:
                    deeper = syntax.child(child, "prep")
                    inner = syntax.child(deeper, "pobj") if deeper is not None else None
                position = self.actor(inner)
                if position is not None and not self._mere_place(position, syntax.lower[child]):
                    found.setdefault(syntax.lower[child], position)
        return next((found[p] for p in prepositions if p in found), None)

    def further_on(self, token: int, preposition: str) -> int | None:
        """Return the actor that follows `preposition` later in the clause, wherever the parse hangs it."""
        syntax = self.syntax
        for place in range(token + 1, min(len(syntax), token + _FURTHER)):
            if syntax.sent[place] != syntax.sent[token] or syntax.tag[place] in {"VBD", "VBZ", "VBP", "MD"}:
                return None
            if syntax.lower[place] == preposition and syntax.dep[place] in {"prep", "dative"}:
                position = self.actor(syntax.child(place, "pobj"))
                if position is not None and self.mentions[position].kind is MentionKind.ACTOR:
                    return position
        return None

    def _mere_place(self, position: int, preposition: str) -> bool:
        return self.mentions[position].kind is MentionKind.PLACE and preposition in {"in", "at", "near"}

    def place(self, token: int, verb: int | None = None) -> int | None:
        """Return where something is said to happen: the nearest place in its phrase, then in its clause."""
        for start in (token, verb):
            if start is None:
                continue
            found = self._place_below(start, 0)
            if found is not None:
                return found
        return None

    def _place_below(self, token: int, depth: int) -> int | None:
        if depth > _DEEPEST_PLACE:
            return None
        syntax = self.syntax
        for child in syntax.children[token]:
            role = syntax.dep[child]
            if role in _HOLDERS:
                below: int | None = child
                locating = True
            elif role in {"prep", "agent", "dative"}:
                below = syntax.child(child, "pobj")
                locating = syntax.lower[child] in _PLACE_PREPOSITIONS
            else:
                continue
            found = self._place_at(below, depth, locating=locating)
            if found is not None:
                return found
        return None

    def _place_at(self, token: int | None, depth: int, *, locating: bool) -> int | None:
        if token is None:
            return None
        held = self.by_root.get(token)
        below = self._place_below(token, depth + 1)
        if not locating or held is None or self.mentions[held].kind is not MentionKind.PLACE:
            return below
        if self.mentions[held].form is MentionForm.NAME:
            return held
        # A described place is as good as the name that it stands for, or that follows it.
        named = self.mentions[held].antecedents
        return named[0] if named else below

    def date(self, trigger: int, verb: int) -> int | None:
        """Return the time of an event: attached to its verb or noun, or after it with no verb between."""
        for position, token in self.times.get(self.syntax.sent[trigger], ()):
            if self._attached(token, trigger, verb) or self._beside(token, trigger):
                return position
        return None

    def _attached(self, token: int, trigger: int, verb: int) -> bool:
        syntax, above = self.syntax, token
        for _ in range(_CLIMB):
            if above in {trigger, verb}:
                return True
            if syntax.head[above] == above or (syntax.tag[above].startswith("VB") and above != token):
                return False
            above = syntax.head[above]
        return False

    def _beside(self, token: int, trigger: int) -> bool:
        between = range(trigger + 1, token)
        return trigger < token <= trigger + _BESIDE and not any(
            self.syntax.tag[t].startswith(("VB", "MD")) for t in between
        )


def take_roles(syntax: Syntax, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> Roles:
    """Make the look-ups of a chunk."""
    starts = {start: token for token, start in enumerate(syntax.starts)}
    ends = {end: token for token, end in enumerate(syntax.ends)}
    by_root: dict[int, int] = {}
    inside: dict[int, int] = {}
    for position, mention in enumerate(mentions):
        first, last = starts.get(mention.span.start), ends.get(mention.span.end)
        if first is None or last is None or last < first:
            continue
        description = mention.form is MentionForm.DESCRIPTION
        head = starts.get(mention.head.start) if description else None
        root = head if head is not None else _root(syntax, first, last)
        by_root.setdefault(root, position)
        if description and mention.affiliation is not None:
            inside.update(dict.fromkeys(range(first, last + 1), position))
    dated: dict[int, list[tuple[int, int]]] = {}
    for position, time in enumerate(times):
        token = starts.get(time.span.start)
        if token is not None and time.type in {TimeType.DATE, TimeType.TIME}:
            last_token = ends.get(time.span.end, token)
            root = _root(syntax, token, last_token)
            dated.setdefault(syntax.sent[root], []).append((position, root))
    roots = {position: token for token, position in by_root.items()}
    return Roles(syntax, mentions, by_root, inside, dated, roots)


def _root(syntax: Syntax, first: int, last: int) -> int:
    for token in range(last, first - 1, -1):
        if not first <= syntax.head[token] <= last or syntax.head[token] == token:
            return token
    return last
