"""The custody log: one entry a line, each holding the hash of the one before.

An entry is kept as canonical JSON: ASCII, sorted keys, no spare space, one newline. Its hash covers
every other field. Reading an entry writes it anew and compares, so no byte of the log can change
without being seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crossbearing.errors import CustodyBroken
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import Component, CustodyEntry, CustodyStep

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""

MAX_LINE_BYTES = 64 * 1024**2
"""A longer line is no entry of ours: the writer keeps entries far below this."""


def chain(
    steps: Sequence[CustodyStep], *, number: int, previous: str, when: datetime
) -> tuple[CustodyEntry, ...]:
    """Give the steps their places in the chain, from `number` on, after the entry hashed `previous`."""
    entries: list[CustodyEntry] = []
    for position, step in enumerate(steps):
        body = _body(number + position, previous, step, when)
        previous = _hash(body)
        entries.append(_entry(body | {"hash": previous}))
    return tuple(entries)


def line_of(entry: CustodyEntry) -> bytes:
    """Write an entry as its line, newline included."""
    step = CustodyStep(entry.action, entry.item, entry.component, entry.facts)
    body = _body(entry.number, entry.previous, step, entry.when)
    return _canonical(body | {"hash": entry.hash}) + b"\n"


def parse_line(line: bytes) -> CustodyEntry:
    """Read one line. Raises CustodyBroken unless it is an entry in canonical form.

    Its hash is not checked: see `is_intact`.
    """
    try:
        entry = _entry(json.loads(line))
        same = line_of(entry) == line
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise CustodyBroken("a line of the custody log is no entry", actual=str(error)[:200]) from error
    if not same:
        raise CustodyBroken("an entry of the custody log is not written in its canonical form")
    return entry


def is_intact(entry: CustodyEntry) -> bool:
    """Tell whether the entry's hash is that of its other fields."""
    step = CustodyStep(entry.action, entry.item, entry.component, entry.facts)
    return _hash(_body(entry.number, entry.previous, step, entry.when)) == entry.hash


def read_lines(log: Path) -> Iterator[bytes]:
    """Yield the log's lines with their newlines; the last may lack it. An absent log has none."""
    if not log.is_file():
        return
    with log.open("rb") as file:
        while line := file.readline(MAX_LINE_BYTES + 1):
            yield line


def read_entries(log: Path) -> Iterator[CustodyEntry]:
    """Yield the entries in order. Raises CustodyBroken at the first that is not as it was written."""
    previous = GENESIS
    for number, line in enumerate(read_lines(log)):
        entry = parse_line(line)
        if entry.number != number or entry.previous != previous or not is_intact(entry):
            raise CustodyBroken(
                f"entry {number} of the custody log is not the one that was written there",
                what=str(log),
                expected=previous,
                actual=entry.previous,
            )
        previous = entry.hash
        yield entry


def _body(number: int, previous: str, step: CustodyStep, when: datetime) -> dict[str, Any]:
    return {
        "number": number,
        "previous": previous,
        "action": step.action,
        "item": step.item,
        "when": when.astimezone(UTC).isoformat(timespec="microseconds"),
        "component": {"name": step.component.name, "version": step.component.version},
        "facts": [[key, value] for key, value in sorted(step.facts)],
    }


def _canonical(body: dict[str, Any]) -> bytes:
    text = json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")


def _hash(body: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _entry(fields: dict[str, Any]) -> CustodyEntry:
    """Build an entry from its JSON fields, refusing other types. Raises ValueError, KeyError, TypeError."""
    item = fields["item"]
    number = fields["number"]
    if type(number) is not int:
        raise TypeError("the number is not whole")
    component = fields["component"]
    return CustodyEntry(
        number=number,
        previous=_text(fields["previous"]),
        action=_text(fields["action"]),
        item=None if item is None else Digest(_text(item)),
        when=datetime.fromisoformat(_text(fields["when"])),
        component=Component(_text(component["name"]), _text(component["version"])),
        facts=tuple((_text(key), _text(value)) for key, value in fields["facts"]),
        hash=_text(fields["hash"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a field of an entry is not text")
    return value
