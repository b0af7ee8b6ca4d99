"""Commands that keep a case: init, add, custody, verify, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from crossbearing.archive import Seal
from crossbearing.cli.exits import Exit
from crossbearing.cli.options import FILE, FOLDER, with_case, with_given, with_json


class SealType(click.ParamType[Seal]):
    """How long a custody log was and what it ended with."""

    name = "seal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Seal:
        """Read COUNT:HASH."""
        if isinstance(value, Seal):
            return value
        count, _, head = str(value).partition(":")
        if not count.isdecimal() or len(head) != HASH_DIGITS:
            self.fail("a seal is a number and a hash, as `crossbearing verify` prints it", param, ctx)
        return Seal(int(count), head)


HASH_DIGITS = 64
SEAL = SealType()


@click.command("init", epilog="\b\nExample:\n  crossbearing init my-case")
@click.argument("case_dir", type=FOLDER, metavar="DIR")
@with_json
def init_command(case_dir: Path, as_json: bool) -> Exit:
    """Make an empty case in the folder DIR."""
    from crossbearing.case import Case
    from crossbearing.cli.screen import print_json, say

    with Case.create(case_dir) as case:
        if as_json:
            print_json(
                [{"schema": "crossbearing/case/1", "case": str(case.root), "items": len(case.items())}]
            )
        else:
            say(f"case: {case.root}")
    return Exit.DONE


@click.command(
    "add", epilog="\b\nExample:\n  crossbearing add reports/ --case my-case --published 2020-03-05"
)
@click.argument("sources", nargs=-1, required=True, type=FILE, metavar="SOURCE...")
@with_case
@with_given
@with_json
def add_command(
    sources: tuple[Path, ...], case_dir: Path, published: date | None, publisher: str | None, as_json: bool
) -> Exit:
    """Acquire files and folders into a case; `examine` or `read` reads them later."""
    from crossbearing.case import Case
    from crossbearing.cli.screen import Bars, print_failures, print_json, say
    from crossbearing.dossier import wire
    from crossbearing.pipeline.ingest import Given

    with Case.create(case_dir) as case:
        taken = case.add(sources, given=Given(published, publisher), progress=Bars())
        if as_json:
            named = set(taken.sources)
            print_json(wire.item(i) for i in case.items() if i.digest in named)
            print_json(wire.failure(f) for f in taken.failures)
        else:
            say(f"{len(taken.new)} new of {len(taken.sources)} items; case: {case.root}")
        print_failures(taken.failures)
    return Exit.IN_PART if taken.failures else Exit.DONE


@click.command("custody", epilog="\b\nExample:\n  crossbearing custody --case my-case")
@with_case
@with_json
def custody_command(case_dir: Path, as_json: bool) -> Exit:
    """Show the custody log: what was done with which item, when, by which component."""
    from crossbearing.case import Case
    from crossbearing.cli.screen import print_json, print_table
    from crossbearing.dossier import wire

    with Case.open(case_dir) as case:
        entries = case.custody()
    if as_json:
        print_json(wire.custody(e) for e in entries)
    else:
        rows = [
            (
                str(e.number),
                f"{e.when:%Y-%m-%d %H:%M:%S}",
                e.action,
                (e.item or "–")[:12],
                f"{e.component.name} {e.component.version}",
                dict(e.facts).get("path", ""),
                e.hash[:12],
            )
            for e in entries
        ]
        print_table(("no.", "when (UTC)", "action", "item", "component", "path", "hash"), rows)
    return Exit.DONE


@click.command(
    "verify",
    epilog="\b\nExamples:\n  crossbearing verify my-case\n"
    "  crossbearing verify my-case --seal 42:9f2c…      the seal noted when the case was handed over",
)
@click.argument("case_dir", type=FOLDER, metavar="CASE")
@click.option(
    "--seal", "sealed", type=SEAL, metavar="COUNT:HASH", help="Length and head of the log, as noted."
)
@with_json
def verify_command(case_dir: Path, sealed: Seal | None, as_json: bool) -> Exit:
    """Compare every byte of evidence, every log entry and every record with what was recorded.

    Changes nothing. Exit code 4 if anything was changed, is missing, was added, reordered or cut. The
    seal that it prints, noted outside the case, shows up even a log and records rewritten together.
    """
    from crossbearing.case import Case
    from crossbearing.cli.screen import complain, print_json, say
    from crossbearing.dossier import wire

    damage = Case.verify(case_dir, sealed)
    if as_json:
        print_json(wire.damage(d) for d in damage)
    else:
        for found in damage:
            say(f"{found.kind}: {found.where}: {found.message}")
        if not damage:
            with Case.open(case_dir) as case:
                seal = case.seal()
            say("nothing differs: evidence, custody and records are as they were left")
            say(f"seal: {seal.entries}:{seal.head}")
    if damage:
        complain(f"{len(damage)} differences; keep a copy of the case as it is before anything else")
    return Exit.DAMAGED if damage else Exit.DONE


@click.command("export", epilog="\b\nExamples:\n  crossbearing export csv --case my-case --out out/")
@click.argument("name", metavar="FORMAT", required=False)
@click.option("--case", "case_dir", type=FOLDER, help="The case folder.")
@click.option("--out", type=FOLDER, default=".", show_default=True, help="Where the file goes.")
@with_json
def export_command(name: str | None, case_dir: Path | None, out: Path, as_json: bool) -> Exit:
    """Write a case as FORMAT; without FORMAT, list what there is."""
    from crossbearing.case import Case
    from crossbearing.cli.screen import print_json, print_table, say
    from crossbearing.dossier.exports import EXPORTS

    if name is None:
        rows = [(e.name, e.suffix, (type(e).__doc__ or "").splitlines()[0]) for e in EXPORTS]
        if as_json:
            print_json({"schema": "crossbearing/format/1", "name": n, "suffix": s} for n, s, _ in rows)
        else:
            print_table(("format", "file", "what it holds"), rows)
        return Exit.DONE
    if case_dir is None:
        raise click.UsageError("Name the case to write: --case FOLDER.")
    with Case.open(case_dir) as case:
        written = case.export(name, out)
    if as_json:
        print_json([{"schema": "crossbearing/export/1", "format": name, "path": str(written)}])
    else:
        say(f"{name}: {written}")
    return Exit.DONE
