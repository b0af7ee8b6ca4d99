"""Who the text names together with a post or a tie: "Sen. Mira Doss", "Jan Orlik, the company's chairman"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_NEVER_PEOPLE = frozenset({"NORP", "DATE", "FAC", "LOC"})
# One post, whatever word the text has for it.
_SAME = {
    "sen.": "senator",
    "sen": "senator",
    "rep.": "representative",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "gov.": "governor",
    "gov": "governor",
    "gen.": "general",
    "gen": "general",
    "col.": "colonel",
    "lt.": "lieutenant",
    "dr.": "doctor",
    "dr": "doctor",
    "prof.": "professor",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "advisor": "adviser",
}


@dataclass(frozen=True, slots=True)
class Titles:
    """surnames: of people whom a title introduces. roles: for a post, the names that narrow it down."""

    surnames: frozenset[str] = frozenset()
    roles: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    def names(self, syntax: Syntax, token: int) -> bool:
        """Tell whether somebody is named who holds the post `token`, and no other of that post is meant.

        "the senator" is whoever is named as one; "the Arland senator" is not "Mira Doss, a Dovan senator".
        """
        asked = _narrowed(syntax, token)
        held = self.roles.get(same_role(syntax.lemma[token]), ())
        return any(not asked or not known or asked & known for known in held)


def same_role(lemma: str) -> str:
    """Return the one word for a post that goes by several."""
    return _SAME.get(lemma, lemma)


def find_titles(syntax: Syntax, cues: Cues, labels: Mapping[int, str]) -> Titles:
    """Find who is named together with a post. labels: the recogniser's word for each token of an entity."""
    sources = cues.sources
    known = sources.officials | sources.witnesses | sources.anonymous | sources.persons
    surnames: set[str] = set()
    roles: dict[str, list[frozenset[str]]] = {}
    for token, lemma in enumerate(syntax.lemma):
        if lemma not in known and lemma not in _SAME:
            continue
        people = [p for p in _beside(syntax, token) if _could_be_person(syntax, cues, labels, p)]
        if people:
            surnames.update(syntax.lower[place] for place in people)
            roles.setdefault(same_role(lemma), []).append(_narrowed(syntax, token) - surnames)
    return Titles(frozenset(surnames), {role: tuple(held) for role, held in roles.items()})


def _beside(syntax: Syntax, token: int) -> Iterator[int]:
    """Yield the words that a title may belong to: in apposition, after it, or the subject of "is"."""
    yield from (c for c in syntax.children[token] if syntax.dep[c] == "appos")
    above = syntax.head[token]
    if syntax.dep[token] in {"compound", "appos", "nmod"}:
        yield above
    if syntax.dep[token] == "attr" and syntax.lemma[above] in {"be", "become"}:
        subject = syntax.subject(above)
        if subject is not None:
            yield subject


def _could_be_person(syntax: Syntax, cues: Cues, labels: Mapping[int, str], token: int) -> bool:
    named = syntax.tag[token] == "NNP" and syntax.lemma[token] not in cues.sources.bodies
    return named and labels.get(token, "") not in _NEVER_PEOPLE


def _narrowed(syntax: Syntax, token: int) -> frozenset[str]:
    """Return the names by which a post is narrowed down: "Arland" in "the Arland senator"."""
    near = [c for c in syntax.children[token] if syntax.dep[c] in {"compound", "nmod", "poss", "amod"}]
    for preposition in syntax.every(token, "prep"):
        near += syntax.every(preposition, "pobj")
    near += [c for place in near for c in syntax.children[place] if syntax.dep[c] == "compound"]
    return frozenset(syntax.lower[place] for place in near if syntax.tag[place].startswith("NNP"))
