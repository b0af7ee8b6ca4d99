"""GeoJSON (RFC 7946): allegations on the map, as exactly as the sources say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.exports.export import day_range, write_object
from crossbearing.dossier.lookup import ranked
from crossbearing.dossier.wording import actor_name, place_label
from crossbearing.model.allegation import Allegation
from crossbearing.model.place import Place

_MAX_LONGITUDE, _MAX_LATITUDE = 180.0, 90.0


class GeoJson:
    """Allegations as map features with their grade; a feature without a known place has no geometry."""

    name = "geojson"
    suffix = ".geojson"

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write `out`/case.geojson."""
        features = [_feature(allegation) for allegation in ranked(contents.allegations)]
        return write_object({"type": "FeatureCollection", "features": features}, out, self.suffix)


def _feature(allegation: Allegation) -> dict[str, Any]:
    place = allegation.place
    first, last = day_range(allegation.date)
    return {
        "type": "Feature",
        "id": allegation.id,
        "geometry": _point(place),
        "properties": {
            "status": "alleged",
            "grade": allegation.grade.code,
            "event": allegation.type.value,
            "mode": allegation.mode,
            "agent": actor_name(allegation.agent),
            "recipient": allegation.recipient.name if allegation.recipient else None,
            "place": place_label(place) or None,
            "precision": place.precision.value if place else None,
            "country": place.country if place else None,
            "date": allegation.date,
            "first_day": first,
            "last_day": last,
            "claims": len(allegation.claims),
            "independent_origins": allegation.independent_origins,
            "denials": len(allegation.denials),
            "footage": len(allegation.footage),
        },
    }


def _point(place: Place | None) -> dict[str, Any] | None:
    if place is None or abs(place.longitude) > _MAX_LONGITUDE or abs(place.latitude) > _MAX_LATITUDE:
        return None
    return {"type": "Point", "coordinates": [round(place.longitude, 6), round(place.latitude, 6)]}
