"""Putting records in place of those that stood at the same addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, bindparam, select, text

from crossbearing.store.database import has_full_text
from crossbearing.store.rows import Record, Values
from crossbearing.store.schema import metadata, passages

REMOVED = "removed"
"""What the custody log gives in place of a digest when a record was taken away."""

VOUCHED = "record "
"""How the key of a fact begins that vouches for a record; its address follows."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a transaction changed: facts for the log, in the order of the changes."""

    facts: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Changes) -> Changes:
        return Changes(self.facts + other.facts)


def replace_rows(
    connection: Connection,
    table_name: str,
    records: Sequence[Record],
    *,
    under: str | None = None,
    only: str | None = None,
) -> Changes:
    """Make the records at one address (`only`), or at all that begin with `under`, those given.

    Records that stand there already stay untouched; others are removed.
    """
    table = metadata.tables[table_name]
    present = _present(connection, table, under=under, only=only)
    wanted = {record.address: record for record in records}
    gone = sorted(address for address in present if address not in wanted)
    fresh = [record for record in wanted.values() if present.get(record.address) != record.sha256]
    stale = gone + [record.address for record in fresh if record.address in present]
    _delete(connection, table, stale)
    _insert(connection, fresh)
    facts = [(VOUCHED + address, REMOVED) for address in gone]
    facts += [(VOUCHED + record.address, record.sha256) for record in fresh]
    return Changes(tuple(facts))


def _present(connection: Connection, table: Table, *, under: str | None, only: str | None) -> dict[str, str]:
    query = select(table.c.address, table.c.sha256)
    if only is not None:
        query = query.where(table.c.address == only)
    if under is not None:
        query = query.where(table.c.address.startswith(under, autoescape=True))
    return {row.address: row.sha256 for row in connection.execute(query)}


def _delete(connection: Connection, table: Table, addresses: Sequence[str]) -> None:
    if not addresses:
        return
    if table.name == "documents":
        _forget_text(connection, table, addresses)
    connection.execute(
        table.delete().where(table.c.address == bindparam("gone")), [{"gone": a} for a in addresses]
    )


def _insert(connection: Connection, records: Sequence[Record]) -> None:
    for rows in _by_table(records):
        name, values = rows
        connection.execute(metadata.tables[name].insert(), values)
    texts = [record for record in records if record.table == "documents"]
    if texts and has_full_text(connection):
        query = select(passages.c.id, passages.c.folded)
        for record in texts:
            found = connection.execute(query.where(passages.c.item == record.columns["item"])).one()
            connection.execute(
                text("INSERT INTO passages_fts (rowid, folded) VALUES (:id, :folded)"),
                {"id": found.id, "folded": found.folded},
            )


def _forget_text(connection: Connection, documents: Table, addresses: Sequence[str]) -> None:
    """Take the text of documents out of the full-text index; their passages go with them."""
    if not has_full_text(connection):
        return
    query = select(passages.c.id, passages.c.folded).join(documents, documents.c.item == passages.c.item)
    for address in addresses:
        for found in connection.execute(query.where(documents.c.address == address)).all():
            connection.execute(
                text(
                    "INSERT INTO passages_fts (passages_fts, rowid, folded) VALUES ('delete', :id, :folded)"
                ),
                {"id": found.id, "folded": found.folded},
            )


def _by_table(records: Sequence[Record]) -> list[tuple[str, list[Values]]]:
    """Group the rows of records by table, parents first and children last."""
    groups: dict[str, list[Values]] = {}
    for pick in ("parents", "main", "children"):
        for record in records:
            held = ((record.table, record.values),) if pick == "main" else getattr(record, pick)
            for name, values in held:
                groups.setdefault(name, []).append(values)
    return list(groups.items())
