"""The same records in PostgreSQL: run with CROSSBEARING_POSTGRESQL_URL naming an empty database."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from crossbearing.archive import Archive
from crossbearing.store import Store, check_database
from crossbearing.store.schema import metadata

URL = os.environ.get("CROSSBEARING_POSTGRESQL_URL")


@pytest.mark.skipif(URL is None, reason="CROSSBEARING_POSTGRESQL_URL names no empty database")
def test_a_case_in_postgresql(tmp_path: Path, small_case: ModuleType) -> None:
    assert URL is not None
    digests = small_case.build(tmp_path / "case", tmp_path / "sources", database=URL)
    archive = Archive.open(tmp_path / "case")
    entries = archive.intact_entries()
    small_case.build(tmp_path / "case", tmp_path / "sources", database=URL)
    assert archive.intact_entries() == entries
    assert archive.verify() == check_database(URL, entries) == []
    with Store.open(URL) as store, store._engine.connect() as connection:
        assert store.view().reading(digests[0]) == small_case.reading()
        assert store.view().footage(digests[-1]) == small_case.footage(digests[-1])
        assert [hit.claim for hit in store.view().search("teal trained")][:3] == [None, 0, 1]
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    with Store.open(URL, write=True) as store, store._engine.begin() as connection:
        connection.execute(metadata.tables["claims"].delete())
    assert {damage.kind for damage in check_database(URL, entries)} == {"missing"}
