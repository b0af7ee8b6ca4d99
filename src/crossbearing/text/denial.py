"""Denials: attributions that deny their content, and what a denial without a clause refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from crossbearing.model.attribution import Attribution
from crossbearing.model.event import Event, EventType
from crossbearing.text.basis import cue_lemmas
from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_MAX_SENTENCES_BACK = 12
_MAX_ATTRIBUTIONS_BACK = 40
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_DETERMINERS = frozenset(
    ["this", "that", "these", "those", "such", "the", "any", "all", "its", "their", "his", "her"]
)
_TIES = frozenset({EventType.COOPERATE, EventType.SUPPORT, EventType.AID, EventType.CONSULT, EventType.AGREE})
_AID = frozenset({EventType.AID, EventType.SUPPORT, EventType.COOPERATE, EventType.MOBILIZE})
_ATTACKS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.THREATEN})
_CALLING = frozenset({"call", "describe", "label", "brand", "term", "deem", "dub"})
_NEVER = frozenset({EventType.ACCUSE, EventType.REJECT})
_ALLEGED = frozenset(EventType) - _NEVER - {EventType.REQUEST, EventType.CONSULT, EventType.AGREE}


def denies(syntax: Syntax, cues: Cues, attribution: Attribution) -> bool:
    """Tell whether an attribution denies what it holds; "did not deny" does not."""
    denial = next((t for t in _cue_tokens(syntax, attribution) if _is_denial(syntax, cues, t)), None)
    if denial is not None:
        return not _is_negated(syntax, cues, denial)
    held = _content_tokens(syntax, attribution)
    if _CALLING & set(cue_lemmas(syntax, attribution)):
        return any(syntax.lemma[t] in cues.claims.untrue for t in held)
    return _says_untrue(syntax, cues, held)


def _is_denial(syntax: Syntax, cues: Cues, token: int) -> bool:
    """Tell whether a word of a cue denies; "rule" does with "out" only."""
    lemma, words = syntax.lemma[token], cues.claims
    out = lemma != "rule" or any(syntax.lower[c] == "out" for c in syntax.children[token])
    return lemma in words.denial or (lemma in words.excluding and out)


def _says_untrue(syntax: Syntax, cues: Cues, held: Sequence[int]) -> bool:
    """Tell whether a content says that what was said before is false: "the claim was untrue"."""
    head = _head(syntax, held)
    if head is None or syntax.lemma[head] != "be":
        return False
    subject = syntax.subject(head)
    if subject is None or syntax.lemma[subject] not in cues.claims.allegations:
        return False
    complements = [c for c in syntax.children[head] if syntax.dep[c] in {"attr", "acomp"}]
    negated = any(syntax.dep[c] == "neg" for c in syntax.children[head])
    untrue = any(syntax.lemma[c] in cues.claims.untrue for c in complements)
    true = any(syntax.lemma[c] in {"true", "correct", "accurate"} for c in complements)
    return (untrue and not negated) or (true and negated)


def _head(syntax: Syntax, tokens: Sequence[int]) -> int | None:
    """Return the word that all the others hang on."""
    inside = set(tokens)
    return next((t for t in tokens if syntax.head[t] not in inside or syntax.head[t] == t), None)


def _is_negated(syntax: Syntax, cues: Cues, verb: int) -> bool:
    """Tell whether a denial is itself negated: "did not deny", "refused to deny", "neither … nor denied"."""
    if any(syntax.dep[c] == "neg" for c in syntax.children[verb]):
        return True
    head = syntax.head[verb]
    if syntax.dep[verb] == "xcomp":
        return syntax.lemma[head] in cues.claims.not_done | cues.claims.refused
    return syntax.dep[verb] == "conj" and any(
        syntax.lower[c] in {"nor", "neither"} for c in syntax.children[head] if c < verb
    )


def _cue_tokens(syntax: Syntax, attribution: Attribution) -> list[int]:
    return [t for span in attribution.cue for t in range(*syntax.tokens(span))]


def _content_tokens(syntax: Syntax, attribution: Attribution) -> list[int]:
    return [t for span in attribution.content for t in range(*syntax.tokens(span))]


def denied_events(
    syntax: Syntax,
    cues: Cues,
    place: int,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    asserted: Collection[int],
) -> tuple[tuple[int, ...], str]:
    """Return the earlier events that attribution number `place` denies by pointing back, and why.

    `events` in text order; asserted: those that somebody puts forward. "these allegations" means what
    the nearest attribution before put forward; "this relationship", "the attack", "any support" mean
    the nearest earlier event of a fitting type.
    """
    word = _pointing_word(syntax, cues, attributions[place])
    if word is None:
        return (), ""
    earlier = [n for n in _events_before(syntax, attributions[place], events) if n in asserted]
    kinds = _kinds(cues, word)
    if kinds is not None:
        fitting = [number for number in earlier if events[number].type in kinds]
        chosen = tuple(n for n in fitting if events[n].trigger == events[fitting[-1]].trigger)
    else:
        chosen = _asked_about(syntax, attributions[place], events) or _alleged_before(
            syntax, place, attributions, events, earlier
        )
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


def _asked_about(syntax: Syntax, denial: Attribution, events: Sequence[Event]) -> tuple[int, ...]:
    """Return the events of a denial's own sentence that somebody was "asked about"."""
    sentence = _sentence(syntax, denial.cue[0].start)
    first = bisect_left(syntax.sent, sentence)
    last = bisect_right(syntax.sent, sentence)
    if "asked" not in syntax.lower[first:last]:
        return ()
    asked = syntax.starts[syntax.lower.index("asked", first, last)]
    end = syntax.ends[last - 1]
    low = bisect_left(events, asked, key=lambda event: event.trigger.start)
    high = bisect_left(events, end, key=lambda event: event.trigger.start)
    own = denial.cue[-1].start
    return tuple(
        n for n in range(low, high) if events[n].type not in _NEVER and events[n].trigger.start != own
    )


def _sentence(syntax: Syntax, start: int) -> int:
    return syntax.sent[max(0, bisect_right(syntax.starts, start) - 1)]


def _pointing_word(syntax: Syntax, cues: Cues, attribution: Attribution) -> str | None:
    """Return the head of a content that only points back; None where it says something of its own."""
    tokens = _content_tokens(syntax, attribution)
    words = cues.claims
    if not tokens:
        return None
    inside = set(tokens)
    top = _head(syntax, tokens)
    head = tokens[0] if top is None else top
    subject = syntax.subject(head)
    if subject in inside and subject is not None:
        head = subject
    lemma = syntax.lemma[head]
    known = lemma in words.allegations or _kinds(cues, lemma) is not None
    children = [c for c in syntax.children[head] if c in inside]
    pronoun = syntax.tag[head] in {"DT", "PRP", "WDT"}
    strictly = any(syntax.lower[c] in _POINTING for c in children)
    loosely = any(syntax.lower[c] in _DETERMINERS for c in children) or syntax.tag[head] == "NNS"
    loosely = loosely or not children
    pointed = strictly or (loosely and not _says_more(syntax, children))
    within = any(
        syntax.dep[c] == "relcl" and c in _cue_tokens(syntax, attribution) for c in syntax.children[head]
    )
    clause = any(syntax.dep[c] in {"acl", "ccomp"} and syntax.subject(c) is not None for c in children)
    return lemma if known and (pronoun or pointed or within) and not clause else None


def _says_more(syntax: Syntax, children: Sequence[int]) -> bool:
    """Tell whether "of the state in the plot" or the like says what a noun is about."""
    objects = [syntax.child(c, "pobj") for c in children if syntax.dep[c] == "prep"]
    return any(place is not None and syntax.tag[place].startswith("NN") for place in objects)


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
    syntax: Syntax,
    place: int,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    earlier: Sequence[int],
) -> tuple[int, ...]:
    """Return the events within the nearest attribution before that another source puts forward."""
    denier = attributions[place]
    earlier = [number for number in earlier if events[number].type in _ALLEGED]
    for other in range(place - 1, max(-1, place - _MAX_ATTRIBUTIONS_BACK), -1):
        candidate = attributions[other]
        if candidate.speaker is not None and candidate.speaker == denier.speaker:
            continue
        held = tuple(n for n in earlier if any(span.covers(events[n].trigger) for span in candidate.content))
        if held:
            return held
    start = denier.cue[0].start
    near = [n for n in earlier if _sentence(syntax, start) - _sentence(syntax, events[n].trigger.start) <= 1]
    return tuple(near[-1:])
