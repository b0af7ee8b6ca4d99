"""Where a text names a place: its mentions of places, and what is named inside or beside mentions.

The recogniser of `text` overlooks small towns and takes some for persons or bodies. So every stretch
that the gazetteer knows is judged by its signs (`place_signs`), first alone, then again with what the
surer ones say: the same name elsewhere in the text, and the subdivisions that the text is about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossbearing.model.anchor import Span
from crossbearing.model.reading import Mention, MentionForm, MentionKind, PlaceUse
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.gazetteer_file import KeyKind
from crossbearing.resolve.place_question import open_question
from crossbearing.resolve.place_scan import Stretch, read_words, scan
from crossbearing.resolve.place_sign_weights import SIGNS
from crossbearing.resolve.place_signs import Scene, agreeing, signs_of

SURE = 0.8
"""From this likelihood on, a stretch speaks for others."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place named in a text. mention: the mention that it is, or stands in."""

    span: Span
    use: PlaceUse
    mention: int | None


def find_sightings(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, *, threshold: float = 0.35
) -> tuple[Sighting, ...]:
    """Return every place that a text names, in the order of the text; mentions of places always.

    threshold: the least likelihood, 0 to 1, at which a stretch that is no mention of a place counts.
    """
    scene = Scene(text, read_words(text), mentions, gazetteer)
    stretches = list(scan(text, scene.words, gazetteer))
    kept = [_of_mention(p, m) for p, m in enumerate(mentions) if m.kind is MentionKind.PLACE]
    known = {
        p for p, m in enumerate(mentions) if m.kind is MentionKind.PLACE and _is_known(m, text, gazetteer)
    }
    for stretch, signs in weigh_stretches(scene, stretches):
        position = scene.mention_of(stretch)
        if position in known or likelihood(signs) < threshold:
            continue
        kept.append(Sighting(stretch.span, _use(scene, stretch, position), position))
    return tuple(sorted(kept, key=lambda s: (s.span.start, s.span.end)))


def weigh_stretches(scene: Scene, stretches: Sequence[Stretch]) -> list[tuple[Stretch, tuple[str, ...]]]:
    """Return the stretches with all their signs, those of the whole text included."""
    alone = [(stretch, tuple(signs_of(scene, stretch))) for stretch in stretches]
    sure = [(stretch, likelihood(signs)) for stretch, signs in alone]
    areas: Counter[int] = Counter()
    names: Counter[str] = Counter()
    for stretch, chance in sure:
        if chance >= SURE:
            names[stretch.key] += 1
            areas[stretch.entries[0].subdivision or 0] += 1
    weighed = []
    for (stretch, signs), (_, chance) in zip(alone, sure, strict=True):
        itself = 1 if chance >= SURE else 0
        own = stretch.entries[0].subdivision or 0
        others = {**areas, own: areas[own] - itself, 0: 0}
        again = ("sure elsewhere",) if names[stretch.key] > itself else ()
        weighed.append((stretch, (*signs, *again, *agreeing(others, stretch))))
    return weighed


def likelihood(signs: Iterable[str]) -> float:
    """Return how likely signs make a place, 0 to 1."""
    total = sum(SIGNS.get(sign, 0.0) for sign in signs)
    return 1.0 / (1.0 + math.exp(-total))


def _of_mention(position: int, mention: Mention) -> Sighting:
    use = PlaceUse.NAME if mention.form is MentionForm.NAME else PlaceUse.DESCRIPTION
    return Sighting(mention.span, use, position)


def _is_known(mention: Mention, text: str, gazetteer: Gazetteer) -> bool:
    """Tell whether the gazetteer knows a mention of a place as it stands."""
    surface = " ".join(mention.span.of(text).split())
    return mention.form is MentionForm.NAME and bool(open_question(surface, gazetteer).entries)


def _use(scene: Scene, stretch: Stretch, position: int | None) -> PlaceUse:
    if stretch.entries[0].kind is KeyKind.DEMONYM:
        return PlaceUse.DEMONYM
    if position is None:
        return PlaceUse.NAME
    inside = scene.ranges[position]
    if stretch.first <= inside.start and stretch.last >= inside.stop - 1:
        acts = scene.mentions[position].kind is MentionKind.ACTOR
        return PlaceUse.METONYM if acts else PlaceUse.NAME
    return PlaceUse.PART
