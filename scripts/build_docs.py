"""Write the reference in docs/ from the code: commands, settings, extension points.

python scripts/build_docs.py            write
python scripts/build_docs.py --check    fail if what is written is not what the code says
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import click

from crossbearing import extensions, settings
from crossbearing.cli.root import COMMANDS, command

DOCS = Path(__file__).resolve().parents[1] / "docs"
NOTE = "<!-- Written by scripts/build_docs.py from the code; change the code, then run `make reference`. -->"


def commands() -> str:
    """Return the help of every command."""
    parts = ["# The command", "", NOTE, "", "```text", _help(command, "crossbearing"), "```"]
    context = click.Context(command, info_name="crossbearing")
    for name in COMMANDS:
        made = command.get_command(context, name)
        assert made is not None
        parts += ["", f"## {name}", "", "```text", _help(made, name, context), "```"]
    return "\n".join(parts) + "\n"


def _help(made: click.Command, name: str, parent: click.Context | None = None) -> str:
    context = click.Context(made, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    return "\n".join(line.rstrip() for line in made.get_help(context).splitlines())


def all_settings() -> str:
    """Return every setting with its default."""
    parts = ["# Settings", "", NOTE, "", (settings.__doc__ or "").strip()]
    for room in dataclasses.fields(settings.Settings):
        made = room.default_factory() if callable(room.default_factory) else room.default
        parts += ["", f"## {room.name}", "", " ".join((type(made).__doc__ or "").split()), ""]
        parts += ["| setting | type | default |", "|---|---|---|"]
        for field in dataclasses.fields(made):
            kind = str(field.type).replace("|", "\\|")
            parts.append(f"| `{field.name}` | {kind} | `{getattr(made, field.name)!r}` |")
    return "\n".join(parts) + "\n"


def extension_points() -> str:
    """Return every extension point."""
    parts = ["# Extension points", "", NOTE, "", "```text", (extensions.__doc__ or "").strip(), "```", ""]
    parts += ["| group | gives | must have |", "|---|---|---|"]
    for point in extensions.POINTS:
        must = ", ".join(f"`{name}`" for name in point.required) or "–"
        parts.append(f"| `{point.group}` | {point.gives} | {must} |")
    return "\n".join(parts) + "\n"


PAGES = {"commands.md": commands, "settings.md": all_settings, "extensions.md": extension_points}


def main() -> int:
    """Write or check the pages; return the exit code."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} is not what the code says; run: python scripts/build_docs.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
