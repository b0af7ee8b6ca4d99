"""Places that a text names → places on the map, settled by the whole document.

Every distinct name of the document is one question with several candidates. A candidate's weight is
the sum of a table of reasons (`place_weights`): inhabitants, what the words beside the name say,
which countries and subdivisions the rest of the document is about, and what is near. The questions
are answered together, in a few rounds, in time linear in the number of mentions.

Invariants: one name means one place in one document; the name of a country or of a region of the
world never means a town or a building, unless the text says so ("Lebanon, Pa."); what is unknown
stays unresolved and disturbs nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from crossbearing.model.anchor import Span
from crossbearing.model.coordinates import find_coordinates
from crossbearing.model.place import Place, Precision, distance_km
from crossbearing.model.reading import Candidate, Mention, MentionKind, Resolution
from crossbearing.resolve.gazetteer import Entry, Gazetteer
from crossbearing.resolve.gazetteer_file import KeyKind
from crossbearing.resolve.place_clues import container_entries, lies_in, read_clues
from crossbearing.resolve.place_context import Surroundings, Tally, actor_countries
from crossbearing.resolve.place_names import ABBREVIATION_MARK, name_key
from crossbearing.resolve.place_question import Question, open_question
from crossbearing.resolve.place_sightings import Sighting
from crossbearing.resolve.place_weights import WEIGHTS, PlaceWeights
from crossbearing.settings import ResolveSettings

ROUNDS = 4
SAME_SPOT_KM = 50.0
MAX_RUNNERS_UP = 5
REGION_POPULATION = 1_000_000
"""Regions of the world have no inhabitants in the gazetteer; they count as this many."""
_WORDS_OF_KIND = {
    KeyKind.NAME: "is a name of",
    KeyKind.ALTERNATE: "is another name of",
    KeyKind.LOOSE: "is much like a name of",
    KeyKind.DEMONYM: "is a word for what belongs to",
}


def resolve_places(
    sightings: Sequence[Sighting],
    mentions: Sequence[Mention],
    text: str,
    gazetteer: Gazetteer,
    settings: ResolveSettings,
) -> tuple[Resolution, ...]:
    """Resolve the places that a document names, one resolution a sighting.

    text: the document's, which all spans point into. A name that nobody knows, or whose best candidate
    scores below `settings.min_place_score` (with others at the same spot, such as the province of a
    city), gives a Resolution without id.
    """
    questions: dict[str, Question] = {}
    asked = [_ask(questions, sighting.span, text, gazetteer) for sighting in sightings]
    actors = [m.span.of(text) for m in mentions if m.kind is MentionKind.ACTOR]
    _settle(list(questions.values()), actor_countries(actors, gazetteer), WEIGHTS)
    answers = {key: _answer(question, gazetteer, settings) for key, question in questions.items()}
    return tuple(
        _point(sighting.span.of(text)) or answers[key] for sighting, key in zip(sightings, asked, strict=True)
    )


def _point(surface: str) -> Resolution | None:
    """Resolve a place that is given by its coordinates; None for one that is given by a name."""
    point = next(find_coordinates(surface), None)
    if point is None:
        return None
    here = f"{point.latitude:.5f}, {point.longitude:.5f}"
    place = Place(
        f"point:{here.replace(' ', '')}", here, point.latitude, point.longitude, Precision.SITE, None
    )
    reason = "the text gives its coordinates, taken for degrees of WGS 84"
    return Resolution(place.id, place.name, 1.0, (reason,), place=place)


def _ask(questions: dict[str, Question], span: Span, text: str, gazetteer: Gazetteer) -> str:
    """Add a mention to the question that its name poses; return the question's key."""
    surface = " ".join(span.of(text).split())
    short = "." in surface or text[max(0, span.start - 2) : span.start].strip() == ","
    short = short and bool(gazetteer.abbreviation(surface))
    key = name_key(surface.split(",")[0]) or surface
    key = f"{ABBREVIATION_MARK}{key}" if short else key
    question = questions.get(key)
    if question is None:
        question = questions[key] = open_question(surface, gazetteer, short=short)
    clues = read_clues(text, span, gazetteer)
    question.add_containers(clues.containers)
    if "," in surface:
        question.add_containers(container_entries(surface.split(",", 1)[1], gazetteer))
    question.kinds |= {k for k in (clues.kind, question.phrase.kind) if k is not None}
    return key


def _settle(questions: list[Question], actors: dict[str, float], weights: PlaceWeights) -> None:
    """Weigh all candidates of all questions together; fills `base`, `shares` and `why`."""
    for question in questions:
        question.entries = _without_namesakes(question)
        question.why = [[] for _ in question.entries]
        question.base = [_own_weight(question, at, weights) for at in range(len(question.entries))]
    _reward_containers(questions, weights)
    for question in questions:
        question.shares = softmax(question.base, weights.sharpness)
    for _ in range(ROUNDS):
        document = Tally(questions, actors)
        updated = [_shares(question, Surroundings(document, question), weights) for question in questions]
        for question, shares in zip(questions, updated, strict=True):
            question.shares = shares
    document = Tally(questions, actors)
    for question in questions:
        surroundings = Surroundings(document, question)
        for entry, why in zip(question.entries, question.why, strict=True):
            why.extend(surroundings.reasons(entry))


def _shares(question: Question, surroundings: Surroundings, weights: PlaceWeights) -> list[float]:
    """Return each candidate's share, by its own weight and what the document lends to it."""
    pairs = zip(question.base, question.entries, strict=True)
    return softmax([base + surroundings.weight(entry, weights) for base, entry in pairs], weights.sharpness)


def _without_namesakes(question: Question) -> tuple[Entry, ...]:
    """Keep a country's name for the country, unless a town is named with what it lies in."""
    wide = (Precision.COUNTRY, Precision.REGION)
    if not any(e.place.precision in wide and e.kind is KeyKind.NAME for e in question.entries):
        return question.entries
    parts = (Precision.SUBDIVISION, Precision.DISTRICT)
    return tuple(
        e
        for e in question.entries
        if e.place.precision in (*wide, Precision.SUBDIVISION)
        or any(c.place.precision in parts and lies_in(e, c) for _, c in question.containers.values())
    )


def _own_weight(question: Question, at: int, weights: PlaceWeights) -> float:
    """Weight of a candidate by itself and by the words beside the name."""
    entry, why = question.entries[at], question.why[at]
    place = entry.place
    population = REGION_POPULATION if place.precision is Precision.REGION else place.population + 10
    weight = math.log10(population) + weights.of_kind(entry.kind) + weights.of_precision(place.precision)
    if entry.capital:
        weight += weights.capital
        why.append("it is a national capital")
    if question.kinds:
        fits = place.precision in question.kinds
        weight += weights.word_fits if fits else weights.word_misfits
        if fits:
            why.append(f"a word beside the name says that it is a {place.precision.value}")
    holder = next(
        (name for name, container in question.containers.values() if lies_in(entry, container)), None
    )
    if holder is not None:
        weight += weights.container
        why.append(f"it lies in “{holder}”, named beside it")
    return weight


def _reward_containers(questions: list[Question], weights: PlaceWeights) -> None:
    """Favour the reading of a container in which the place named with it does lie."""
    holding = {
        container.place.id
        for question in questions
        for _, container in question.containers.values()
        if any(lies_in(entry, container) for entry in question.entries)
    }
    for question in questions:
        for at, entry in enumerate(question.entries):
            if entry.place.id in holding:
                question.base[at] += weights.contains
                question.why[at].append("another place is named as lying in it")


def softmax(weights: Sequence[float], sharpness: float) -> list[float]:
    """Turn weights into shares that sum to 1; [] for none."""
    top = max(weights, default=0.0)
    powers = [math.exp(sharpness * (w - top)) for w in weights]
    total = sum(powers)
    return [p / total for p in powers]


def _answer(question: Question, gazetteer: Gazetteer, settings: ResolveSettings) -> Resolution:
    """Turn a settled question into a resolution with its reasons and runners-up."""
    if not question.entries:
        reason = f"No place of the gazetteer ({gazetteer.version}) is called “{question.phrase.core}”."
        return Resolution(None, question.surface, 0.0, (reason,))
    order = sorted(
        range(len(question.entries)), key=lambda i: (-question.shares[i], question.entries[i].place.id)
    )
    best, *others = (_candidate(question, i, gazetteer) for i in order[: MAX_RUNNERS_UP + 1])
    if _share_of_spot(question, order[0]) < settings.min_place_score:
        reason = (
            f"Left open: the likeliest of {len(order)} places of that name scores {best.score:.2f},"
            f" which is less than {settings.min_place_score:.2f}."
        )
        runners_up = (best, *others)[:MAX_RUNNERS_UP]
        return Resolution(None, question.surface, best.score, (reason,), runners_up)
    chosen = (f"It was chosen among {len(order)} places.",) if others else ()
    place = question.entries[order[0]].place
    return Resolution(place.id, place.name, best.score, best.reasons + chosen, tuple(others), place=place)


def _share_of_spot(question: Question, at: int) -> float:
    """Share of a candidate and of all that lie at the same spot: a city, its district, its province.

    Which of these is meant says how much ground is covered, hardly where it is.
    """
    here = question.entries[at].place
    pairs = zip(question.entries, question.shares, strict=True)
    return sum(share for entry, share in pairs if distance_km(entry.place, here) <= SAME_SPOT_KM)


def _candidate(question: Question, at: int, gazetteer: Gazetteer) -> Candidate:
    place = question.entries[at].place
    return Candidate(place.id, place.name, round(question.shares[at], 4), _reasons(question, at, gazetteer))


def _reasons(question: Question, at: int, gazetteer: Gazetteer) -> tuple[str, ...]:
    """All that speaks for a candidate, in readable sentences."""
    entry = question.entries[at]
    place, core, modifier = entry.place, question.phrase.core, question.phrase.modifier
    parts = [place.subdivision if place.subdivision != place.name else None, place.country]
    within = ", ".join(filter(None, parts))
    held = f"“{question.surface}” itself is not in the gazetteer; it is put where {question.held_by} is."
    remark = gazetteer.remark(core, place)
    where = f" ({within})" if within and place.name != within else ""
    reasons = [
        f"“{core}” {_WORDS_OF_KIND[entry.kind]} the {place.precision.value} {place.name}{where}.",
        f"“{core}” {remark}." if remark else "",
        held if question.held_by else "",
        f"“{modifier}” names a part of it; the point is that of the whole." if modifier else "",
        f"It has {place.population:,} inhabitants." if place.population and _counted(place.precision) else "",
        "Its coordinates are a middle point, derived and not GeoNames' own."
        if entry.derived and place.geonameid
        else "",
        *(f"{why[:1].upper()}{why[1:]}." for why in question.why[at]),
    ]
    return tuple(filter(None, reasons))


def _counted(precision: Precision) -> bool:
    """Tell whether inhabitants are GeoNames' own figure and not the sum of the bundled towns."""
    return precision in (Precision.TOWN, Precision.COUNTRY)
