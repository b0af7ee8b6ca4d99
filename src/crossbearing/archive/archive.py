"""The archive of one case: the way in for evidence, and the log of everything done with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from crossbearing.archive.blobs import Blobs, sync_folder
from crossbearing.archive.custody import chain, line_of, read_entries, read_lines
from crossbearing.archive.lock import lock_case, unlock_case
from crossbearing.archive.seal import Seal, check_seal
from crossbearing.archive.source import claimed_type, modified, open_source, shown
from crossbearing.archive.verify import LOG_NAME, check_blobs, check_log
from crossbearing.errors import CaseMissing, CustodyBroken, EvidenceError, StoreError
from crossbearing.model.evidence import Acquisition, Digest
from crossbearing.model.provenance import CustodyEntry, CustodyStep, Damage

Clock = Callable[[], datetime]
Sniffer = Callable[[Path], str]
"""Says the media type of the bytes in a file, whatever its name."""

MAX_ITEM_BYTES = 16 * 1024**3


def utc_now() -> datetime:
    """Return the time now, UTC."""
    return datetime.now(UTC)


class Archive:
    """Blobs and custody log of one case. Made by `open`; a writer holds the case's lock until `close`.

    The order of a write is fixed, so that a run killed at any moment leaves a case that the next run
    completes: `acquire` keeps the bytes; `draft` chains entries without logging them; the caller
    commits its records together with those entries; `append` then logs them. `settle` appends what a
    stopped run had committed but not yet logged.
    """

    def __init__(self, root: Path, *, lock: int | None, clock: Clock) -> None:
        """Take the case as it is; `lock` is the descriptor of a writer's lock, None for a reader."""
        self._blobs = Blobs(root)
        self._lock = lock
        self._clock = clock
        self._seal = Seal()
        self._size_bytes = 0
        self._stale: set[str] = set()

    @classmethod
    def open(cls, root: Path | str, *, write: bool = False, clock: Clock = utc_now) -> Self:
        """Open the archive in the case folder `root`; a writer makes what is not there yet.

        Raises CaseMissing (reader, no case there), CaseLocked (another writer), CustodyBroken (writer,
        the log is damaged: a torn last line is not damage, it was never acknowledged and is cut off).
        """
        root = Path(root)
        if not write:
            if not (root / LOG_NAME).exists() and not (root / "evidence").is_dir():
                raise CaseMissing("there is no case at that place", what=shown(root))
            return cls(root, lock=None, clock=clock)
        try:
            Blobs(root).make_folders()
            archive = cls(root, lock=lock_case(root), clock=clock)
        except OSError as error:
            raise StoreError(f"cannot write the case: {error.strerror}", what=shown(root)) from error
        try:
            archive._recover()
        except BaseException:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            unlock_case(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def root(self) -> Path:
        """The case folder."""
        return self._blobs.root

    @property
    def log(self) -> Path:
        """The custody log."""
        return self.root / LOG_NAME

    def acquire(
        self,
        path: Path | str,
        *,
        sniff: Sniffer,
        published_given: date | None = None,
        publisher_given: str | None = None,
        acquired: datetime | None = None,
        max_bytes: int = MAX_ITEM_BYTES,
    ) -> tuple[Digest, Acquisition]:
        """Keep the bytes of a file; return their digest and how they came.

        Nothing is acknowledged yet: the caller commits the acquisition with its entry ("acquired"), and
        bytes that no entry comes to name are cleaned away by the next run. `sniff` gets the path of the
        kept copy. acquired: UTC; the clock's time by default.
        Raises Unreadable (no regular file, may not be read, too large), StoreError (disk full).
        """
        self._need_writer()
        path = Path(path)
        with open_source(path) as (source, facts):
            try:
                digest, size_bytes = self._blobs.take_in(
                    source, expected_bytes=min(facts.st_size, max_bytes), max_bytes=max_bytes
                )
            except OSError as error:
                raise StoreError(f"cannot keep a copy: {error.strerror}", what=shown(path)) from error
        self._stale.discard(digest)
        return digest, Acquisition(
            path=shown(path),
            acquired=acquired or self._clock(),
            modified=modified(facts),
            size_bytes=size_bytes,
            media_type_sniffed=sniff(self.blob_path(digest)),
            media_type_claimed=claimed_type(path),
            published_given=published_given,
            publisher_given=publisher_given,
        )

    def holds(self, digest: Digest) -> bool:
        """Tell whether the case keeps these bytes."""
        return self._blobs.find(digest) is not None

    def blob_path(self, digest: Digest) -> Path:
        """Return the read-only file that keeps the bytes. Raises EvidenceError if there is none."""
        path = self._blobs.find(digest)
        if path is None:
            raise EvidenceError("the case does not hold these bytes", what=digest)
        return path

    @property
    def count(self) -> int:
        """How many entries the log of an open writer holds."""
        return self._seal.entries

    @property
    def head(self) -> str:
        """The hash of the last entry in the log of an open writer."""
        return self._seal.head

    def seal(self) -> Seal:
        """Return how long the log is and what it ends with. Raises CustodyBroken."""
        if self._lock is not None:
            return self._seal
        seal = Seal()
        for entry in self.entries():
            seal = Seal(entry.number + 1, entry.hash)
        return seal

    def entries(self) -> Iterator[CustodyEntry]:
        """Yield the log in order. Raises CustodyBroken at the first entry that is not as written."""
        return read_entries(self.log)

    def intact_entries(self) -> list[CustodyEntry]:
        """Return the entries that are as they were written, even from a damaged log."""
        return check_log(self.log)[1]

    def draft(self, steps: Sequence[CustodyStep]) -> tuple[CustodyEntry, ...]:
        """Chain steps to the end of the log, without logging them.

        Raises EvidenceError when a step says "acquired" of bytes that the case does not keep.
        """
        self._need_writer()
        for step in steps:
            if step.action == "acquired" and step.item is not None:
                self.blob_path(step.item)
        return chain(steps, number=self.count, previous=self.head, when=self._clock())

    def append(self, entries: Sequence[CustodyEntry]) -> None:
        """Log drafted entries, durably; blobs that they acquire move to their place in `evidence/`.

        Raises CustodyBroken for entries that do not follow the last, StoreError when they cannot be
        written: the log is then as it was.
        """
        self._need_writer()
        if not entries:
            return
        if entries[0].number != self.count or entries[0].previous != self.head:
            raise CustodyBroken(
                "these entries do not follow the end of the custody log",
                what=str(self.log),
                expected=f"{self.count} after {self.head}",
                actual=f"{entries[0].number} after {entries[0].previous}",
            )
        try:
            for entry in entries:
                if entry.action == "acquired" and entry.item is not None:
                    self._blobs.promote(entry.item)
            self._write(b"".join(line_of(entry) for entry in entries))
        except OSError as error:
            raise StoreError(f"cannot write the custody log: {error.strerror}", what=str(self.log)) from error
        self._seal = Seal(entries[-1].number + 1, entries[-1].hash)

    def settle(self, pending: Sequence[CustodyEntry]) -> None:
        """Log what a stopped run had committed but not logged, then clear what it left unacknowledged.

        What this run itself has acquired by now stays.
        """
        self.append(pending)
        for name in sorted(self._stale):
            self._blobs.forget(name)
        self._stale.clear()

    @contextmanager
    def still(self) -> Iterator[None]:
        """Keep writers out for a while, so that what is verified does not move. Raises CaseLocked."""
        descriptor = None if self._lock is not None else lock_case(self.root, shared=True)
        try:
            yield
        finally:
            if descriptor is not None:
                unlock_case(descriptor)

    def verify(self, seal: Seal | None = None) -> list[Damage]:
        """Compare every blob and every byte of the log with what was acquired and logged; sorted.

        seal: one kept elsewhere, to find entries cut off the end. Returns []: nothing differs.
        """
        damage, entries = check_log(self.log)
        if seal is not None:
            damage += check_seal(entries, seal)
        return sorted({*damage, *check_blobs(self._blobs, entries)})

    def _recover(self) -> None:
        """Clean up after a run that was stopped, and find the end of the log. Raises CustodyBroken."""
        for path in (self._blobs.evidence, self._blobs.incoming, self.log):
            if path.is_symlink():
                raise CustodyBroken("a part of the case is a symbolic link to elsewhere", what=shown(path))
        self._stale = self._blobs.clean()
        if not self.log.exists():
            self.log.touch(mode=0o644)
            sync_folder(self.root)
        offset = 0
        for line in read_lines(self.log):
            offset += len(line)
            if line.endswith(b"\n"):
                self._size_bytes = offset
        if self._size_bytes < self.log.stat().st_size:
            self._truncate()
        for entry in read_entries(self.log):
            self._seal = Seal(entry.number + 1, entry.hash)

    def _write(self, lines: bytes) -> None:
        """Add bytes to the log, durably, or leave it as it was. Raises OSError."""
        try:
            with self.log.open("ab") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self._truncate()
            raise
        self._size_bytes += len(lines)

    def _truncate(self) -> None:
        with self.log.open("r+b") as file:
            file.truncate(self._size_bytes)
            os.fsync(file.fileno())

    def _need_writer(self) -> None:
        if self._lock is None:
            raise StoreError(
                "the case is open for reading only", what=str(self.root), next_step="Open it with write=True."
            )
