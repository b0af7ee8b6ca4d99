"""Events that a verb names, alone, with its particles, or by what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.reading import MentionForm, MentionKind
from crossbearing.text import event_table as table
from crossbearing.text.event_nouns import HELP_TO, NOUN_TO, TO, Phrase, light_phrase, partner, phrase_tokens
from crossbearing.text.event_roles import Roles
from crossbearing.text.event_support import whom_to_help
from crossbearing.text.event_support_verbs import support_of_verb
from crossbearing.text.event_table import EventTable, Pattern
from crossbearing.text.event_turns import turn_noun
from crossbearing.text.mention_words import MONTHS_AND_DAYS
from crossbearing.text.support import support_kinds
from crossbearing.text.syntax import Syntax

_MUTUAL = frozenset({EventType.COOPERATE, EventType.CONSULT, EventType.AGREE, EventType.ASSAULT})
"""What "A and B" can do with or to each other; where A and B aid, they aid somebody else."""
_AREAS = frozenset({"GPE", "LOC", "FAC"})


def verb_phrase(syntax: Syntax, roles: Roles, events: EventTable, verb: int) -> Phrase | None:
    """Read a verb as an event, alone, with its particles, or through its object."""
    lemma = syntax.lemma[verb]
    if syntax.dep[verb] in {"aux", "auxpass", "amod", "compound"}:
        return None
    supported = support_of_verb(syntax, roles, verb)
    if supported is None and lemma == "hand":
        supported = _given(syntax, roles, verb)
    if supported is not None:
        return supported
    particled = _particled(syntax, events, verb, lemma) if lemma in events.compound else None
    if particled is not None:
        return _from_verb(syntax, roles, particled[0], verb, particled[1])
    carried = _carried(syntax, roles, events, verb)
    if carried is not None:
        return carried
    pattern = events.verbs.get(lemma)
    if pattern is not None and _tells_office(syntax, roles, verb):
        return None
    return None if pattern is None else _from_verb(syntax, roles, pattern, verb, None)


def _tells_office(syntax: Syntax, roles: Roles, verb: int) -> bool:
    """Tell whether a clause says what post a person holds: "General Tarn, who commands the brigade"."""
    if syntax.lemma[verb] not in table.COMMANDING or syntax.dep[verb] != "relcl":
        return False
    held = roles.actor(syntax.head[verb])
    return held is not None and roles.mentions[held].label == "PERSON"


def _carried(syntax: Syntax, roles: Roles, events: EventTable, verb: int) -> Phrase | None:
    """Read a verb through what is given, received, done or ended."""
    lemma = syntax.lemma[verb]
    phrase = _received(syntax, roles, verb) if lemma in table.RECEIVING else None
    if phrase is None and lemma in table.GIVE:
        phrase = _given(syntax, roles, verb)
    if phrase is None and (lemma in table.LIGHT or lemma in table.GIVE):
        phrase = light_phrase(syntax, roles, events, verb)
    if phrase is None and lemma in table.TURNING:
        light = light_phrase(syntax, roles, events, verb)
        phrase = None if light is None else turn_noun(light, lemma)
    return phrase


def _particled(
    syntax: Syntax, events: EventTable, verb: int, lemma: str
) -> tuple[Pattern, str | None] | None:
    """Find the longest entry whose particles, prepositions or object the verb has."""
    near = list(_near(syntax, verb))
    best: tuple[Pattern, str | None] | None = None
    for word in near:
        key = f"{lemma}/{word}"
        if best is None and key in events.verbs:
            best = (events.verbs[key], word)
        for second in near:
            longer = events.verbs.get(f"{key}/{second}")
            if longer is not None:
                return longer, second
    return best


def _near(syntax: Syntax, verb: int) -> Iterator[str]:
    """Yield the words beside a verb that an entry of the table may ask for."""
    for child in syntax.children[verb]:
        role = syntax.dep[child]
        if (child < verb and role != "nsubjpass") or (role == "prep" and _tells_when(syntax, child)):
            continue
        if role in {"prt", "prep", "advmod", "agent", "dative"}:
            yield from _particles(syntax, child)
        elif role in {"dobj", "acomp", "oprd", "nsubjpass"}:
            yield syntax.lemma[child]
        elif role == "advcl" and syntax.lemma[child] == "be":
            yield from (syntax.lower[c] for c in syntax.children[child] if syntax.dep[c] == "prep")
        elif role in {"advcl", "xcomp"} and syntax.tag[child] == "VB":
            yield syntax.lemma[child]


def _particles(syntax: Syntax, particle: int) -> Iterator[str]:
    """Yield a particle or preposition with what hangs on it: "out of", "in force"."""
    yield syntax.lower[particle]
    for below in syntax.children[particle]:
        if syntax.dep[below] in {"prep", "pcomp"}:
            yield syntax.lower[below]
        elif syntax.dep[below] == "pobj":
            yield syntax.lemma[below]
            yield from (syntax.lower[c] for c in syntax.children[below] if syntax.dep[c] == "prep")


def _tells_when(syntax: Syntax, preposition: int) -> bool:
    """Tell whether a preposition only dates: "called him on Tuesday"."""
    what = syntax.child(preposition, "pobj")
    return what is not None and syntax.lower[what].rstrip(".") in MONTHS_AND_DAYS


def _from_verb(syntax: Syntax, roles: Roles, pattern: Pattern, verb: int, preposition: str | None) -> Phrase:
    agent = roles.agent(verb)
    recipient = _recipient(syntax, roles, verb, preposition)
    if recipient is None and agent is not None and pattern.type in _MUTUAL:
        recipient = partner(syntax, roles, verb, agent)
    if agent is None and pattern.type is EventType.AID:
        agent = _giver_of_means(syntax, roles, verb)
    phrase = Phrase(
        trigger=verb,
        verb=verb,
        type=pattern.type,
        mode=pattern.mode,
        support=pattern.support or _shared_ground(syntax, verb) or _own_troops(syntax, roles, pattern, agent),
        agent=agent,
        recipient=recipient,
        place=roles.place(verb),
        weak=pattern.weak,
        reasons=(f"verb “{pattern.word.replace('/', ' ')}”",),
    )
    return _settled(roles, phrase, syntax.lemma[verb])


def _shared_ground(syntax: Syntax, verb: int) -> tuple[SupportKind, ...]:
    """Tell whether what is merged or shared is ground or bases, which is access to them."""
    if syntax.lemma[verb] not in table.SHARING:
        return ()
    objects = syntax.every(verb, "dobj", "nsubjpass")
    objects.extend(p for c in syntax.every(verb, "prep") for p in syntax.every(c, "pobj"))
    things = {syntax.lemma[o] for o in objects if syntax.tag[o] in {"NN", "NNS"}}
    found = []
    if things & table.GROUND:
        found.append(SupportKind.ACCESS_TO_TERRITORY)
    if things & table.BASES:
        found.append(SupportKind.ACCESS_TO_INFRASTRUCTURE)
    return tuple(found)


def _giver_of_means(syntax: Syntax, roles: Roles, verb: int) -> int | None:
    """Return the giver in "was reinforced with men from A"."""
    means = [
        p for c in syntax.every(verb, "prep") if syntax.lower[c] == "with" for p in syntax.every(c, "pobj")
    ]
    return next((a for m in means if (a := roles.after(m, ("from",))) is not None), None)


def _own_troops(syntax: Syntax, roles: Roles, pattern: Pattern, agent: int | None) -> tuple[SupportKind, ...]:
    """Tell whether a side sends its own men to fight beside another: "A's troops fight alongside B"."""
    root = roles.roots.get(agent) if agent is not None else None
    beside = pattern.word in table.FIGHTING_BESIDE
    return (SupportKind.TROOPS,) if beside and root is not None and syntax.lemma[root] in table.SENT else ()


def _settled(roles: Roles, phrase: Phrase, lemma: str) -> Phrase:
    """Tell the capture of a town from that of a person: what is taken decides what taking is."""
    if lemma not in table.TAKING or phrase.recipient is None or phrase.type is not EventType.COERCE:
        return phrase
    taken = roles.mentions[phrase.recipient]
    if taken.kind is MentionKind.PLACE or taken.label in _AREAS:
        return replace(
            phrase, type=EventType.ASSAULT, mode=None, reasons=(*phrase.reasons, "a place is taken")
        )
    return phrase


def _recipient(syntax: Syntax, roles: Roles, verb: int, preposition: str | None) -> int | None:
    passive = syntax.child(verb, "nsubjpass")
    if passive is not None:
        return roles.actor(passive)
    if syntax.dep[verb] == "acl" and syntax.tag[verb] == "VBN":
        return roles.actor(syntax.head[verb])
    if preposition is not None:
        found = roles.after(verb, (preposition,))
        found = found if found is not None else _through_particle(syntax, roles, verb)
        if found is not None:
            return found
    for child in syntax.every(verb, "dobj", "iobj", "dative"):
        found = roles.actor(child)
        if found is not None:
            return found
    found = roles.after(verb, TO)
    if found is not None:
        return found
    for child in syntax.every(verb, "dobj"):
        found = roles.after(child, NOUN_TO)
        if found is not None:
            return found
    return _subject_of_content(syntax, roles, verb)


def _through_particle(syntax: Syntax, roles: Roles, verb: int) -> int | None:
    for child in syntax.children[verb]:
        if syntax.dep[child] in {"prt", "prep", "advmod"}:
            found = roles.after(child, TO)
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
    if found is not None or syntax.dep[content] != "xcomp":
        return found
    found = roles.actor(syntax.child(content, "dobj"))
    return found if found is not None else roles.after(content, TO)


def _given(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read giving: "provided X with weapons", "sent money to X", "weapons were supplied to X by Y"."""
    thing, receiver = _thing(syntax, verb)
    if thing is None:
        return None
    if _sends_people(syntax, roles, verb, thing):
        return _sent(syntax, roles, verb, thing)
    if _is_named_actor(roles, thing):
        return None
    kinds = support_kinds(syntax.lemma[t] for t in phrase_tokens(syntax, thing))
    if not kinds:
        return None
    agent = roles.agent(verb)
    recipient = _receiver(syntax, roles, verb, thing, receiver)
    lemma, lemma_of_thing = syntax.lemma[verb], syntax.lemma[thing]
    place = roles.place(verb)
    why = (f"“{lemma}” with “{lemma_of_thing}”", *(f"support: {k.value}" for k in kinds))
    if lemma in table.DECLARING and kinds == (SupportKind.OTHER,):
        return Phrase(
            verb, verb, EventType.SUPPORT, None, kinds, agent, recipient, place, uses=(thing,), reasons=why
        )
    if kinds == (SupportKind.TROOPS,) and lemma_of_thing in table.TROOPS and lemma in table.SENDING:
        return Phrase(
            verb,
            verb,
            EventType.MOBILIZE,
            "troops",
            kinds,
            agent,
            recipient,
            place,
            uses=(thing,),
            reasons=why,
        )
    military = not {SupportKind.FUNDING, SupportKind.OTHER}.issuperset(kinds)
    mode = "military" if military else "economic"
    return Phrase(verb, verb, EventType.AID, mode, kinds, agent, recipient, place, uses=(thing,), reasons=why)


def _receiver(syntax: Syntax, roles: Roles, verb: int, thing: int, receiver: int | None) -> int | None:
    """Return who is given something, by the nearest words that name anybody."""
    found = roles.actor(receiver) if receiver is not None else None
    if found is None:
        found = roles.after(verb, ("to", "for", "toward"))
    if found is None:
        found = roles.after(thing, HELP_TO)
    if found is None:
        found = roles.further_on(verb, "to")
    return found if found is not None else whom_to_help(syntax, roles, verb)


def _sends_people(syntax: Syntax, roles: Roles, verb: int, thing: int) -> bool:
    """Tell whether fighters are sent, themselves or as "them"."""
    held = roles.by_root.get(thing)
    if held is None or syntax.lemma[verb] not in table.SENDING:
        return False
    meant = (held, *roles.mentions[held].antecedents)
    return any(syntax.lemma[roles.roots[m]] in table.SENT for m in meant if m in roles.roots)


def _sent(syntax: Syntax, roles: Roles, verb: int, thing: int) -> Phrase:
    return Phrase(
        verb,
        verb,
        EventType.MOBILIZE,
        "troops",
        (SupportKind.TRAINING,) if syntax.lemma[thing] in table.TEACHERS else (SupportKind.TROOPS,),
        roles.agent(verb),
        _sent_to(syntax, roles, verb),
        roles.place(verb),
        complete=True,
        uses=(thing,),
        reasons=(f"“{syntax.lemma[verb]}” with “{syntax.lemma[thing]}”",),
    )


def _sent_to(syntax: Syntax, roles: Roles, verb: int) -> int | None:
    found = roles.after(verb, ("to", "against", "for"))
    return found if found is not None else whom_to_help(syntax, roles, verb)


def _is_named_actor(roles: Roles, token: int) -> bool:
    held = roles.by_root.get(token)
    return held is not None and roles.mentions[held].form is MentionForm.NAME


def _received(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read giving from the side of the receiver: "received rockets and cash from X"."""
    thing = syntax.child(verb, "dobj")
    if thing is None:
        return None
    kinds = support_kinds(syntax.lemma[t] for t in phrase_tokens(syntax, thing))
    giver = roles.after(verb, ("from", "by"))
    if giver is None:
        giver = next(
            (g for t in syntax.conjuncts(thing) if (g := roles.after(t, ("from", "by"))) is not None), None
        )
    receiver = roles.agent(verb)
    if not kinds or giver is None or receiver is None:
        return None
    mode = "military" if not {SupportKind.FUNDING, SupportKind.OTHER}.issuperset(kinds) else "economic"
    why = (f"“{syntax.lemma[verb]}” with “{syntax.lemma[thing]}”", *(f"support: {k.value}" for k in kinds))
    place = roles.place(verb)
    return Phrase(verb, verb, EventType.AID, mode, kinds, giver, receiver, place, uses=(thing,), reasons=why)


def _thing(syntax: Syntax, verb: int) -> tuple[int | None, int | None]:
    """Return what is given, and the token of its receiver where it is an object of the verb."""
    objects = syntax.every(verb, "dobj", "nsubjpass")
    dative = syntax.child(verb, "dative", "iobj")
    if dative is not None and syntax.tag[dative] == "IN":
        dative = syntax.child(dative, "pobj")
    for child in syntax.every(verb, "prep"):
        if syntax.lower[child] == "with" and objects:
            return syntax.child(child, "pobj"), objects[0]
    if len(objects) > 1 and syntax.dep[objects[0]] == "nsubjpass":
        return objects[-1], objects[0]  # "B was given maps"
    return (objects[-1] if objects else None), dative
