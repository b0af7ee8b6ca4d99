"""Comparing the database with the custody log. Nothing here repairs or changes anything.

The log says, record by record, which digest was written last. Every record is read back and made into
rows anew; whatever differs from the log, or from its own rows, is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import SQLAlchemyError

from crossbearing.errors import StoreError
from crossbearing.model.allegation import Allegation
from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Acquisition, Document
from crossbearing.model.footage import Match
from crossbearing.model.provenance import CustodyEntry, Damage, Failure
from crossbearing.model.reading import Reading
from crossbearing.store import rows, schema
from crossbearing.store.records import Mark, digest_of, from_json, to_json
from crossbearing.store.replace import REMOVED, VOUCHED
from crossbearing.store.snapshot import check_file, snapshot

Row = dict[str, Any]

REMAKE: dict[str, Callable[[Row], rows.Record]] = {
    "acquisitions": lambda row: rows.acquisition_record(
        row["item"], row["position"], from_json(Acquisition, row["record"])
    ),
    "documents": lambda row: rows.document_record(from_json(Document, row["record"])),
    "readings": lambda row: rows.reading_record(row["item"], from_json(Reading, row["record"])),
    "footage": lambda row: rows.footage_record(rows.footage_of(row)),
    "sheets": lambda row: rows.sheet_record(rows.sheet_of(row)),
    "matches": lambda row: rows.match_record(row["position"], from_json(Match, row["record"])),
    "allegations": lambda row: rows.allegation_record(row["position"], from_json(Allegation, row["record"])),
    "failures": lambda row: rows.failure_record(row["position"], from_json(Failure, row["record"])),
    "decisions": lambda row: rows.decision_record(row["position"], from_json(Decision, row["record"])),
    "stages": lambda row: rows.mark_record(from_json(Mark, row["record"])),
}
"""How the rows of a table are made anew from the record that each holds."""

REPEATED = {
    "items": ("digest", "digest"),
    "claims": ("item", "item"),
    "passages": ("item", "item"),
}
"""Tables of rows that only repeat records, with the column that names the item."""


@dataclass(slots=True)
class _Checked:
    """What has been seen so far. digests: by address. repeats: how many rows other tables should have."""

    name: str
    damage: list[Damage] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)

    def report(self, kind: str, where: str, message: str) -> None:
        self.damage.append(Damage(kind, f"{self.name} {where}", message))


def check_database(target: Path | str, entries: Iterable[CustodyEntry]) -> list[Damage]:
    """Compare the database with the log's intact entries; return what differs, sorted.

    target: the path of an SQLite file, which is looked at in a copy and stays untouched, or a URL.
    A database that cannot be read is damage too, never an error. Raises StoreError only where a
    server cannot be reached or the copy finds no room.
    """
    is_file = isinstance(target, Path) or "://" not in target
    checked = _Checked(Path(target).name if is_file else "database")
    if is_file and not Path(target).is_file():
        return [Damage("missing", checked.name, "the database is not there")]
    with snapshot(target) as engine:
        try:
            with engine.connect() as connection:
                for kind, where, message in check_file(connection):
                    checked.report(kind, where, message)
                _check_records(checked, connection, list(entries))
        except SQLAlchemyError as error:
            checked.report("unreadable", "as a whole", f"the database cannot be read: {_reason(error)}")
    return sorted(set(checked.damage))


def _check_records(checked: _Checked, connection: Connection, entries: list[CustodyEntry]) -> None:
    logged = _check_custody(checked, connection, entries)
    for name in REMAKE:
        for row in _rows(checked, connection, schema.metadata.tables[name]):
            _check_row(checked, connection, name, row)
    for name in REPEATED:
        _check_count(checked, connection, schema.metadata.tables[name])
    _compare(checked, vouched_by(logged))


def vouched_by(entries: Iterable[CustodyEntry]) -> dict[str, tuple[str, int]]:
    """Play the log: return the digest that each address should have now, and which entry says so."""
    state: dict[str, tuple[str, int]] = {}
    for entry in entries:
        for key, value in entry.facts:
            if key.startswith(VOUCHED):
                state[key.removeprefix(VOUCHED)] = (value, entry.number)
    return {address: held for address, held in state.items() if held[0] != REMOVED}


def _check_custody(
    checked: _Checked, connection: Connection, entries: list[CustodyEntry]
) -> list[CustodyEntry]:
    """Compare the store's copy of the log with the log; return all entries that either holds."""
    logged = {entry.number: entry for entry in entries}
    copied: dict[int, CustodyEntry] = {}
    for row in _rows(checked, connection, schema.custody):
        where = f"custody {row['number']}"
        try:
            copied[row["number"]] = entry = from_json(CustodyEntry, row["entry"])
        except (StoreError, TypeError) as error:
            checked.report("changed", where, f"the copy of the entry cannot be read: {error}")
            continue
        if row["entry"] != to_json(entry) or entry.number != row["number"]:
            checked.report("changed", where, "the copy of the entry is not as it was written")
        elif entry.number not in logged:
            message = "the records hold it, the log does not: cut off, or left by a run that was stopped"
            checked.damage.append(Damage("missing", f"custody.jsonl entry {entry.number}", message))
        elif entry != logged[entry.number]:
            checked.report("changed", where, "the copy of the entry differs from the custody log")
    for number in sorted(logged.keys() - copied.keys()):
        checked.report("missing", f"custody {number}", "the custody log holds this entry; the records do not")
    return [entry for _, entry in sorted((copied | logged).items())]


def _check_row(checked: _Checked, connection: Connection, name: str, row: Row) -> None:
    """Make a main row anew from its record and compare it, and the rows that repeat it."""
    where = str(row["address"])
    try:
        record = REMAKE[name](row)
        digest = digest_of(where, row.get("position"), row["record"], rows.blob_of(name, row))
    except (StoreError, TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError) as error:
        checked.report("changed", where, f"the record cannot be read: {error}")
        checked.digests[where] = ""
        return
    checked.digests[where] = digest
    for column in _differing(record.columns | {"sha256": digest}, row):
        checked.report("changed", where, f"the column {column} is not what the record gives")
    for table_name in {name for name, _ in (*record.parents, *record.children)}:
        repeated = [values for held, values in (*record.parents, *record.children) if held == table_name]
        _check_repeats(checked, connection, schema.metadata.tables[table_name], repeated)


def _check_repeats(checked: _Checked, connection: Connection, table: Table, wanted: list[Row]) -> None:
    """Compare the rows that repeat one record. They all concern one item."""
    column, key = REPEATED[table.name]
    item = wanted[0][key]
    found = list(_rows(checked, connection, table, table.c[column] == item))
    checked.repeats[table.name] = checked.repeats.get(table.name, 0) + len(found)
    if len(found) != len(wanted):
        message = f"{len(found)} rows; the record gives {len(wanted)}"
        checked.report("missing" if len(found) < len(wanted) else "added", f"{table.name} {item}", message)
    for values, row in zip(wanted, found, strict=False):
        for name in _differing(values, row):
            message = f"the column {name} is not what the record gives"
            checked.report("changed", f"{table.name} {item}", message)


def _check_count(checked: _Checked, connection: Connection, table: Table) -> None:
    """Find rows that repeat no record at all."""
    try:
        count = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
    except SQLAlchemyError as error:
        checked.report("unreadable", f"table {table.name}", _reason(error))
        return
    known = checked.repeats.get(table.name, 0)
    if count > known:
        checked.report("added", f"table {table.name}", f"{count - known} rows belong to no record")


def _compare(checked: _Checked, expected: dict[str, tuple[str, int]]) -> None:
    """Compare the digests found with those that the log vouches for."""
    for address, (digest, number) in expected.items():
        found = checked.digests.get(address)
        if found is None:
            checked.report("missing", address, f"custody entry {number} vouches for it; it is not there")
        elif found != digest:
            checked.report(
                "changed", address, f"it is not the record that custody entry {number} vouches for"
            )
    for address in checked.digests.keys() - expected.keys():
        checked.report("added", address, "no custody entry vouches for it")


def _differing(wanted: Row, found: Row) -> list[str]:
    """Return the columns in which a row differs from what it should be, in type or value."""
    return [
        name
        for name, value in wanted.items()
        if type(found.get(name)) is not type(value) or found.get(name) != value
    ]


def _rows(checked: _Checked, connection: Connection, table: Table, where: Any = None) -> Iterator[Row]:  # noqa: ANN401 - a condition
    """Yield rows in key order; what the database cannot give is reported."""
    query = select(table).order_by(*table.primary_key.columns)
    if where is not None:
        query = query.where(where)
    try:
        for row in connection.execute(query).mappings():
            yield dict(row)
    except SQLAlchemyError as error:
        checked.report("unreadable", f"table {table.name}", _reason(error))


def _reason(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0][:200]
