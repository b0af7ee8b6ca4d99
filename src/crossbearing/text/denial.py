"""Denials: attributions that deny their content, and what a denial without a clause refers to."""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.model.attribution import Attribution
from crossbearing.model.event import Event, EventType
from crossbearing.text.basis import cue_lemmas
from crossbearing.text.cues import Cues
from crossbearing.text.sourcing import tokens_of
from crossbearing.text.syntax import Syntax

_MAX_SENTENCES_BACK = 12
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

    "these allegations" means what the nearest attribution before put forward; "this relationship",
    "the attack", "any support" mean the nearest earlier event of a fitting type.
    """
    word = _pointing_word(syntax, cues, attributions[place])
    if word is None:
        return (), ""
    first = min(attributions[place].cue, default=None)
    if first is None:
        return (), ""
    held = attributions[place].content
    earlier = [
        number
        for number, event in enumerate(events)
        if event.trigger.start < first.start
        and event.type not in _NEVER
        and not any(span.covers(event.trigger) for span in held)
        and _sentences_between(syntax, event, first.start) <= _MAX_SENTENCES_BACK
    ]
    kinds = _kinds(cues, word)
    if kinds is not None:
        fitting = [number for number in earlier if events[number].type in kinds]
        nearest = max(fitting, key=lambda n: events[n].trigger.start, default=None)
        chosen: tuple[int, ...] = () if nearest is None else (nearest,)
    else:
        chosen = _alleged_before(place, attributions, events, earlier)
    return chosen, f"“{word}” points back"


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


def _sentences_between(syntax: Syntax, event: Event, start: int) -> int:
    here = tokens_of(syntax, event.trigger)[0]
    there = min(len(syntax) - 1, len(tuple(s for s in syntax.starts if s < start)))
    return syntax.sent[there] - syntax.sent[min(here, len(syntax) - 1)]


def _alleged_before(
    place: int, attributions: Sequence[Attribution], events: Sequence[Event], earlier: Sequence[int]
) -> tuple[int, ...]:
    """Return the events within the nearest attribution before that another source puts forward."""
    denier = attributions[place]
    for other in range(len(attributions) - 1, -1, -1):
        candidate = attributions[other]
        if other == place or not candidate.cue or candidate.cue[0].start >= denier.cue[0].start:
            continue
        if candidate.speaker is not None and candidate.speaker == denier.speaker:
            continue
        held = tuple(n for n in earlier if any(span.covers(events[n].trigger) for span in candidate.content))
        if held:
            return held
    return (max(earlier, key=lambda n: events[n].trigger.start),) if earlier else ()
