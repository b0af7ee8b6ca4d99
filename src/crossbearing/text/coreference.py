"""What refers back to what: simple rules that prefer silence to a wrong link.

A pronoun takes the best earlier actor of fitting number within three sentences: one in the subject's
place before others, the nearer before the farther. A definite description ("these organizations",
"the ministry") takes the nearest earlier mention of its own class. The same name links to its first use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.text import mention_words as words
from crossbearing.text.syntax import Syntax

_WINDOW = 40
_SENTENCES_BACK = 2
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "pobj", "iobj", "dative"})
_JOINED = re.compile(r"^\s*(?:,|and|or|,\s*and|,\s*or|as well as|&|;)\s*(?:the\s+)?$")
_ACRONYM = re.compile(r"^\s*\(\s*(?:the\s+)?[\"'“]?$")
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(slots=True)
class _Frame:
    """What the rules look at for one mention. plural: None where both numbers go."""

    position: int
    root: int
    sent: int
    word: str
    plural: bool | None
    person: bool | None
    subject: bool
    group: int | None = None


def link_mentions(
    syntax: Syntax, mentions: Sequence[Mention], roots: Sequence[int], ties: Sequence[int | None]
) -> tuple[Mention, ...]:
    """Return `mentions` with antecedents and affiliations; pronouns that refer to nobody known are left out.

    roots: the token of each mention that bears its role. ties: position of what each is tied to.
    """
    frames = [_frame(syntax, i, m, roots[i]) for i, m in enumerate(mentions)]
    lists = _coordinated(syntax, mentions)
    antecedents: list[tuple[int, ...]] = []
    first_use: dict[str, int] = {}
    for position, mention in enumerate(mentions):
        if mention.kind is MentionKind.PLACE:
            antecedents.append(())
        elif mention.form is MentionForm.PRONOUN:
            antecedents.append(_of_pronoun(syntax, frames, lists, mentions, antecedents, position))
        elif mention.form is MentionForm.DESCRIPTION:
            antecedents.append(_of_description(syntax, frames, lists, mentions, ties, position))
        else:
            antecedents.append(_of_name(syntax, mentions, first_use, position))
    return _renumber(mentions, antecedents, ties)


def _renumber(
    mentions: Sequence[Mention], antecedents: Sequence[tuple[int, ...]], ties: Sequence[int | None]
) -> tuple[Mention, ...]:
    kept = [i for i, m in enumerate(mentions) if m.form is not MentionForm.PRONOUN or antecedents[i]]
    new = {old: now for now, old in enumerate(kept)}
    linked = []
    for old in kept:
        tie = ties[old]
        linked.append(
            replace(
                mentions[old],
                antecedents=tuple(new[a] for a in antecedents[old] if a in new),
                affiliation=new.get(tie) if tie is not None else None,
            )
        )
    return tuple(linked)


def _frame(syntax: Syntax, position: int, mention: Mention, root: int) -> _Frame:
    word = syntax.lemma[root]
    person: bool | None = None
    if mention.label == "PERSON":
        person = True
    elif mention.form is MentionForm.DESCRIPTION:
        person = word in words.PEOPLE_HEADS
    elif mention.label in {"GPE", "ORG", "LOC"}:
        person = False
    return _Frame(
        position=position,
        root=root,
        sent=syntax.sent[root],
        word=word,
        plural=_number(syntax, mention, root),
        person=person,
        subject=syntax.dep[syntax.first_conjunct(root)] in _SUBJECT,
    )


def _number(syntax: Syntax, mention: Mention, root: int) -> bool | None:
    if mention.form is MentionForm.PRONOUN:
        return syntax.lower[root] in words.THIRD_PLURAL
    if mention.label == "PERSON":
        return False
    if mention.form is MentionForm.DESCRIPTION:
        if syntax.lemma[root] in {"police", "people"}:
            return True
        if syntax.tag[root] in _PLURAL_TAGS:
            return True
        return None if syntax.lemma[root] in words.BODIES else False
    if mention.label == "NORP" or syntax.tag[root] in _PLURAL_TAGS:
        return True if mention.label == "NORP" else None
    return False if mention.label == "GPE" else None


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
        if run and len(between) < 24 and _JOINED.match(between):
            run.append(position)
            lists.update(dict.fromkeys(run, tuple(run)))
        else:
            run = [position]
    return lists


def _earlier(frames: Sequence[_Frame], position: int) -> list[_Frame]:
    here = frames[position]
    found = []
    for frame in reversed(frames[max(0, position - _WINDOW) : position]):
        if here.sent - frame.sent > _SENTENCES_BACK:
            break
        found.append(frame)
    return found


def _of_pronoun(
    syntax: Syntax,
    frames: Sequence[_Frame],
    lists: dict[int, tuple[int, ...]],
    mentions: Sequence[Mention],
    antecedents: Sequence[tuple[int, ...]],
    position: int,
) -> tuple[int, ...]:
    here = frames[position]
    word = syntax.lower[here.root]
    controlled = _controlled(syntax, frames, position) if word not in words.THIRD_PLURAL else None
    if controlled is not None and _fits(controlled, word, lists, mentions):
        return (controlled.position,)
    best: tuple[float, _Frame] | None = None
    for rank, frame in enumerate(_earlier(frames, position)):
        mention = mentions[frame.position]
        if mention.kind is not MentionKind.ACTOR or mention.span.overlaps(mentions[position].span):
            continue
        if mention.form is MentionForm.PRONOUN:
            if (
                syntax.lower[frame.root] not in _SAME_PRONOUN.get(word, frozenset())
                or not antecedents[frame.position]
            ):
                continue
        elif not _fits(frame, word, lists, mentions):
            continue
        if _clashes(syntax, here.root, frame.root, word):
            continue
        score = _salience(syntax, here, frame, rank)
        if best is None or score > best[0]:
            best = (score, frame)
    if best is None:
        return _parallel(syntax, frames, position)
    chosen = best[1].position
    if antecedents[chosen] and mentions[chosen].form is not MentionForm.NAME:
        return antecedents[chosen]
    if word in words.THIRD_PLURAL and chosen in lists:
        return lists[chosen]
    return (chosen,)


_SAME_PRONOUN = {
    word: group
    for group in (words.THIRD_PLURAL, words.THIRD_NEUTER, words.THIRD_HE, words.THIRD_SHE)
    for word in group
}


def _fits(frame: _Frame, word: str, lists: dict[int, tuple[int, ...]], mentions: Sequence[Mention]) -> bool:
    label = mentions[frame.position].label
    if word in words.THIRD_PLURAL:
        return frame.plural is not False or frame.position in lists
    if word in words.THIRD_NEUTER:
        return frame.person is not True and frame.plural is not True and label != "NORP"
    return frame.plural is False and (label in {"PERSON", "PROPN"} or frame.person is True)


def _salience(syntax: Syntax, here: _Frame, frame: _Frame, rank: int) -> float:
    score = -1.5 * (here.sent - frame.sent) - 0.12 * rank
    if frame.subject:
        score += 2.0
    elif syntax.dep[syntax.first_conjunct(frame.root)] == "poss":
        score += 0.3
    elif syntax.dep[syntax.first_conjunct(frame.root)] in {"compound", "amod", "nmod", "npadvmod"}:
        score -= 2.0
    plural = syntax.lower[here.root] in words.THIRD_PLURAL
    if plural and frame.plural is True:
        score += 1.5
    return score


def _clashes(syntax: Syntax, pronoun: int, other: int, word: str) -> bool:
    """Tell whether both are arguments of one verb, which only a reflexive allows."""
    if word.endswith(("self", "selves")) or syntax.dep[pronoun] == "poss":
        return False
    verb = syntax.head[pronoun]
    bearer = syntax.first_conjunct(other)
    above = syntax.head[bearer]
    if syntax.dep[bearer] == "pobj":
        above = syntax.head[above]
    return above == verb and verb != pronoun


def _controlled(syntax: Syntax, frames: Sequence[_Frame], position: int) -> _Frame | None:
    """Return the object of a verb such as "accuse" in whose content the pronoun stands."""
    token = frames[position].root
    for _ in range(_WINDOW):
        above = syntax.head[token]
        if above == token:
            return None
        if syntax.lemma[above] in words.OBJECT_CONTROL and syntax.dep[token] in {
            "conj",
            "ccomp",
            "xcomp",
            "advcl",
            "prep",
            "dep",
        }:
            spoken_of = syntax.child(above, "dobj", "nsubjpass")
            if spoken_of is not None and spoken_of < frames[position].root:
                return next((f for f in frames[:position] if f.root == spoken_of), None)
        token = above
    return None


def _parallel(syntax: Syntax, frames: Sequence[_Frame], position: int) -> tuple[int, ...]:
    """Give an object pronoun without a fitting antecedent the object of the verb joined before it."""
    here = frames[position]
    verb = syntax.head[here.root]
    if syntax.dep[here.root] not in _OBJECT or syntax.dep[verb] != "conj":
        return ()
    other = syntax.child(syntax.head[verb], "dobj")
    return tuple(f.position for f in frames[:position] if f.root == other)[:1]


def _of_description(
    syntax: Syntax,
    frames: Sequence[_Frame],
    lists: dict[int, tuple[int, ...]],
    mentions: Sequence[Mention],
    ties: Sequence[int | None],
    position: int,
) -> tuple[int, ...]:
    here, mention = frames[position], mentions[position]
    start = mention.span.of(syntax.text).lower().split()
    if ties[position] is not None or len(start) < 2 or start[0] not in words.DEFINITE or len(start) > 3:
        return ()
    if len(start) == 3 and start[1] not in {"two", "three", "four", "same", "terrorist", "armed", "militant"}:
        return ()
    plural = syntax.tag[here.root] in _PLURAL_TAGS
    classes = [c for c in words.CLASSES if here.word in c]
    body = here.word in words.BODIES
    for frame in _earlier(frames, position):
        other = mentions[frame.position]
        if other.kind is not MentionKind.ACTOR or other.form is MentionForm.PRONOUN:
            continue
        if plural and body and frame.position in lists and frame.person is not True:
            members = lists[frame.position]
            if mentions[members[0]].label != "PERSON":
                return members
        if _same_class(frame, other, here.word, classes, plural=plural):
            return (frame.position,)
    return ()


def _same_class(
    frame: _Frame, other: Mention, word: str, classes: Sequence[frozenset[str]], *, plural: bool
) -> bool:
    if plural:
        if frame.plural is False or frame.plural is None and other.form is MentionForm.NAME:
            return False
        return any(frame.word in c for c in classes)
    if frame.plural is True:
        return False
    if any(frame.word in c for c in classes) and (other.form is MentionForm.NAME or frame.word == word):
        return True
    return word in words.CLASSES[0] and other.label in {"ORG", "PROPN"} and frame.word not in words.ORGANS


def _of_name(
    syntax: Syntax, mentions: Sequence[Mention], first_use: dict[str, int], position: int
) -> tuple[int, ...]:
    mention = mentions[position]
    name = mention.head.of(syntax.text)
    key = " ".join(name.casefold().split())
    if position and name.isupper() and len(name) > 1:
        before = next(
            (
                p
                for p in range(position - 1, max(-1, position - 4), -1)
                if mentions[p].span.end <= mention.span.start
            ),
            None,
        )
        if before is not None and _ACRONYM.match(syntax.text[mentions[before].span.end : mention.span.start]):
            first_use.setdefault(key, before)
            return (before,)
    earlier = first_use.setdefault(key, position)
    if mention.label == "PERSON" and " " in key:
        first_use.setdefault(key.rsplit(" ", 1)[-1], position)
    return () if earlier == position else (earlier,)
