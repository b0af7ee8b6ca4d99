"""Who stands by whom: helps, backs, sides with or fights alongside, read from the parse around given spans.

One helps people, projects and procedures too, without standing by them in war: those are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.relation_field import Field, between, tie, word_set
from crossbearing.text.relation_fights import HELPING, fighters, struck

_ALLIED = RelationType.ALLIED_WITH
_CLIMB = 6
_HELPED = word_set("support aid backing assistance help")
_SIDING = word_set("ally side partner team")
_ALLIES = word_set("ally partner")
_PACTS = word_set("alliance pact")
_NO_ALLIES = word_set("""
    citizen people minority civilian refugee family victim survivor community population student woman
    child worker journalist operation effort mission process resettlement project program programme
    development investigation agreement reform institution election talk their
""")
_WITH = frozenset({"with"})


def find_allies(field: Field) -> Iterator[Relation]:
    """Yield who is said to stand by whom."""
    syntax = field.syntax
    for token in range(len(syntax)):
        lemma, tag = syntax.lemma[token], syntax.tag[token]
        if tag.startswith("VB"):
            if lemma in HELPING:
                yield from _allied(field, fighters(field, token), struck(field, token), token)
            if lemma in _SIDING:
                sides = field.doers(token) or field.objects(token)
                yield from _allied(field, sides, field.after(token, _WITH), token, "with")
        elif tag.startswith("NN"):
            if lemma in _PACTS:
                yield from between(field, _ALLIED, token)
            if lemma in _HELPED:
                yield from _helped(field, token)
            if lemma in _ALLIES:
                yield from _ally_of(field, token)
        elif syntax.lower[token] in {"alongside", "with"}:
            yield from _together(field, token)


def _ally_of(field: Field, noun: int) -> Iterator[Relation]:
    """Read "X, an ally of Y" and "X is Y's ally"."""
    syntax = field.syntax
    if syntax.dep[noun] not in {"appos", "attr"}:
        return
    whose = [*field.after(noun, frozenset({"of"})), *field.owned(noun)]
    above = syntax.head[noun]
    who = field.every(above) if syntax.dep[noun] == "appos" else field.doers(above)
    yield from _allied(field, who, whose, noun)


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
    yield from _allied(field, field.doers(above), partners, above, syntax.lower[preposition])


def _helped(field: Field, noun: int) -> Iterator[Relation]:
    """Read "in support of X", "our support for X", "with the aid of X", "aided by support from X"."""
    syntax = field.syntax
    helped = [*field.after(noun, frozenset({"of", "to"}))]
    helpers = [*field.after(noun, frozenset({"from", "by"}))]
    owners = field.owned(noun) or field.climbed(noun)
    yield from _allied(field, helpers or owners, helped, noun)
    if helpers and not helped:
        above = syntax.head[syntax.head[noun]]
        aided = field.objects(above) if syntax.tag[above] == "VBN" else field.climbed(above)
        yield from _allied(field, helpers, aided, noun)


def _allied(
    field: Field, ones: Iterable[int], others: Iterable[int], token: int, *further: str
) -> Iterator[Relation]:
    """Yield alliances; one helps people, projects and procedures without standing by them in war."""
    yield from tie(field, _ALLIED, _sides(field, ones), _sides(field, others), token, *further)


def _sides(field: Field, places: Iterable[int]) -> list[int]:
    roots, text = field.roles.roots, field.syntax.text
    return [
        p
        for p in places
        if (p not in roots or field.syntax.lemma[roots[p]] not in _NO_ALLIES)
        and not field.spans[p].of(text).startswith("Operation ")
    ]
