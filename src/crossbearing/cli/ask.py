"""Commands that ask a case: claims, allegations, search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import with_case, with_json


@click.command(
    "allegations",
    epilog="\b\nExamples:\n  crossbearing allegations --case my-case\n"
    "  crossbearing allegations --case my-case --why       with the derivation of each grade",
)
@with_case
@click.option("--why", is_flag=True, help="Print how each grade is derived.")
@with_json
def allegations_command(case_dir: Path, why: bool, as_json: bool) -> Exit:
    """List the allegations of a case: grade, event, who → whom, place, date, origins, denials."""
    from crossbearing.case import Case
    from crossbearing.cli.screen import print_json, say
    from crossbearing.cli.tables import allegation_row, show_allegations
    from crossbearing.dossier import wire

    with Case.open(case_dir) as case:
        allegations = case.allegations()
        documents, clips = len(case.written()), len(case.footage())
    if as_json:
        print_json(wire.allegation(a) for a in allegations)
    elif why:
        for alleged in allegations:
            say(f"{alleged.id}  " + "  ".join(allegation_row(alleged)))
            for reason in (*alleged.reasons, *alleged.grade.reasons):
                say(f"    {reason}")
    else:
        show_allegations(allegations, documents=documents, clips=clips)
    return Exit.DONE


@click.command("claims", epilog="\b\nExample:\n  crossbearing claims --case my-case --json")
@with_case
@with_json
def claims_command(case_dir: Path, as_json: bool) -> Exit:
    """List the claims of a case: each event as one source puts it."""
    from crossbearing.case import Case
    from crossbearing.cli.screen import print_json, print_table
    from crossbearing.dossier import wire

    with Case.open(case_dir) as case:
        contents = case.contents()
    claims = (
        wire.claim(document, reading, position)
        for document in contents.documents
        if (reading := contents.readings.get(document.item)) is not None
        for position in range(len(reading.claims))
    )
    if as_json:
        print_json(claims)
    else:
        columns = ("claim", "event", "who → whom", "said by", "sourcing", "polarity", "certainty", "basis")
        print_table(columns, [_claim_row(c) for c in claims])
    return Exit.DONE


def _claim_row(claim: dict[str, Any]) -> tuple[str, ...]:
    digest, _, position = claim["id"].partition("#")
    innermost = claim["chain"][-1] if claim["chain"] else None
    return (
        f"{digest[:8]}#{position}",
        " ".join(filter(None, (claim["type"], claim["mode"]))),
        f"{_name(claim['agent'])} → {_name(claim['recipient'])}",
        _name(innermost["speaker"]) if innermost and innermost["speaker"] else _said_by(innermost),
        innermost["sourcing"] if innermost else "author",
        claim["polarity"],
        claim["certainty"],
        claim["basis"],
    )


def _said_by(step: dict[str, Any] | None) -> str:
    return "the author" if step is None else step["source"] or "not named"


def _name(actor: dict[str, Any] | None) -> str:
    return actor["name"] if actor else "not named"


@click.command("search", epilog='\b\nExample:\n  crossbearing search "harbour master" --case my-case')
@click.argument("words")
@with_case
@with_json
def search_command(words: str, case_dir: Path, as_json: bool) -> Exit:
    """Search the documents and claims of a case; all WORDS must occur."""
    from crossbearing.case import Case
    from crossbearing.cli.screen import print_json, print_table
    from crossbearing.dossier import wire

    with Case.open(case_dir) as case:
        hits = case.search(words)
        titles = {d.item: d.title or d.publisher or "–" for d in case.documents()}
    if as_json:
        print_json(wire.hit(h.item, h.span, h.excerpt, h.claim) for h in hits)
    else:
        rows = [
            (h.item[:12], titles[h.item], "text" if h.claim is None else f"claim {h.claim}", h.excerpt)
            for h in hits
        ]
        print_table(("item", "title", "found in", "passage"), rows)
    return Exit.DONE
