"""Which countries, subdivisions and parts of the globe a document is about."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from crossbearing.model.place import Precision
from crossbearing.resolve.gazetteer import Entry, Gazetteer
from crossbearing.resolve.place_question import Question
from crossbearing.resolve.place_weights import PlaceWeights

CELL_DEG = 2.0
ACTOR_SHARE = 0.3
"""What an actor's country ("the Syrian army") counts as evidence, beside a place's 1."""
NOTEWORTHY = 0.1
"""A smaller part of the document is no reason worth printing."""

Cell = tuple[int, int]


class Tally:
    """Shares of candidates, added up by country, subdivision and cell of the globe."""

    def __init__(self, questions: Iterable[Question], actors: Mapping[str, float] | None = None) -> None:
        """Add up all candidates of the questions; actors: what actors' names lend to countries."""
        self.countries: dict[str, float] = defaultdict(float, actors or {})
        self.subdivisions: dict[int, float] = defaultdict(float)
        self.cells: dict[Cell, float] = defaultdict(float)
        self.total = sum(self.countries.values())
        for question in questions:
            self.total += 1.0 if question.entries else 0.0
            for entry, share in zip(question.entries, question.shares, strict=True):
                self._add(entry, share)

    def _add(self, entry: Entry, share: float) -> None:
        if entry.place.country:
            self.countries[entry.place.country] += share
        if entry.subdivision is not None:
            self.subdivisions[entry.subdivision] += share
        if is_local(entry):
            self.cells[cell(entry)] += share

    def of(self, entry: Entry) -> tuple[float, float, float]:
        """Return what lies in the entry's country, in its subdivision and around it."""
        near = sum(self.cells.get(c, 0.0) for c in neighbours(cell(entry))) if is_local(entry) else 0.0
        country = self.countries.get(entry.place.country or "", 0.0)
        return country, self.subdivisions.get(entry.subdivision or 0, 0.0), near


class Surroundings:
    """What the rest of a document says of one question's candidates."""

    def __init__(self, document: Tally, question: Question) -> None:
        """Take the whole document's tally; the question's own part is left out of account."""
        self._document = document
        self._own = Tally([question])
        self._others = max(document.total - 1.0, 1.0)

    def parts(self, entry: Entry) -> tuple[float, float, float]:
        """Return which part (0 to 1) of the other places shares its country, subdivision, region."""
        pairs = zip(self._document.of(entry), self._own.of(entry), strict=True)
        country, subdivision, near = (min(1.0, max(0.0, (a - b) / self._others)) for a, b in pairs)
        return country, subdivision, near

    def weight(self, entry: Entry, weights: PlaceWeights) -> float:
        """Weight that the rest of the document lends to a candidate."""
        country, subdivision, near = self.parts(entry)
        return (
            weights.country_share * math.sqrt(country)
            + weights.subdivision_share * math.sqrt(subdivision)
            + weights.near_share * math.sqrt(near)
        )

    def reasons(self, entry: Entry) -> list[str]:
        """Put into words what the rest of the document lends to a candidate."""
        country, subdivision, near = self.parts(entry)
        place, reasons = entry.place, []
        if country >= NOTEWORTHY and place.country:
            reasons.append(
                f"{country:.0%} of the document's other evidence lies in its country ({place.country})"
            )
        if subdivision >= NOTEWORTHY and place.subdivision:
            reasons.append(f"{subdivision:.0%} lies in its subdivision ({place.subdivision})")
        if near >= NOTEWORTHY:
            reasons.append(f"{near:.0%} lies near it")
        return reasons


def actor_countries(names: Iterable[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Count the countries that actors' names point to: "the Syrian army" is evidence for Syria."""
    counted: dict[str, float] = defaultdict(float)
    for word in sorted({w for name in names for w in name.split() if w[:1].isupper()}):
        for entry in gazetteer.entries(word)[:1]:
            if entry.place.precision is Precision.COUNTRY and entry.place.country:
                counted[entry.place.country] += ACTOR_SHARE
    return counted


def is_local(entry: Entry) -> bool:
    """Tell whether a place is small enough for its neighbourhood to mean something."""
    return entry.place.precision not in (Precision.COUNTRY, Precision.REGION)


def cell(entry: Entry) -> Cell:
    """Return the cell of the globe that a place lies in."""
    return math.floor(entry.place.latitude / CELL_DEG), math.floor(entry.place.longitude / CELL_DEG)


def neighbours(here: Cell) -> tuple[Cell, ...]:
    """Return a cell and the eight around it."""
    return tuple((here[0] + i, here[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
