"""Denials: attributions that deny their content, and what a denial without a clause refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from crossbearing.model.attribution import Attribution
from crossbearing.model.event import Event, EventType
from crossbearing.text.basis import cue_lemmas
from crossbearing.text.cues import Cues
from crossbearing.text.sourcing import tokens_of
from crossbearing.text.syntax import Syntax

_MAX_SENTENCES_BACK = 12
_MAX_ATTRIBUTIONS_BACK = 40
_DETERMINERS = frozenset(
    ["this", "that", "these", "those", "such", "the", "any", "all", "its", "their", "his", "her"]
)
_TIES = frozenset({EventType.COOPERATE, EventType.SUPPORT, EventType.AID, EventType.CONSULT, EventType.AGREE})
_AID = frozenset({EventType.AID, EventType.SUPPORT, EventType.COOPERATE, EventType.MOBILIZE})
_ATTACKS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.THREATEN})
_NEVER = frozenset({EventType.ACCUSE, EventType.REJECT})


def denies(syntax: Syntax, cues: Cues, attribution: Attribution) -> bool:
    """Tell whether an attribution denies what it holds; "did not deny" does not."""
    tokens = [t for span in attribution.cue for t in range(*tokens_of(syntax, span))]
    denial = next((t for t in tokens if syntax.lemma[t] in cues.claims.denial), None)
    if denial is not None:
        return not _is_negated(syntax, denial)
    called = cue_lemmas(syntax, attribution)
    if not {"call", "describe", "label", "brand", "term", "deem", "dub"} & set(called):
        return False
    held = [syntax.lemma[t] for t in _content_tokens(syntax, attribution)]
    return any(lemma in cues.claims.untrue for lemma in held)


def _is_negated(syntax: Syntax, verb: int) -> bool:
    """Tell whether a denial is itself negated: "did not deny", "neither confirmed nor denied"."""
    if any(syntax.dep[c] == "neg" for c in syntax.children[verb]):
        return True
    head = syntax.head[verb]
    return syntax.dep[verb] == "conj" and any(
        syntax.lower[c] in {"nor", "neither"} for c in syntax.children[head] if c < verb
    )


def _content_tokens(syntax: Syntax, attribution: Attribution) -> list[int]:
    return [t for span in attribution.content for t in range(*tokens_of(syntax, span))]


def denied_events(
    syntax: Syntax,
    cues: Cues,
    place: int,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
) -> tuple[tuple[int, ...], str]:
    """Return the earlier events that attribution number `place` denies by pointing back, and why.

    `events` in text order. "these allegations" means what the nearest attribution before put
    forward; "this relationship", "the attack", "any support" mean the nearest earlier event of a
    fitting type.
    """
    word = _pointing_word(syntax, cues, attributions[place])
    if word is None:
        return (), ""
    earlier = _events_before(syntax, attributions[place], events)
    kinds = _kinds(cues, word)
    if kinds is not None:
        fitting = [number for number in earlier if events[number].type in kinds]
        chosen = tuple(n for n in fitting if events[n].trigger == events[fitting[-1]].trigger)
    else:
        chosen = _alleged_before(place, attributions, events, earlier)
    return chosen, f"“{word}” points back"


def _events_before(syntax: Syntax, denial: Attribution, events: Sequence[Event]) -> list[int]:
    """Return the events of the sentences before a denial and of its own up to it, in text order."""
    start = denial.cue[0].start
    sentence = _sentence(syntax, start)
    found: list[int] = []
    for number in range(bisect_left(events, start, key=lambda event: event.trigger.start) - 1, -1, -1):
        event = events[number]
        if sentence - _sentence(syntax, event.trigger.start) > _MAX_SENTENCES_BACK:
            break
        within = any(span.covers(event.trigger) for span in denial.content)
        if event.type not in _NEVER and not within:
            found.append(number)
    return found[::-1]


def _sentence(syntax: Syntax, start: int) -> int:
    return syntax.sent[max(0, bisect_right(syntax.starts, start) - 1)]


def _pointing_word(syntax: Syntax, cues: Cues, attribution: Attribution) -> str | None:
    """Return the head of a content that only points back; None where it says something of its own."""
    tokens = _content_tokens(syntax, attribution)
    words = cues.claims
    if not tokens:
        return None
    inside = set(tokens)
    head = next((t for t in tokens if syntax.head[t] not in inside or syntax.head[t] == t), tokens[0])
    subject = syntax.subject(head)
    if subject in inside and subject is not None:
        head = subject
    lemma = syntax.lemma[head]
    known = lemma in words.allegations or _kinds(cues, lemma) is not None
    children = [c for c in syntax.children[head] if c in inside]
    pronoun = syntax.tag[head] in {"DT", "PRP"}
    pointed = any(syntax.lower[c] in _DETERMINERS for c in children) or syntax.tag[head] == "NNS"
    clause = any(syntax.dep[c] in {"acl", "ccomp"} and syntax.subject(c) is not None for c in children)
    return lemma if known and (pronoun or pointed) and not clause else None


def _kinds(cues: Cues, lemma: str) -> frozenset[EventType] | None:
    words = cues.claims
    if lemma in words.ties:
        return _TIES
    if lemma in words.attacks:
        return _ATTACKS
    if lemma in words.aid:
        return _AID
    return None


def _alleged_before(
    place: int, attributions: Sequence[Attribution], events: Sequence[Event], earlier: Sequence[int]
) -> tuple[int, ...]:
    """Return the events within the nearest attribution before that another source puts forward."""
    if not earlier:
        return ()
    denier = attributions[place]
    for other in range(place - 1, max(-1, place - _MAX_ATTRIBUTIONS_BACK), -1):
        candidate = attributions[other]
        if candidate.speaker is not None and candidate.speaker == denier.speaker:
            continue
        held = tuple(n for n in earlier if any(span.covers(events[n].trigger) for span in candidate.content))
        if held:
            return held
    return (earlier[-1],)
