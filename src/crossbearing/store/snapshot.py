"""Looking at a database without touching it, and at whether its file is sound."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from crossbearing.errors import StoreError
from crossbearing.store.database import migrate, revision_of, set_up, sqlite_engine
from crossbearing.store.schema import FULL_TEXT, REVISION

Trouble = tuple[str, str, str]
"""Kind, where and message of a Damage."""

BESIDE = ("-wal", "-journal")
"""Endings of the files beside an SQLite database that hold what is not yet in it."""


@contextmanager
def snapshot(target: Path | str) -> Iterator[Engine]:
    """Give an engine over a private copy of an SQLite file, or over the server at a URL.

    Opening the file itself would already fold in what a stopped run left pending.
    Raises StoreError if the copy finds no room.
    """
    if isinstance(target, str) and "://" in target:
        engine = create_engine(target, isolation_level="REPEATABLE READ")
        yield engine
        engine.dispose()
        return
    path = Path(target)
    with tempfile.TemporaryDirectory(prefix="crossbearing-") as folder:
        copy = Path(folder) / "copy.sqlite"
        try:
            shutil.copyfile(path, copy)
            for ending in BESIDE:
                beside = path.with_name(path.name + ending)
                if beside.is_file():
                    shutil.copyfile(beside, copy.with_name(copy.name + ending))
        except OSError as error:
            raise StoreError(f"cannot copy the database: {error.strerror}", what=str(path)) from error
        engine = sqlite_engine(lambda: _connect(copy), write=False)
        yield engine
        engine.dispose()


def check_file(connection: Connection) -> Iterator[Trouble]:
    """Yield what is wrong with the database itself: its version, its tables, its pages."""
    revision = revision_of(connection)
    if revision != REVISION:
        yield "changed", "schema", f"its tables are at {revision}; this version knows {REVISION}"
    if connection.dialect.name != "sqlite":
        return
    yield from _check_tables(connection)
    yield from _check_pages(connection)


def _connect(path: Path) -> sqlite3.Connection:
    return set_up(sqlite3.connect(path, check_same_thread=False), write=False)


def _check_tables(connection: Connection) -> Iterator[Trouble]:
    """Compare every definition with that of a new case."""
    found, wanted = _definitions(connection), _own_definitions()
    for name in sorted(found.keys() | wanted.keys()):
        if name not in found:
            if not name.startswith(FULL_TEXT):
                yield "missing", f"table {name}", "a new case has it"
        elif name not in wanted:
            if not name.startswith(FULL_TEXT):
                yield "added", f"table {name}", "a new case has no such table, index, view or trigger"
        elif found[name] != wanted[name]:
            yield "changed", f"table {name}", "it is not defined as in a new case"


def _check_pages(connection: Connection) -> Iterator[Trouble]:
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield "changed", "pages", str(line)[:200]
    if FULL_TEXT in _definitions(connection):
        try:
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            connection.exec_driver_sql(
                "INSERT INTO passages_fts (passages_fts, rank) VALUES ('integrity-check', 1)"
            )
        except SQLAlchemyError as error:
            yield "changed", "full-text index", str(getattr(error, "orig", None) or error)[:200]


def _definitions(connection: Connection) -> dict[str, str]:
    query = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")
    return {str(row[1]): f"{row[0]} {row[2]} {row[3]}" for row in connection.execute(query)}


@cache
def _own_definitions() -> dict[str, str]:
    """Make a new case in memory and return its definitions."""
    memory = set_up(sqlite3.connect(":memory:", check_same_thread=False), write=True)
    engine = sqlite_engine(lambda: memory, write=True)
    migrate(engine)
    with engine.connect() as connection:
        found = _definitions(connection)
    engine.dispose()
    return found
