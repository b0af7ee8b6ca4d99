"""`crossbearing examine`: sources in, dossier out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import (
    FILE,
    FOLDER,
    make_settings,
    with_given,
    with_json,
    with_quick,
    with_settings,
    with_trust,
)
from crossbearing.cli.tables import show_allegations

if TYPE_CHECKING:  # the heavy parts are imported when the command runs
    from crossbearing.case import Case

EXAMPLES = """\b
Examples:
  crossbearing examine report.html statement.pdf clips/ --out dossier/
  crossbearing examine article.txt --published 2020-03-05 --publisher "The Gazette"
  crossbearing examine more/ --case dossier/case --out dossier/     adds only what is new
"""


@click.command("examine", epilog=EXAMPLES)
@click.argument("sources", nargs=-1, required=True, type=FILE, metavar="SOURCE...")
@click.option(
    "--case", "case_dir", type=FOLDER, help="The case folder; a folder beside the dossier if not given."
)
@click.option("--out", type=FOLDER, default="dossier", show_default=True, help="Where the dossier goes.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with."
)
@click.option(
    "--engine", "engine_name", default="process", show_default=True, help="process, ray or ray://…."
)
@with_given
@with_settings
@with_quick
@with_trust
@with_json
def examine_command(
    sources: tuple[Path, ...],
    case_dir: Path | None,
    out: Path,
    jobs: int,
    engine_name: str,
    published: date | None,
    publisher: str | None,
    pipeline: str,
    attribution: str,
    registers: tuple[Path, ...],
    gazetteers: tuple[Path, ...],
    quick: bool,
    trust_list: Path | None,
    as_json: bool,
) -> Exit:
    """Read articles, statements and clips; print graded allegations; write a dossier.

    SOURCE is a file or a folder, which is read with all folders in it. The kind of a file is told
    from its bytes. Running it again on the same case adds only what is new.
    """
    from crossbearing.case import Case
    from crossbearing.cli.screen import Bars, complain, print_failures, print_json, say
    from crossbearing.dossier import wire
    from crossbearing.pipeline.engine import open_engine
    from crossbearing.pipeline.ingest import Given

    settings = make_settings(
        pipeline=pipeline,
        attribution=attribution,
        registers=registers,
        gazetteers=gazetteers,
        quick=quick,
        trust_list=trust_list,
    )
    with Case.create(case_dir or out / "case", settings=settings) as case:
        taken = case.examine(
            sources,
            given=Given(published, publisher),
            engine=open_engine(engine_name, workers=jobs, apart=True),
            progress=Bars(),
            leave_out=[out],
        )
        page = case.write_dossier(out)
        allegations = case.allegations()
        if as_json:
            print_json(wire.allegation(a) for a in allegations)
            print_json(_footage(case))
            print_json(wire.failure(f) for f in taken.failures)
            print_json([wire.summary(case.contents(), str(page))])
        else:
            show_allegations(allegations, documents=len(case.written()), clips=len(case.footage()))
            say(f"dossier: {page}")
            say(f"case:    {case.root}")
        print_failures(taken.failures)
        if not case.items() and not taken.failures:
            complain("no file lies below what was named: name files, or a folder that holds some")
    return Exit.IN_PART if taken.failures else Exit.DONE


def _footage(case: Case) -> Iterator[dict[str, Any]]:
    """Yield what the case's clips and images are, with the words on their screens."""
    from crossbearing.dossier import wire

    screens = {document.item: document for document in case.documents() if document.on_screen}
    paths = {item.digest: item.acquisitions[0].path for item in case.items()}
    for watched in case.footage():
        yield wire.footage(watched, path=paths[watched.item], screen=screens.get(watched.item))
