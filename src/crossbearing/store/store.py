"""The records of one case, in one database."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from crossbearing.errors import CaseMissing
from crossbearing.model.provenance import Component, CustodyEntry, Damage
from crossbearing.store.check import check_database
from crossbearing.store.database import failed, migrate, need_revision, open_engine
from crossbearing.store.view import View
from crossbearing.store.writer import CustodyLog, Writer


class Store:
    """A database of records. Made by `open`; hands out a Writer and a View."""

    def __init__(self, engine: Engine, target: Path | str, *, write: bool) -> None:
        """Use the database behind `engine`; views get one of their own, so as never to wait for a writer."""
        self._engine = engine
        self._reader = open_engine(target, write=False) if write else engine
        self._target = target

    @classmethod
    def open(cls, target: Path | str, *, write: bool = False) -> Self:
        """Open the database at a path (SQLite) or a URL; a writer makes or upgrades its tables.

        Raises CaseMissing (reader, no such file), SchemaMismatch (written by another version),
        StoreError (damaged, or cannot be reached).
        """
        is_file = isinstance(target, Path) or "://" not in target
        if is_file and not write and not Path(target).is_file():
            raise CaseMissing("there is no case at that place", what=str(target))
        engine = open_engine(target, write=write)
        try:
            if write:
                migrate(engine)
            else:
                need_revision(engine)
        except SQLAlchemyError as error:
            engine.dispose()
            raise failed(error, str(engine.url)) from error
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, target, write=write)

    def close(self) -> None:
        """Close the database; a writer, closing last, folds in what is pending."""
        self._reader.dispose()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def writer(self, log: CustodyLog, *, component: Component) -> Writer:
        """Return the writer, once log and records are brought together after a run that was stopped.

        component: which part of which version writes; it stands in every entry.
        Raises CustodyBroken when log and records cannot belong together.
        """
        return Writer(self._engine, log, component)

    def view(self) -> View:
        """Return what reads the records."""
        return View(self._reader)

    def check(self, entries: Iterable[CustodyEntry]) -> list[Damage]:
        """Compare the records with the log: see `check_database`."""
        return check_database(self._target, entries)
