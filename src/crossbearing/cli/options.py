"""Options and arguments that several commands share, and what they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import click

from crossbearing.settings import MediaSettings, ReaderSettings, ResolveSettings, Settings, TextSettings

F = TypeVar("F", bound=Callable[..., object])


class Day(click.ParamType[date]):
    """A day in the calendar that is not after today."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read YYYY-MM-DD."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write it as YYYY-MM-DD, such as 2020-03-05.", param, ctx)
        if day > datetime.now(UTC).date():
            self.fail(f"{value} lies after today; a source cannot have been published yet.", param, ctx)
        return day


DAY = Day()
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)


def with_json(function: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")(function)


def with_case(function: F) -> F:
    """Add --case, required."""
    return click.option("--case", "case_dir", type=FOLDER, required=True, help="The case folder.")(function)


def with_given(function: F) -> F:
    """Add --published and --publisher."""
    function = click.option(
        "--publisher", metavar="NAME", help="Who published the sources, if they do not say so themselves."
    )(function)
    return click.option(
        "--published", type=DAY, metavar="DATE", help="When they were published: YYYY-MM-DD."
    )(function)


def with_quick(function: F) -> F:
    """Add --quick."""
    return click.option(
        "--quick",
        is_flag=True,
        help="Watch keyframes alone: several times as fast, but short shared stretches are missed.",
    )(function)


def with_trust(function: F) -> F:
    """Add --trust-list."""
    return click.option(
        "--trust-list",
        type=FILE,
        help="Certificates (PEM) of signers whose C2PA manifests you trust; without it, none is trusted.",
    )(function)


def with_settings(function: F) -> F:
    """Add the options that `make_settings` reads."""
    function = click.option(
        "--pipeline",
        default=TextSettings().pipeline,
        show_default=True,
        metavar="NAME",
        help="An installed spaCy pipeline for English.",
    )(function)
    function = click.option(
        "--gazetteer",
        "gazetteers",
        type=FILE,
        multiple=True,
        help="A gazetteer of your own, made by `crossbearing import-places`.",
    )(function)
    function = click.option(
        "--attribution",
        default=TextSettings().attribution,
        show_default=True,
        metavar="NAME",
        help="Who finds attributions: encoder, rules, or an installed extension.",
    )(function)
    return click.option(
        "--register",
        "registers",
        type=FILE,
        multiple=True,
        help="A register of actors of your own: YAML, or FollowTheMoney JSON Lines.",
    )(function)


def make_settings(
    *,
    pipeline: str,
    attribution: str,
    registers: tuple[Path, ...],
    gazetteers: tuple[Path, ...],
    quick: bool = False,
    trust_list: Path | None = None,
) -> Settings:
    """Return the settings that the options ask for."""
    return Settings(
        readers=ReaderSettings(),
        text=TextSettings(pipeline=pipeline, attribution=attribution),
        media=media_settings(quick=quick, trust_list=trust_list),
        resolve=ResolveSettings(
            registers=tuple(str(p) for p in registers), gazetteers=tuple(str(p) for p in gazetteers)
        ),
    )


def media_settings(*, quick: bool, trust_list: Path | None) -> MediaSettings:
    """Return the settings of watching that the options ask for. Raises ConfigError: no such trust list."""
    if trust_list:
        from crossbearing.media.manifest import read_trust_list

        read_trust_list(trust_list)  # said at once, though no source may bring a manifest
    return MediaSettings(quick=quick, trust_list=str(trust_list) if trust_list else "")
