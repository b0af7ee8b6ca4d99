"""`crossbearing read`: documents to readings, in a case or without one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import FILE, FOLDER, make_settings, with_given, with_json, with_settings
from crossbearing.errors import ConfigError, CrossbearingError
from crossbearing.settings import Settings

EXAMPLES = """\b
Examples:
  crossbearing read article.txt --published 2020-03-05
  crossbearing read article.txt --published 2020-03-05 --json
  crossbearing read --manifest list.jsonl --json      one object a line: {"path": …, "published": …}
  crossbearing read --case my-case --json
"""


@click.command("read", epilog=EXAMPLES)
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE...]")
@click.option("--manifest", type=FILE, help="JSON Lines: a path, and a date published or null, a line.")
@click.option("--case", "case_dir", type=FOLDER, help="Read what a case holds instead of files.")
@with_given
@with_settings
@with_json
def read_command(
    files: tuple[Path, ...],
    manifest: Path | None,
    case_dir: Path | None,
    published: date | None,
    publisher: str | None,
    pipeline: str,
    attribution: str,
    registers: tuple[Path, ...],
    gazetteers: tuple[Path, ...],
    as_json: bool,
) -> Exit:
    """Read documents: who is given as saying what, about whom, where, when and on what basis."""
    settings = make_settings(
        pipeline=pipeline, attribution=attribution, registers=registers, gazetteers=gazetteers
    )
    if sum((bool(files), manifest is not None, case_dir is not None)) != 1:
        raise ConfigError(
            "Say what to read: files, or --manifest, or --case.",
            next_step="Run `crossbearing read --help` for examples.",
        )
    if case_dir is not None:
        results = _read_case(case_dir, settings)
    elif manifest is not None:
        results = _read_files(_listed(manifest), publisher, settings)
    else:
        results = _read_files(((str(f), published) for f in files), publisher, settings)
    return _show(results, as_json=as_json)


def _show(results: Iterable[dict[str, Any]], *, as_json: bool) -> Exit:
    from crossbearing.cli.readings import show_reading
    from crossbearing.cli.screen import complain, print_json

    failed = False
    for result in results:
        failure = result.get("failure")
        if as_json:
            print_json([result])
        elif failure is None:
            show_reading(result)
        if failure is not None:
            failed = True
            complain(f"not done: {result['path']}: {failure['message']} [{failure['code']}]")
            complain(f"          {failure['next_step']}")
    return Exit.IN_PART if failed else Exit.DONE


def _read_files(
    listed: Iterable[tuple[str, date | None]], publisher: str | None, settings: Settings
) -> Iterator[dict[str, Any]]:
    from crossbearing.dossier import wire
    from crossbearing.pipeline.ingest import Given
    from crossbearing.pipeline.single import read_file

    for path, published in listed:
        try:
            document, reading = read_file(Path(path), given=Given(published, publisher), settings=settings)
        except ConfigError:
            raise
        except CrossbearingError as error:
            yield {"path": path, "failure": _failure(error)}
        else:
            yield wire.reading(document, reading, path=path)


def _failure(error: CrossbearingError) -> dict[str, Any]:
    return {"code": type(error).__name__, "message": str(error), "next_step": error.next_step}


def _read_case(case_dir: Path, settings: Settings) -> Iterator[dict[str, Any]]:
    from crossbearing.case import Case
    from crossbearing.cli.screen import Bars
    from crossbearing.dossier import wire

    with Case.open(case_dir, write=True, settings=settings) as case:
        case.catch_up(progress=Bars())
        for document in case.documents():
            reading = case.reading(document.item)
            if reading is not None:
                yield wire.reading(document, reading)
        for failure in case.failures():
            yield {"path": failure.path, "failure": wire.failure(failure)}


def _listed(manifest: Path) -> Iterator[tuple[str, date | None]]:
    try:
        with manifest.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _entry(line, f"{manifest}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"The manifest cannot be read: {error}", what=str(manifest)) from error


def _entry(line: str, where: str) -> tuple[str, date | None]:
    try:
        entry = json.loads(line)
        path, published = entry["path"], entry.get("published")
        return str(path), date.fromisoformat(published) if published else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            "This line of the manifest is not understood.",
            what=where,
            expected='{"path": "…", "published": "YYYY-MM-DD" or null}',
            actual=line.strip()[:80],
        ) from error
