"""Noun phrases around names and descriptions: how far they reach, and what they are tied to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crossbearing.model.reading import MentionForm, MentionKind
from crossbearing.text import mention_words as words
from crossbearing.text.event_table import GIVE, LIGHT, load_events
from crossbearing.text.mention_names import Name, of_a_body
from crossbearing.text.syntax import Syntax

_LEFT = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "advmod", "npadvmod"}
)
_NAME_LEFT = frozenset({"amod", "compound", "nmod", "poss", "case", "appos"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "npadvmod", "poss"})
_ADJECTIVE = re.compile(r"(?:ish|an|ese|qi|eni|ani|aiti|udi|ati|eli|ali|engali|ench|utch|eek|iss|hai|lic)$")
_COUNTRY = frozenset({"GPE", "LOC", "NORP"})
_COUNTRY_OR_SITE = frozenset({"GPE", "LOC", "FAC"})
_TELLING = ("amod", "compound", "nmod")
_LONGEST_DESCRIPTION, _LONGEST_TITLE, _NEAR = 30, 8, 6
_BODIES_OWN = frozenset({"its", "their", "our"})
_OWNERS = _BODIES_OWN | {"his", "her", "my"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention in tokens. root: the token that bears its role. tie: a token of the actor it is tied to."""

    first: int
    last: int
    head_first: int
    head_last: int
    root: int
    kind: MentionKind
    form: MentionForm
    label: str
    tie: int | None = None


def root_of(syntax: Syntax, first: int, last: int) -> int:
    """Return the token of a stretch whose head lies outside it, the last such one."""
    outside = [
        t for t in range(first, last + 1) if not first <= syntax.head[t] <= last or syntax.head[t] == t
    ]
    return outside[-1] if outside else last


def draft_name(syntax: Syntax, name: Name) -> Draft | None:
    """Turn a name into a mention, with the organ or title that goes with it; None for a mere adjective."""
    root = root_of(syntax, name.first, name.last)
    above = syntax.head[root]
    lemma = syntax.lemma[above]
    country = name.label in _COUNTRY
    if _hyphenated(syntax, name):
        return _plain(name, name.first, name.last, root, MentionKind.ACTOR)
    if (
        syntax.dep[root] in _MODIFIER
        and above > name.last
        and above - name.last < _NEAR
        and _noun(syntax, above)
    ):
        if country and (lemma in words.ORGANS or lemma in words.HARDWARE):
            return Draft(
                name.first, above, name.first, above, above, MentionKind.ACTOR, MentionForm.NAME, "ORG"
            )
        if not country and lemma in words.GENERIC_BODIES and syntax.dep[root] != "poss":
            return Draft(
                min(name.first, _left(syntax, above)),
                above,
                name.first,
                name.last,
                above,
                MentionKind.ACTOR,
                MentionForm.NAME,
                name.label,
            )
        if not country and lemma in words.ORGANS and syntax.dep[root] != "poss" and name.label != "FAC":
            return Draft(
                name.first, above, name.first, above, above, MentionKind.ACTOR, MentionForm.NAME, name.label
            )
        if name.known is not MentionKind.ACTOR and (
            name.label == "NORP" or (country and adjectival(syntax, name))
        ):
            return _of_event(syntax, name, root, above)
        if lemma in words.GEOGRAPHIC_HEADS and name.label != "PERSON" and syntax.dep[root] != "poss":
            return Draft(
                name.first,
                above,
                name.first,
                name.last,
                above,
                MentionKind.PLACE,
                MentionForm.NAME,
                name.label,
            )
    if _no_actor(syntax, name):
        return None
    if name.label == "PERSON" and _kind(syntax, name, root) is MentionKind.ACTOR:
        return _plain(name, _title_left(syntax, name), name.last, root, MentionKind.ACTOR)
    return _plain(name, name.first, name.last, root, _kind(syntax, name, root))


def _of_event(syntax: Syntax, name: Name, root: int, above: int) -> Draft | None:
    """Keep a country's adjective where it says whose event, or whose ground, a noun names."""
    if syntax.lemma[above] in words.PLACE_HEADS:
        return Draft(
            name.first, above, name.first, name.last, above, MentionKind.PLACE, MentionForm.NAME, name.label
        )
    if syntax.lemma[above] not in load_events().nouns:
        return None
    return _plain(name, name.first, name.last, root, MentionKind.ACTOR)


def _plain(name: Name, first: int, last: int, root: int, kind: MentionKind) -> Draft:
    return Draft(first, last, name.first, name.last, root, kind, MentionForm.NAME, name.label)


def adjectival(syntax: Syntax, name: Name) -> bool:
    """Tell whether a name is a country's adjective, such as "Ruritanian"."""
    return (
        name.label == "NORP"
        or syntax.lower[name.last] in words.SHORT_STATES
        or syntax.tag[name.last] == "JJ"
        or bool(_ADJECTIVE.search(syntax.lower[name.last]))
    )


def _noun(syntax: Syntax, token: int) -> bool:
    return syntax.tag[token].startswith("NN")


def _no_actor(syntax: Syntax, name: Name) -> bool:
    """Tell whether an unknown name is that of an undertaking or a text: "Operation …", "Act of …"."""
    first, last = syntax.lower[name.first], syntax.lower[name.last]
    if name.known is not None or name.first == name.last:
        return False
    return first in words.UNDERTAKINGS or first in words.INSTRUMENTS or last in words.INSTRUMENTS


def _hyphenated(syntax: Syntax, name: Name) -> bool:
    after = name.last + 2
    return (
        after < len(syntax)
        and syntax.orth[after - 1] in {"-", "–"}
        and (syntax.lower[after] in words.AFFILIATED_FORMS)
    )


def _title_left(syntax: Syntax, name: Name) -> int:
    first = name.first
    while first > 0 and name.first - first < _LONGEST_TITLE:
        before = first - 1
        titled = syntax.lower[before] in words.TITLES or syntax.lower[before].rstrip(".") in words.TITLES
        if not (
            titled or (first < name.first and syntax.dep[before] in _NAME_LEFT and _word(syntax, before))
        ):
            break
        first = before
    return first


def _word(syntax: Syntax, token: int) -> bool:
    return syntax.orth[token][:1].isalnum() or syntax.lower[token] in {"'s", "’s"}


def _kind(syntax: Syntax, name: Name, root: int) -> MentionKind:
    """Tell whether a name acts or locates, from its words and its role in the sentence."""
    if name.known is not MentionKind.ACTOR and _names_place(syntax, name):
        return MentionKind.PLACE
    if name.label in {"ORG", "NORP"} or (
        name.known is MentionKind.ACTOR and name.label not in _COUNTRY | {"FAC"}
    ):
        return MentionKind.ACTOR
    bearer = syntax.first_conjunct(root)
    role, above = syntax.dep[bearer], syntax.head[bearer]
    if name.label == "PROPN":
        return (
            MentionKind.PLACE
            if role == "pobj" and syntax.lower[above] in words.LOCATIVE
            else MentionKind.ACTOR
        )
    if name.label == "PERSON":
        return MentionKind.ACTOR
    if name.label in {"LOC", "FAC"}:
        return MentionKind.PLACE
    return MentionKind.ACTOR if _acts(syntax, role, above) else MentionKind.PLACE


def _names_place(syntax: Syntax, name: Name) -> bool:
    """Tell whether a name ends as places do ("Karsa Mosque") or follows "near"."""
    if name.last > name.first and syntax.lower[name.last] in words.PLACE_NAMES:
        return True
    before = syntax.lower[max(0, name.first - 2) : name.first]
    return before[-1:] in {(w,) for w in words.BESIDE} or (
        before[-1:] == ("of",) and before[0] in words.PLACE_NAMES and before[0] not in words.ORGANS
    )


def _acts(syntax: Syntax, role: str, above: int) -> bool:
    """Tell whether a country's or town's name stands where somebody acts or is acted upon."""
    events, lemma = load_events(), syntax.lemma[above]
    if role in {"nsubj", "iobj", "dative"}:
        return (
            lemma in events.verbs
            or lemma in words.SAYING
            or syntax.child(above, "dobj", "ccomp", "xcomp") is not None
        )
    if role == "dobj" and lemma in words.COUNTING_MEMBERS:
        return True
    if role in {"dobj", "nsubjpass"}:
        return lemma in events.verbs and lemma not in words.TAKEN_PLACES
    if role == "poss":
        if lemma in words.GEOGRAPHIC_HEADS or above in syntax.placed:
            return False
        return lemma in events.nouns or lemma.endswith(words.DELIBERATE) or syntax.lower[above].endswith("s")
    if role == "pobj":
        return _acts_after(syntax, above)
    return False


def _acts_after(syntax: Syntax, preposition: int) -> bool:
    events = load_events()
    word, above = syntax.lower[preposition], syntax.lemma[syntax.head[preposition]]
    if word in words.LOCATIVE:
        return False
    if word in {"with", "against", "between", "by", "behind", "towards", "alongside", "among"}:
        return True
    if word in words.TOWARD and (above in words.MOVEMENT or above in words.GEOGRAPHIC_HEADS):
        return False
    if word == "on" and above in words.STRUCK:
        return False
    if word in {"of", "on"} and (above in words.GEOGRAPHIC_HEADS or above in words.PARTS_OF_PLACES):
        return False
    return above in events.nouns or above in events.verbs or above in GIVE or above in LIGHT


def _left(syntax: Syntax, head: int) -> int:
    """Return where the noun phrase of `head` starts, determiners included."""
    first = head
    for child in reversed([c for c in syntax.children[head] if c < head]):
        if syntax.dep[child] in _LEFT:
            first = min(first, syntax.edges(child)[0])
    return first


def draft_descriptions(syntax: Syntax, names: list[Name], taken: list[Draft]) -> Iterable[Draft]:
    """Yield the descriptions of actors: "militants affiliated with …", "the gunmen"."""
    covered = {t for d in taken for t in range(d.first, d.last + 1)}
    owner = {t: n for n in names for t in range(n.first, n.last + 1)}
    for head in range(len(syntax)):
        known = syntax.lemma[head] in words.ALL_HEADS or of_a_body(syntax, head)
        if not known or head in covered or not _noun(syntax, head):
            continue
        if syntax.dep[head] in {"compound", "amod", "npadvmod", "nmod"} and head not in owner:
            continue
        draft = _describe(syntax, head, owner)
        if draft is not None:
            yield draft


def _describe(syntax: Syntax, head: int, owner: dict[int, Name]) -> Draft | None:
    if head in owner:
        return None
    lemma = syntax.lemma[head]
    first, last = _left(syntax, head), head
    tie, reach = _tie(syntax, head, owner)
    last = max(last, reach)
    demonym = any(t in owner and adjectival(syntax, owner[t]) for t in range(first, head))
    clause = _relative(syntax, head)
    if clause is not None and clause > last and lemma in words.PEOPLE_HEADS:
        last = clause
    back = syntax.lower[first] in words.DEFINITE and lemma not in words.WEAK_PERSONS
    told = lemma not in words.WEAK_PERSONS and syntax.child(head, *_TELLING) is not None
    told = told or syntax.child(head, "acl", "poss") is not None
    clear = tie is not None or demonym or back or told or (last > head and clause is not None)
    if lemma in words.NOT_ALONE and not clear:
        return None
    bare = (
        first == head and last == head and syntax.tag[head] in {"NN", "NNP"} and lemma in words.PEOPLE_HEADS
    )
    abstract = bare or (lemma in words.BODIES - words.GENERIC_BODIES and syntax.tag[head] == "NN")
    if abstract and first == head and tie is None:
        return None
    if last - first > _LONGEST_DESCRIPTION:
        last = head
    return Draft(first, last, head, head, head, MentionKind.ACTOR, MentionForm.DESCRIPTION, "", tie)


def _tie(syntax: Syntax, head: int, owner: dict[int, Name]) -> tuple[int | None, int]:
    """Find the actor that a description is tied to; return its token and how far the phrase then reaches."""
    for child in syntax.children[head]:
        role = syntax.dep[child]
        if child < head:
            tie = _tie_before(syntax, child, role, owner)
            if tie is not None:
                return tie, head
        elif _ties_after(syntax, child, role):
            tie = _object_of(syntax, child, owner)
            if tie is not None:
                return tie, owner[tie].last
        elif role == "prep" and syntax.lower[child] in {"of", "from"}:
            tie = next((c for c in syntax.every(child, "pobj") if c in owner), None)
            if tie is not None and _takes(syntax, head, owner[tie]):
                return tie, owner[tie].last
    return _predicate_tie(syntax, head, owner)


def _takes(syntax: Syntax, head: int, name: Name) -> bool:
    """Tell whether a name after "of" says who somebody is: any body's, a country's for its people."""
    return name.label not in _COUNTRY_OR_SITE or syntax.lemma[head] in words.PEOPLES


def _predicate_tie(syntax: Syntax, head: int, owner: dict[int, Name]) -> tuple[int | None, int]:
    """Find the tie where the parser took "fighters loyal to X" for a clause."""
    above = syntax.head[head]
    if above == head + 1 and syntax.dep[head] == "nsubj" and syntax.lower[above] in words.AFFILIATED_FORMS:
        tie = _object_of(syntax, above, owner)
        if tie is not None:
            return tie, owner[tie].last
    return None, head


def _tie_before(syntax: Syntax, child: int, role: str, owner: dict[int, Name]) -> int | None:
    if syntax.lower[child] in words.AFFILIATED_FORMS:
        hyphen = child > 1 and syntax.orth[child - 1] in {"-", "–"}
        if not hyphen:
            return None
        inside = next((c for c in syntax.children[child] if c in owner), None)
        return inside if inside is not None or child - 2 not in owner else child - 2
    if child in owner and role in {"compound", "nmod", "poss", "amod"}:
        name = owner[child]
        own = role != "poss" or name.label != "PERSON" or _acts_for_owner(syntax, child)
        return child if own and name.label not in _COUNTRY_OR_SITE and not adjectival(syntax, name) else None
    if role == "poss" and syntax.lower[child] in _OWNERS:
        return child if syntax.lower[child] in _BODIES_OWN or _acts_for_owner(syntax, child) else None
    return None


def _acts_for_owner(syntax: Syntax, child: int) -> bool:
    """Tell whether what a person owns acts for that person: "his fighters" do, "his adviser" does not."""
    return syntax.lemma[syntax.head[child]] in words.FIGHTERS | words.BODIES


def _ties_after(syntax: Syntax, token: int, role: str) -> bool:
    if role == "relcl":
        passive = syntax.child(token, "nsubjpass", "auxpass") is not None or syntax.lemma[token] == "be"
        return syntax.lemma[token] == "belong" or (passive and _affiliating(syntax, token))
    return role in {"acl", "amod"} and _affiliating(syntax, token)


def _affiliating(syntax: Syntax, token: int) -> bool:
    return syntax.lemma[token] in words.AFFILIATED or syntax.lower[token] in words.AFFILIATED_FORMS


def _object_of(syntax: Syntax, verb: int, owner: dict[int, Name]) -> int | None:
    for child in syntax.children[verb]:
        if syntax.dep[child] in {"prep", "agent"} and syntax.lower[child] in words.TIE_PREPOSITIONS:
            found = next((c for c in syntax.every(child, "pobj") if c in owner), None)
            if found is None:
                inner = syntax.child(child, "pobj")
                found = (
                    next((c for c in syntax.children[inner] if c in owner), None)
                    if inner is not None
                    else None
                )
            if found is not None:
                return found
    return None


def _relative(syntax: Syntax, head: int) -> int | None:
    """Return the last token of a restrictive clause ("who finance X in Y"), without what is joined on."""
    clause = syntax.child(head, "relcl")
    if clause is None or clause < head or any(syntax.orth[t] == "," for t in range(head + 1, clause)):
        return None
    last = clause
    for child in syntax.children[clause]:
        if child > clause and syntax.dep[child] in {"dobj", "prep", "prt", "attr", "oprd", "agent"}:
            last = max(last, syntax.edges(child)[1])
    return last


def draft_places(syntax: Syntax, taken: list[Draft]) -> Iterable[Draft]:
    """Yield the descriptions of places: "the city", "supply routes", "a rebel-held building"."""
    covered = {t: d for d in taken for t in range(d.first, d.last + 1)}
    for head in range(len(syntax)):
        if syntax.lemma[head] not in words.PLACE_HEADS or head in covered or not _noun(syntax, head):
            continue
        first = _left(syntax, head)
        if syntax.dep[head] in _MODIFIER or first == head or head - first > _LONGEST_DESCRIPTION:
            continue
        if syntax.lower[head + 1 : head + 2] == ("of",) and syntax.lemma[head] not in words.BUILT:
            continue
        within = {covered[t] for t in range(first, head) if t in covered}
        if all(d.kind is MentionKind.ACTOR and first <= d.first and d.last < head for d in within):
            yield Draft(first, head, head, head, head, MentionKind.PLACE, MentionForm.DESCRIPTION, "")
