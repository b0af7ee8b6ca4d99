"""Reading records back, always in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.exc import SQLAlchemyError

from crossbearing.model.allegation import Allegation, ClaimRef
from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Acquisition, Digest, Document, Item
from crossbearing.model.footage import ContactSheet, Footage, Match
from crossbearing.model.provenance import Failure
from crossbearing.model.reading import Reading
from crossbearing.store import schema, search
from crossbearing.store.database import failed
from crossbearing.store.records import Mark, from_json
from crossbearing.store.rows import footage_of, sheet_of

T = TypeVar("T")


class View:
    """The records of a case. Made by `Store.view`; every method asks the database anew.

    All raise StoreError when the database cannot be read.
    """

    def __init__(self, engine: Engine) -> None:
        """Look at the records behind `engine`."""
        self._engine = engine

    def items(self) -> tuple[Item, ...]:
        """Return the items, by digest, each with its acquisitions in the order in which they came."""
        held: dict[str, list[Acquisition]] = {}
        table = schema.acquisitions
        query = select(table.c.item, table.c.record).order_by(table.c.item, table.c.position)
        for row in self._rows(query):
            held.setdefault(row["item"], []).append(from_json(Acquisition, row["record"]))
        return tuple(
            Item(
                Digest(row["digest"]),
                row["size_bytes"],
                row["media_type"],
                tuple(held.get(row["digest"], ())),
            )
            for row in self._rows(select(schema.items).order_by(schema.items.c.digest))
        )

    def item(self, digest: Digest) -> Item | None:
        """Return one item, None if the case has no such one."""
        table = schema.acquisitions
        query = select(table.c.record).where(table.c.item == digest).order_by(table.c.position)
        came = tuple(from_json(Acquisition, row["record"]) for row in self._rows(query))
        rows = self._rows(select(schema.items).where(schema.items.c.digest == digest))
        return Item(digest, rows[0]["size_bytes"], rows[0]["media_type"], came) if rows else None

    def documents(self) -> Iterator[Document]:
        """Yield the documents, by digest of their item, one in memory at a time."""
        for digest in self._digests(schema.documents):
            document = self.document(digest)
            if document is not None:
                yield document

    def document(self, digest: Digest) -> Document | None:
        """Return the document read from an item, None if there is none."""
        return self._of_item(schema.documents, Document, digest)

    def readings(self) -> Iterator[tuple[Digest, Reading]]:
        """Yield what documents were read as, by digest, one in memory at a time."""
        for digest in self._digests(schema.readings):
            reading = self.reading(digest)
            if reading is not None:
                yield digest, reading

    def reading(self, digest: Digest) -> Reading | None:
        """Return what an item's document was read as, None if it was not."""
        return self._of_item(schema.readings, Reading, digest)

    def all_footage(self) -> Iterator[Footage]:
        """Yield the footage, by digest of its item, one in memory at a time."""
        for digest in self._digests(schema.footage):
            footage = self.footage(digest)
            if footage is not None:
                yield footage

    def footage_items(self) -> tuple[Digest, ...]:
        """Return the items that are footage, by digest."""
        return tuple(self._digests(schema.footage))

    def footage(self, digest: Digest) -> Footage | None:
        """Return the footage read from an item, fingerprint included; None if there is none."""
        rows = self._rows(select(schema.footage).where(schema.footage.c.item == digest))
        return footage_of(rows[0]) if rows else None

    def sheet(self, digest: Digest) -> ContactSheet | None:
        """Return the contact sheet of an item of footage; None if there is none."""
        rows = self._rows(select(schema.sheets).where(schema.sheets.c.item == digest))
        return sheet_of(rows[0]) if rows else None

    def matches(self) -> tuple[Match, ...]:
        """Return the matches, by query, reference and the order given."""
        table = schema.matches
        return self._all(table, Match, table.c.query, table.c.reference, table.c.position)

    def allegations(self) -> tuple[Allegation, ...]:
        """Return the allegations in the order given."""
        return self._all(schema.allegations, Allegation, schema.allegations.c.position)

    def failures(self) -> tuple[Failure, ...]:
        """Return the failures, by path, item and stage."""
        failures = self._all(schema.failures, Failure, schema.failures.c.address)
        return tuple(sorted(failures, key=lambda held: (held.path, held.item or "", held.stage)))

    def failures_of(self, digest: Digest) -> tuple[Failure, ...]:
        """Return the failures of one item, in the order given."""
        table = schema.failures
        query = select(table.c.record).where(table.c.item == digest).order_by(table.c.position)
        return tuple(from_json(Failure, row["record"]) for row in self._rows(query))

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions in the order in which they were made, undone ones too."""
        return self._all(schema.decisions, Decision, schema.decisions.c.position)

    def stage_done(self, item: Digest | None, stage: str, key: str) -> bool:
        """Tell whether the stage is done under this key; item None: a stage of the whole case."""
        return self.stage_keys(item).get(stage) == key

    def stage_keys(self, item: Digest | None) -> dict[str, str]:
        """Return the stages done of an item (None: of the case), each with the key it was done under."""
        table = schema.stages
        query = select(table.c.record).where(table.c.item == item).order_by(table.c.address)
        marks = [from_json(Mark, row["record"]) for row in self._rows(query)]
        return {mark.stage: mark.key for mark in marks}

    def claims(
        self,
        *,
        event_type: str | None = None,
        agent: str | None = None,
        recipient: str | None = None,
        item: Digest | None = None,
    ) -> tuple[ClaimRef, ...]:
        """Return the claims that fit, by digest and position. agent, recipient: ids of actors."""
        table = schema.claims
        query = select(table.c.item, table.c.position).order_by(table.c.item, table.c.position)
        asked = {"event_type": event_type, "agent_id": agent, "recipient_id": recipient, "item": item}
        for name, value in asked.items():
            if value is not None:
                query = query.where(table.c[name] == value)
        return tuple(ClaimRef(Digest(row["item"]), row["position"]) for row in self._rows(query))

    def count_claims(self) -> int:
        """Count the claims of all readings."""
        return int(self._rows(select(func.count().label("n")).select_from(schema.claims))[0]["n"])

    def search(self, words: str, *, limit: int = 50) -> tuple[search.Hit, ...]:
        """Return passages of documents, and claims, in which all the words occur: see `search`."""
        try:
            with self._engine.connect() as connection:
                found = search.find_items(connection, words, limit=limit)
        except SQLAlchemyError as error:
            raise failed(error, str(self._engine.url)) from error
        hits: list[search.Hit] = []
        for digest in found:
            document = self.document(digest)
            if document is not None:
                hits += search.hits_in(document, self.reading(digest), words)
        return tuple(hits[:limit])

    def _of_item(self, table: Table, kind: type[T], digest: Digest) -> T | None:
        rows = self._rows(select(table.c.record).where(table.c.item == digest))
        return from_json(kind, rows[0]["record"]) if rows else None

    def _all(self, table: Table, kind: type[T], *order: Any) -> tuple[T, ...]:  # noqa: ANN401 - columns
        rows = self._rows(select(table.c.record).order_by(*order))
        return tuple(from_json(kind, row["record"]) for row in rows)

    def _digests(self, table: Table) -> list[Digest]:
        return [Digest(row["item"]) for row in self._rows(select(table.c.item).order_by(table.c.item))]

    def _rows(self, query: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any select
        try:
            with self._engine.connect() as connection:
                return fetch(connection, query)
        except SQLAlchemyError as error:
            raise failed(error, str(self._engine.url)) from error


def fetch(connection: Connection, query: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any select
    """Run a select and return its rows as dictionaries."""
    return [dict(row) for row in connection.execute(query).mappings()]
