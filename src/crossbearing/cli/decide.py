"""Commands for what people decide: decide, undo, decisions."""

from __future__ import annotations

from pathlib import Path

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import with_case, with_json
from crossbearing.model.decision import Decision, DecisionKind, in_force

KINDS = [k.value for k in DecisionKind if k is not DecisionKind.UNDO]
EXAMPLES = """\b
Examples:
  crossbearing decide grade ALLEGATION C3 --case my-case --who Ada --why "read both reports"
  crossbearing decide same_allegation ALLEGATION ALLEGATION --case my-case --who Ada --why "same raid"
  crossbearing decide not_same_allegation ALLEGATION CLAIM --case my-case --who Ada --why "another town"
  crossbearing decide reject_claim CLAIM --case my-case --who Ada --why "misread: a hypothetical"
  crossbearing decide same_actor "the Wolves" group:… --case my-case --who Ada --why "their own site"
  crossbearing decide tie_footage ALLEGATION ITEM --case my-case --who Ada --why "the report's clip"
"""


@click.command("decide", epilog=EXAMPLES)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT...")
@with_case
@click.option("--who", required=True, help="Who decides.")
@click.option("--why", required=True, help="Why.")
@with_json
def decide_command(
    kind: str, subjects: tuple[str, ...], case_dir: Path, who: str, why: str, as_json: bool
) -> Exit:
    """Record what a person decided; the case is weighed again with it. `undo` takes it back."""
    from crossbearing.case import Case

    with Case.open(case_dir, write=True) as case:
        decision = case.decide(DecisionKind(kind), subjects, who=who, why=why)
    _show((decision,), as_json=as_json)
    return Exit.DONE


@click.command(
    "undo", epilog='\b\nExample:\n  crossbearing undo DECISION --case my-case --who Ada --why "mistaken"'
)
@click.argument("decision_id", metavar="DECISION")
@with_case
@click.option("--who", required=True, help="Who takes it back.")
@click.option("--why", required=True, help="Why.")
@with_json
def undo_command(decision_id: str, case_dir: Path, who: str, why: str, as_json: bool) -> Exit:
    """Take a decision back. The taking back is recorded, and can itself be undone."""
    from crossbearing.case import Case

    with Case.open(case_dir, write=True) as case:
        decision = case.undo(decision_id, who=who, why=why)
    _show((decision,), as_json=as_json)
    return Exit.DONE


@click.command("decisions", epilog="\b\nExample:\n  crossbearing decisions --case my-case")
@with_case
@with_json
def decisions_command(case_dir: Path, as_json: bool) -> Exit:
    """List every decision ever made on a case, undone ones included."""
    from crossbearing.case import Case

    with Case.open(case_dir) as case:
        _show(case.decisions(), as_json=as_json)
    return Exit.DONE


def _show(decisions: tuple[Decision, ...], *, as_json: bool) -> None:
    from crossbearing.cli.screen import print_json, print_table
    from crossbearing.dossier import wire

    standing = {d.id for d in in_force(decisions)}
    if as_json:
        print_json(wire.decision(d, standing=d.id in standing) for d in decisions)
        return
    rows = [
        (
            d.id,
            f"{d.when:%Y-%m-%d %H:%M}",
            d.kind.value,
            " ".join(d.subjects),
            d.who,
            d.why,
            "yes" if d.id in standing or d.kind is DecisionKind.UNDO else "undone",
        )
        for d in decisions
    ]
    print_table(("decision", "when (UTC)", "kind", "about", "who", "why", "in force"), rows)
