"""What an export is, and what all of them share: a file written whole, with the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.wire import line
from crossbearing.model.edtf import edtf_days

STEM = "case"


class Export(Protocol):
    """A format in which a case can be handed over.

    The first line of the class's docstring says what the format holds. name: as the command takes
    it. suffix: what the file's name ends with, dot included.
    """

    name: str
    suffix: str

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write one file into the folder `out` and return its path; same contents, same bytes."""
        ...


def write_text(text: str, out: Path, suffix: str) -> Path:
    """Write `text` as UTF-8 to `out`/case`suffix`, whole or not at all.

    Half of a surrogate pair, which UTF-8 cannot hold, is written as its escape.
    """
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{STEM}{suffix}"
    unfinished = target.with_name(target.name + ".part")
    unfinished.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    unfinished.replace(target)
    return target


def write_lines(values: Iterable[dict[str, Any]], out: Path, suffix: str) -> Path:
    """Write JSON Lines."""
    return write_text("".join(f"{line(value)}\n" for value in values), out, suffix)


def write_object(value: dict[str, Any], out: Path, suffix: str) -> Path:
    """Write one JSON object, indented for reading."""
    return write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", out, suffix)


def web_address(url: str | None) -> str | None:
    """Return an address only if following it can do no more than open a page."""
    if url is None or not url.lower().startswith(("https://", "http://")):
        return None
    return None if any(character.isspace() or character in "\"'<>`\\" for character in url) else url


def day_range(notation: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day of an EDTF notation as ISO dates; None where open or unknown."""
    days = edtf_days(notation) if notation else None
    if days is None:
        return None, None
    return days.first.isoformat() if days.first else None, days.last.isoformat() if days.last else None
