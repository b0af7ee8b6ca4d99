"""The Python API: a case to open, add to, examine and ask.

from crossbearing import Case

with Case.create("my-case") as case:
    case.examine(["reports/", "clips/"])
    for allegation in case.allegations():
        print(allegation.grade.code, allegation.type, allegation.agent, allegation.recipient)
    case.write_dossier("dossier")
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

from crossbearing import media
from crossbearing.archive import Archive, Seal, utc_now
from crossbearing.corroborate import trace_copies
from crossbearing.dossier import page
from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.exports import Export, choose_export
from crossbearing.errors import CaseMissing, ConfigError
from crossbearing.extensions import EXPORTS, announced, load
from crossbearing.model.allegation import Allegation
from crossbearing.model.decision import Decision, DecisionKind
from crossbearing.model.evidence import Digest, Document, Item
from crossbearing.model.footage import ContactSheet, Footage, Match
from crossbearing.model.provenance import Component, CustodyEntry, Damage, Failure
from crossbearing.model.reading import Reading
from crossbearing.pipeline.deciding import check_decision
from crossbearing.pipeline.engine import Engine, InProcess
from crossbearing.pipeline.ingest import Given, Ingested, Tables, add_sources, analyse_pending, ingest
from crossbearing.pipeline.link import link_footage
from crossbearing.pipeline.rooms import component
from crossbearing.pipeline.stage import Progress, Silent
from crossbearing.pipeline.verify import DATABASE, verify_case
from crossbearing.pipeline.weigh import gather, weigh
from crossbearing.settings import Settings
from crossbearing.store import Hit, Store

Source = str | os.PathLike[str]


class Case:
    """One investigation: its items, what was derived from them, what people decided.

    Made by `create` or `open`; a context manager. One writer at a time.
    """

    def __init__(self, archive: Archive, store: Store, settings: Settings, *, write: bool) -> None:
        self._archive = archive
        self._store = store
        self._settings = settings
        self._view = store.view()
        self._tables = (
            Tables(archive, store.writer(archive, component=component("pipeline")), self._view)
            if write
            else None
        )

    @classmethod
    def create(cls, root: Source, *, settings: Settings | None = None) -> Self:
        """Open the case at `root` for writing, making it where there is none.

        Raises CaseLocked, StoreError, CustodyBroken.
        """
        return cls._open(Path(root), settings or Settings(), write=True)

    @classmethod
    def open(cls, root: Source, *, write: bool = False, settings: Settings | None = None) -> Self:
        """Open the case at `root`. Raises CaseMissing if there is none."""
        root = Path(root)
        if not (root / DATABASE).exists():
            raise CaseMissing("there is no case at that place", what=str(root))
        return cls._open(root, settings or Settings(), write=write)

    @classmethod
    def _open(cls, root: Path, settings: Settings, *, write: bool) -> Self:
        archive = Archive.open(root, write=write)
        try:
            return cls(archive, Store.open(root / DATABASE, write=write), settings, write=write)
        except BaseException:
            archive.close()
            raise

    def close(self) -> None:
        """Let go of the case."""
        self._store.close()
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def root(self) -> Path:
        """The case folder."""
        return self._archive.root

    # Adding and deriving

    def add(
        self, sources: Iterable[Source], *, given: Given | None = None, progress: Progress | None = None
    ) -> Ingested:
        """Acquire sources without reading them."""
        return add_sources(
            self._writable(),
            [Path(s) for s in sources],
            given=_checked(given),
            settings=self._settings,
            progress=progress or Silent(),
        )

    def examine(
        self,
        sources: Iterable[Source] = (),
        *,
        given: Given | None = None,
        engine: Engine | None = None,
        progress: Progress | None = None,
        leave_out: Iterable[Source] = (),
    ) -> Ingested:
        """Acquire and read sources, compare footage, weigh claims. What is done already is not repeated.

        given: date of publication and publisher of all the sources. leave_out: folders among the
        sources that are not entered; the case itself never is. Returns what was taken in.
        """
        tables, progress, engine = self._writable(), progress or Silent(), engine or InProcess()
        taken = ingest(
            tables,
            [Path(s) for s in sources],
            given=_checked(given),
            settings=self._settings,
            engine=engine,
            progress=progress,
            leave_out=[Path(p) for p in leave_out],
        )
        self.catch_up(engine=engine, progress=progress)
        return taken

    def catch_up(self, *, engine: Engine | None = None, progress: Progress | None = None) -> None:
        """Derive whatever is missing: readings, matches, allegations."""
        tables, progress = self._writable(), progress or Silent()
        analyse_pending(tables, settings=self._settings, engine=engine or InProcess(), progress=progress)
        link_footage(tables, settings=self._settings, progress=progress)
        weigh(tables, settings=self._settings, progress=progress)

    # Asking

    def items(self) -> tuple[Item, ...]:
        """Return the items, in order of digest."""
        return self._view.items()

    def documents(self) -> tuple[Document, ...]:
        """Return the documents, in order of digest."""
        return tuple(self._view.documents())

    def written(self) -> tuple[Document, ...]:
        """Return the documents that came as such: words read from screens of footage left out."""
        return tuple(document for document in self.documents() if not document.on_screen)

    def reading(self, item: Digest) -> Reading | None:
        """Return what a document was read as; None if it could not be."""
        return self._view.reading(item)

    def footage(self) -> tuple[Footage, ...]:
        """Return the footage, in order of digest."""
        return tuple(self._view.all_footage())

    def matches(self) -> tuple[Match, ...]:
        """Return the stretches that clips share."""
        return self._view.matches()

    def allegations(self) -> tuple[Allegation, ...]:
        """Return the allegations: ties first, then attacks, the better carried first."""
        return self._view.allegations()

    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be read or derived."""
        return self._view.failures()

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision ever made, undone ones included, in order of time."""
        return self._view.decisions()

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Return the passages of documents, and the claims, in which all the words occur."""
        return self._view.search(words, limit=limit)

    def custody(self) -> tuple[CustodyEntry, ...]:
        """Return the custody log. Raises CustodyBroken where it is not as written."""
        return tuple(self._archive.entries())

    def path_of(self, item: Digest) -> Path:
        """Return the file that keeps an item's bytes. It is evidence: read it, never write it."""
        return self._archive.blob_path(item)

    def seal(self) -> Seal:
        """Return how long the custody log is and what it ends with, to be noted outside the case."""
        return self._archive.seal()

    @staticmethod
    def verify(root: Source, seal: Seal | None = None) -> list[Damage]:
        """Return everything in the case at `root` that differs from what was acquired or recorded.

        seal: as noted elsewhere, to find a log and records that were rewritten together.
        """
        return verify_case(Path(root), seal)

    # Deciding

    def decide(
        self,
        kind: DecisionKind,
        subjects: Sequence[str],
        *,
        who: str,
        why: str,
        clock: Callable[[], datetime] = utc_now,
    ) -> Decision:
        """Record a decision and weigh the case again with it.

        subjects: as `DecisionKind` says. Raises ConfigError for subjects that make no sense.
        """
        tables = self._writable()
        check_decision(kind, subjects, who=who, why=why, view=self._view, settings=self._settings.resolve)
        when = clock().astimezone(UTC)
        count = len(self.decisions())
        told = "\n".join((str(count), kind, *subjects, who, why, when.isoformat()))
        ident = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        decision = Decision(ident, kind, tuple(subjects), who, when, why)
        tables.writer.add_decision(decision)
        weigh(tables, settings=self._settings, progress=Silent())
        return decision

    def undo(
        self, decision_id: str, *, who: str, why: str, clock: Callable[[], datetime] = utc_now
    ) -> Decision:
        """Take a decision back; the taking back is itself a decision, and can be undone."""
        return self.decide(DecisionKind.UNDO, (decision_id,), who=who, why=why, clock=clock)

    # Handing over

    def write_dossier(self, out: Source) -> Path:
        """Write the dossier to `out`/dossier.html and return its path."""
        return page.write(self.contents(), Path(out), self.frame, self.sheet)

    def export(self, name: str, out: Source) -> Path:
        """Write the case in another format; `name` as `crossbearing export --help` lists them.

        Raises ConfigError for a format that is not known.
        """
        installed = {e.name: e for e in announced(EXPORTS)}
        export: Export = load(EXPORTS, installed[name]) if name in installed else choose_export(name)
        return export.write(self.contents(), Path(out))

    def contents(self) -> CaseContents:
        """Return everything that the case holds, with what people decided applied."""
        material = gather(self._view, self._settings)
        return CaseContents(
            items=material.items,
            documents=material.documents,
            readings=material.readings,
            footage=material.footage,
            matches=material.matches,
            allegations=self.allegations(),
            failures=self.failures(),
            decisions=material.decisions,
            custody=self.custody(),
            components=_components(material.readings.values(), material.footage),
            title=_title(self.root),
            histories=trace_copies(material),
        )

    def frame(self, item: Digest, at_s: Fraction, max_side_px: int) -> bytes:
        """Return a frame of footage as JPEG. Raises MediaError."""
        return media.still(self.path_of(item), at_s, max_side_px=max_side_px)

    def sheet(self, item: Digest) -> ContactSheet | None:
        """Return the contact sheet of an item of footage; None if there is none."""
        return self._view.sheet(item)

    def _writable(self) -> Tables:
        if self._tables is None:
            raise ConfigError("The case is open for reading only.", next_step="Open it with write=True.")
        return self._tables


def _components(readings: Iterable[Reading], footage: Iterable[Footage]) -> tuple[Component, ...]:
    made = {c for r in readings for c in r.components} | {f.component for f in footage}
    return tuple(sorted(made | {component("corroborate"), component("dossier")}))


def _title(root: Path) -> str:
    """Name a case after its folder; one kept as `DIR/case`, beside a dossier, after DIR."""
    place = root.resolve()
    return place.parent.name if place.name == "case" and place.parent.name else place.name


def _checked(given: Given | None) -> Given:
    if given is not None and given.published is not None and given.published > datetime.now(UTC).date():
        raise ConfigError("A source cannot have been published after today.", actual=str(given.published))
    return given or Given()
