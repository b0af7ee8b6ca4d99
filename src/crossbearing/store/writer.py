"""Writing records: each call one transaction, together with the custody entries that vouch for it.

The order is fixed. Entries are drafted, the records and a copy of the entries are committed, and then
the entries are appended to the log. A run killed in between leaves entries that the next writer logs
before it does anything else, so that the log and the records never drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from crossbearing.errors import CustodyBroken, StoreError
from crossbearing.model.allegation import Allegation
from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Acquisition, Digest, Document
from crossbearing.model.footage import ContactSheet, Footage, Match
from crossbearing.model.provenance import Component, CustodyEntry, CustodyStep, Failure
from crossbearing.model.reading import Reading
from crossbearing.store import rows, schema
from crossbearing.store.database import failed
from crossbearing.store.records import Mark, from_json, to_json
from crossbearing.store.replace import Changes, replace_rows

MAX_FACTS = 500
"""An entry that vouches for more is split, so that a line of the log stays readable."""

Build = Callable[[Connection], list[CustodyStep]]


class CustodyLog(Protocol):
    """The log as the writer needs it; the archive has it."""

    @property
    def count(self) -> int:
        """How many entries it holds."""
        ...

    @property
    def head(self) -> str:
        """The hash of the last."""
        ...

    def draft(self, steps: Sequence[CustodyStep]) -> tuple[CustodyEntry, ...]:
        """Chain steps to its end without logging them."""
        ...

    def append(self, entries: Sequence[CustodyEntry]) -> None:
        """Log drafted entries, durably."""
        ...

    def settle(self, pending: Sequence[CustodyEntry]) -> None:
        """Log what was committed before a run was stopped, and clear what was not."""
        ...


class Writer:
    """Writes the records of one case. Made by `Store.writer`; there is one at a time."""

    def __init__(self, engine: Engine, log: CustodyLog, component: Component) -> None:
        """Bring log and records together. Raises CustodyBroken when they cannot belong together."""
        self._engine = engine
        self._log = log
        self._component = component
        log.settle(self._pending())
        self._settled = True

    def save_item(
        self,
        item: Digest,
        *,
        acquisitions: Iterable[Acquisition] = (),
        document: Document | None = None,
        reading: Reading | None = None,
        footage: Footage | None = None,
        sheet: ContactSheet | None = None,
        failures: Iterable[Failure] | None = None,
        stages: Mapping[str, str] | None = None,
    ) -> tuple[CustodyEntry, ...]:
        """Save what was acquired and derived of an item; return the entries logged.

        What is None stays as it is; `failures` replaces the item's failures. stages: stage → key
        under which it is now done. An acquisition that differs from a kept one in nothing but its
        hour is not kept twice, and what is there already is not written again: a repeated call
        writes and logs nothing. Raises StoreError, for an item never acquired too.
        """
        derived: list[tuple[str, rows.Record]] = []
        if document is not None:
            derived.append(("read", rows.document_record(document)))
        if reading is not None:
            derived.append(("read", rows.reading_record(item, reading)))
        if footage is not None:
            derived.append(("watched", rows.footage_record(footage)))
        if sheet is not None:
            derived.append(("watched", rows.sheet_record(sheet)))

        def build(connection: Connection) -> list[CustodyStep]:
            steps = self._acquire(connection, item, tuple(acquisitions))
            for action in ("read", "watched"):
                records = [record for name, record in derived if name == action]
                changes = Changes()
                for record in records:
                    changes += replace_rows(connection, record.table, [record], only=record.address)
                steps += self._steps(action, item, changes)
            if failures is not None:
                steps += self._fail(connection, item, "", tuple(failures))
            return steps + self._mark(connection, item, stages or {})

        return self._commit(build)

    def save_failures(
        self, failures: Iterable[Failure], *, tried: Iterable[str] = ()
    ) -> tuple[CustodyEntry, ...]:
        """Save failures of paths of which nothing was acquired.

        tried: paths just tried; what failed there before and is not in `failures` is cleared.
        """
        by_path: dict[str, list[Failure]] = {path: [] for path in tried}
        for failure in failures:
            if failure.item is not None:
                raise StoreError("the failure has an item: save it with the item", what=failure.path)
            by_path.setdefault(failure.path, []).append(failure)

        def build(connection: Connection) -> list[CustodyStep]:
            steps: list[CustodyStep] = []
            for path, found in by_path.items():
                steps += self._fail(connection, None, path, tuple(found))
            return steps

        return self._commit(build)

    def save_matches(
        self, matches: Iterable[Match], *, pair: tuple[Digest, Digest] | None = None
    ) -> tuple[CustodyEntry, ...]:
        """Replace all matches; with `pair` (query, reference) only those of that pair."""
        counts: dict[tuple[Digest, Digest], int] = {}
        records: list[rows.Record] = []
        for match in matches:
            key = (match.query, match.reference)
            if pair not in (None, key):
                raise StoreError("the match is not of the pair given", what=f"{key[0]} {key[1]}")
            records.append(rows.match_record(counts.get(key, 0), match))
            counts[key] = counts.get(key, 0) + 1
        prefix = "match/" if pair is None else f"match/{pair[0]}/{pair[1]}/"

        def build(connection: Connection) -> list[CustodyStep]:
            return self._steps("linked", None, replace_rows(connection, "matches", records, under=prefix))

        return self._commit(build)

    def save_allegations(self, allegations: Iterable[Allegation]) -> tuple[CustodyEntry, ...]:
        """Replace all allegations, keeping the order given."""
        records = [rows.allegation_record(number, held) for number, held in enumerate(allegations)]
        if len({record.address for record in records}) < len(records):
            raise StoreError("two allegations have the same id", next_step="Report it.")

        def build(connection: Connection) -> list[CustodyStep]:
            changes = replace_rows(connection, "allegations", records, under="allegation/")
            return self._steps("weighed", None, changes)

        return self._commit(build)

    def add_decision(self, decision: Decision) -> tuple[CustodyEntry, ...]:
        """Add a decision; the same once more adds nothing. Raises StoreError if its id is taken."""

        def build(connection: Connection) -> list[CustodyStep]:
            kept = connection.execute(select(schema.decisions.c.address, schema.decisions.c.record)).all()
            record = rows.decision_record(len(kept), decision)
            for address, text in kept:
                if address == record.address:
                    if text == record.text:
                        return []
                    raise StoreError("another decision has this id", what=decision.id)
            changes = replace_rows(connection, "decisions", [record], only=record.address)
            facts = (("kind", decision.kind.value), ("who", decision.who))
            return self._steps("decided", None, changes, facts)

        return self._commit(build)

    def mark_stages(self, item: Digest | None, stages: Mapping[str, str]) -> tuple[CustodyEntry, ...]:
        """Note that stages are done, each under its key; item None: stages of the whole case."""
        return self._commit(lambda connection: self._mark(connection, item, stages))

    def _acquire(
        self, connection: Connection, item: Digest, acquisitions: tuple[Acquisition, ...]
    ) -> list[CustodyStep]:
        table = schema.acquisitions
        query = select(table.c.record).where(table.c.item == item).order_by(table.c.position)
        kept = [from_json(Acquisition, text) for text in connection.execute(query).scalars()]
        steps: list[CustodyStep] = []
        for acquisition in acquisitions:
            if any(_same_source(acquisition, other) for other in kept):
                continue
            record = rows.acquisition_record(item, len(kept), acquisition)
            changes = replace_rows(connection, "acquisitions", [record], only=record.address)
            steps += self._steps("acquired", item, changes, _facts(acquisition))
            kept.append(acquisition)
        return steps

    def _fail(
        self, connection: Connection, item: Digest | None, path: str, failures: tuple[Failure, ...]
    ) -> list[CustodyStep]:
        scope = rows.failure_scope(item, path)
        for failure in failures:
            if failure.item != item:
                raise StoreError("the failure is of another item", what=failure.path)
        records = [rows.failure_record(number, failure) for number, failure in enumerate(failures)]
        changes = replace_rows(connection, "failures", records, under=f"{scope}/")
        facts = [("path", failure.path) for failure in failures[:1]]
        return self._steps("failed", item, changes, facts)

    def _mark(
        self, connection: Connection, item: Digest | None, stages: Mapping[str, str]
    ) -> list[CustodyStep]:
        changes = Changes()
        for stage, key in sorted(stages.items()):
            record = rows.mark_record(Mark(item, stage, key))
            changes += replace_rows(connection, "stages", [record], only=record.address)
        return self._steps("marked", item, changes)

    def _steps(
        self,
        action: str,
        item: Digest | None,
        changes: Changes,
        facts: Iterable[tuple[str, str]] = (),
    ) -> list[CustodyStep]:
        """Say what changed, in as few steps as keep a line of the log short; none if nothing did."""
        vouched = changes.facts
        return [
            CustodyStep(action, item, self._component, (*facts, *vouched[start : start + MAX_FACTS]))
            for start in range(0, len(vouched), MAX_FACTS)
        ]

    def _commit(self, build: Build) -> tuple[CustodyEntry, ...]:
        """Write records and entries in one transaction, then log the entries."""
        if not self._settled:
            self._log.append(self._pending())
        try:
            with self._engine.begin() as connection:
                entries = self._log.draft(build(connection))
                values = [{"number": entry.number, "entry": to_json(entry)} for entry in entries]
                if values:
                    connection.execute(schema.custody.insert(), values)
        except SQLAlchemyError as error:
            raise failed(error, str(self._engine.url)) from error
        self._settled = False
        self._log.append(entries)
        self._settled = True
        return entries

    def _pending(self) -> list[CustodyEntry]:
        """Return what is committed but not logged. Raises CustodyBroken if log and records disagree."""
        table = schema.custody
        first = max(self._log.count - 1, 0)
        query = select(table.c.entry).where(table.c.number >= first).order_by(table.c.number)
        try:
            with self._engine.connect() as connection:
                held = [from_json(CustodyEntry, text) for text in connection.execute(query).scalars()]
        except SQLAlchemyError as error:
            raise failed(error, str(self._engine.url)) from error
        if self._log.count:
            if not held or held[0].hash != self._log.head:
                raise _disagree("the custody log ends with an entry that the records do not know")
            held = held[1:]
        if len({entry.when for entry in held}) > 1:
            raise _disagree("the custody log lacks entries that the records hold")
        return held


def _same_source(one: Acquisition, other: Acquisition) -> bool:
    """Tell whether two acquisitions differ in nothing but their hour."""
    return all(
        getattr(one, name) == getattr(other, name) for name in one.__dataclass_fields__ if name != "acquired"
    )


def _facts(acquisition: Acquisition) -> list[tuple[str, str]]:
    """Return the facts of an acquisition for the log; what is unknown is left out."""
    return [
        (name, str(value))
        for name in acquisition.__dataclass_fields__
        if (value := getattr(acquisition, name)) is not None
    ]


def _disagree(message: str) -> CustodyBroken:
    return CustodyBroken(message, next_step="Run `crossbearing verify` on the case; nothing was written.")
