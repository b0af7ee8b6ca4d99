from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from crossbearing.errors import CaseMissing, SchemaMismatch, StoreError
from crossbearing.store import Store
from crossbearing.store.schema import REVISION, metadata

Case = Any


def test_the_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    with Store.open(tmp_path / "case.sqlite", write=True) as store, store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and (name or "").startswith("passages_fts"))


def test_the_revision_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "crossbearing.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_the_tables_can_be_said_to_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))


def test_readers_open_nothing_new(tmp_path: Path) -> None:
    with pytest.raises(CaseMissing):
        Store.open(tmp_path / "case.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_readers_cannot_write(tmp_path: Path) -> None:
    Store.open(tmp_path / "case.sqlite", write=True).close()
    with (
        Store.open(tmp_path / "case.sqlite") as store,
        store._engine.connect() as connection,
        pytest.raises(Exception, match="readonly"),
    ):
        connection.execute(text("DELETE FROM items"))


def test_later_versions_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    Store.open(path, write=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for write in (True, False):
        with pytest.raises(SchemaMismatch):
            Store.open(path, write=write)


@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_database_is_refused(tmp_path: Path, *, write: bool) -> None:
    path = tmp_path / "case.sqlite"
    path.write_bytes(b"no database at all" * 1_000)
    with pytest.raises(StoreError, match="cannot be used"):
        Store.open(path, write=write)


def test_a_migration_that_stops_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic.operations import Operations

    path = tmp_path / "case.sqlite"
    real, calls = Operations.create_index, []

    def stop(self: Operations, *args: Any, **kwargs: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Operations, "create_index", stop)
        with pytest.raises(KeyboardInterrupt):
            Store.open(path, write=True)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    Store.open(path, write=True).close()


def test_a_case_on_a_medium_that_cannot_be_written_is_read(
    case: Case, tmp_path: Path, small_case: ModuleType
) -> None:
    from crossbearing.store.database import _open_reader

    case.add("one")
    copy = tmp_path / "readonly.sqlite"
    with (
        closing(sqlite3.connect(case.archive.root / "case.sqlite")) as live,
        closing(sqlite3.connect(copy)) as target,
    ):
        live.backup(target)
    asked: list[str] = []

    def open_with(query: str) -> sqlite3.Connection:
        asked.append(query)
        if "immutable" not in query:
            return sqlite3.connect("file:/nonexistent/x?mode=memory", uri=True, factory=Refusing)
        return sqlite3.connect(f"file:{copy}?{query}", uri=True)

    with closing(_open_reader(open_with, copy)) as connection:
        assert connection.execute("SELECT count(*) FROM items").fetchone() == (1,)
    assert asked == ["mode=ro", "mode=ro&immutable=1"]
    assert small_case


class Refusing(sqlite3.Connection):
    """A connection as on a medium where SQLite cannot make its shared memory."""

    def execute(self, *_args: Any, **_kwargs: Any) -> sqlite3.Cursor:
        raise sqlite3.OperationalError("unable to open database file")


def test_readers_do_not_wait_for_a_writer(case: Case) -> None:
    digest = case.add("one")
    with case.store._engine.begin() as connection:
        connection.execute(text("DELETE FROM acquisitions"))
        assert len(case.view.item(digest).acquisitions) == 1
        connection.rollback()
