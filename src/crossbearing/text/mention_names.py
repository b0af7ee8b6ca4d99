"""Proper names in a chunk: what the recogniser found, cleaned, joined with what the lexicon knows."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossbearing.model.reading import LexiconHit, MentionKind
from crossbearing.text import mention_words as words
from crossbearing.text.syntax import Syntax

_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BODIES = frozenset({"ORG", "GPE", "NORP"})
_LONGEST_TOKENS = 12
_QUOTES = frozenset("\"'“”‘’`,;:()[]-–—") | {"''", "``", "'s", "’s"}
_EDGES = _QUOTES | {"the", "a", "an", "and", "of", "this", "near", "in", "at", "from", "on", "."}
_TRAILING = _QUOTES | frozenset({"and", "of", "the", "in"})
_JOINERS = frozenset({"and", "or", ",", "&"})
_PROPER = frozenset({"NNP", "NNPS"})
_ROLES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "poss", "attr", "ROOT", "iobj", "dative"}
)
_INNER = frozenset({"of", "for", "the", "al", "-", "de", "bin", "ibn"})


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: tokens `first` to `last`, and the lexicon's word on it where it is known."""

    first: int
    last: int
    label: str
    known: MentionKind | None = None


def find_names(syntax: Syntax, hits: Sequence[LexiconHit]) -> list[Name]:
    """Return the names of a chunk in text order; none overlap, longer and known ones win."""
    known = list(_known(syntax, hits))
    recognised = [n for e in syntax.entities if e[2] in _LABELS for n in _clean(syntax, *e)]
    chosen = _choose(known, recognised)
    taken = {t for n in chosen for t in range(n.first, n.last + 1)}
    blocked = taken | {
        t for first, end, label in syntax.entities if label not in _LABELS for t in range(first, end)
    }
    chosen.extend(_unrecognised(syntax, blocked))
    return _joined(syntax, sorted(chosen, key=lambda n: n.first))


def _joined(syntax: Syntax, names: Sequence[Name]) -> list[Name]:
    """Put together the name of a body that ends in a place: "Front for the Freedom of Ruritania"."""
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        between = syntax.lower[before.last + 1 : name.first] if before is not None else ()
        if (
            before is not None
            and between in {("of",), ("of", "the"), ("for",), ("for", "the")}
            and name.label in _PLACES | {"PROPN", "ORG"}
            and before.known is None
            and before.label in {"PROPN", "ORG"}
            and any(
                syntax.lower[t].rstrip("s") in words.NAMED_BODIES
                for t in range(before.first, before.last + 1)
            )
        ):
            joined[-1] = Name(before.first, name.last, "ORG")
        else:
            joined.append(name)
    return joined


def _known(syntax: Syntax, hits: Iterable[LexiconHit]) -> Iterable[Name]:
    labels = {
        t: label for start, end, label in syntax.entities if label in _LABELS for t in range(start, end)
    }
    for hit in hits:
        first = bisect.bisect_right(syntax.starts, hit.span.start) - 1
        last = bisect.bisect_left(syntax.ends, hit.span.end)
        if first < 0 or last >= len(syntax) or last < first or hit.span.end <= hit.span.start:
            continue
        while first < last and syntax.lower[first] in {"the", "a", "an"}:
            first += 1
        if not hit.person and first == last and syntax.lower[first] in words.MONTHS_AND_DAYS:
            continue
        yield Name(first, last, _label(hit, labels.get(last, "")), hit.kind)


def _label(hit: LexiconHit, recognised: str) -> str:
    """Return the recogniser's word where it fits what the lexicon knows, else the lexicon's."""
    if hit.person:
        return "PERSON"
    if hit.kind is MentionKind.PLACE:
        return recognised if recognised in _PLACES else "GPE"
    return recognised if recognised in _BODIES else "ORG"


def _clean(syntax: Syntax, first: int, end: int, label: str) -> Iterable[Name]:
    """Cut what the recogniser took too much of, and split what it ran together."""
    for start, stop in _pieces(syntax, first, end, label):
        left, right = start, stop - 1
        while left <= right and (syntax.lower[left] in _EDGES or _stray_verb(syntax, left)):
            left += 1
        while right >= left and (syntax.lower[right] in _TRAILING or not syntax.orth[right].strip()):
            right -= 1
        if left > right or right - left >= _LONGEST_TOKENS or not _looks_like_name(syntax, left, right):
            continue
        if left == right and _capital_of_sentence(syntax, left):
            continue
        yield Name(left, right, label)


def _stray_verb(syntax: Syntax, token: int) -> bool:
    return syntax.orth[token].islower() and syntax.tag[token].startswith("VB")


def _capital_of_sentence(syntax: Syntax, token: int) -> bool:
    """Tell whether a plural common noun has its capital only from opening its sentence: "Photographs"."""
    opens = token == 0 or syntax.sent[token - 1] != syntax.sent[token]
    return opens and syntax.tag[token] == "NNS"


def _pieces(syntax: Syntax, first: int, end: int, label: str) -> Iterable[tuple[int, int]]:
    start = first
    for place in range(first, end):
        joiner = label in {"GPE", "PERSON", "NORP"} and syntax.lower[place] in _JOINERS
        breaks = joiner or syntax.orth[place].isspace() or syntax.orth[place] == "("
        if breaks or (syntax.lower[place] in {"'s", "’s"} and label != "FAC"):
            yield start, place
            start = place + 1
    yield start, end


def _looks_like_name(syntax: Syntax, first: int, last: int) -> bool:
    text = syntax.text[syntax.starts[first] : syntax.ends[last]]
    if not any(c.isalpha() for c in text) or "\n" in text or "@" in text or "://" in text:
        return False
    if not any(c.isupper() for c in text) and text.isascii():
        return False
    return not (first == last and syntax.lower[first].rstrip(".") in words.NOT_NAMES)


def _choose(known: list[Name], recognised: list[Name]) -> list[Name]:
    """Prefer the longest; at equal extent, or where two cross each other, the known one."""
    kept: list[Name] = []
    owner: dict[int, Name] = {}
    for name in sorted([*known, *recognised], key=_rank):
        if not any(t in owner for t in range(name.first, name.last + 1)):
            kept.append(name)
            owner.update(dict.fromkeys(range(name.first, name.last + 1), name))
    return kept


def _rank(name: Name) -> tuple[int, int, int]:
    # A recognised ORG, PERSON or FAC may hold a known name ("the US Treasury"); a GPE may not.
    holds = name.known is not None or name.label in {"ORG", "PERSON", "FAC"}
    length = name.last - name.first + 1
    return (-length if holds else -1, 0 if name.known is not None else 1, name.first)


def _unrecognised(syntax: Syntax, taken: set[int]) -> Iterable[Name]:
    """Find runs of proper nouns that stand where actors and places stand and that nobody marked."""
    place, size = 0, len(syntax)
    while place < size:
        if place in taken or syntax.tag[place] not in _PROPER or not syntax.orth[place][:1].isupper():
            place += 1
            continue
        first = last = place
        place += 1
        while place < size and place not in taken:
            if syntax.tag[place] in _PROPER and syntax.orth[place].strip():
                last = place
            elif syntax.lower[place] not in _INNER or (place - last > 1 and syntax.lower[place] != "the"):
                break
            place += 1
        place = last + 1
        if any(last + k in taken for k in (1,)) and syntax.dep[last] == "compound":
            continue
        if _stands_alone(syntax, first, last):
            yield Name(first, last, "PROPN")


def _stands_alone(syntax: Syntax, first: int, last: int) -> bool:
    if last - first >= _LONGEST_TOKENS or not _looks_like_name(syntax, first, last):
        return False
    if first == last and of_a_body(syntax, first):
        return False
    root = next((t for t in range(first, last + 1) if not first <= syntax.head[t] <= last), first)
    if syntax.dep[root] == "ROOT" and first == last:
        return False
    text = syntax.orth[first]
    return syntax.dep[root] in _ROLES and len(text) > 1 and syntax.lower[root] not in words.MONTHS_AND_DAYS


def of_a_body(syntax: Syntax, token: int) -> bool:
    """Tell whether a capitalised plural says who is meant only with what follows: "Members of …"."""
    return (
        syntax.tag[token] == "NNPS"
        and syntax.lower[token].removesuffix("s") in words.PEOPLE_HEADS
        and token + 1 < len(syntax)
        and syntax.lower[token + 1] == "of"
    )
