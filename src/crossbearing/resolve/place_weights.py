"""How much each reason counts when a name may mean several places: one table, in one unit.

The unit is a factor of ten in population: +1 is worth as much as ten times the inhabitants. The
figures were chosen on news from places far and near, and hold for all places alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.model.place import Precision
from crossbearing.resolve.gazetteer_file import KeyKind


@dataclass(frozen=True, slots=True)
class PlaceWeights:
    """Weights in powers of ten of population.

    sharpness: how fast a lead in weight turns into certainty.
    """

    wide: float = 3.0
    """A country or a region of the world, against anything smaller of that name."""
    subdivision: float = 0.6
    district: float = -1.6
    capital: float = 1.7
    alternate: float = -0.9
    loose: float = -1.4
    demonym: float = -0.9
    """"Ruritanian", where a town bears the same name."""
    word_fits: float = 2.5
    """"Province", "city of" beside the name, and the place is such."""
    word_misfits: float = -2.0
    container: float = 6.0
    """Named with what it lies in: "Paris, Texas", "Syria's Idlib"."""
    contains: float = 2.0
    """Named as what another place lies in."""
    country_share: float = 2.5
    """All other places of the document lie in its country."""
    subdivision_share: float = 4.0
    """All other places of the document lie in its subdivision."""
    near_share: float = 2.5
    """All other places of the document lie within about 200 km."""
    sharpness: float = 1.6

    def of_kind(self, kind: KeyKind) -> float:
        """Weight of how the name led to the place."""
        return {
            KeyKind.NAME: 0.0,
            KeyKind.ALTERNATE: self.alternate,
            KeyKind.LOOSE: self.loose,
            KeyKind.DEMONYM: self.demonym,
        }[kind]

    def of_precision(self, precision: Precision) -> float:
        """Weight of what the place is."""
        return {
            Precision.COUNTRY: self.wide,
            Precision.REGION: self.wide,
            Precision.SUBDIVISION: self.subdivision,
            Precision.DISTRICT: self.district,
            Precision.TOWN: 0.0,
            Precision.SITE: -1.0,
        }[precision]


WEIGHTS = PlaceWeights()
