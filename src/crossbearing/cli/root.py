"""The command `crossbearing`: its subcommands, loaded when they are asked for, and how it ends."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from crossbearing.cli.exits import Exit, exit_of
from crossbearing.errors import CrossbearingError
from crossbearing.version import VERSION

COMMANDS = {
    "examine": ("examine", "Sources in, dossier out: the whole job."),
    "init": ("keep", "Make an empty case."),
    "add": ("keep", "Acquire sources into a case without reading them."),
    "read": ("read", "Read documents: attributions, mentions, events, claims."),
    "watch": ("watch", "Say what clips and images are, and what they say of themselves."),
    "match": ("match", "Find the stretches that clips share."),
    "claims": ("ask", "List the claims of a case."),
    "allegations": ("ask", "List the allegations of a case."),
    "search": ("ask", "Search the documents of a case."),
    "actors": ("actors", "Look actors up in the register."),
    "custody": ("keep", "Show the custody log of a case."),
    "verify": ("keep", "Check a case against what was acquired and recorded."),
    "export": ("keep", "Write a case in another format."),
    "decide": ("decide", "Record a decision on a case."),
    "undo": ("decide", "Take a decision back."),
    "decisions": ("decide", "List the decisions of a case."),
    "import-places": ("places", "Make a gazetteer from a GeoNames dump."),
    "serve": ("serve", "Open the workbench on a case, on this machine only."),
}
"""Each subcommand, the module of this folder that holds it, and its line of help."""


class Commands(click.Group):
    """Subcommands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module that holds a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"crossbearing.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name.replace("-", "_") + "_command")
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's signature
    ) -> click.Context:
        """Read the arguments; --help and --version print here, and their reader may leave early too."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            _write_to_nobody()
            raise click.exceptions.Exit from None

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand; that the reader of its output has left early is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _write_to_nobody()
            return Exit.DONE

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=(
        "Exit codes: 0 done; 1 a defect of the program; 2 usage; 3 done in part (some source failed, and "
        "which is printed, or the disk is full); 4 evidence or custody is damaged."
    ),
)
@click.version_option(VERSION, prog_name="crossbearing")
def command() -> None:
    """Read reports of armed conflict: who alleges what, on whose word, on what evidence.

    Nothing leaves this machine, and no allegation is ever called true.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit with one of the codes in `exits`."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> Exit:
    """Run the command; return its exit code."""
    from crossbearing.cli.screen import complain

    try:
        ended = command.main(arguments, standalone_mode=False)
    except click.exceptions.Abort:
        complain("stopped")
        return Exit.INTERNAL
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except CrossbearingError as error:
        _complain_of(error)
        return exit_of(error)
    except Exception as error:  # noqa: BLE001 - the last place that can turn a defect into a named exit
        if _disk_is_full(error):
            complain("error: there is no room left where this writes.")
            complain(
                "       Make room and run the same again: what is recorded stays, and is not done twice."
            )
            return Exit.IN_PART
        complain(traceback.format_exc())
        complain("This is a defect of Crossbearing, not of your sources; please report the lines above.")
        return Exit.INTERNAL
    return Exit(ended) if isinstance(ended, int) else Exit.DONE


def _write_to_nobody() -> None:
    """Let what is still to be written go nowhere, so that closing the output raises no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _disk_is_full(error: BaseException | None) -> bool:
    """Whether an error goes back to a full disk or quota, as the system or SQLite tells it."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def _complain_of(error: CrossbearingError) -> None:
    from crossbearing.cli.screen import complain

    about = f"{error.what}: " if error.what else ""
    complain(f"error: {about}{error}")
    if error.expected or error.actual:
        complain(f"       expected {error.expected or '?'}, found {error.actual or '?'}")
    complain(f"       {error.next_step}")
