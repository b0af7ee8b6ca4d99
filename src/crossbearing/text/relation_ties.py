"""Who fights, helps, leads, belongs to or speaks with whom, read from the parse around given spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossbearing.model.event import EventType
from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.event_table import load_events
from crossbearing.text.mention_words import BESIDE, MONTHS_AND_DAYS
from crossbearing.text.relation_field import Field, word_set

_FIGHT, _ALLIED = RelationType.FIGHTING_AGAINST, RelationType.ALLIED_WITH
_CHARGE, _BELONG, _CONTACT = (
    RelationType.IN_CHARGE_OF,
    RelationType.BELONGS_TO,
    RelationType.COMMUNICATES_WITH,
)
_CLIMB = 6


FIGHTING = word_set("""
    attack assault strike hit target massacre fight battle combat raid invade ambush destroy wound
    injure harm slaughter demolish defeat crush execute behead kill murder assassinate bomb shell
    bombard pound engage suppress damage eliminate confront degrade neutralize besiege repel rout storm
    overrun counter shoot slay torture kidnap abduct capture seize behead rocket shoot martyr
""")
_TAKING = word_set("liberate retake retook recapture clear free seize recover capture wrest take")
_FOUGHT = word_set("""
    strike airstrike attack assault raid operation offensive campaign fight battle war bombing shelling
    bombardment effort struggle defense defence position clash fighting jihad insurgency ambush mission
    sortie weapon drive use
""")
_WAGING = word_set("""
    conduct launch carry wage fly join unite lead deliver fire turn maintain use employ mount drop advance
""")
_PEACEFUL = word_set(
    "sanction evidence case charge complaint protest demonstration lawsuit law vote ban decision"
)
_HELPING = word_set("support assist aid back reinforce bolster")
_HELPED = word_set("support aid backing")
_LEADING = word_set(
    "lead command head control run chair oversee found establish govern rule direct appoint hold own"
)
_HAVING = word_set("use employ operate maintain deploy possess seize hold deliver conduct fly occupy")
_HEADS = word_set("""
    commander leader chief head director president minister chairman emir governor secretary commandant
    founder chairperson boss chair general king ruler owner
""")
_MEMBERS = word_set("""
    member soldier fighter officer airman marine official militant sailor troop spokesman spokesperson
    spokeswoman unit element employee part branch wing faction militiaman lieutenant sergeant
    representative team partner group adviser cadre affiliate division battalion company brigade
""")
_TALKING = word_set("""
    meet tell urge ask consult talk speak call thank discuss inform convey visit brief request negotiate
    phone warn advise contact notify write congratulate greet host receive assure agree confer
""")
_SPOKEN = word_set("meeting call talk conversation discussion touch contact message consultation")
_AGAINST = frozenset({"against"})
_ON = frozenset({"on", "at", "against", "upon"})
_WITH = frozenset({"with", "to"})


def find_ties(field: Field) -> Iterator[Relation]:
    """Yield what the parse says that given spans are to each other."""
    events = load_events()
    syntax = field.syntax
    hostile = {w for w, p in events.verbs.items() if p.type is EventType.ASSAULT and not p.weak}
    for token in range(len(syntax)):
        lemma, tag = syntax.lemma[token], syntax.tag[token]
        if tag.startswith("VB"):
            if lemma in FIGHTING or lemma in hostile:
                yield from _fight(field, token)
            if lemma in _TAKING:
                yield from _take(field, token)
            yield from _verb_ties(field, token, lemma)
        elif tag.startswith("NN"):
            yield from _noun_ties(field, token, lemma)
        elif syntax.lower[token] == "against":
            yield from _against(field, token)
        elif syntax.lower[token] in {"alongside", "with"}:
            yield from _together(field, token)


def _fight(field: Field, verb: int) -> Iterator[Relation]:
    syntax = field.syntax
    struck = [*field.objects(verb), *field.after(verb, _ON)]
    yield from _each(field, _FIGHT, field.doers(verb), struck, f"“{syntax.lower[verb]}”")


def _take(field: Field, verb: int) -> Iterator[Relation]:
    syntax = field.syntax
    lost = [*field.after(verb, frozenset({"from"}))]
    for thing in syntax.every(verb, "dobj"):
        lost.extend(field.after(thing, frozenset({"from"})))
        for part in syntax.every(thing, "prep"):
            lost.extend(s for p in syntax.every(part, "pobj") for s in field.after(p, frozenset({"from"})))
    yield from _each(field, _FIGHT, field.doers(verb), lost, f"“{syntax.lower[verb]} … from”")


def _against(field: Field, preposition: int) -> Iterator[Relation]:
    """Read "against X": what the noun is or whose it is, and who does the verb above, where it is of war."""
    syntax = field.syntax
    struck = field.every(syntax.child(preposition, "pobj"))
    above = start = syntax.head[preposition]
    held = field.roles.by_root.get(above) if syntax.tag[above].startswith("NN") else None
    owners = [held] if held is not None else []
    warlike = held is not None
    for _ in range(_CLIMB):
        lemma = syntax.lemma[above]
        warlike = warlike or lemma in FIGHTING | _FOUGHT | _WAGING
        found = _owners(field, above)
        owners.extend(p for p in found if p not in owners)
        if found or syntax.head[above] == above:
            break
        above = syntax.head[above]
    if warlike and syntax.lemma[start] not in _PEACEFUL:
        yield from _each(field, _FIGHT, owners, struck, f"“{syntax.lemma[start]} against”")


def _owners(field: Field, token: int) -> list[int]:
    """Return whose a noun is, or who does a verb."""
    syntax = field.syntax
    if syntax.tag[token].startswith("VB"):
        return field.doers(token)
    found = [p for c in syntax.every(token, "poss", "compound", "nmod", "amod") for p in _held(field, c)]
    return found or list(field.after(token, frozenset({"by", "of", "from"})))


def _held(field: Field, token: int) -> list[int]:
    found = field.roles.by_root.get(token)
    if found is None and field.syntax.dep[token] == "poss":
        found = field.roles.actor(token)
    return [] if found is None else [found]


def _together(field: Field, preposition: int) -> Iterator[Relation]:
    """Read "alongside X" and "together with X"."""
    syntax = field.syntax
    above = syntax.head[preposition]
    together = syntax.lower[preposition] == "alongside" or (
        preposition > 0 and syntax.lower[preposition - 1] in {"together", "jointly", "allied"}
    )
    if not together:
        return
    for _ in range(_CLIMB):
        if syntax.tag[above].startswith("VB") or syntax.head[above] == above:
            break
        above = syntax.head[above]
    partners = field.every(syntax.child(preposition, "pobj"))
    yield from _each(field, _ALLIED, field.doers(above), partners, f"“{syntax.lower[preposition]}”")


def _verb_ties(field: Field, verb: int, lemma: str) -> Iterator[Relation]:
    syntax = field.syntax
    word = f"“{syntax.lower[verb]}”"
    if lemma in _HELPING:
        yield from _each(field, _ALLIED, field.doers(verb), field.objects(verb), word)
    if lemma in _LEADING or lemma in _HAVING:
        yield from _each(field, _CHARGE, field.doers(verb), field.objects(verb), word)
    if lemma in _TALKING:
        heard = [*field.objects(verb), *field.after(verb, _WITH)]
        doers = field.doers(verb)
        yield from _each(field, _CONTACT, doers, heard or doers, word)
    if lemma == "work":
        yield from _each(
            field, _CONTACT, field.doers(verb), list(field.after(verb, frozenset({"with"}))), word
        )
    if lemma in {"include", "comprise"}:
        yield from _each(field, _BELONG, field.objects(verb), field.doers(verb), word)
    if lemma in {"assign", "attach", "belong", "deploy"}:
        members = field.objects(verb) or field.doers(verb)
        yield from _each(field, _BELONG, members, field.after(verb, frozenset({"to", "from", "with"})), word)


def _noun_ties(field: Field, noun: int, lemma: str) -> Iterator[Relation]:
    syntax = field.syntax
    word = f"“{syntax.lower[noun]}”"
    if lemma in FIGHTING | _FOUGHT:
        struck = field.after(noun, frozenset({"on"}))
        owners = _owners(field, noun) or _owners(field, syntax.head[noun])
        yield from _each(field, _FIGHT, owners, struck, word)
    if lemma in _HELPED:
        yield from _helped(field, noun, word)
    if lemma in _SPOKEN:
        heard = field.after(noun, frozenset({"with"}))
        yield from _each(field, _CONTACT, _owners(field, noun) or _climbed(field, noun), heard, word)
    if lemma in _HEADS:
        yield from _head_of(field, noun, word)
    if lemma in _MEMBERS or noun in field.roles.by_root:
        yield from _member_of(field, noun, word)


def _climbed(field: Field, token: int) -> list[int]:
    """Return who does the verb that a noun hangs on."""
    syntax = field.syntax
    for _ in range(_CLIMB):
        if syntax.tag[token].startswith("VB"):
            return field.doers(token)
        if syntax.head[token] == token:
            break
        token = syntax.head[token]
    return []


def _helped(field: Field, noun: int, word: str) -> Iterator[Relation]:
    """Read "in support of X", "our support for X", "with the aid of X", "aided by support from X"."""
    syntax = field.syntax
    helped = [*field.after(noun, frozenset({"of", "to"}))]
    helpers = [*field.after(noun, frozenset({"from", "by"}))]
    owners = _owners_of_help(field, noun) or _climbed(field, noun)
    yield from _each(field, _ALLIED, helpers or owners, helped, word)
    if helpers and not helped:
        above = syntax.head[syntax.head[noun]]
        yield from _each(field, _ALLIED, helpers, _climbed(field, above), word)


def _owners_of_help(field: Field, noun: int) -> list[int]:
    syntax = field.syntax
    return [p for c in syntax.every(noun, "poss", "compound", "nmod", "amod") for p in _held(field, c)]


def _head_of(field: Field, noun: int, word: str) -> Iterator[Relation]:
    """Read "A, commander of B" and "B commander A"."""
    syntax = field.syntax
    led = [*field.after(noun, frozenset({"of"}))]
    led += [p for c in syntax.every(noun, "compound", "nmod", "poss") for p in _held(field, c)]
    if not led:
        return
    leaders = [field.roles.by_root.get(noun)]
    if syntax.dep[noun] in {"appos", "compound", "conj"}:
        leaders.append(field.roles.by_root.get(syntax.head[noun]))
    leaders += [field.roles.by_root.get(c) for c in syntax.every(noun, "appos")]
    if syntax.dep[noun] == "attr":
        leaders.append(field.roles.agent(syntax.head[noun]))
    yield from _each(field, _CHARGE, [p for p in leaders if p is not None], led, word)


def _member_of(field: Field, noun: int, word: str) -> Iterator[Relation]:
    """Read "members of B", "A from B", "A, a member of B"."""
    syntax = field.syntax
    wholes = [*field.after(noun, frozenset({"of", "from"}))]
    members = [field.roles.by_root.get(noun)]
    if syntax.lemma[noun] in _MEMBERS:
        if syntax.dep[noun] == "appos":
            members.append(field.roles.by_root.get(syntax.head[noun]))
        elif syntax.dep[noun] == "attr":
            members.append(field.roles.agent(syntax.head[noun]))
        yield from _each(field, _BELONG, [m for m in members if m is not None], wholes, word)


def _each(
    field: Field, kind: RelationType, firsts: Iterable[int], seconds: Iterable[int], reason: str
) -> Iterator[Relation]:
    others = [p for p in seconds if not _is_figure(field, p)]
    for first in firsts:
        if _is_figure(field, first) or (kind is not _BELONG and _merely_near(field, first)):
            continue
        for second in others:
            one, other = field.spans[first], field.spans[second]
            if first != second and not one.overlaps(other):
                yield Relation(kind, one, other, (reason,))


def _is_figure(field: Field, place: int) -> bool:
    """Tell whether a span is a number or a day, which takes no side."""
    root = field.roles.roots.get(place)
    if root is None:
        return False
    return field.syntax.tag[root] == "CD" or field.syntax.lower[root].rstrip(".") in MONTHS_AND_DAYS


def _merely_near(field: Field, place: int) -> bool:
    """Tell whether a span only says where: "near X, two strikes destroyed a bridge"."""
    root = field.roles.roots.get(place)
    start = field.spans[place].start
    before = field.syntax.text[max(0, start - 8) : start].split()
    return root is not None and before[-1:] != [] and before[-1].lower() in BESIDE
