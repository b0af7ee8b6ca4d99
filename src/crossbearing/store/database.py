"""Opening the database: SQLite in the case folder by default, PostgreSQL by URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from crossbearing.errors import SchemaMismatch, StoreError
from crossbearing.store.schema import FULL_TEXT, REVISION

BUSY_TIMEOUT_S = 10.0
_WRITER_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF")
_READER_PRAGMAS = ("query_only = ON", "trusted_schema = OFF")


def open_engine(target: Path | str, *, write: bool) -> Engine:
    """Return an engine for a file (SQLite) or a URL ("postgresql+psycopg://…"); nothing is opened yet."""
    if isinstance(target, str) and "://" in target:
        return create_engine(target, execution_options={"postgresql_readonly": not write})
    return sqlite_engine(_connector(Path(target), write=write), write=write)


def sqlite_engine(connect: Callable[[], sqlite3.Connection], *, write: bool) -> Engine:
    """Return an engine over SQLite whose transactions are real, those of a migration included."""
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def _own_up(context: ExceptionContext) -> None:
        # SQLite's message quotes the damaged bytes of a schema, and Python fails to decode the message.
        error = context.original_exception
        if isinstance(error, UnicodeDecodeError):
            raise DatabaseError(context.statement, None, error) from error

    return engine


def set_up(connection: sqlite3.Connection, *, write: bool) -> sqlite3.Connection:
    """Prepare a connection to SQLite: durable, suspicious of the file's schema, in real transactions."""
    connection.isolation_level = None
    for pragma in _WRITER_PRAGMAS if write else _READER_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def migrate(engine: Engine) -> None:
    """Bring the tables to this version's state. Raises SchemaMismatch if a later version wrote them."""
    with engine.connect() as connection:
        found = revision_of(connection)
    if found == REVISION:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "crossbearing.store:migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise _mismatch(found)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, REVISION)


def need_revision(engine: Engine) -> None:
    """Raise SchemaMismatch unless the tables are those of this version."""
    with engine.connect() as connection:
        found = revision_of(connection)
    if found != REVISION:
        raise _mismatch(found)


def revision_of(connection: Connection) -> str | None:
    """Return the migration that the tables are at, None where there are no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return ",".join(str(number) for number in found) or None


def has_full_text(connection: Connection) -> bool:
    """Tell whether the database has the full-text index (SQLite with FTS5)."""
    return connection.dialect.name == "sqlite" and inspect(connection).has_table(FULL_TEXT)


def failed(error: SQLAlchemyError | sqlite3.Error, what: str) -> StoreError:
    """Turn a database's error into one of ours."""
    reason = str(getattr(error, "orig", None) or error).splitlines()[0][:200]
    return StoreError(f"the database cannot be used: {reason}", what=what)


def _connector(path: Path, *, write: bool) -> Callable[[], sqlite3.Connection]:
    def open_with(query: str) -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?{query}"
        return sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, check_same_thread=False)

    def connect() -> sqlite3.Connection:
        if write:
            return set_up(open_with("mode=rwc"), write=True)
        return _open_reader(open_with, path)

    return connect


def _open_reader(open_with: Callable[[str], sqlite3.Connection], path: Path) -> sqlite3.Connection:
    """Open for reading; on a medium that cannot be written, where nothing is pending, as it lies there."""
    connection = open_with("mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = open_with("mode=ro&immutable=1")
    return set_up(connection, write=False)


def _mismatch(found: str | None) -> SchemaMismatch:
    return SchemaMismatch(
        "the case was written by another version of Crossbearing",
        expected=f"tables at {REVISION}",
        actual=f"tables at {found or 'none'}",
    )
