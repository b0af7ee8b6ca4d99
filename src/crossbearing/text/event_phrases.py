"""One event phrase in tokens: a verb of the table, a light verb with its noun, or a noun alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.reading import MentionKind
from crossbearing.text import event_table as table
from crossbearing.text.event_roles import Roles
from crossbearing.text.event_table import EventTable, Pattern
from crossbearing.text.support import support_kinds
from crossbearing.text.syntax import Syntax

_TO = (
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
_NOUN_TO = (
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
_HELP_TO = ("to", "for", "on", "against", "with", "in")
_WILL = frozenset({"will", "'ll", "wo", "shall", "would", "ca", "ll"})
_BETWEEN = frozenset({"between", "among", "amongst"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """trigger: the word that names the event. verb: the verb that governs it, or the trigger itself.

    uses: further tokens that belong to it, so that they are not read again. complete: the verb takes no
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


def verb_phrase(syntax: Syntax, roles: Roles, events: EventTable, verb: int) -> Phrase | None:
    """Read a verb as an event, alone, with its particles, or through its object."""
    lemma = syntax.lemma[verb]
    if syntax.dep[verb] in {"aux", "auxpass", "amod", "compound"}:
        return None
    particled = _particled(syntax, events, verb, lemma)
    if particled is not None:
        pattern, preposition = particled
        return _from_verb(syntax, roles, pattern, verb, preposition)
    if lemma in table.GIVE:
        given = _given(syntax, roles, events, verb)
        if given is not None:
            return given
    if lemma in table.LIGHT or lemma in table.GIVE:
        light = _light(syntax, roles, events, verb)
        if light is not None:
            return light
    if lemma in table.ENDING or lemma in table.REFUSING or lemma in table.DEMANDING:
        light = _light(syntax, roles, events, verb)
        if light is not None:
            return _turned(light, lemma, syntax, verb)
    pattern_alone = events.verbs.get(lemma)
    if pattern_alone is None:
        return None
    return _from_verb(syntax, roles, pattern_alone, verb, None)


def _turned(light: Phrase, lemma: str, syntax: Syntax, verb: int) -> Phrase:
    """Change a noun's event by the verb over it: "lifted the sanctions", "demanded the release"."""
    reasons = (*light.reasons, f"under “{lemma}”")
    if lemma in table.DEMANDING:
        return replace(light, type=EventType.REQUEST, mode=None, support=(), reasons=reasons)
    if lemma in table.REFUSING:
        return replace(light, type=EventType.REJECT, mode=None, support=(), reasons=reasons)
    if light.type in table.HOSTILE:
        return replace(light, type=EventType.YIELD, mode=None, support=(), reasons=reasons)
    if light.type in {
        EventType.AID,
        EventType.COOPERATE,
        EventType.CONSULT,
        EventType.AGREE,
        EventType.SUPPORT,
    }:
        return replace(light, type=EventType.SANCTION, mode="discontinue", support=(), reasons=reasons)
    return light


def _particled(
    syntax: Syntax, events: EventTable, verb: int, lemma: str
) -> tuple[Pattern, str | None] | None:
    """Find the longest entry whose particles and prepositions the verb has."""
    if lemma not in events.compound:
        return None
    near: list[str] = []
    for child in syntax.children[verb]:
        role = syntax.dep[child]
        if role in {"prt", "prep", "advmod", "agent", "dative"} and child > verb:
            near.append(syntax.lower[child])
            near.extend(syntax.lower[c] for c in syntax.children[child] if syntax.dep[c] in {"prep", "pcomp"})
        elif role in {"dobj", "acomp", "oprd"}:
            near.append(syntax.lemma[child])
    best: tuple[Pattern, str | None] | None = None
    for word in near:
        key = f"{lemma}/{word}"
        if key in events.verbs and best is None:
            best = (events.verbs[key], word)
        for second in near:
            longer = events.verbs.get(f"{key}/{second}")
            if longer is not None:
                return longer, second
    return best


def _from_verb(syntax: Syntax, roles: Roles, pattern: Pattern, verb: int, preposition: str | None) -> Phrase:
    agent = roles.agent(verb)
    recipient = _recipient(syntax, roles, verb, preposition)
    if agent is None and pattern.type is EventType.CONSULT:
        agent = roles.agent(verb)
    if recipient is None and agent is not None:
        recipient = _partner(syntax, roles, verb, agent)
    kind, mode, support = pattern.type, pattern.mode, pattern.support
    return Phrase(
        trigger=verb,
        verb=verb,
        type=kind,
        mode=mode,
        support=support,
        agent=agent,
        recipient=recipient,
        place=roles.place(verb),
        weak=pattern.weak,
        reasons=(f"verb “{pattern.word.replace('/', ' ')}”",),
    )


def _recipient(syntax: Syntax, roles: Roles, verb: int, preposition: str | None) -> int | None:
    passive = syntax.child(verb, "nsubjpass")
    if passive is not None:
        return roles.actor(passive)
    if syntax.dep[verb] == "acl" and syntax.tag[verb] == "VBN":
        return roles.actor(syntax.head[verb])
    if preposition is not None and preposition.isalpha():
        found = roles.after(verb, (preposition,))
        if found is not None:
            return found
        found = _through_particle(syntax, roles, verb)
        if found is not None:
            return found
    for child in syntax.every(verb, "dobj", "iobj", "dative"):
        found = roles.actor(child)
        if found is not None:
            return found
    found = roles.after(verb, _TO)
    if found is not None:
        return found
    for child in syntax.every(verb, "dobj"):
        found = roles.after(child, _NOUN_TO)
        if found is not None:
            return found
    return _subject_of_content(syntax, roles, verb)


def _through_particle(syntax: Syntax, roles: Roles, verb: int) -> int | None:
    for child in syntax.children[verb]:
        if syntax.dep[child] in {"prt", "prep", "advmod"}:
            found = roles.after(child, _TO)
            if found is not None:
                return found
    return None


def _subject_of_content(syntax: Syntax, roles: Roles, verb: int) -> int | None:
    """Return whom a demand or a charge is about: "urged that X stop", "asked X to go"."""
    content = syntax.child(verb, "ccomp", "xcomp")
    if content is None:
        return None
    subject = syntax.child(content, "nsubj", "nsubjpass")
    found = roles.actor(subject) if subject is not None else None
    if found is not None:
        return found
    if syntax.dep[content] == "xcomp":
        return roles.actor(syntax.child(content, "dobj")) or roles.after(content, _TO)
    return None


def _partner(syntax: Syntax, roles: Roles, verb: int, agent: int) -> int | None:
    """Return the second of two joined subjects of a mutual verb: "A and B met"."""
    subject = syntax.child(verb, "nsubj")
    if subject is None:
        return None
    for other in syntax.conjuncts(subject)[1:]:
        found = roles.actor(other)
        if found is not None and found != agent:
            return found
    return None


def _given(syntax: Syntax, roles: Roles, events: EventTable, verb: int) -> Phrase | None:
    """Read giving: "provided X with weapons", "sent money to X", "weapons were supplied to X by Y"."""
    thing, receiver = _thing(syntax, verb)
    if thing is None:
        return None
    lemmas = [syntax.lemma[t] for t in _phrase_tokens(syntax, thing)]
    kinds = support_kinds(lemmas)
    lemma = syntax.lemma[thing]
    noun = events.nouns.get(lemma)
    if noun is not None and noun.type is not EventType.AID and not kinds:
        return None
    if not kinds:
        return None
    agent = roles.agent(verb)
    recipient = roles.actor(receiver) if receiver is not None else None
    if recipient is None:
        recipient = roles.after(verb, ("to", "for", "into", "toward"))
    if recipient is None:
        recipient = roles.after(thing, _HELP_TO)
    moved = kinds == (SupportKind.TROOPS,) and lemma in table.TROOPS
    if moved and syntax.lemma[verb] in {"send", "dispatch", "deploy", "pour"}:
        return Phrase(
            verb,
            verb,
            EventType.MOBILIZE,
            "troops",
            kinds,
            agent,
            recipient,
            roles.place(verb),
            uses=(thing,),
            reasons=(f"“{syntax.lemma[verb]}” with “{lemma}”",),
        )
    military = not {SupportKind.FUNDING, SupportKind.OTHER}.issuperset(kinds)
    mode = "military" if military else "economic"
    return Phrase(
        verb,
        verb,
        EventType.AID,
        mode,
        kinds,
        agent,
        recipient,
        roles.place(verb),
        uses=(thing,),
        reasons=(f"“{syntax.lemma[verb]}” with “{lemma}”", *(f"support: {k.value}" for k in kinds)),
    )


def _thing(syntax: Syntax, verb: int) -> tuple[int | None, int | None]:
    """Return what is given, and the token of its receiver where it is an object of the verb."""
    objects = syntax.every(verb, "dobj", "nsubjpass")
    dative = syntax.child(verb, "dative", "iobj")
    if dative is not None and syntax.tag[dative] == "IN":
        dative = syntax.child(dative, "pobj")
    for child in syntax.every(verb, "prep"):
        if syntax.lower[child] == "with" and objects:
            return syntax.child(child, "pobj"), objects[0]
    return (objects[-1] if objects else None), dative


def _phrase_tokens(syntax: Syntax, noun: int) -> list[int]:
    """Return the words of a noun phrase that say what it is: modifiers, what is joined, what follows "of"."""
    found: list[int] = []
    waiting = [noun]
    while waiting and len(found) < 24:
        token = waiting.pop()
        found.append(token)
        for child in syntax.children[token]:
            role = syntax.dep[child]
            if role in {"amod", "compound", "nmod", "conj", "appos", "quantmod", "nummod"}:
                waiting.append(child)
            elif role == "prep" and syntax.lower[child] in {"of", "including", "as"}:
                waiting.extend(syntax.every(child, "pobj"))
    return found


def _light(syntax: Syntax, roles: Roles, events: EventTable, verb: int) -> Phrase | None:
    """Read a verb that only carries its noun: "launched an attack on X", "committed crimes"."""
    for noun in _objects(syntax, verb):
        lemma = syntax.lemma[noun]
        partner = lemma in table.PARTNERS and syntax.dep[noun] == "attr"
        pattern = events.nouns.get(lemma)
        if partner:
            pattern = Pattern(lemma, EventType.COOPERATE, "military", (), "recipient")
        if pattern is None:
            continue
        recipient = _noun_recipient(syntax, roles, noun, pattern)
        if recipient is None:
            recipient = (
                roles.actor(syntax.child(verb, "dative", "iobj"))
                if syntax.child(verb, "dative", "iobj")
                else None
            )
        if recipient is None:
            recipient = roles.after(verb, _TO)
        agent = roles.agent(verb)
        if agent is None and syntax.child(verb, "nsubjpass") is None:
            agent = _noun_agent(syntax, roles, noun, pattern)
        if recipient is None and agent is not None:
            recipient = _partner(syntax, roles, verb, agent)
        kinds = (
            support_kinds(syntax.lemma[t] for t in _phrase_tokens(syntax, noun))
            if pattern.type is EventType.AID
            else ()
        )
        return Phrase(
            noun,
            verb,
            pattern.type,
            pattern.mode,
            kinds or pattern.support,
            agent,
            recipient,
            roles.place(noun, verb),
            complete=True,
            uses=(noun, verb),
            reasons=(f"“{syntax.lemma[verb]}” with noun “{lemma}”",),
        )
    return None


def _objects(syntax: Syntax, verb: int) -> list[int]:
    found = [t for o in syntax.every(verb, "dobj", "nsubjpass", "attr") for t in syntax.conjuncts(o)]
    for child in syntax.every(verb, "prep"):
        if syntax.lower[child] in {"in", "into", "for", "from"}:
            found.extend(syntax.every(child, "pobj"))
    return found


def _noun_recipient(syntax: Syntax, roles: Roles, noun: int, pattern: Pattern) -> int | None:
    pair = _pair(syntax, roles, noun)
    if pair is not None:
        return pair[1]
    if pattern.of == "recipient":
        found = roles.after(noun, ("of", "against", "on", "to", "from"))
    else:
        order = tuple(p for p in _NOUN_TO if p != "of") if pattern.of == "agent" else _NOUN_TO
        found = roles.after(noun, order)
    return found


def _noun_agent(syntax: Syntax, roles: Roles, noun: int, pattern: Pattern) -> int | None:
    pair = _pair(syntax, roles, noun)
    if pair is not None:
        return pair[0]
    for child in syntax.children[noun]:
        if syntax.dep[child] in {"poss", "amod", "compound", "nmod"}:
            found = roles.by_root.get(child)
            if found is None and syntax.dep[child] == "poss":
                found = roles.actor(child)
            if found is not None and roles.mentions[found].kind is MentionKind.ACTOR:
                return found
    found = roles.after(noun, ("by", "from", *(("of",) if pattern.of == "agent" else ())))
    return found


def _pair(syntax: Syntax, roles: Roles, noun: int) -> tuple[int, int] | None:
    """Return the two sides of "between A and B"."""
    for child in syntax.children[noun]:
        if syntax.dep[child] == "prep" and syntax.lower[child] in _BETWEEN:
            first = syntax.child(child, "pobj")
            if first is None:
                continue
            sides = [roles.actor(t) for t in syntax.conjuncts(first)]
            known = [s for s in sides if s is not None]
            if len(known) >= 2:
                return known[0], known[1]
    return None


def noun_phrase_event(syntax: Syntax, roles: Roles, events: EventTable, noun: int) -> Phrase | None:
    """Read a noun that stands alone: "the meeting between A and B", "A's attack on B", "mercenaries in P"."""
    lemma = syntax.lemma[noun]
    if lemma in table.DEPLOYED and lemma not in events.nouns:
        return _deployed(syntax, roles, noun)
    pattern = events.nouns[lemma]
    agent = _noun_agent(syntax, roles, noun, pattern)
    recipient = _noun_recipient(syntax, roles, noun, pattern)
    if agent is None and recipient is None:
        return None
    if pattern.of is None and agent is None and pattern.type not in {EventType.ASSAULT}:
        return None
    if (
        agent is not None
        and recipient is None
        and pattern.type in {EventType.CONSULT, EventType.AGREE, EventType.REQUEST}
    ):
        return None
    kinds = pattern.support
    if pattern.type is EventType.AID:
        kinds = support_kinds(syntax.lemma[t] for t in _phrase_tokens(syntax, noun)) or kinds
    return Phrase(
        noun,
        noun,
        pattern.type,
        pattern.mode,
        kinds,
        agent,
        recipient,
        roles.place(noun),
        complete=True,
        reasons=(f"noun “{lemma}”",),
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


def compose(syntax: Syntax, roles: Roles, events: EventTable, phrase: Phrase) -> Phrase:
    """Change a verb's event by what governs it: refusing, promising, threatening, demanding, ending, the future."""
    verb = phrase.verb
    above = syntax.head[verb]
    if syntax.dep[verb] in {"xcomp", "pcomp", "ccomp"} and above != verb:
        governor = syntax.head[above] if syntax.dep[verb] == "pcomp" else above
        changed = _governed(phrase, syntax.lemma[governor])
        if changed is not None:
            agent = roles.agent(governor)
            return replace(changed, agent=agent if agent is not None else phrase.agent)
    helpers = {syntax.lower[c] for c in syntax.children[verb] if syntax.dep[c] == "aux"}
    if helpers & _WILL and phrase.type in table.COOPERATIVE:
        return replace(
            phrase,
            type=EventType.AGREE,
            support=phrase.support,
            reasons=(*phrase.reasons, "put in the future: a promise"),
        )
    if helpers & _WILL and phrase.type in table.HOSTILE - {EventType.REJECT}:
        return replace(
            phrase, type=EventType.THREATEN, reasons=(*phrase.reasons, "put in the future: a threat")
        )
    return phrase


def _governed(phrase: Phrase, lemma: str) -> Phrase | None:
    kind: EventType | None = None
    if lemma in table.REFUSING:
        kind = EventType.REJECT
    elif lemma in table.AGREEING and phrase.type in table.COOPERATIVE:
        kind = EventType.AGREE
    elif lemma in table.THREATENING and phrase.type in table.HOSTILE:
        kind = EventType.THREATEN
    elif lemma in table.DEMANDING:
        kind = EventType.REQUEST
    elif lemma in table.ENDING:
        kind = EventType.YIELD if phrase.type in table.HOSTILE else EventType.SANCTION
    if kind is None:
        return None
    return replace(phrase, type=kind, reasons=(*phrase.reasons, f"under “{lemma}”"))
