"""Small communities of the United States that GeoNames' list of towns leaves out.

`zipcodes` (MIT) packs each postal code with its point, its county, the name of its post office and the
names of places that it serves. What is taken is a name, a state, a county and a point.
"""

from __future__ import annotations

import bz2
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crossbearing.model.place import Precision
from crossbearing.resolve.gazetteer_file import KeyKind, PlaceRow
from crossbearing.resolve.place_names import name_key

_KINDS = frozenset(("STANDARD", "PO BOX"))
_NOT_READ = frozenset(("PR", "VI", "GU", "AS", "MP", "PW", "FM", "MH", "AA", "AE", "AP"))
"""Territories and the armed forces, where the lists hold estates and barracks."""
_MIN_CHARS = 4
FIRST_ID = -10_000
"""Places without a geonameid are numbered downwards from here, below the regions."""


@dataclass(frozen=True)
class Post:
    """A community. kind: NAME for a post office, ALTERNATE for a place that one serves."""

    name: str
    state: str
    county: str
    point: tuple[float, float]
    kind: KeyKind

    @property
    def slug(self) -> str:
        """Return "us-ny-hume"."""
        return f"us-{self.state.lower()}-{name_key(self.name).replace(' ', '-')}"

    def row(self, number: int, area: int) -> PlaceRow:
        """Return the place as stored; how many live there is unknown."""
        lat, lon = self.point
        return PlaceRow(number, self.name, lat, lon, Precision.TOWN, area, 0, derived=True, slug=self.slug)


def posts(packages: Path) -> Iterator[Post]:
    """Yield one community for each name in each state, in the order of state and name."""
    codes = json.loads(bz2.decompress((packages / "zipcodes" / "zips.json.bz2").read_bytes()))
    found: dict[tuple[str, str], list[tuple[KeyKind, str, str, float, float]]] = defaultdict(list)
    for code in codes:
        state = code["state"]
        if code["zip_code_type"] not in _KINDS or state in _NOT_READ or code["country"] != "US":
            continue
        named = [(KeyKind.NAME, code["city"])]
        named += [(KeyKind.ALTERNATE, n) for n in (*code["acceptable_cities"], *code["unacceptable_cities"])]
        for kind, name in named:
            key = name_key(name)
            if len(key) >= _MIN_CHARS and not any(c.isdigit() for c in key):
                where = (float(code["lat"]), float(code["long"]))
                found[state, key].append((kind, name, code["county"], *where))
    for (state, _), seen in sorted(found.items()):
        kind = min(s[0] for s in seen)
        best = [s for s in seen if s[0] is kind]
        lat = sorted(s[3] for s in best)[len(best) // 2]
        lon = sorted(s[4] for s in best)[len(best) // 2]
        yield Post(best[0][1], state, best[0][2], (round(lat, 4), round(lon, 4)), kind)
