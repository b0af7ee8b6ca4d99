"""Who fights whom, read from the parse around given spans.

Whose a fight is comes from the words themselves: "X's attack on Y", "clashes between X and Y", "X
captured the town from Y". A verb that only speaks of a fight ("condemned the attack against Y") makes
nobody a party to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from crossbearing.model.event import EventType
from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.event_table import BASES, GROUND, load_events
from crossbearing.text.mention_words import PLACE_HEADS
from crossbearing.text.relation_field import Field, between, tie, word_set

_FIGHT = RelationType.FIGHTING_AGAINST
_CLIMB = 6
FIGHTING = word_set("""
    attack assault strike hit target massacre fight battle combat raid invade ambush destroy wound
    injure harm slaughter demolish defeat crush execute behead kill murder assassinate bomb shell
    bombard pound engage suppress damage eliminate confront degrade neutralize besiege repel rout storm
    overrun counter shoot slay torture kidnap abduct behead rocket martyr
""")
_TAKING = word_set("liberate retake retook recapture clear free seize recover capture wrest take")
_FOUGHT = word_set("""
    strike airstrike attack assault raid operation offensive campaign fight battle war bombing shelling
    bombardment effort struggle defense defence position clash fighting jihad insurgency ambush mission
    sortie weapon drive use
""")
_CLASHES = word_set("""
    clash battle fighting war firefight skirmish gunfight gunbattle conflict hostility confrontation combat
    exchange duel
""")
_CLASHING = word_set("clash skirmish battle tangle grapple")
_WAGING = word_set("""
    conduct launch carry wage fly join unite lead deliver fire turn maintain use employ mount drop advance
    stage execute perform
""")
_SPEAKING = word_set("""
    condemn denounce discuss deplore criticize criticise welcome mourn praise explore express report
    remember investigate protest reject review hail applaud decry lament describe mark mention underscore
""")
"""Verbs that only speak of a fight: who does them is no party to it."""
_WEAPONS = word_set("""
    aircraft artillery weapon munition vehicle ied missile rocket bomb drone plane jet warplane bomber
    fighter mortar gun vbied helicopter strike airstrike sortie position fire
""")
_FIRING = word_set("fire launch drop lob rain hurl throw shoot")
_SUFFERING = word_set("receive take come face draw sustain suffer endure meet")
_FIRE = word_set("fire attack assault shelling bombardment resistance strike airstrike ambush raid")
_PEACEFUL = word_set(
    "sanction evidence case charge complaint protest demonstration lawsuit law vote ban decision"
)
HELPING = word_set("support assist aid back reinforce bolster help")
_ON = frozenset({"on", "at", "against", "upon"})
_FROM = frozenset({"from"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BY = frozenset({"by", "of", "from"})
_WITH = frozenset({"with"})


def find_fights(field: Field) -> Iterator[Relation]:
    """Yield who is said to fight whom."""
    syntax = field.syntax
    for token in range(len(syntax)):
        lemma, tag = syntax.lemma[token], syntax.tag[token]
        if tag.startswith("VB"):
            yield from _verb_fights(field, token, lemma)
        elif tag.startswith("NN"):
            yield from _noun_fights(field, token, lemma)
        elif syntax.lower[token] == "against":
            yield from _against(field, token)


@cache
def _hostile() -> frozenset[str]:
    """Return the verbs that always tell of an attack."""
    verbs = load_events().verbs
    return FIGHTING | {w for w, p in verbs.items() if p.type is EventType.ASSAULT and not p.weak} - _TAKING


def _verb_fights(field: Field, verb: int, lemma: str) -> Iterator[Relation]:
    syntax = field.syntax
    if lemma in _hostile():
        hit = [*struck(field, verb), *field.after(verb, _ON)]
        yield from tie(field, _FIGHT, fighters(field, verb), hit, verb)
    if lemma in _TAKING:
        yield from tie(field, _FIGHT, fighters(field, verb), _robbed(field, verb), verb, "… from")
    if lemma in _CLASHING:
        yield from tie(field, _FIGHT, field.doers(verb), field.after(verb, _WITH), verb, "with")
    if lemma in _FIRING:
        things = syntax.every(verb, "dobj")
        shot = [p for t in things if syntax.lemma[t] in _WEAPONS for p in field.after(t, _ON)]
        yield from tie(field, _FIGHT, field.doers(verb), [*field.after(verb, _ON), *shot], verb)


def struck(field: Field, verb: int) -> list[int]:
    """Return to whom a verb is done; a joined verb shares what the first is done to."""
    syntax, first = field.syntax, verb
    while syntax.dep[first] == "conj" and syntax.tag[first] == "VBN" and not field.objects(first):
        first = syntax.head[first]
    return field.objects(first) if syntax.tag[first].startswith("VB") else []


def _robbed(field: Field, verb: int) -> Iterator[int]:
    """Yield from whom something is taken: "seized the town from X", "cleared the town of X"."""
    syntax = field.syntax
    out_of = _FROM | {"of"} if syntax.lemma[verb] == "clear" else _FROM
    if syntax.lemma[verb] == "take" and not any(_is_ground(field, t) for t in syntax.every(verb, "dobj")):
        return
    yield from field.after(verb, out_of)
    for thing in [*syntax.every(verb, "dobj"), *syntax.every(verb, "nsubjpass")]:
        yield from field.after(thing, _FROM)
        for part in syntax.every(thing, "prep"):
            yield from (s for p in syntax.every(part, "pobj") for s in field.after(p, _FROM))


def _is_ground(field: Field, token: int) -> bool:
    """Tell whether a noun is what may be taken in war, and no order, part or advice."""
    return token in field.roles.by_root or field.syntax.lemma[token] in GROUND | BASES | {"control"}


def fighters(field: Field, verb: int) -> list[int]:
    """Return who does what a verb of war says."""
    syntax = field.syntax
    if syntax.child(verb, "nsubj") is None:
        helped = _helped_to(field, verb)
        if helped is not None:
            return helped
        if syntax.dep[verb] == "acl" and syntax.tag[verb] != "VBN":
            return _waging(field, syntax.head[verb])
    found = field.doers(verb)
    if not found and syntax.tag[verb] == "VBN":
        return _behind(field, verb)
    return [owner for p in found if not _is_described_place(field, p) for owner in _whose(field, p)]


def _is_described_place(field: Field, place: int) -> bool:
    """Tell whether a span is "the port city of X", "the Y neighbourhood": no party to anything."""
    root = field.roles.roots.get(place)
    return root is not None and field.syntax.lemma[root] in PLACE_HEADS


def _whose(field: Field, place: int) -> list[int]:
    """Return whose a strike is that hits something; itself where nobody's."""
    root = field.roles.roots.get(place)
    if root is None or field.syntax.lemma[root] not in _FOUGHT:
        return [place]
    return [p for p in field.owned(root) if p != place] or [place]


def _behind(field: Field, verb: int) -> list[int]:
    """Return whose the attack is in which somebody is killed: "in a raid by X", "in an X strike"."""
    syntax = field.syntax
    return [
        owner
        for part in syntax.every(verb, "prep", "agent")
        if syntax.lower[part] in {"in", "by", "during"}
        for noun in syntax.every(part, "pobj")
        if syntax.lemma[noun] in _FOUGHT | _FIRE
        for owner in _owners(field, noun)
    ]


def _helped_to(field: Field, verb: int) -> list[int] | None:
    """Return who does "fight Z" in "X helps Y to fight Z"; None where no help is spoken of."""
    syntax, owned = field.syntax, False
    above = syntax.head[verb]
    if syntax.dep[verb] == "pcomp":
        above = syntax.head[above]
    elif syntax.dep[verb] == "conj" and syntax.tag[above].startswith("VB"):
        return _helped_to(field, above) if above != verb else None
    elif syntax.dep[verb] == "acl":
        owned = True
        above = syntax.head[syntax.head[above]]
    elif syntax.dep[verb] not in {"xcomp", "advcl", "ccomp"}:
        return None
    if syntax.lemma[above] not in HELPING or not syntax.tag[above].startswith("VB"):
        return None
    helped = field.objects(above)
    in_theirs = owned or any(
        syntax.lower[p] == "in" and syntax.child(n, "poss") is not None
        for p in syntax.every(above, "prep")
        for n in syntax.every(p, "pobj")
    )
    return helped if in_theirs or not helped else [*field.doers(above), *helped]


def _waging(field: Field, noun: int) -> list[int]:
    """Return whose "the campaign to defeat Z" is: its owner, or who wages it."""
    syntax = field.syntax
    for _ in range(_CLIMB):
        found = _owners(field, noun)
        if found:
            return found
        above = syntax.head[noun]
        if above == noun:
            return []
        noun = above
        if syntax.tag[noun].startswith("VB"):
            return field.doers(noun) if syntax.lemma[noun] not in _SPEAKING else []
    return []


def _noun_fights(field: Field, noun: int, lemma: str) -> Iterator[Relation]:
    syntax = field.syntax
    if lemma in FIGHTING | _FOUGHT:
        hit = [*field.after(noun, frozenset({"on"}))]
        owners = _owners(field, noun) or _owners(field, syntax.head[noun])
        if lemma in _FIRE:
            hit += field.after(noun, frozenset({"at"}))
        yield from tie(field, _FIGHT, owners, hit, noun)
    if lemma in _CLASHES:
        yield from between(field, _FIGHT, noun)
        owners = field.owned(noun) or field.climbed(noun)
        yield from tie(field, _FIGHT, owners, field.after(noun, _WITH), noun, "with")
    if lemma in _FIRE:
        yield from _under_fire(field, noun)


def _under_fire(field: Field, noun: int) -> Iterator[Relation]:
    """Read "X came under fire from Y"."""
    syntax, above = field.syntax, field.syntax.head[noun]
    for _ in range(_CLIMB):
        if syntax.tag[above].startswith("VB") or syntax.head[above] == above:
            break
        above = syntax.head[above]
    if syntax.lemma[above] in _SUFFERING:
        hit = field.doers(above)
        firing = [*field.after(noun, _FROM), *field.after(above, _FROM)]
        yield from tie(field, _FIGHT, firing, hit, noun, "from")


def _against(field: Field, preposition: int) -> Iterator[Relation]:
    """Read "against X": whose the attack is, or who carries it out."""
    syntax = field.syntax
    hit = field.every(syntax.child(preposition, "pobj"))
    above = start = syntax.head[preposition]
    owners: list[int] = []
    warlike = False
    if syntax.tag[above].startswith("NN") and above in field.roles.by_root:
        warlike = True
        if syntax.lemma[above] not in _WEAPONS | _FOUGHT:
            owners.append(field.roles.by_root[above])
    for _ in range(_CLIMB):
        lemma = syntax.lemma[above]
        warlike = warlike or lemma in FIGHTING | _FOUGHT | _WAGING
        found = _armed(field, _owners(field, above))
        owners.extend(p for p in found if p not in owners)
        if found or syntax.head[above] == above or lemma in _SPEAKING or syntax.dep[above] in _SUBJECTS:
            break
        above = syntax.head[above]
    if warlike and syntax.lemma[start] not in _PEACEFUL:
        yield from tie(field, _FIGHT, owners, hit, start, "against")


def _armed(field: Field, places: Iterable[int]) -> list[int]:
    """Leave out weapons: who uses them fights."""
    roots = field.roles.roots
    return [p for p in places if p not in roots or field.syntax.lemma[roots[p]] not in _WEAPONS]


def _owners(field: Field, token: int) -> list[int]:
    """Return whose a noun is, or who does a verb of fighting."""
    syntax = field.syntax
    if syntax.tag[token].startswith("VB"):
        return fighters(field, token) if syntax.lemma[token] not in _SPEAKING else []
    found = field.owned(token) or list(field.after(token, _BY))
    if found:
        return found
    clauses = [c for c in syntax.every(token, "acl") if syntax.tag[c] == "VBN"]
    return [p for c in clauses if syntax.lemma[c] in _WAGING for p in field.doers(c)]
