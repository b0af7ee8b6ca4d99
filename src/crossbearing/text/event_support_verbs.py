"""Support that a verb tells of in other ways than "A gave B something".

Ground and bases lent ("let B operate from its soil"), what reaches somebody ("rifles from A have reached
B"), what somebody relies on, and deeds done "in support of B". Each frame asks for a word on the kind of
support; there is no default.
"""

from __future__ import annotations

from collections.abc import Callable

from crossbearing.model.event import SupportKind
from crossbearing.text import event_table as table
from crossbearing.text.event_nouns import Phrase
from crossbearing.text.event_roles import Roles
from crossbearing.text.event_support import (
    TO,
    TROOPS,
    after_of,
    first_after,
    is_in_support,
    kinds_of,
    objects_after,
    support_phrase,
    whom_to_help,
    whose_is,
)
from crossbearing.text.syntax import Syntax

_ACCESS = frozenset({SupportKind.ACCESS_TO_TERRITORY, SupportKind.ACCESS_TO_INFRASTRUCTURE})
_THERE = frozenset(
    {"from", "on", "through", "in", "across", "via", "over", "into", "out", "inside", "within"}
)
_MAKING = frozenset({"carry", "conduct", "launch", "fly", "mount", "perform", "stage", "make", "begin"})
_ANY_VERB = frozenset({"send", "deploy", "dispatch", "intervene", "fight", "bomb", "strike", "shell"})

Frame = Callable[[Syntax, Roles, int], Phrase | None]


def support_of_verb(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read the support that a verb tells of in one of the frames; None where it tells of none."""
    for verbs, frame in _FRAMES:
        if syntax.lemma[verb] in verbs:
            found = frame(syntax, roles, verb)
            if found is not None:
                return found
    return None


def _let(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "let B operate from its soil", "B was allowed by A to cross its territory"."""
    use = syntax.child(verb, "xcomp", "ccomp")
    if use is None or syntax.lemma[use] not in table.USING:
        return None
    places = syntax.every(use, "dobj")
    places += [p for c in syntax.every(use, "prep") for p in _reached(syntax, c)]
    kinds = tuple(k for k in kinds_of(syntax, places) if k in _ACCESS)
    user = syntax.child(use, "nsubj")
    user = user if user is not None else syntax.child(verb, "dobj", "nsubjpass")
    receiver = roles.actor(user)
    if not kinds or receiver is None:
        return None
    return support_phrase(syntax, roles, verb, roles.agent(verb), receiver, kinds, uses=(use,))


def _reached(syntax: Syntax, preposition: int) -> list[int]:
    if syntax.lower[preposition] not in _THERE:
        return []
    deeper = [p for c in syntax.every(preposition, "prep") for p in syntax.every(c, "pobj")]
    return [*syntax.every(preposition, "pobj"), *deeper]


def _opened(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "opened its airspace to B", "granted B the use of two bases", "shared its radar with B"."""
    things = syntax.every(verb, "dobj", "nsubjpass")
    if syntax.lemma[verb] == "share":
        things = syntax.every(verb, "dobj")
    kinds = kinds_of(syntax, things)
    if syntax.lemma[verb] != "share":
        kinds = tuple(k for k in kinds if k in _ACCESS)
    receiver = roles.actor(syntax.child(verb, "dative", "iobj"))
    receiver = receiver if receiver is not None else first_after(roles, (verb, *things), TO)
    agent = roles.agent(verb)
    if agent is None:
        agent = next(
            (a for t in things for i in after_of(syntax, t) if (a := whose_is(roles, i)) is not None),
            None,
        )
    if not kinds or receiver is None or agent is None:
        return None
    return support_phrase(syntax, roles, verb, agent, receiver, kinds, uses=tuple(things[:1]))


def _given_access(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "gave B access to its port", "B was given access to the port of A"."""
    for thing in syntax.every(verb, "dobj"):
        if syntax.lemma[thing] != "access":
            continue
        places = [*objects_after(syntax, thing, "to"), *objects_after(syntax, verb, "to")]
        kinds = tuple(k for k in kinds_of(syntax, places) if k in _ACCESS)
        receiver = roles.actor(syntax.child(verb, "nsubjpass", "dative", "iobj"))
        giver = roles.agent(verb)
        if giver is None:
            giver = next((a for p in places if (a := whose_is(roles, p)) is not None), None)
        if kinds and receiver is not None and giver is not None:
            return support_phrase(syntax, roles, verb, giver, receiver, kinds, uses=(thing,))
    return None


def _paid(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "pays the salaries of B"."""
    for thing in syntax.every(verb, "dobj"):
        receiver = first_after(roles, (thing, verb), ("of", "to"))
        kinds = kinds_of(syntax, [thing])
        receiver = receiver if receiver is not None else roles.owner(thing)
        if SupportKind.FUNDING in kinds and receiver is not None:
            return support_phrase(syntax, roles, verb, roles.agent(verb), receiver, kinds, uses=(thing,))
    return None


def _joined(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "volunteers sent by A have joined the ranks of B", "mercenaries hired by A fight for B"."""
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    sent = syntax.child(subject, "acl", "relcl") if subject is not None else None
    if subject is None or sent is None or syntax.lemma[sent] not in table.SENDERS:
        return None
    receiver = whom_to_help(syntax, roles, verb)
    if receiver is None and syntax.lemma[verb] == "join":
        receiver = next(
            (a for t in syntax.every(verb, "dobj") if (a := whose_is(roles, t)) is not None), None
        )
    if receiver is None and syntax.lemma[verb] == "fight":
        receiver = roles.after(verb, ("for", "alongside", "beside"))
    giver = roles.agent(sent)
    kinds = kinds_of(syntax, [subject])
    if SupportKind.TROOPS not in kinds or receiver is None or giver is None:
        return None
    return support_phrase(syntax, roles, verb, giver, receiver, TROOPS, uses=(sent,))


def _based(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "B operates from bases of A", "B flies from an airfield that A provides"."""
    receiver = roles.agent(verb)
    for place in (p for c in syntax.every(verb, "prep") for p in _reached(syntax, c)):
        kinds = tuple(k for k in kinds_of(syntax, [place]) if k in _ACCESS)
        lent = syntax.child(place, "relcl", "acl")
        giver = roles.owner(place)
        giver = giver if giver is not None else first_after(roles, (place,), ("of",))
        if giver is None and lent is not None and syntax.lemma[lent] in table.GIVE:
            giver = roles.agent(lent)
        if kinds and receiver is not None and giver is not None and not _is_same(roles, giver, receiver):
            return support_phrase(syntax, roles, verb, giver, receiver, kinds, uses=(place,))
    return None


def _is_same(roles: Roles, one: int, other: int) -> bool:
    ours, theirs = roles.mentions[one].antecedents, roles.mentions[other].antecedents
    return bool({one, *ours} & {other, *theirs})


def _hosted(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "hosts the leadership of B"."""
    for thing in syntax.every(verb, "dobj"):
        receiver = first_after(roles, (thing,), ("of",))
        if syntax.lemma[thing] in table.HOSTED and receiver is not None:
            kinds = (SupportKind.ACCESS_TO_TERRITORY,)
            return support_phrase(syntax, roles, verb, roles.agent(verb), receiver, kinds, uses=(thing,))
    return None


def _put_at_disposal(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "put an airfield at the disposal of B"."""
    kinds = kinds_of(syntax, syntax.every(verb, "dobj", "nsubjpass"))
    for part in syntax.every(verb, "prep"):
        for noun in syntax.every(part, "pobj"):
            if syntax.lemma[noun] in {"disposal", "service"} and kinds:
                receiver = roles.after(noun, ("of",))
                receiver = receiver if receiver is not None else roles.owner(noun)
                if receiver is not None:
                    return support_phrase(
                        syntax, roles, verb, roles.agent(verb), receiver, kinds, uses=(noun,)
                    )
    return None


def _relied(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "relies on A for supplies", "lives on donations from A"."""
    receiver = roles.agent(verb)
    for part in syntax.every(verb, "prep"):
        if syntax.lower[part] not in {"on", "upon", "off"} or receiver is None:
            continue
        for noun in syntax.every(part, "pobj"):
            inner = [p for c in (verb, noun) for p in objects_after(syntax, c, "for")]
            giver, kinds = roles.actor(noun), kinds_of(syntax, inner)
            if not kinds or giver is None:
                giver, kinds = roles.after(noun, ("from",)), kinds_of(syntax, [noun])
            if giver is not None and kinds:
                return support_phrase(syntax, roles, verb, giver, receiver, kinds, uses=(noun,))
    return None


def _enjoyed(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "enjoys the support of A", "found sanctuary in A", "has the backing of A"."""
    for thing in syntax.every(verb, "dobj"):
        lemma = syntax.lemma[thing]
        if lemma in table.SHELTERS and syntax.lemma[verb] in {"find", "get", "obtain"}:
            parts = [p for c in (verb, thing) for p in objects_after(syntax, c, "in", "with", "from")]
            giver = next((a for p in parts if (a := roles.actor(p)) is not None), None)
            kinds: tuple[SupportKind, ...] = (SupportKind.ACCESS_TO_TERRITORY,)
        elif lemma in table.HELPS and syntax.lemma[verb] != "find":
            giver, kinds = first_after(roles, (thing,), ("of", "from")), kinds_of(syntax, [thing])
        else:
            continue
        receiver = roles.agent(verb)
        if giver is not None and receiver is not None and kinds:
            return support_phrase(syntax, roles, verb, giver, receiver, kinds, uses=(thing,))
    return None


def _reaching(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "rifles from A have reached B", "money flowed from A to B"."""
    subject = syntax.child(verb, "nsubj")
    if subject is None or subject in roles.by_root:
        return None
    kinds = kinds_of(syntax, [subject])
    giver = first_after(roles, (subject, verb), ("from",))
    giver = giver if giver is not None else roles.owner(subject)
    receiver = roles.actor(syntax.child(verb, "dobj"))
    receiver = receiver if receiver is not None else roles.after(verb, ("to",))
    if not kinds or giver is None or receiver is None:
        return None
    return support_phrase(syntax, roles, verb, giver, receiver, kinds, uses=(subject,))


def _run_for(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "runs a training camp for B"."""
    for thing in syntax.every(verb, "dobj"):
        kinds, receiver = kinds_of(syntax, [thing]), first_after(roles, (thing, verb), ("for",))
        if kinds and receiver is not None:
            return support_phrase(syntax, roles, verb, roles.agent(verb), receiver, kinds, uses=(thing,))
    return None


def _mended(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "repaired the vehicles of B", "men of B are treated in hospitals of A"."""
    things = syntax.every(verb, "dobj", "nsubjpass")
    receiver = next((a for t in things if (a := whose_is(roles, t)) is not None), None)
    wards = [p for p in objects_after(syntax, verb, "in", "at") if syntax.lemma[p] in table.WARDS]
    giver = roles.agent(verb)
    if giver is None:
        giver = next((a for w in wards if (a := whose_is(roles, w)) is not None), None)
    treated = syntax.lemma[verb] == "treat"
    if receiver is None or giver is None or (treated and not wards):
        return None
    return support_phrase(syntax, roles, verb, giver, receiver, (SupportKind.MATERIEL_AND_LOGISTICS,))


def _in_support(syntax: Syntax, roles: Roles, verb: int) -> Phrase | None:
    """Read "carried out air strikes in support of B", "deployed in support of B"."""
    things = syntax.every(verb, "dobj", "nsubjpass")
    if syntax.lemma[verb] in _MAKING and not any(syntax.lemma[t] in table.SORTIES for t in things):
        return None
    receiver = next((a for t in (verb, *things) if (a := is_in_support(syntax, roles, t)) is not None), None)
    agent = roles.agent(verb)
    if receiver is None or agent is None:
        return None
    return support_phrase(syntax, roles, verb, agent, receiver, TROOPS, uses=tuple(things))


_FRAMES: tuple[tuple[frozenset[str], Frame], ...] = (
    (table.LETTING, _let),
    (frozenset({"open", "grant", "share", "give"}), _opened),
    (frozenset({"give", "grant", "offer", "allow", "provide"}), _given_access),
    (frozenset({"pay"}), _paid),
    (frozenset({"join", "fight", "fly", "bring", "ship"}), _joined),
    (frozenset({"host", "house", "shelter", "harbor", "harbour", "accommodate"}), _hosted),
    (frozenset({"put", "place"}), _put_at_disposal),
    (frozenset({"rely", "depend", "live", "survive"}), _relied),
    (frozenset({"enjoy", "have", "find", "win", "get", "obtain"}), _enjoyed),
    (frozenset({"reach", "flow", "go", "arrive", "pass"}), _reaching),
    (frozenset({"run", "operate", "build", "maintain", "set", "establish", "open", "organize"}), _run_for),
    (frozenset({"repair", "refuel", "refit", "service", "mend", "treat", "overhaul"}), _mended),
    (frozenset({"operate", "fly", "train", "launch"}), _based),
    (_MAKING | _ANY_VERB, _in_support),
)
