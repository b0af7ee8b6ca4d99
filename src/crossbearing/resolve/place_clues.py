"""What the words around a mention say of the place: what it lies in, and what it is.

Read are "Paris, Texas", "Idlib, northwestern Syria", "Alexandria, Va.", "Syria's Idlib", "the Syrian
city of Raqqa" and "Idlib province".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossbearing.model.anchor import Span
from crossbearing.model.place import Precision, distance_km
from crossbearing.resolve.gazetteer import Entry, Gazetteer
from crossbearing.resolve.gazetteer_file import KeyKind
from crossbearing.resolve.place_names import DESIGNATORS, name_key, read_phrase

REACH_CHARS = 80
"""How far around a mention its clues may stand."""
TOWN_REACH_KM = 60.0
MIN_TOWN_POPULATION = 100_000
MAX_WORDS_BEFORE = 7

_NAME = r"[^\W\d_][\w.'’\-]*"
_AFTER = re.compile(rf"^[\"'”’)\]]*\s*(?:,|\(|–|—)\s*(?:in\s+|near\s+)?((?:{_NAME}\s+){{0,4}}{_NAME})")
_INSIDE = re.compile(rf"^\s+in\s+((?:{_NAME}\s+){{0,4}}{_NAME})")
_LISTED = re.compile(rf"^(?:,\s+{_NAME}){{0,8}},?\s+(?:and|or)\s+{_NAME}(?:\s+{_NAME})?\s+counties\b")
_WORD_AFTER = re.compile(r"^(?:['’]s)?\s+([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"\b([^\W\d_]+)\s+of\s+(?:the\s+)?(?:[a-z\-]+\s+)?$", re.IGNORECASE)
_RANK = {Precision.REGION: 3, Precision.COUNTRY: 3, Precision.SUBDIVISION: 2, Precision.DISTRICT: 1}
_WIDE = (Precision.COUNTRY, Precision.SUBDIVISION, Precision.DISTRICT, Precision.REGION)


@dataclass(frozen=True, slots=True)
class Clues:
    """What a mention's surroundings say.

    containers: entries of which one may hold the place, with the words that name them.
    kind: what a designator makes of it; None if there is none.
    """

    containers: tuple[tuple[str, Entry], ...] = ()
    kind: Precision | None = None


def read_clues(text: str, span: Span, gazetteer: Gazetteer) -> Clues:
    """Read the clues around a mention."""
    after = text[span.end : span.end + REACH_CHARS]
    before = text[max(0, span.start - REACH_CHARS) : span.start]
    containers: list[tuple[str, Entry]] = []
    apposed, inside = _AFTER.search(after), _INSIDE.search(after)
    if apposed:
        containers += _strictly_wider(
            span.of(text), container_entries(apposed.group(1), gazetteer), gazetteer
        )
    if inside:
        containers += container_entries(inside.group(1), gazetteer, short=False)
    words = _owner(before)
    for at in range(len(words)):
        named = wide_entries(" ".join(words[at:]), gazetteer)
        containers += named
        if named:
            break
    return Clues(tuple(containers), _kind_beside(before, after))


def _strictly_wider(
    name: str, containers: list[tuple[str, Entry]], gazetteer: Gazetteer
) -> list[tuple[str, Entry]]:
    """Leave out what may stand beside a name as its equal: "Iraq, Iran", "Ohio, Pennsylvania and …".

    A state's name after a state's name goes on with a list; after a town's it holds the town.
    """
    ranks = [
        _RANK[e.place.precision]
        for e in gazetteer.entries(name)
        if e.kind is KeyKind.NAME and e.place.precision in _RANK and e.place.population > MIN_TOWN_POPULATION
    ]
    rank = max(ranks, default=0)
    return [
        (words, c) for words, c in containers if words.endswith(".") or _RANK.get(c.place.precision, 0) > rank
    ]


def container_entries(words: str, gazetteer: Gazetteer, *, short: bool = True) -> list[tuple[str, Entry]]:
    """Return what the longest beginning of `words` that names a wide place may mean.

    short: abbreviations such as "Va." are understood.
    """
    parts = words.split()[:5]
    for length in range(len(parts), 0, -1):
        name = " ".join(parts[:length])
        if not name[:1].isupper() and length == 1:
            continue
        short_for = gazetteer.abbreviation(name) if short else ()
        if short_for:
            return [(name, entry) for entry in short_for]
        if any(part[:1].isupper() for part in parts[:length]) or not name.isascii():
            named = wide_entries(name, gazetteer)
            if named:
                return named
    return []


def wide_entries(name: str, gazetteer: Gazetteer) -> list[tuple[str, Entry]]:
    """Return the countries, subdivisions, districts and large towns that a name may mean."""
    name = re.sub(r"['’]s?$", "", name.strip(".,"))
    entries = gazetteer.entries(name) or gazetteer.entries(read_phrase(name).core)
    large = [
        (name, e)
        for e in entries
        if e.place.precision in _WIDE
        or (e.place.population >= MIN_TOWN_POPULATION and e.place.precision is Precision.TOWN)
    ]
    return large[:12]


def lies_in(entry: Entry, container: Entry) -> bool:
    """Tell whether a place lies in another, as far as the gazetteer knows."""
    inner, outer = entry.place, container.place
    if inner.id == outer.id:
        return False
    if outer.precision is Precision.COUNTRY:
        return inner.country == outer.country
    if outer.precision is Precision.SUBDIVISION:
        return entry.subdivision is not None and entry.subdivision == outer.geonameid
    if outer.precision is Precision.DISTRICT:
        return entry.district is not None and entry.district == outer.geonameid
    if outer.precision is Precision.REGION:
        return outer.country is not None and inner.country == outer.country
    return inner.population < outer.population and distance_km(inner, outer) <= TOWN_REACH_KM


def _owner(before: str) -> list[str]:
    """Return the words before a name that say whose it is: "Syria's", "the Syrian city of".

    Only small letters may stand between; [] if there are no such words.
    """
    words = before.split()[-MAX_WORDS_BEFORE:]
    at = len(words) - 1
    while at >= 0 and words[at][:1].islower() and words[at][-1].isalpha():
        at -= 1
    if at < 0 or not words[at][:1].isupper():
        return []
    if words[at].endswith(("'s", "’s", "s'", "s’")):
        first = at
        while first > max(0, at - 2) and words[first - 1].isalpha() and words[first - 1][:1].isupper():
            first -= 1
        return words[first : at + 1]
    return [words[at]] if at < len(words) - 1 and words[at][-1].isalpha() else []


def _kind_beside(before: str, after: str) -> Precision | None:
    """Return what "province" after the name, or "city of" before it, says of the place."""
    if "counties" in after and is_listed_county(after):
        return Precision.DISTRICT
    for pattern, where in ((_WORD_AFTER, after), (_WORD_BEFORE, before)):
        found = pattern.search(where)
        kind = DESIGNATORS.get(name_key(found.group(1))) if found else None
        if kind is not None:
            return kind
    return None


def is_listed_county(after: str) -> bool:
    """Tell whether a name stands in a list such as "Clarke, Madison and Oconee counties"; `after` it."""
    return _LISTED.match(after) is not None or after.startswith(" counties")
