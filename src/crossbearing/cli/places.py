"""`crossbearing import-places`: a GeoNames dump to a gazetteer of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import FILE, with_json


@click.command(
    "import-places",
    epilog="\b\nExample:\n  crossbearing import-places SY.zip --out syria.places\n"
    "  crossbearing examine report.html --gazetteer syria.places",
)
@click.argument("dump", type=FILE)
@click.option("--names", type=FILE, help="alternateNamesV2 of the same dump, for names in other scripts.")
@click.option("--out", type=FILE, required=True, help="The gazetteer to make.")
@with_json
def import_places_command(dump: Path, names: Path | None, out: Path, as_json: bool) -> Exit:
    """Make a gazetteer from DUMP, a GeoNames table (allCountries or one country; .txt or .zip)."""
    from crossbearing.cli.screen import print_json, say
    from crossbearing.resolve.geonames_import import import_geonames

    made = import_geonames(dump, out, alternate_names=names)
    if as_json:
        print_json(
            [
                {
                    "schema": "crossbearing/gazetteer/1",
                    "path": str(out),
                    "places": made.places,
                    "skipped": made.skipped,
                }
            ]
        )
    else:
        say(f"{made.places} places, {made.skipped} lines skipped: {out}")
    return Exit.DONE
