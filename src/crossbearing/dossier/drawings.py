"""The three drawings of the page, each with the rows of the table that says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crossbearing.dossier.atlas import Site, atlas, outline_credit
from crossbearing.dossier.cards import AllegationCard
from crossbearing.dossier.lookup import Lookup
from crossbearing.dossier.network import Network, Saying, network
from crossbearing.dossier.testimony import gather_testimonies
from crossbearing.dossier.timeline import Moments, timeline
from crossbearing.dossier.wording import PRECISION, place_label
from crossbearing.model.allegation import Allegation
from crossbearing.model.claim import Polarity
from crossbearing.model.place import Place


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the table beside the map. allegations: (label, target) pairs."""

    label: str
    precision: str
    position: str
    allegations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawings:
    """None where the case has nothing to draw."""

    network: Network | None
    timeline: Markup | None
    moments: tuple[Moments, ...]
    moments_left_out: int
    map: Markup | None
    places: tuple[PlaceRow, ...]
    places_left_out: int
    credit: str


def drawings(
    lookup: Lookup, allegations: Sequence[Allegation], cards: Sequence[AllegationCard], *, max_drawn: int
) -> Drawings:
    """Draw a case. cards: those of `allegations`, in the same order."""
    pairs = list(zip(allegations, cards, strict=True))
    moments = [_moments(lookup, *pair) for pair in pairs]
    dated = tuple(row for row in moments if row.happened or row.said or row.published)
    sites = _sites(pairs)
    return Drawings(
        network=network(
            (saying for pair in pairs for saying in _sayings(lookup, *pair)), max_drawn=max_drawn
        ),
        timeline=timeline(dated[:max_drawn]),
        moments=dated[:max_drawn],
        moments_left_out=max(len(dated) - max_drawn, 0),
        map=atlas(sites[: max_drawn * 5]),
        places=tuple(_place_row(site) for site in sites[: max_drawn * 5]),
        places_left_out=max(len(sites) - max_drawn * 5, 0),
        credit=outline_credit(),
    )


def _sayings(lookup: Lookup, allegation: Allegation, card: AllegationCard) -> Iterator[Saying]:
    for polarity, refs in ((Polarity.ASSERTED, allegation.claims), (Polarity.DENIED, allegation.denials)):
        for one in gather_testimonies(lookup, refs):
            yield Saying(one.speaker.speaker.name, card.tie, card.deed, polarity, card.name, card.number)


def _moments(lookup: Lookup, allegation: Allegation, card: AllegationCard) -> Moments:
    found = gather_testimonies(lookup, (*allegation.claims, *allegation.denials))
    return Moments(
        label=f"A{card.number}  {card.tie}",
        target=card.name,
        happened=allegation.date,
        said=tuple(sorted({one.said for one in found if one.said})),
        published=tuple(sorted({one.document.published for one in found if one.document.published})),
    )


def _sites(pairs: Sequence[tuple[Allegation, AllegationCard]]) -> list[Site]:
    by_place: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    places: dict[str, Place] = {}
    for allegation, card in pairs:
        if allegation.place:
            places.setdefault(allegation.place.id, allegation.place)
            by_place[allegation.place.id].append((f"A{card.number}", card.name))
    sites = [Site(place, tuple(by_place[name])) for name, place in places.items()]
    return sorted(sites, key=lambda site: (-len(site.allegations), site.place.name, site.place.id))


def _place_row(site: Site) -> PlaceRow:
    place = site.place
    return PlaceRow(
        place_label(place),
        PRECISION[place.precision],
        f"{place.latitude:.2f}, {place.longitude:.2f}",
        site.allegations,
    )
