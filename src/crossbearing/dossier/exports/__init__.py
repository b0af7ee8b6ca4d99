"""Other forms in which a case is handed over, one file a format."""

from crossbearing.dossier.exports.claimreview import ClaimReview
from crossbearing.dossier.exports.export import Export
from crossbearing.dossier.exports.followthemoney import FollowTheMoney
from crossbearing.dossier.exports.geojson import GeoJson
from crossbearing.dossier.exports.graphml import GraphMl
from crossbearing.dossier.exports.json_lines import JsonLines
from crossbearing.dossier.exports.spreadsheet import Spreadsheet
from crossbearing.dossier.exports.stix import Stix
from crossbearing.errors import ConfigError

EXPORTS: tuple[Export, ...] = (
    JsonLines(),
    Spreadsheet(),
    GeoJson(),
    GraphMl(),
    FollowTheMoney(),
    ClaimReview(),
    Stix(),
)
"""Every format, in the order in which the command lists them."""


def choose_export(name: str) -> Export:
    """Return the format called `name`. Raises ConfigError if there is none."""
    for export in EXPORTS:
        if export.name == name:
            return export
    known = ", ".join(export.name for export in EXPORTS)
    raise ConfigError(
        f"There is no export called {name!r}.",
        what="export",
        expected=known,
        actual=name,
        next_step=f"Choose one of: {known}.",
    )


__all__ = ["EXPORTS", "Export", "choose_export"]
