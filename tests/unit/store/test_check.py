from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossbearing.archive import Archive
from crossbearing.store import check_database
from crossbearing.store.schema import metadata

Case = Any


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, small_case: ModuleType) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    small_case.build(folder / "case", folder / "sources")
    return folder / "case"


@pytest.fixture
def database(finished: Path, tmp_path: Path) -> Path:
    """A copy of the database, to be changed."""
    copy = tmp_path / "case.sqlite"
    copy.write_bytes((finished / "case.sqlite").read_bytes())
    return copy


def run(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def report(finished: Path, database: Path) -> list[str]:
    entries = Archive.open(finished).intact_entries()
    return [f"{damage.kind} {damage.where}" for damage in check_database(database, entries)]


def test_an_untouched_database_is_sound(finished: Path, database: Path) -> None:
    assert report(finished, database) == []


COLUMNS = [
    (table.name, column.name)
    for table in metadata.sorted_tables
    for column in table.columns
    if (table.name, column.name) != ("passages", "id")
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_no_column_can_change_unseen(finished: Path, database: Path, table: str, column: str) -> None:
    value = {"position": "position + 70", "number": "number + 70", "size_bytes": "size_bytes + 1"}.get(
        column, f"CAST(coalesce({column}, '') || 'x' AS TEXT)"
    )
    run(database, f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert report(finished, database)


@pytest.mark.parametrize("table", [table.name for table in metadata.sorted_tables])
def test_no_row_can_go_unseen(finished: Path, database: Path, table: str) -> None:
    run(database, f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert report(finished, database)


def test_no_row_can_come_unseen(finished: Path, database: Path) -> None:
    run(database, "INSERT INTO items VALUES ('" + "0" * 64 + "', 3, 'text/plain')")
    assert report(finished, database) == ["added case.sqlite table items"]


def test_an_exchange_of_whole_records_is_named(finished: Path, database: Path) -> None:
    run(
        database,
        "UPDATE allegations SET address = 'x' WHERE address = 'allegation/a0'",
        "UPDATE allegations SET address = 'allegation/a0' WHERE address = 'allegation/a1'",
        "UPDATE allegations SET address = 'allegation/a1' WHERE address = 'x'",
    )
    found = report(finished, database)
    assert "changed case.sqlite allegation/a0" in found
    assert "changed case.sqlite allegation/a1" in found


def test_a_record_changed_with_its_own_digest_is_named(
    finished: Path, database: Path, small_case: ModuleType
) -> None:
    from crossbearing.store.rows import decision_record

    forged = decision_record(1, small_case.decision(1)).values
    record = forged["record"].replace("Seen in person.", "Never seen.")
    from crossbearing.store.records import digest_of

    digest = digest_of(forged["address"], 1, record)
    run(database, f"UPDATE decisions SET record = '{record}', sha256 = '{digest}' WHERE position = 1")
    assert report(finished, database) == ["changed case.sqlite decision/d1"]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (a)",
        "CREATE TRIGGER t AFTER INSERT ON items BEGIN DELETE FROM decisions; END",
        "CREATE VIEW v AS SELECT 1",
        "DROP INDEX ix_claims_agent_id",
        "DROP TABLE stages",
        "DELETE FROM alembic_version",
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE passages_fts_data SET block = x'00'",
    ],
)
def test_other_tables_and_rules_are_named(finished: Path, database: Path, statement: str) -> None:
    run(database, statement)
    assert report(finished, database)


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5_000])
def test_what_is_no_database_is_damage(finished: Path, database: Path, content: bytes) -> None:
    database.write_bytes(content)
    assert report(finished, database)


def test_a_schema_that_is_no_text_is_damage(finished: Path, database: Path) -> None:
    content = database.read_bytes()
    # SQLite quotes the name in its message, which is then no text either
    database.write_bytes(content.replace(b"CREATE TABLE acquisitions", b"CREATE XABLE \x82cquisitions", 1))
    assert report(finished, database) == ["unreadable case.sqlite as a whole"]


def test_a_missing_database_is_damage(finished: Path, database: Path) -> None:
    database.unlink()
    assert report(finished, database) == ["missing case.sqlite"]


def test_a_database_of_the_past_is_damage(case: Case, tmp_path: Path) -> None:
    case.add("one")
    past = tmp_path / "past.sqlite"
    with (
        closing(sqlite3.connect(past)) as copy,
        closing(sqlite3.connect(case.archive.root / "case.sqlite")) as now,
    ):
        now.backup(copy)
    case.add("two")
    found = [damage.where for damage in check_database(past, case.archive.entries())]
    assert "past.sqlite custody 1" in found


def test_what_is_pending_beside_the_file_is_seen_and_left(case: Case) -> None:
    digest = case.add("one")
    database = case.archive.root / "case.sqlite"
    pending = database.with_name("case.sqlite-wal").read_bytes()
    assert pending
    before = database.read_bytes()
    assert case.damage() == []
    assert case.view.item(digest) is not None
    assert database.read_bytes() == before
    assert database.with_name("case.sqlite-wal").read_bytes() == pending


def test_a_damaged_log_entry_is_not_held_against_the_records(case: Case) -> None:
    case.add("one")
    case.add("two")
    entries = list(case.archive.entries())
    found = case.store.check(entries[:1])
    assert [(damage.kind, damage.where) for damage in found] == [("missing", "custody.jsonl entry 1")]


@pytest.mark.parametrize(
    ("table", "column"),
    [("documents", "record"), ("footage", "fingerprint"), ("custody", "entry"), ("items", "media_type")],
)
@pytest.mark.parametrize("value", ["x'00ff'", "7", "1e999", "'[['", "CAST(x'ff' AS TEXT)"])
def test_values_of_other_types_are_damage(
    finished: Path, database: Path, table: str, column: str, value: str
) -> None:
    run(database, f"UPDATE {table} SET {column} = {value}")
    assert report(finished, database)
