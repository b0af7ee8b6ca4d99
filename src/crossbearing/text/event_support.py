"""Support that a noun tells of, and the words that every way of putting support has in common.

Deliveries as nouns ("the delivery of rockets to B by A"), deployments "in support of B". Each asks for a
word on the kind of support, and for both sides.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.model.event import EventType, SupportKind
from crossbearing.text import event_table as table
from crossbearing.text.event_nouns import Phrase, phrase_tokens
from crossbearing.text.event_roles import Roles
from crossbearing.text.support import support_kinds
from crossbearing.text.syntax import Syntax

TROOPS = (SupportKind.TROOPS,)
TO = ("to", "for", "with")


def support_of_noun(syntax: Syntax, roles: Roles, noun: int) -> Phrase | None:
    """Read "A's shipment of rifles to B", "the granting of passage to B by A"."""
    if syntax.lemma[noun] not in table.DELIVERIES:
        return None
    of = after_of(syntax, noun)
    kinds = kinds_of(syntax, of) or kinds_of(syntax, _before(syntax, noun))
    if not kinds:
        return None
    thing = of[0] if of else noun
    giver = roles.owner(noun)
    giver = giver if giver is not None else first_after(roles, (noun, thing), ("by", "from"))
    giver = giver if giver is not None else roles.further_on(noun, "by")
    receiver = first_after(roles, (noun, thing), TO)
    if giver is None or receiver is None:
        return None
    return support_phrase(syntax, roles, noun, giver, receiver, kinds, uses=(thing,))


def deployed_in_support(syntax: Syntax, roles: Roles, noun: int) -> Phrase | None:
    """Read "the deployment of A's paratroopers in support of B"."""
    if syntax.lemma[noun] not in {"deployment", "dispatch", "intervention", "sending"}:
        return None
    sent = after_of(syntax, noun)
    receiver = next((a for t in (noun, *sent) if (a := is_in_support(syntax, roles, t)) is not None), None)
    giver = roles.owner(noun)
    giver = giver if giver is not None else next((a for t in sent if (a := roles.actor(t)) is not None), None)
    if receiver is None or giver is None:
        return None
    return support_phrase(syntax, roles, noun, giver, receiver, TROOPS)


def is_in_support(syntax: Syntax, roles: Roles, token: int) -> int | None:
    """Return the actor of "in support of B" after a verb or a noun; None where it does not follow."""
    for part in syntax.every(token, "prep"):
        if syntax.lower[part] in {"in", "to"}:
            for noun in syntax.every(part, "pobj"):
                if syntax.lemma[noun] in {"support", "aid", "defence", "defense", "help"}:
                    return roles.after(noun, ("of", "for"))
    return None


def whom_to_help(syntax: Syntax, roles: Roles, verb: int) -> int | None:
    """Return whom a purpose names: "sent men to reinforce B", "… to fight beside B", "… in support of B"."""
    found = is_in_support(syntax, roles, verb)
    purposes = [c for c in syntax.every(verb, "advcl", "xcomp") if syntax.lemma[c] in table.HELPING]
    purposes += [
        c
        for t in syntax.every(verb, "dobj", "nsubjpass")
        for c in syntax.every(t, "acl", "relcl")
        if syntax.lemma[c] in table.HELPING
    ]
    for clause in purposes:
        if found is None:
            found = roles.after(clause, ("alongside", "beside", "for", "with"))
        if found is None and syntax.lemma[clause] != "fight":
            found = roles.actor(syntax.child(clause, "dobj"))
    return found


def support_phrase(
    syntax: Syntax,
    roles: Roles,
    token: int,
    giver: int | None,
    receiver: int,
    kinds: tuple[SupportKind, ...],
    uses: tuple[int, ...] = (),
) -> Phrase:
    """Make the phrase of a deed of support at `token`; money and unnamed help are economic."""
    military = not {SupportKind.FUNDING, SupportKind.OTHER}.issuperset(kinds)
    words = " ".join(syntax.lemma[t] for t in (token, *uses[:1]))
    return Phrase(
        token,
        token,
        EventType.AID,
        "military" if military else "economic",
        kinds,
        giver,
        receiver,
        roles.place(token),
        complete=True,
        uses=uses,
        reasons=(f"“{words}”", *(f"support: {k.value}" for k in kinds)),
    )


def kinds_of(syntax: Syntax, tokens: Sequence[int]) -> tuple[SupportKind, ...]:
    """Return the kinds that noun phrases name, those after "the use of" and "a number of" included."""
    words = [w for t in tokens for w in phrase_tokens(syntax, t)]
    words += [
        w
        for t in tokens
        if syntax.lemma[t] == "use"
        for i in after_of(syntax, t)
        for w in phrase_tokens(syntax, i)
    ]
    return support_kinds(syntax.lemma[w] for w in words)


def after_of(syntax: Syntax, noun: int) -> list[int]:
    """Return what follows a noun with "of"."""
    return objects_after(syntax, noun, "of")


def objects_after(syntax: Syntax, token: int, *words: str) -> list[int]:
    """Return the objects of the prepositions `words` after a token."""
    parts = [c for c in syntax.every(token, "prep") if syntax.lower[c] in words]
    return [p for c in parts for p in syntax.every(c, "pobj")]


def _before(syntax: Syntax, noun: int) -> list[int]:
    return [*syntax.every(noun, "compound", "nmod"), noun]


def whose_is(roles: Roles, noun: int) -> int | None:
    """Return whose something is: "the vehicles of B", "B's vehicles"."""
    owner = roles.owner(noun)
    if owner is not None:
        return owner
    found = roles.after(noun, ("of",))
    return found if found is not None else roles.by_root.get(noun)


def first_after(roles: Roles, tokens: Sequence[int], words: tuple[str, ...]) -> int | None:
    """Return the first actor that follows one of `tokens` with one of the prepositions."""
    return next((a for t in tokens if (a := roles.after(t, words)) is not None), None)
