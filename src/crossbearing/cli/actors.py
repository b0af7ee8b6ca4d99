"""`crossbearing actors`: the register of actors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import DAY, make_settings, with_json, with_settings

EXAMPLES = """\b
Examples:
  crossbearing actors "Headquarters for the Liberation of Al-Sham"
  crossbearing actors Kremlin --json
  crossbearing actors                     every entry of the register
"""


@click.command("actors", epilog=EXAMPLES)
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--as-of", type=DAY, metavar="DATE", help="Who bore the name, or was listed, on that day.")
@with_settings
@with_json
def actors_command(
    names: tuple[str, ...],
    as_of: date | None,
    pipeline: str,
    attribution: str,
    registers: tuple[Path, ...],
    gazetteers: tuple[Path, ...],
    as_json: bool,
) -> Exit:
    """Look up who a NAME means: actors with their names, years, offices and designations."""
    from crossbearing.cli.screen import complain, print_json, print_table
    from crossbearing.dossier import wire
    from crossbearing.pipeline.rooms import open_register

    settings = make_settings(
        pipeline=pipeline, attribution=attribution, registers=registers, gazetteers=gazetteers
    )
    register = open_register(settings.resolve)
    if not names:
        found = list(register.actors())
    else:
        found = []
        for name in names:
            known = [a for c in register.find(name, as_of=as_of) if (a := register.get(c.id)) is not None]
            if not known:
                complain(f"nobody in the register is called {name!r}")
            found += known
    if as_json:
        print_json(wire.actor(a) for a in found)
    else:
        rows = [
            (
                a.id,
                a.kind.value.replace("_", " "),
                a.name,
                ", ".join(n.text for n in a.names[:5]),
                "; ".join(sorted({d.authority for d in a.designations})) or "–",
            )
            for a in found
        ]
        print_table(("id", "kind", "name", "also called", "designated by"), rows)
    return Exit.DONE if found or not names else Exit.IN_PART
