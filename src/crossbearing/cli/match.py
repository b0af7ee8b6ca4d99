"""`crossbearing match`: stretches that clips share, in a case or without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import FILE, FOLDER, with_json, with_quick
from crossbearing.errors import ConfigError, CrossbearingError
from crossbearing.model.footage import Footage
from crossbearing.settings import MediaSettings, Settings

COLUMNS = ("query", "from – to", "reference", "from – to", "speed", "mirrored", "same moment", "score")
EXAMPLES = """\b
Examples:
  crossbearing match new.mp4 --against archive/*.mp4
  crossbearing match new.mp4 --against old.mp4 --json
  crossbearing match --case my-case
"""
AGAINST = "--against"


class TakesMany(click.Command):
    """A command whose --against takes every path that follows it, up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give each path that follows --against an --against of its own."""
        expanded: list[str] = []
        after = False
        for position, argument in enumerate(args):
            if argument == AGAINST:
                after = True
                if position + 1 == len(args) or args[position + 1].startswith("-"):
                    expanded.append(argument)
            elif argument.startswith("-"):
                after = False
                expanded.append(argument)
            else:
                expanded += [AGAINST, argument] if after else [argument]
        return super().parse_args(ctx, expanded)


@click.command("match", cls=TakesMany, epilog=EXAMPLES)
@click.argument("queries", nargs=-1, type=FILE, metavar="[QUERY...]")
@click.option(
    AGAINST, "references", type=FILE, multiple=True, metavar="REFERENCE...", help="Clips to look in."
)
@click.option("--case", "case_dir", type=FOLDER, help="Compare the clips of a case with each other.")
@with_quick
@with_json
def match_command(
    queries: tuple[Path, ...], references: tuple[Path, ...], case_dir: Path | None, quick: bool, as_json: bool
) -> Exit:
    """Find the stretches of footage that clips share, whatever was cut, cropped or laid over them.

    "Same moment: yes" means that both show the same moment; "not established" that only the same
    scene is certain, as with a fixed camera.
    """
    if case_dir is not None and not queries and not references:
        return _show(_in_case(case_dir), (), as_json=as_json)
    if case_dir is not None or not queries or not references:
        raise ConfigError(
            "Say which clips to look for and where to look: QUERY… --against REFERENCE…, or --case.",
            next_step="Run `crossbearing match --help` for examples.",
        )
    for path in (*queries, *references):
        if path.is_dir():
            raise ConfigError(
                f"{path} is a folder, and clips are compared with clips.",
                next_step=f"Name its clips, such as {path}/*.mp4, or make a case of it with `examine`.",
            )
    if set(queries) == set(references) and len(set(queries)) == 1:
        raise ConfigError(
            "A file is not compared with itself.", next_step="Name another clip after --against."
        )
    failures: list[tuple[Path, CrossbearingError]] = []
    return _show(_among_files(queries, references, failures, quick=quick), failures, as_json=as_json)


def _among_files(
    queries: tuple[Path, ...],
    references: tuple[Path, ...],
    failures: list[tuple[Path, CrossbearingError]],
    *,
    quick: bool,
) -> Iterator[dict[str, Any]]:
    from crossbearing.dossier import wire
    from crossbearing.media import FootageIndex

    settings = Settings(media=MediaSettings(max_text_frames=0, quick=quick))
    watched = _watch(tuple(dict.fromkeys((*references, *queries))), settings, failures)
    index = FootageIndex(settings.media)
    paths: dict[str, list[Path]] = {}
    for path in (r for r in dict.fromkeys(references) if r in watched):
        item = watched[path].item
        if item not in paths:
            index.add(watched[path])
        paths.setdefault(item, []).append(path)
    for query in (q for q in dict.fromkeys(queries) if q in watched):
        for match in index.find(watched[query]):
            for reference in paths[match.reference]:
                if reference != query:
                    yield wire.match(match, query=str(query), reference=str(reference))


def _watch(
    paths: tuple[Path, ...], settings: Settings, failures: list[tuple[Path, CrossbearingError]]
) -> dict[Path, Footage]:
    from crossbearing.cli.screen import Bars
    from crossbearing.pipeline.single import watch_file

    bars = Bars()
    watched: dict[Path, Footage] = {}
    with bars.stage("watching", len(paths)):
        for path in paths:
            try:
                watched[path] = watch_file(path, settings=settings).footage
            except CrossbearingError as error:
                failures.append((path, error))
            bars.advance(path.name)
    return watched


def _in_case(case_dir: Path) -> Iterator[dict[str, Any]]:
    from crossbearing.case import Case
    from crossbearing.cli.screen import Bars
    from crossbearing.dossier import wire

    with Case.open(case_dir, write=True) as case:
        case.catch_up(progress=Bars())
        paths = {item.digest: item.acquisitions[0].path for item in case.items()}
        for match in case.matches():
            yield wire.match(match, query=paths[match.query], reference=paths[match.reference])


def _show(
    matches: Iterable[dict[str, Any]], failures: Iterable[tuple[Path, CrossbearingError]], *, as_json: bool
) -> Exit:
    from crossbearing.cli.screen import complain, print_json, print_table, say

    if as_json:
        print_json(matches)
    else:
        rows, failures = [_row(m) for m in matches], list(failures)
        if rows:
            print_table(COLUMNS, rows)
        elif not failures:
            say("no stretch of footage is shared: none was found, which does not make a clip new")
    failed = False
    for path, error in failures:
        failed = True
        complain(f"not done: {path}: {error} [{type(error).__name__}]")
        complain(f"          {error.next_step}")
    return Exit.IN_PART if failed else Exit.DONE


def _row(match: dict[str, Any]) -> tuple[str, ...]:
    return (
        Path(match["query"]).name,
        _stretch(match, "query"),
        Path(match["reference"]).name,
        _stretch(match, "reference"),
        f"{match['speed']:.2f}",
        "yes" if match["mirrored"] else "no",
        "yes" if match["moment"] == "established" else "not established",
        f"{match['score']:.2f}",
    )


def _stretch(match: dict[str, Any], side: str) -> str:
    return f"{float(match[side + '_start_s']):.2f} – {float(match[side + '_end_s']):.2f} s"
