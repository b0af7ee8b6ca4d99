"""`crossbearing actors`: the register of actors."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import DAY, make_settings, with_json, with_settings

if TYPE_CHECKING:
    from crossbearing.model.actor import Actor, Designation, Relation, Tenure
    from crossbearing.resolve.register import Register

EXAMPLES = """\b
Examples:
  crossbearing actors "Headquarters for the Liberation of Al-Sham"
  crossbearing actors Kremlin --json
  crossbearing actors "Jabhat al-Nusra" --as-of 2019-06-01
  crossbearing actors "Turkish defence minister" --as-of 2019-03-05
  crossbearing actors                     every entry of the register
"""


@click.command("actors", epilog=EXAMPLES)
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option(
    "--as-of",
    type=DAY,
    metavar="DATE",
    help="Who bore the name, held the office, or was listed, on that day.",
)
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
        print_table(
            ("id", "kind", "name", "active", "also called", "ties", "offices", "designated by"),
            [_row(a, register, as_of) for a in found],
        )
    return Exit.DONE if found or not names else Exit.IN_PART


def _row(actor: Actor, register: Register, on: date | None) -> tuple[str, ...]:
    """Say an actor on one line; with a day, only the names, ties, offices and designations of that day."""
    names = actor.names if on is None else register.names_on(actor.id, on)
    ties = actor.relations if on is None else register.relations_on(actor.id, on)
    listed = actor.designations if on is None else register.designations(actor.id, on)
    held = actor.tenures if on is None else register.offices(actor.id, on)
    return (
        actor.id,
        actor.kind.value.replace("_", " "),
        actor.name,
        _active(actor, on),
        ", ".join(n.text for n in names[:5]),
        "; ".join(_tie(r) for r in ties) or "–",
        "; ".join(_office(t) for t in held) or "–",
        "; ".join(dict.fromkeys(_listing(d, on) for d in listed)) or "–",
    )


def _active(actor: Actor, on: date | None) -> str:
    from crossbearing.resolve.validity import holds, period

    if not (actor.active_since or actor.active_until):
        return "–"
    when = period(actor.active_since, actor.active_until)
    return when if holds(actor.active_since, actor.active_until, on) else f"{when}, not on that day"


def _tie(relation: Relation) -> str:
    since = f" ({relation.since})" if relation.since else ""
    return f"{relation.kind.value.replace('_', ' ')} {relation.actor}{since}"


def _listing(designation: Designation, on: date | None) -> str:
    if on is None:
        return designation.authority
    return f"{designation.authority} {designation.programme} since {designation.listed}"


def _office(tenure: Tenure) -> str:
    from crossbearing.resolve.validity import period

    return f"{tenure.role.replace('_', ' ')}, {tenure.organ} ({period(tenure.since, tenure.until)})"
