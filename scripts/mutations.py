"""Random changes to a case on disk, and a picture of a case by which to tell what they altered.

The picture is made without Crossbearing: names and bytes below `evidence/`, the bytes of the custody
log, and every row of every table as SQLite reads them. Where it differs, evidence or custody was
altered and verifying must say so.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATABASE = "case.sqlite"
LOG = "custody.jsonl"
HIDDEN_TABLES = ("sqlite_", "passages_fts")
"""Tables of SQLite's own and of the search index: made from the records, they state nothing."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """What was done. kind: such as "flip". where: path within the case."""

    kind: str
    where: str
    detail: str = ""


Mutate = Callable[[Path, random.Random], Mutation]


def mutate(case: Path, rng: random.Random) -> Mutation:
    """Make one random change to the case folder, in place."""
    return rng.choice(MUTATIONS)(case, rng)


def picture_of(case: Path) -> str:
    """Return a digest of all that states evidence or custody in the case."""
    sha = hashlib.sha256()
    for path in sorted((case / "evidence").rglob("*")):
        name = path.relative_to(case).as_posix().encode()
        if path.is_symlink():
            sha.update(b"link " + name)
        elif path.is_file():
            facts = path.stat()
            sha.update(b"file " + name + _digest_of(path, facts.st_ino, facts.st_size, facts.st_mtime_ns))
        elif not path.is_dir():
            sha.update(b"odd " + name)
    log = case / LOG
    sha.update(b"log " + (log.read_bytes() if log.is_file() else b"missing"))
    for line in _database_lines(case):
        sha.update(line)
    return sha.hexdigest()


def copy_case(case: Path, target: Path) -> Path:
    """Copy a case folder as it lies. Blobs are linked: whatever changes one here replaces its file."""
    shutil.copytree(case, target, symlinks=True, ignore=shutil.ignore_patterns("evidence"))
    shutil.copytree(case / "evidence", target / "evidence", symlinks=True, copy_function=os.link)
    return target


@lru_cache(maxsize=100_000)
def _digest_of(path: Path, *_facts: int) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _database_lines(case: Path) -> Iterator[bytes]:
    """Yield every row of every table, or why it cannot be read."""
    with _copied(case) as copy:
        if copy is None:
            yield b"no database"
            return
        try:
            with closing(sqlite3.connect(copy)) as connection:
                connection.text_factory = bytes
                names = connection.execute(
                    "SELECT CAST(name AS TEXT) FROM sqlite_master WHERE type = 'table'"
                )
                for (name,) in sorted(names):
                    shown = name.decode("utf-8", "replace")
                    if shown.startswith(HIDDEN_TABLES):
                        continue
                    yield b"table " + name
                    for row in connection.execute(f'SELECT * FROM "{shown}" NOT INDEXED'):  # noqa: S608 - a name
                        yield repr(row).encode()
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError) as error:
            # UnicodeDecodeError: SQLite's own message quotes damaged bytes of the schema
            yield f"unreadable: {error}".encode()


@contextmanager
def _copied(case: Path) -> Iterator[Path | None]:
    with tempfile.TemporaryDirectory() as folder:
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-journal"):
            if (case / name).is_file():
                shutil.copyfile(case / name, Path(folder) / name)
        yield Path(folder) / DATABASE if (case / DATABASE).is_file() else None


def _blobs(case: Path) -> list[Path]:
    return sorted(path for path in (case / "evidence").rglob("*") if path.is_file())


def _some_file(case: Path, rng: random.Random) -> Path:
    """Choose among blobs, log, database and what is pending beside it, each kind as often."""
    files = [rng.choice(_blobs(case)), case / LOG, case / DATABASE]
    pending = case / f"{DATABASE}-wal"
    if pending.is_file() and pending.stat().st_size:
        files.append(pending)
    return rng.choice(files)


def _rewrite(path: Path, content: bytes) -> None:
    """Put a new file in the old one's place, so that a link to the old one keeps its bytes."""
    path.unlink()
    path.write_bytes(content)


def flip(case: Path, rng: random.Random) -> Mutation:
    """Change some bits of one byte."""
    path = _some_file(case, rng)
    content = bytearray(path.read_bytes())
    if not content:
        return append(case, rng)
    at = rng.randrange(len(content))
    content[at] ^= rng.randrange(1, 256)
    _rewrite(path, bytes(content))
    return Mutation("flip", path.relative_to(case).as_posix(), f"byte {at}")


def delete(case: Path, rng: random.Random) -> Mutation:
    """Delete a file, or a stretch of one."""
    path = _some_file(case, rng)
    content = path.read_bytes()
    where = path.relative_to(case).as_posix()
    if rng.random() < 0.3 or not content:  # noqa: PLR2004 - a chance
        path.unlink()
        return Mutation("delete", where)
    start = rng.randrange(len(content))
    end = min(start + rng.randrange(1, 200), len(content))
    _rewrite(path, content[:start] + content[end:])
    return Mutation("delete", where, f"bytes {start}..{end}")


def append(case: Path, rng: random.Random) -> Mutation:
    """Add bytes to the end of a file."""
    path = _some_file(case, rng)
    added = rng.choice([b"\n", b" ", b"\0", b"{}\n", rng.randbytes(rng.randrange(1, 5000))])
    _rewrite(path, path.read_bytes() + added)
    return Mutation("append", path.relative_to(case).as_posix(), f"{len(added)} bytes")


def truncate(case: Path, rng: random.Random) -> Mutation:
    """Cut a file short."""
    path = _some_file(case, rng)
    content = path.read_bytes()
    length = rng.randrange(len(content)) if content else 0
    _rewrite(path, content[:length])
    return Mutation("truncate", path.relative_to(case).as_posix(), f"to {length} bytes")


def swap_blobs(case: Path, rng: random.Random) -> Mutation:
    """Exchange the content of two blobs."""
    one, other = rng.sample(_blobs(case), 2)
    first, second = one.read_bytes(), other.read_bytes()
    _rewrite(one, second)
    _rewrite(other, first)
    return Mutation("swap", "evidence", f"{one.name} {other.name}")


def add_file(case: Path, rng: random.Random) -> Mutation:
    """Plant a file, well named or not, or a symbolic link among the evidence."""
    content = rng.randbytes(50)
    digest = hashlib.sha256(content).hexdigest()
    path = case / "evidence" / rng.choice([digest[:2], "zz", "."]) / rng.choice([digest, "note.txt"])
    path.parent.mkdir(exist_ok=True)
    if rng.random() < 0.3:  # noqa: PLR2004 - a chance
        path.symlink_to("/etc/hostname")
    else:
        path.write_bytes(content)
    return Mutation("add", path.relative_to(case).as_posix())


def change_lines(case: Path, rng: random.Random) -> Mutation:
    """Delete, repeat or exchange whole lines of the log, or cut it after one."""
    log = case / LOG
    lines = log.read_bytes().splitlines(keepends=True)
    at, other = rng.sample(range(len(lines)), 2)
    kind = rng.choice(["delete", "repeat", "swap", "cut"])
    if kind == "delete":
        del lines[at]
    elif kind == "repeat":
        lines.insert(other, lines[at])
    elif kind == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines = lines[:at]
    _rewrite(log, b"".join(lines))
    return Mutation(f"{kind} line", LOG, f"{at} {other}")


def swap_pages(case: Path, rng: random.Random) -> Mutation:
    """Exchange two pages of the database."""
    path = case / DATABASE
    content = bytearray(path.read_bytes())
    size = 4096
    one, other = rng.sample(range(len(content) // size), 2)
    first, second = content[one * size : (one + 1) * size], content[other * size : (other + 1) * size]
    content[one * size : (one + 1) * size], content[other * size : (other + 1) * size] = second, first
    _rewrite(path, bytes(content))
    return Mutation("swap", DATABASE, f"pages {one} {other}")


def change_rows(case: Path, rng: random.Random) -> Mutation:
    """Change, delete, repeat or exchange values in rows, through SQLite itself."""
    with closing(sqlite3.connect(case / DATABASE)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        filled = [
            name
            for name in sorted(names)
            if not name.startswith(HIDDEN_TABLES) and connection.execute(f'SELECT 1 FROM "{name}"').fetchone()  # noqa: S608 - a name
        ]
        name = rng.choice(filled)
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        ids = [row[0] for row in connection.execute(f'SELECT rowid FROM "{name}" ORDER BY rowid')]  # noqa: S608
        kind = rng.choice(["change", "change", "swap", "delete", "copy"])
        column, rowid = rng.choice(columns), rng.choice(ids)
        try:
            _change_row(connection, rng, kind, name, column, rowid, rng.choice(ids))
        except sqlite3.IntegrityError:
            connection.rollback()
            connection.execute(f'DELETE FROM "{name}" WHERE rowid = ?', (rowid,))  # noqa: S608 - a name
        connection.commit()
    return Mutation(f"{kind} row", f"{DATABASE} {name}", f"{column} of {rowid}")


def _change_row(
    connection: sqlite3.Connection,
    rng: random.Random,
    kind: str,
    name: str,
    column: str,
    rowid: int,
    other: int,
) -> None:
    one = f'SELECT "{column}" FROM "{name}" WHERE rowid = ?'  # noqa: S608 - names
    put = f'UPDATE "{name}" SET "{column}" = ? WHERE rowid = ?'  # noqa: S608 - names
    value = connection.execute(one, (rowid,)).fetchone()[0]
    if kind == "delete":
        connection.execute(f'DELETE FROM "{name}" WHERE rowid = ?', (rowid,))  # noqa: S608 - a name
    elif kind == "swap":
        connection.execute(put, (connection.execute(one, (other,)).fetchone()[0], rowid))
    elif kind == "copy":
        connection.execute(f'INSERT INTO "{name}" SELECT * FROM "{name}" WHERE rowid = ?', (rowid,))  # noqa: S608
    else:
        connection.execute(put, (_changed(value, rng), rowid))


def _changed(value: object, rng: random.Random) -> object:
    if isinstance(value, int):
        return value + rng.choice([-1, 1, 1000])
    if isinstance(value, str) and value:
        at = rng.randrange(len(value))
        return value[:at] + rng.choice("xyz0 ") + value[at + 1 :]
    if isinstance(value, bytes) and value:
        return value[:-1]
    return "something"


MUTATIONS: tuple[Mutate, ...] = (
    flip,
    flip,
    flip,
    delete,
    append,
    truncate,
    swap_blobs,
    add_file,
    change_lines,
    swap_pages,
    change_rows,
    change_rows,
    change_rows,
)
