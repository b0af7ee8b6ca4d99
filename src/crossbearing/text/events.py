"""PLOVER events in a chunk of text: what is said to have happened between whom.

A word of the table is read as an event only where the parse ties it to somebody; there is no default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.event import Event, EventType
from crossbearing.model.reading import Mention, MentionForm
from crossbearing.model.when import TimeExpression
from crossbearing.text import event_table as table
from crossbearing.text.event_doubts import tells_of_none
from crossbearing.text.event_nouns import Phrase, noun_phrase
from crossbearing.text.event_roles import Roles, take_roles
from crossbearing.text.event_support import deployed_in_support, support_of_noun
from crossbearing.text.event_turns import compose
from crossbearing.text.event_verbs import verb_phrase
from crossbearing.text.syntax import Syntax, take_syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLAUSES = frozenset({"conj", "ccomp", "parataxis"})
_LONGEST_EXTENT = 400
_TO_OTHERS = frozenset({EventType.AID, EventType.ASSAULT, EventType.COERCE, EventType.COOPERATE})


def find_events(doc: Doc, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> tuple[Event, ...]:
    """Find the events of a chunk, in order of their triggers.

    mentions, times: as found in the same `doc`; agent, recipient, place and date are positions in them.
    Where several named actors are given as recipients there is one event for each.
    """
    syntax = take_syntax(doc)
    roles = take_roles(syntax, mentions, times)
    phrases = find_phrases(syntax, roles)
    events = [e for p in phrases for e in _events(syntax, roles, p)]
    return tuple(
        sorted(_distinct(events), key=lambda e: (e.trigger, e.type, e.agent or -1, e.recipient or -1))
    )


def find_phrases(syntax: Syntax, roles: Roles) -> list[Phrase]:
    """Read every word of the table that the parse lets stand for an event, tied to whom `roles` knows."""
    phrases = list(_phrases(syntax, roles))
    governors = {t for p in phrases for t in p.uses if t != p.verb}
    phrases = [p for p in phrases if p.verb not in governors or p.trigger != p.verb]
    return _shared(syntax, phrases)


def _phrases(syntax: Syntax, roles: Roles) -> Iterator[Phrase]:
    events = table.load_events()
    used: set[int] = set()
    for token in range(len(syntax)):
        if syntax.tag[token].startswith("VB"):
            phrase = verb_phrase(syntax, roles, events, token)
            if phrase is not None:
                phrase = compose(syntax, roles, phrase)
                used.update((phrase.trigger, *phrase.uses))
                yield phrase
    for token in range(len(syntax)):
        lemma = syntax.lemma[token]
        if token in used or not syntax.tag[token].startswith("NN"):
            continue
        supported = support_of_noun(syntax, roles, token) or deployed_in_support(syntax, roles, token)
        if supported is not None:
            yield supported
        elif (
            lemma in events.nouns
            or lemma in events.modified
            or lemma in table.EFFORTS
            or lemma in table.DEPLOYED
        ):
            found = noun_phrase(syntax, roles, events, token)
            if found is not None:
                yield found


def _shared(syntax: Syntax, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Let a joined verb without a recipient, or a place, take that of the verb it is joined to."""
    by_verb = {p.verb: p for p in phrases}
    shared = []
    for phrase in phrases:
        above = by_verb.get(syntax.head[phrase.verb]) if syntax.dep[phrase.verb] == "conj" else None
        if above is not None and above is not phrase and above.agent == phrase.agent:
            phrase = replace(  # noqa: PLW2901 - the filled-in phrase takes the place of the bare one
                phrase,
                recipient=phrase.recipient
                if phrase.recipient is not None or phrase.complete
                else above.recipient,
                place=phrase.place if phrase.place is not None else above.place,
            )
        shared.append(phrase)
    return shared


def _events(syntax: Syntax, roles: Roles, phrase: Phrase) -> Iterator[Event]:
    if not _sound(syntax, phrase) or tells_of_none(syntax, roles, phrase):
        return
    if phrase.recipient is not None and _is_own(roles, phrase):
        if phrase.type in _TO_OTHERS:
            return
        phrase = replace(phrase, recipient=None)
    recipients = tuple(_each(syntax, roles, phrase.recipient))
    date = roles.date(phrase.trigger, phrase.verb)
    extent = _extent(syntax, phrase)
    for recipient in recipients:
        yield Event(
            trigger=syntax.span(phrase.trigger, phrase.trigger),
            extent=extent,
            type=phrase.type,
            mode=phrase.mode,
            support=phrase.support,
            agent=phrase.agent,
            recipient=recipient if recipient != phrase.agent else None,
            # Sent to A, B and C: each of them is the place of its own event.
            place=recipient if phrase.place in recipients else phrase.place,
            date=date,
            reasons=phrase.reasons,
        )


def _sound(syntax: Syntax, phrase: Phrase) -> bool:
    if phrase.agent is None and phrase.recipient is None:
        return False
    if phrase.agent is None and syntax.tag[phrase.verb] == "VB":
        # "efforts to defeat the group": nobody is said to have done it.
        return False
    if phrase.type is EventType.AID and phrase.recipient is None and not phrase.uses:
        # "could arm and operate them": neither whom nor with what.
        return False
    known = phrase.agent is not None and phrase.recipient is not None and phrase.agent != phrase.recipient
    return known or not phrase.weak


def _is_own(roles: Roles, phrase: Phrase) -> bool:
    """Tell whether agent and recipient are one: "reinforced its own positions"."""
    if phrase.agent is None or phrase.recipient is None:
        return False
    one, other = roles.mentions[phrase.agent], roles.mentions[phrase.recipient]
    ours = {phrase.agent, *one.antecedents}
    theirs = {phrase.recipient, *other.antecedents}
    return bool(ours & theirs)


def _each(syntax: Syntax, roles: Roles, recipient: int | None) -> Iterable[int | None]:
    """Name the recipients one by one: a list of names, or what a description goes on to name."""
    if recipient is None:
        return (None,)
    mention = roles.mentions[recipient]
    if mention.form is MentionForm.DESCRIPTION and mention.antecedents and mention.antecedents[0] > recipient:
        return mention.antecedents
    root = roles.roots.get(recipient)
    if root is None or mention.form is not MentionForm.NAME:
        return (recipient,)
    joined = [roles.by_root[t] for t in syntax.conjuncts(root) if t in roles.by_root]
    return [p for p in joined if roles.mentions[p].kind is mention.kind] or (recipient,)


def _extent(syntax: Syntax, phrase: Phrase) -> Span:
    """Return the clause of an event: its verb's subtree without clauses that are events of their own."""
    top = phrase.verb
    first = last = phrase.trigger
    waiting, seen = [top], 0
    while waiting and seen < _LONGEST_EXTENT:
        token = waiting.pop()
        seen += 1
        if syntax.sent[token] != syntax.sent[top]:
            continue
        first, last = min(first, token), max(last, token)
        waiting.extend(c for c in syntax.children[token] if not _beyond(syntax, top, token, c))
    return syntax.span(first, last)


def _beyond(syntax: Syntax, top: int, above: int, token: int) -> bool:
    """Tell whether a branch of the parse is a clause of its own, or mere punctuation."""
    if syntax.dep[token] == "punct":
        return True
    return above == top and syntax.dep[token] in _CLAUSES and syntax.tag[token].startswith("VB")


def _distinct(events: Iterable[Event]) -> Iterator[Event]:
    seen: set[tuple[Span, EventType, int | None, int | None]] = set()
    for event in events:
        key = (event.trigger, event.type, event.agent, event.recipient)
        if key not in seen:
            seen.add(key)
            yield event
