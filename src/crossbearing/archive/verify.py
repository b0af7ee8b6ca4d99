"""Finding what differs from what was acquired and logged. Nothing here repairs or changes anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crossbearing.archive.blobs import Blobs, digest_of
from crossbearing.archive.custody import GENESIS, is_intact, parse_line, read_lines
from crossbearing.errors import CustodyBroken
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import CustodyEntry, Damage

LOG_NAME = "custody.jsonl"


@dataclass(slots=True)
class _Walk:
    """What has been seen of the log so far. previous: None after a line that could not be trusted."""

    damage: list[Damage] = field(default_factory=list)
    intact: list[CustodyEntry] = field(default_factory=list)
    spoilt: int = 0
    previous: str | None = GENESIS

    def report(self, kind: str, number: int, message: str) -> None:
        self.damage.append(Damage(kind, f"{LOG_NAME} entry {number}", message))


def check_log(log: Path) -> tuple[list[Damage], list[CustodyEntry]]:
    """Walk the log; return what is damaged, and the entries that are as they were written.

    Entries cut off at the end leave a log that is sound in itself: only a seal, or the records that
    the entries vouch for, can tell (see `check_seal` and the store's check).
    """
    if not log.is_file() or log.is_symlink():
        return [Damage("missing", LOG_NAME, "the custody log is not there")], []
    walk = _Walk()
    try:
        for position, line in enumerate(read_lines(log)):
            _step(walk, position, line)
    except OSError as error:
        message = f"the custody log cannot be read: {error.strerror}"
        walk.damage.append(Damage("unreadable", LOG_NAME, message))
    return walk.damage + _check_numbers(walk), walk.intact


def check_blobs(blobs: Blobs, entries: Iterable[CustodyEntry]) -> list[Damage]:
    """Compare what lies in `evidence/` with what the log says was acquired."""
    acquired = {entry.item for entry in entries if entry.action == "acquired" and entry.item}
    damage: list[Damage] = []
    if blobs.evidence.is_symlink():
        damage.append(Damage("changed", "evidence", "the folder of evidence is a symbolic link to elsewhere"))
    found: set[Digest] = set()
    for where, digest in blobs.listed():
        if digest is None or digest not in acquired:
            damage.append(Damage("added", where, "the custody log knows of nothing acquired under this name"))
        else:
            found.add(digest)
            damage.extend(_check_blob(blobs.place_of(digest), digest, where))
    for digest in sorted(acquired - found):
        where = f"evidence/{digest[:2]}/{digest}"
        damage.append(Damage("missing", where, "the custody log says that it was acquired; it is not there"))
    return damage


def _step(walk: _Walk, position: int, line: bytes) -> None:
    """Judge one line by itself and by the one before it."""
    if not line.endswith(b"\n"):
        walk.report("truncated", position, "the line does not end with a newline: the entry is cut short")
        walk.spoilt, walk.previous = walk.spoilt + 1, None
        return
    try:
        entry = parse_line(line)
    except CustodyBroken as error:
        walk.report("changed", position, str(error))
        walk.spoilt, walk.previous = walk.spoilt + 1, None
        return
    if not is_intact(entry):
        walk.report("changed", position, f"its fields do not give its hash {entry.hash}")
        walk.spoilt, walk.previous = walk.spoilt + 1, None
        return
    if walk.previous is not None and entry.previous != walk.previous:
        message = f"it follows the entry hashed {entry.previous}; the line before it has {walk.previous}"
        walk.report("reordered" if entry.number != position else "changed", position, message)
    walk.intact.append(entry)
    walk.previous = entry.hash


def _check_numbers(walk: _Walk) -> list[Damage]:
    """Name entries that are gone and entries that stand twice."""
    numbers = [entry.number for entry in walk.intact]
    held = set(numbers)
    highest = max(numbers, default=-1)
    gaps = [number for number in range(highest + 1) if number not in held] if highest < 10**7 else []
    damage = [
        Damage("missing", f"{LOG_NAME} entry {number}", "the log goes on without this entry")
        for number in (gaps if len(gaps) > walk.spoilt else [])
    ]
    twice = sorted(number for number, times in Counter(numbers).items() if times > 1)
    damage += [
        Damage("added", f"{LOG_NAME} entry {n}", "the log holds this entry more than once") for n in twice
    ]
    return damage


def _check_blob(path: Path, digest: Digest, where: str) -> list[Damage]:
    try:
        actual, size = digest_of(path)
    except OSError as error:
        return [Damage("unreadable", where, f"the blob cannot be read: {error.strerror or error}")]
    if actual == digest:
        return []
    return [Damage("changed", where, f"its {size} bytes have the digest {actual}")]
