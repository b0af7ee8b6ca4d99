"""Who leads, belongs to or speaks with whom, read from the parse around given spans."""

from __future__ import annotations

from collections.abc import Iterator

from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.relation_field import Field, tie, word_set

_CHARGE, _BELONG, _CONTACT = (
    RelationType.IN_CHARGE_OF,
    RelationType.BELONGS_TO,
    RelationType.COMMUNICATES_WITH,
)
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
_BY = frozenset({"by", "of", "from"})
_WITH = frozenset({"with", "to"})


def find_ties(field: Field) -> Iterator[Relation]:
    """Yield who the parse says leads, belongs to or speaks with whom."""
    syntax = field.syntax
    for token in range(len(syntax)):
        lemma, tag = syntax.lemma[token], syntax.tag[token]
        if tag.startswith("VB"):
            yield from _verb_ties(field, token, lemma)
        elif tag.startswith("NN"):
            yield from _noun_ties(field, token, lemma)


def _verb_ties(field: Field, verb: int, lemma: str) -> Iterator[Relation]:
    if lemma in _LEADING or lemma in _HAVING:
        yield from tie(field, _CHARGE, field.doers(verb), field.objects(verb), verb)
    if lemma in _TALKING:
        heard = [*field.objects(verb), *field.after(verb, _WITH)]
        doers = field.doers(verb)
        yield from tie(field, _CONTACT, doers, heard or doers, verb)
    if lemma == "work":
        yield from tie(field, _CONTACT, field.doers(verb), list(field.after(verb, frozenset({"with"}))), verb)
    if lemma in {"include", "comprise"}:
        yield from tie(field, _BELONG, field.objects(verb), field.doers(verb), verb)
    if lemma in {"assign", "attach", "belong", "deploy"}:
        members = field.objects(verb) or field.doers(verb)
        yield from tie(field, _BELONG, members, field.after(verb, frozenset({"to", "from", "with"})), verb)


def _noun_ties(field: Field, noun: int, lemma: str) -> Iterator[Relation]:
    if lemma in _SPOKEN:
        heard = field.after(noun, frozenset({"with"}))
        yield from tie(
            field,
            _CONTACT,
            field.owned(noun) or [*field.after(noun, _BY)] or field.climbed(noun),
            heard,
            noun,
        )
    if lemma in _HEADS:
        yield from _head_of(field, noun)
    if lemma in _MEMBERS or noun in field.roles.by_root:
        yield from _member_of(field, noun)


def _head_of(field: Field, noun: int) -> Iterator[Relation]:
    """Read "A, commander of B" and "B commander A"."""
    syntax = field.syntax
    led = [*field.after(noun, frozenset({"of"}))]
    led += [p for c in syntax.every(noun, "compound", "nmod", "poss") for p in field.held(c)]
    if not led:
        return
    leaders = [field.roles.by_root.get(noun)]
    if syntax.dep[noun] in {"appos", "compound", "conj"}:
        leaders.append(field.roles.by_root.get(syntax.head[noun]))
    leaders += [field.roles.by_root.get(c) for c in syntax.every(noun, "appos")]
    if syntax.dep[noun] == "attr":
        leaders.append(field.roles.agent(syntax.head[noun]))
    yield from tie(field, _CHARGE, [p for p in leaders if p is not None], led, noun)


def _member_of(field: Field, noun: int) -> Iterator[Relation]:
    """Read "members of B", "A from B", "A, a member of B"."""
    syntax = field.syntax
    wholes = [*field.after(noun, frozenset({"of", "from"}))]
    members = [field.roles.by_root.get(noun)]
    if syntax.lemma[noun] in _MEMBERS:
        if syntax.dep[noun] == "appos":
            members.append(field.roles.by_root.get(syntax.head[noun]))
        elif syntax.dep[noun] == "attr":
            members.append(field.roles.agent(syntax.head[noun]))
        yield from tie(field, _BELONG, [m for m in members if m is not None], wholes, noun)
