"""What refers back to what: simple rules that prefer silence to a wrong link.

A pronoun takes the best earlier actor of fitting number within three sentences: one in the subject's
place before others, the nearer before the farther. A definite description ("these organizations",
"the ministry") takes the nearest earlier mention of its own class; a plural that goes on to name its
members ("groups, namely A and B") takes those. The same name links to its first use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.text import mention_words as words
from crossbearing.text.coreference_frames import Frame, Scene, take_scene
from crossbearing.text.syntax import Syntax

_CLIMB = 40
_SUBJECT_BONUS = 2.0
_LONGEST_BACK_REFERENCE = 3
_ACRONYM_REACH = 3
_OBJECT = frozenset({"dobj", "pobj", "iobj", "dative"})
_CONTENT = frozenset({"conj", "ccomp", "xcomp", "advcl", "prep", "dep"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "npadvmod"})
_QUANTIFIED = frozenset({"two", "three", "four", "same", "terrorist", "armed", "militant", "extremist"})
_ACRONYM = re.compile(r"^\s*\(\s*(?:the\s+)?[\"'“]?$")
_NAMING = re.compile(
    r"^[^.;:!?]{0,40}?[\s,(:–—-](?:namely|including|such as|among them|like|i\.e\.)[,:]?\s*(?:the\s+)?$"
    r"|^\s*:\s*(?:the\s+)?$"
)
_OPENING = 3
_SAME_PRONOUN = {
    word: group
    for group in (words.THIRD_PLURAL, words.THIRD_NEUTER, words.THIRD_HE, words.THIRD_SHE)
    for word in group
}


def link_mentions(
    syntax: Syntax, mentions: Sequence[Mention], roots: Sequence[int], ties: Sequence[int | None]
) -> tuple[Mention, ...]:
    """Return `mentions` with antecedents and affiliations; pronouns that refer to nobody known are left out.

    roots: the token of each mention that bears its role. ties: position of what each is tied to.
    """
    scene = take_scene(syntax, mentions, roots, ties)
    found: list[tuple[int, ...]] = []
    first_use: dict[str, int] = {}
    for position, mention in enumerate(mentions):
        if mention.kind is MentionKind.PLACE:
            found.append(_of_place(scene, position))
        elif mention.form is MentionForm.PRONOUN:
            found.append(_of_pronoun(scene, found, position))
        elif mention.form is MentionForm.DESCRIPTION:
            found.append(_members(scene, position) or _of_description(scene, position))
        else:
            found.append(_of_name(scene, first_use, position))
    return _renumbered(mentions, found, ties)


def _renumbered(
    mentions: Sequence[Mention], antecedents: Sequence[tuple[int, ...]], ties: Sequence[int | None]
) -> tuple[Mention, ...]:
    kept = [i for i, m in enumerate(mentions) if m.form is not MentionForm.PRONOUN or antecedents[i]]
    new = {old: now for now, old in enumerate(kept)}
    linked = []
    for old in kept:
        tie = ties[old]
        earlier = tuple(new[a] for a in antecedents[old] if a in new)
        affiliation = new.get(tie) if tie is not None else None
        linked.append(replace(mentions[old], antecedents=earlier, affiliation=affiliation))
    return tuple(linked)


def _of_pronoun(scene: Scene, found: Sequence[tuple[int, ...]], position: int) -> tuple[int, ...]:
    here = scene.frames[position]
    word = scene.syntax.lower[here.root]
    if word not in words.THIRD_PLURAL:
        controlled = _controlled(scene, position)
        if controlled is not None and _fits(scene, controlled, word):
            return (controlled.position,)
    best: Frame | None = None
    best_score = 0.0
    for rank, frame in enumerate(scene.earlier(position)):
        if not _possible(scene, found, here, frame, word):
            continue
        score = _salience(scene, here, frame, rank)
        if best is None or score > best_score:
            best, best_score = frame, score
    if best is None:
        return _parallel(scene, position)
    if word in words.THIRD_NEUTER and best.sent != here.sent and not _opens(scene.syntax, here):
        # Deep in a sentence "it" is more often a thing named there than an actor of the one before.
        return ()
    chosen = _named_beside(scene, best).position
    if found[chosen] and scene.mentions[chosen].form is not MentionForm.NAME:
        return found[chosen]
    if word in words.THIRD_PLURAL and chosen in scene.lists:
        return scene.lists[chosen]
    return (chosen,)


def _named_beside(scene: Scene, frame: Frame) -> Frame:
    """Return the name that a description stands beside: "General Tarn, the commander of …"."""
    if scene.mentions[frame.position].form is not MentionForm.DESCRIPTION:
        return frame
    if scene.syntax.dep[frame.root] != "appos":
        return frame
    named = scene.at(scene.syntax.head[frame.root])
    is_name = named is not None and scene.mentions[named.position].form is MentionForm.NAME
    return named if named is not None and is_name else frame


def _opens(syntax: Syntax, frame: Frame) -> bool:
    """Tell whether a mention stands among the first words of its sentence."""
    start = max(0, frame.root - _OPENING)
    return start == 0 or syntax.sent[start] != frame.sent


def _possible(scene: Scene, found: Sequence[tuple[int, ...]], here: Frame, frame: Frame, word: str) -> bool:
    mention = scene.mentions[frame.position]
    if mention.kind is not MentionKind.ACTOR or mention.span.overlaps(scene.mentions[here.position].span):
        return False
    if mention.form is MentionForm.PRONOUN:
        same = scene.syntax.lower[frame.root] in _SAME_PRONOUN.get(word, frozenset())
        if not same or not found[frame.position]:
            return False
    elif not _fits(scene, frame, word):
        return False
    return not _clashes(scene.syntax, here.root, frame.root, word)


def _fits(scene: Scene, frame: Frame, word: str) -> bool:
    label = scene.mentions[frame.position].label
    if word in words.THIRD_PLURAL:
        return frame.plural is not False or frame.position in scene.lists
    if word in words.THIRD_NEUTER:
        return frame.person is not True and frame.plural is not True and label != "NORP"
    return frame.plural is False and (label in {"PERSON", "PROPN"} or frame.person is True)


def _salience(scene: Scene, here: Frame, frame: Frame, rank: int) -> float:
    """Weigh an antecedent: subjects first, then nearness; plural for plural."""
    role = scene.syntax.dep[scene.syntax.first_conjunct(frame.root)]
    score = -1.5 * (here.sent - frame.sent) - 0.12 * rank
    if frame.subject:
        score += _SUBJECT_BONUS
    elif role == "poss":
        score += 0.3
    elif role in _MODIFIER:
        score -= _SUBJECT_BONUS
    if scene.syntax.lower[here.root] in words.THIRD_PLURAL and frame.plural is True:
        score += 1.5
    return score


def _clashes(syntax: Syntax, pronoun: int, other: int, word: str) -> bool:
    """Tell whether both are arguments of one verb, which only a reflexive allows."""
    if word.endswith(("self", "selves")) or syntax.dep[pronoun] == "poss":
        return False
    verb = syntax.head[pronoun]
    if syntax.dep[pronoun] == "pobj":
        verb = syntax.head[verb]
    bearer = syntax.first_conjunct(other)
    above = syntax.head[bearer]
    if syntax.dep[bearer] == "pobj":
        above = syntax.head[above]
    if above == verb:
        return verb != pronoun
    # A joined verb without a subject of its own has that of the verb before it.
    shared = syntax.dep[verb] == "conj" and syntax.subject(verb) is None
    return shared and above == syntax.head[verb] and syntax.dep[bearer] in {"nsubj", "nsubjpass"}


def _controlled(scene: Scene, position: int) -> Frame | None:
    """Return the object of a verb such as "accuse" in whose content the pronoun stands."""
    syntax, token = scene.syntax, scene.frames[position].root
    for _ in range(_CLIMB):
        above = syntax.head[token]
        if above == token:
            return None
        if syntax.lemma[above] in words.OBJECT_CONTROL and syntax.dep[token] in _CONTENT:
            spoken_of = syntax.child(above, "dobj", "nsubjpass")
            if spoken_of is not None and spoken_of < scene.frames[position].root:
                return scene.at(spoken_of)
        token = above
    return None


def _parallel(scene: Scene, position: int) -> tuple[int, ...]:
    """Give an object pronoun without a fitting antecedent the object of the verb joined before it."""
    syntax, here = scene.syntax, scene.frames[position]
    verb = syntax.head[here.root]
    if syntax.dep[here.root] not in _OBJECT or syntax.dep[verb] != "conj":
        return ()
    other = syntax.child(syntax.head[verb], "dobj")
    frame = scene.at(other) if other is not None else None
    return () if frame is None or frame.position >= position else (frame.position,)


def _of_place(scene: Scene, position: int) -> tuple[int, ...]:
    """Return the town or region named last before "the city"."""
    mention = scene.mentions[position]
    said = mention.span.of(scene.syntax.text).lower().split()
    if mention.form is not MentionForm.DESCRIPTION or said[0] not in words.DEFINITE or len(said) > 2:  # noqa: PLR2004 - "the city"
        return ()
    for frame in scene.earlier(position):
        other = scene.mentions[frame.position]
        if other.kind is MentionKind.PLACE and other.form is MentionForm.NAME:
            return (frame.position,)
    return ()


def _members(scene: Scene, position: int) -> tuple[int, ...]:
    """Return whom a plural description goes on to name: "groups, namely A, B and C"."""
    if scene.frames[position].plural is not True:
        return ()
    end = scene.mentions[position].span.end
    for later in range(position + 1, min(position + 4, len(scene.mentions))):
        other = scene.mentions[later]
        if other.span.start < end or other.kind is MentionKind.PLACE:
            continue
        named = other.form is MentionForm.NAME and _NAMING.match(scene.syntax.text[end : other.span.start])
        return scene.lists.get(later, (later,)) if named else ()
    return ()


def _of_description(scene: Scene, position: int) -> tuple[int, ...]:
    here = scene.frames[position]
    if scene.ties[position] is not None or not _refers_back(scene, position):
        return ()
    plural = here.plural is True
    for frame in scene.earlier(position):
        other = scene.mentions[frame.position]
        if other.kind is not MentionKind.ACTOR or other.form is MentionForm.PRONOUN:
            continue
        if (
            plural
            and here.word in words.BODIES
            and frame.position in scene.lists
            and frame.person is not True
        ):
            members = scene.lists[frame.position]
            if scene.mentions[members[0]].label != "PERSON":
                return members
        if _same_class(frame, other, here.word, plural=plural):
            return (frame.position,)
    return ()


def _refers_back(scene: Scene, position: int) -> bool:
    """Tell whether a description is bare enough to mean somebody already named."""
    said = scene.mentions[position].span.of(scene.syntax.text).lower().split()
    if not 1 < len(said) <= _LONGEST_BACK_REFERENCE or said[0] not in words.DEFINITE:
        return False
    return len(said) < _LONGEST_BACK_REFERENCE or said[1] in _QUANTIFIED


def _same_class(frame: Frame, other: Mention, word: str, *, plural: bool) -> bool:
    classes = words.CLASSES_OF.get(word, ())
    if plural:
        if frame.plural is False or (frame.plural is None and other.form is MentionForm.NAME):
            return False
        return any(frame.word in c for c in classes)
    if frame.plural is True and not (other.form is MentionForm.NAME and word in words.CLASSES[0]):
        return False
    if any(frame.word in c for c in classes) and (other.form is MentionForm.NAME or frame.word == word):
        return True
    if frame.plural is True:
        return frame.word in words.FIGHTERS
    return word in words.CLASSES[0] and other.label in {"ORG", "PROPN"} and frame.word not in words.ORGANS


def _of_name(scene: Scene, first_use: dict[str, int], position: int) -> tuple[int, ...]:
    mention = scene.mentions[position]
    name = mention.head.of(scene.syntax.text)
    key = " ".join(name.casefold().split())
    spelt_out = _spelt_out(scene, position, name)
    if spelt_out is not None:
        first_use.setdefault(key, spelt_out)
        return (spelt_out,)
    earlier = first_use.setdefault(key, position)
    if mention.label == "PERSON" and " " in key:
        first_use.setdefault(key.rsplit(" ", 1)[-1], position)
    return () if earlier == position else (earlier,)


def _spelt_out(scene: Scene, position: int, name: str) -> int | None:
    """Return the name that an acronym in brackets follows: "Ruritanian Freedom Party (RFP)"."""
    if not name.isupper() or len(name) == 1:
        return None
    start = scene.mentions[position].span.start
    for before in range(position - 1, max(-1, position - 1 - _ACRONYM_REACH), -1):
        end = scene.mentions[before].span.end
        if end <= start:
            return before if _ACRONYM.match(scene.syntax.text[end:start]) else None
    return None
