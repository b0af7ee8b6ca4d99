"""Events that a noun names: alone ("A's attack on B") or carried by a verb ("launched an attack on B")."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.reading import MentionKind
from crossbearing.text import event_table as table
from crossbearing.text.event_roles import Roles
from crossbearing.text.event_table import EventTable, Pattern
from crossbearing.text.support import support_kinds
from crossbearing.text.syntax import Syntax

TO = (
    "to",
    "with",
    "against",
    "on",
    "upon",
    "at",
    "over",
    "from",
    "for",
    "into",
    "toward",
    "towards",
    "between",
)
NOUN_TO = (
    "on",
    "against",
    "to",
    "with",
    "into",
    "over",
    "for",
    "toward",
    "towards",
    "of",
    "at",
    "upon",
    "in",
)
HELP_TO = ("to", "for", "on", "against", "with", "in")
_BETWEEN = frozenset({"between", "among", "amongst"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_WORDS_OF_A_PHRASE = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """An event in tokens.

    trigger: the word that names the event. verb: the verb that governs it, or the trigger itself.
    uses: further tokens that belong to it, so that they are not read again. complete: it takes no
    recipient from the verb before.
    """

    trigger: int
    verb: int
    type: EventType
    mode: str | None
    support: tuple[SupportKind, ...]
    agent: int | None
    recipient: int | None
    place: int | None
    weak: bool = False
    complete: bool = False
    uses: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


def noun_pattern(syntax: Syntax, events: EventTable, noun: int) -> Pattern | None:
    """Return what a noun stands for, its modifiers considered ("diplomatic ties", "mediation effort")."""
    lemma = syntax.lemma[noun]
    if lemma in table.ALSO_A_BODY and not any(syntax.lower[c] == "to" for c in syntax.every(noun, "prep")):
        return None
    if lemma in events.modified:
        for child in syntax.children[noun]:
            role = syntax.dep[child]
            words = [child] if role in _MODIFIERS else syntax.every(child, "pobj") if role == "prep" else []
            for word in words:
                found = events.nouns.get(f"{lemma}/{syntax.lemma[word]}")
                if found is not None:
                    return found
    if lemma in table.EFFORTS:
        for child in syntax.every(noun, "compound", "nmod"):
            found = events.nouns.get(syntax.lemma[child])
            if found is not None:
                return found
    return events.nouns.get(lemma)


def phrase_tokens(syntax: Syntax, noun: int) -> list[int]:
    """Return the words of a noun phrase that say what it is: modifiers, what is joined, what follows "of"."""
    found: list[int] = []
    waiting = [noun]
    while waiting and len(found) < _WORDS_OF_A_PHRASE:
        token = waiting.pop()
        found.append(token)
        for child in syntax.children[token]:
            role = syntax.dep[child]
            if syntax.lemma[child] == "fighter" and role in {"compound", "nmod"}:
                continue  # "fighter aircraft": no fighters
            if role in {"amod", "compound", "nmod", "conj", "appos", "quantmod", "nummod"}:
                waiting.append(child)
            elif role == "prep" and _tells_more(syntax, token, child):
                waiting.extend(syntax.every(child, "pobj"))
    return found


def _tells_more(syntax: Syntax, noun: int, preposition: int) -> bool:
    """Tell whether what follows says what the noun is: "millions of dollars", "aid including food"."""
    word = syntax.lower[preposition]
    return word in {"including", "as"} or (word == "of" and syntax.lemma[noun] in table.QUANTITIES)


def light_phrase(syntax: Syntax, roles: Roles, events: EventTable, verb: int) -> Phrase | None:
    """Read a verb that only carries its noun: "launched an attack on X", "committed crimes"."""
    for noun in _carried(syntax, events, verb):
        pattern = _carried_pattern(syntax, events, noun)
        if pattern is None:
            continue
        agent, recipient = _carried_roles(syntax, roles, verb, noun, pattern)
        kinds = _kinds(syntax, noun, pattern)
        kind, mode = pattern.type, pattern.mode
        if kind is EventType.AID and kinds == (SupportKind.OTHER,) and syntax.lemma[verb] in table.DECLARING:
            kind, mode = EventType.SUPPORT, None
        return Phrase(
            noun,
            verb,
            kind,
            mode,
            kinds,
            agent,
            recipient,
            roles.place(noun, verb),
            complete=True,
            uses=(noun, verb),
            reasons=(f"“{syntax.lemma[verb]}” with noun “{pattern.word.replace('/', ' ')}”",),
        )
    return None


def _carried_pattern(syntax: Syntax, events: EventTable, noun: int) -> Pattern | None:
    if syntax.lemma[noun] in table.PARTNERS and syntax.dep[noun] == "attr":
        return Pattern(syntax.lemma[noun], EventType.COOPERATE, "military", (), "recipient")
    return noun_pattern(syntax, events, noun)


def _carried(syntax: Syntax, events: EventTable, verb: int) -> list[int]:
    """Return the nouns that a light verb may carry, those inside "a round of …" included."""
    found = [t for o in syntax.every(verb, "dobj", "nsubjpass", "attr") for t in syntax.conjuncts(o)]
    for child in syntax.every(verb, "prep", "prt"):
        if syntax.lower[child] in {"in", "into", "for", "from", "on", "off", "out"}:
            found.extend(syntax.every(child, "pobj"))
    for noun in list(found):
        if syntax.lemma[noun] in table.CONTAINERS and noun_pattern(syntax, events, noun) is None:
            inner = [
                p
                for c in syntax.every(noun, "prep")
                if syntax.lower[c] == "of"
                for p in syntax.every(c, "pobj")
            ]
            found.extend(inner)
    return found


def _carried_roles(
    syntax: Syntax, roles: Roles, verb: int, noun: int, pattern: Pattern
) -> tuple[int | None, int | None]:
    if syntax.lemma[verb] in table.RECEIVING:
        giver = roles.after(noun, ("from", "by"))
        return giver if giver is not None else roles.after(verb, ("from", "by")), roles.agent(verb)
    recipient = noun_recipient(syntax, roles, noun, pattern)
    if recipient is None:
        dative = syntax.child(verb, "dative", "iobj")
        recipient = roles.actor(dative) if dative is not None else None
    if recipient is None:
        objects = [o for o in syntax.every(verb, "dobj") if o != noun]
        recipient = next((a for o in objects if (a := roles.actor(o)) is not None), None)
    if recipient is None:
        recipient = roles.after(verb, TO)
    agent = roles.agent(verb)
    if agent is None and syntax.child(verb, "nsubjpass") is None:
        agent = noun_agent(syntax, roles, noun, pattern)
    if recipient is None and agent is not None:
        recipient = partner(syntax, roles, verb, agent)
    return agent, recipient


def partner(syntax: Syntax, roles: Roles, verb: int, agent: int) -> int | None:
    """Return the second of two joined subjects of a mutual verb: "A and B met"."""
    subject = syntax.child(verb, "nsubj")
    if subject is None:
        return None
    for other in syntax.conjuncts(subject)[1:]:
        found = roles.actor(other)
        if found is not None and found != agent:
            return found
    return None


def _kinds(syntax: Syntax, noun: int, pattern: Pattern) -> tuple[SupportKind, ...]:
    if pattern.type is not EventType.AID:
        return pattern.support
    return support_kinds(syntax.lemma[t] for t in phrase_tokens(syntax, noun)) or pattern.support


def noun_recipient(syntax: Syntax, roles: Roles, noun: int, pattern: Pattern) -> int | None:
    """Return whom a noun's event is done to or with."""
    pair = _pair(syntax, roles, noun)
    if pair is not None:
        return pair[1]
    if pattern.of == "recipient":
        found = roles.after(noun, ("of", "against", "on", "to", "from"))
        if found is None:
            # Without "of", the possessor is the one done to: "the commander's arrest".
            poss = syntax.child(noun, "poss")
            found = roles.actor(poss) if poss is not None else None
        return found
    order = tuple(p for p in NOUN_TO if p != "of") if pattern.of == "agent" else NOUN_TO
    return roles.after(noun, order)


def noun_agent(syntax: Syntax, roles: Roles, noun: int, pattern: Pattern) -> int | None:
    """Return whose event a noun names."""
    pair = _pair(syntax, roles, noun)
    if pair is not None:
        return pair[0]
    done_to = pattern.of == "recipient" and roles.after(noun, ("of", "against", "on", "to", "from")) is None
    for child in syntax.children[noun]:
        role = syntax.dep[child]
        if role not in {"poss", "amod", "compound", "nmod"} or (role == "poss" and done_to):
            continue
        found = roles.held(child)
        if found is None and role == "amod":
            found = _led_by(syntax, roles, child)
        if found is not None and roles.mentions[found].kind is MentionKind.ACTOR:
            return found
    return roles.after(noun, ("by", "from", *(("of",) if pattern.of == "agent" else ())))


def _led_by(syntax: Syntax, roles: Roles, adjective: int) -> int | None:
    """Return the actor inside an adjective such as "Ruritanian-led"."""
    return next((roles.by_root[c] for c in syntax.children[adjective] if c in roles.by_root), None)


def _pair(syntax: Syntax, roles: Roles, noun: int) -> tuple[int, int] | None:
    """Return the two sides of "between A and B"."""
    for child in syntax.children[noun]:
        if syntax.dep[child] == "prep" and syntax.lower[child] in _BETWEEN:
            first = syntax.child(child, "pobj")
            if first is None:
                continue
            sides = [roles.actor(t) for t in syntax.conjuncts(first)]
            known = [s for s in sides if s is not None]
            if len(known) > 1:
                return known[0], known[1]
    return None


def noun_phrase(syntax: Syntax, roles: Roles, events: EventTable, noun: int) -> Phrase | None:
    """Read a noun that stands alone: "the meeting between A and B", "A's attack on B", "mercenaries in P"."""
    lemma = syntax.lemma[noun]
    pattern = noun_pattern(syntax, events, noun)
    if pattern is None:
        return _deployed(syntax, roles, noun) if lemma in table.DEPLOYED else None
    agent = noun_agent(syntax, roles, noun, pattern)
    recipient = noun_recipient(syntax, roles, noun, pattern)
    place = roles.place(noun)
    if not _enough(pattern, agent, recipient, placed=place is not None):
        return None
    kind, mode, kinds = pattern.type, pattern.mode, _kinds(syntax, noun, pattern)
    if kind is EventType.AID and kinds == (SupportKind.OTHER,) and lemma in table.DECLARED:
        kind, mode = EventType.SUPPORT, None
    return Phrase(
        noun,
        noun,
        kind,
        mode,
        kinds,
        agent,
        recipient,
        place,
        complete=True,
        reasons=(f"noun “{pattern.word.replace('/', ' ')}”",),
    )


def _enough(pattern: Pattern, agent: int | None, recipient: int | None, *, placed: bool) -> bool:
    """Tell whether the parse ties a bare noun to enough: an abstract noun alone is no event."""
    if agent is None and recipient is None:
        return False
    if pattern.of is None and agent is None:
        return pattern.type is EventType.ASSAULT
    return (
        recipient is not None
        or placed
        or pattern.type in {EventType.REJECT, EventType.ACCUSE}
        or pattern.of == "agent"
    )


def _deployed(syntax: Syntax, roles: Roles, noun: int) -> Phrase | None:
    place = roles.place(noun)
    if place is None or syntax.dep[noun] in {"nsubj", "dobj", "nsubjpass"}:
        return None
    return Phrase(
        noun,
        noun,
        EventType.MOBILIZE,
        "troops",
        (),
        roles.actor(noun),
        None,
        place,
        complete=True,
        reasons=(f"“{syntax.lemma[noun]}” in a place",),
    )
