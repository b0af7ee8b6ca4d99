"""What the rules of coreference look at: number, person and role of each mention, and lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.text import mention_words as words
from crossbearing.text.syntax import Syntax

_WINDOW = 40
_SENTENCES_BACK = 2
_LONGEST_JOINT = 24
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_JOINED = re.compile(r"^\s*(?:,|and|or|,\s*and|,\s*or|as well as|&|;)\s*(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Frame:
    """One mention as the rules see it. plural, person: None where both go."""

    position: int
    root: int
    sent: int
    word: str
    plural: bool | None
    person: bool | None
    subject: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """All mentions of a chunk. lists: for each member of "A, B and C" the positions of all."""

    syntax: Syntax
    mentions: Sequence[Mention]
    frames: Sequence[Frame]
    lists: dict[int, tuple[int, ...]]
    ties: Sequence[int | None]
    by_root: dict[int, int]

    def earlier(self, position: int) -> Iterator[Frame]:
        """Yield the mentions before one, nearest first, as far back as a reference may reach."""
        here = self.frames[position]
        for frame in reversed(self.frames[max(0, position - _WINDOW) : position]):
            if here.sent - frame.sent > _SENTENCES_BACK:
                return
            yield frame

    def at(self, token: int) -> Frame | None:
        """Return the mention whose role `token` bears."""
        position = self.by_root.get(token)
        return None if position is None else self.frames[position]


def take_scene(
    syntax: Syntax, mentions: Sequence[Mention], roots: Sequence[int], ties: Sequence[int | None]
) -> Scene:
    """Look at every mention once."""
    frames = tuple(_frame(syntax, i, m, roots[i]) for i, m in enumerate(mentions))
    by_root: dict[int, int] = {}
    for frame in frames:
        by_root.setdefault(frame.root, frame.position)
    return Scene(syntax, mentions, frames, _coordinated(syntax, mentions), ties, by_root)


def _frame(syntax: Syntax, position: int, mention: Mention, root: int) -> Frame:
    person: bool | None = None
    if mention.label == "PERSON":
        person = True
    elif mention.form is MentionForm.DESCRIPTION:
        person = syntax.lemma[root] in words.PEOPLE_HEADS
    elif mention.label in {"GPE", "ORG", "LOC"}:
        person = False
    return Frame(
        position=position,
        root=root,
        sent=syntax.sent[root],
        word=syntax.lemma[root],
        plural=_number(syntax, mention, root),
        person=person,
        subject=syntax.dep[syntax.first_conjunct(root)] in _SUBJECT,
    )


def _number(syntax: Syntax, mention: Mention, root: int) -> bool | None:
    if mention.form is MentionForm.PRONOUN:
        return syntax.lower[root] in words.THIRD_PLURAL
    if mention.label == "PERSON":
        return False
    plural = syntax.tag[root] in _PLURAL_TAGS
    if mention.form is MentionForm.DESCRIPTION:
        if plural or syntax.lemma[root] in {"police", "people"}:
            return True
        return None if syntax.lemma[root] in words.BODIES else False
    if mention.label == "NORP" or syntax.tag[root] == "NNS":
        return True
    return False if mention.label == "GPE" and not plural else None


def _coordinated(syntax: Syntax, mentions: Sequence[Mention]) -> dict[int, tuple[int, ...]]:
    """Return for each mention of a list ("A, B and C") the positions of all members."""
    lists: dict[int, tuple[int, ...]] = {}
    run: list[int] = []
    for position, mention in enumerate(mentions):
        if mention.kind is not MentionKind.ACTOR or mention.form is MentionForm.PRONOUN:
            continue
        if run and mention.span.end <= mentions[run[-1]].span.end:
            continue
        between = syntax.text[mentions[run[-1]].span.end : mention.span.start] if run else ""
        if run and len(between) < _LONGEST_JOINT and _JOINED.match(between):
            run.append(position)
            continue
        lists.update(dict.fromkeys(run, tuple(run)) if len(run) > 1 else {})
        run = [position]
    lists.update(dict.fromkeys(run, tuple(run)) if len(run) > 1 else {})
    return lists
