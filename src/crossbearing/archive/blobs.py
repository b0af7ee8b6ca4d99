"""Blobs: evidence kept as it came, each file named by the SHA-256 of its bytes.

A blob first waits in `incoming/`; once a record of it is committed it moves to `evidence/`. Nothing in
`evidence/` is ever removed by the program, and nothing lies there that the custody log does not name.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crossbearing.errors import EvidenceError, StoreError, Unreadable
from crossbearing.model.evidence import Digest

CHUNK_BYTES = 1024**2
KEEP_FREE_BYTES = 64 * 1024**2
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FOLDER = re.compile(r"[0-9a-f]{2}")


@dataclass(frozen=True, slots=True)
class Blobs:
    """The blobs of one case. root: the case folder."""

    root: Path

    @property
    def evidence(self) -> Path:
        """The folder of blobs that the log names."""
        return self.root / "evidence"

    @property
    def incoming(self) -> Path:
        """The folder of blobs that no record names yet; what a stopped run leaves here is cleaned away."""
        return self.root / "incoming"

    def make_folders(self) -> None:
        """Make the case folder and its two inner folders, durably."""
        self.root.mkdir(parents=True, exist_ok=True)
        for folder in (self.evidence, self.incoming):
            folder.mkdir(exist_ok=True)
        sync_folder(self.root)

    def place_of(self, digest: str) -> Path:
        """Say where the blob belongs. Raises EvidenceError for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise EvidenceError("this is not a SHA-256 digest", what=digest[:100])
        return self.evidence / digest[:2] / digest

    def find(self, digest: str) -> Path | None:
        """Return where the blob lies now, None if the case does not hold it."""
        place = self.place_of(digest)
        for path in (place, self.incoming / digest):
            if path.is_file() and not path.is_symlink():
                return path
        return None

    def take_in(self, source: BinaryIO, *, expected_bytes: int, max_bytes: int) -> tuple[Digest, int]:
        """Copy a stream into `incoming/`; return its digest and size in bytes.

        Memory stays bounded. The digest names the bytes kept, whatever happens to the source.
        Raises Unreadable beyond `max_bytes`, StoreError when the disk has no room.
        """
        self._need_room(expected_bytes)
        name = self.incoming / f"{secrets.token_hex(8)}.part"
        try:
            with name.open("xb") as target:
                digest, size = _copy(source, target, max_bytes=max_bytes)
                os.fchmod(target.fileno(), 0o444)
                target.flush()
                os.fsync(target.fileno())
            if self.find(digest) is None:
                name.rename(self.incoming / digest)
                sync_folder(self.incoming)
        finally:
            name.unlink(missing_ok=True)
        return digest, size

    def promote(self, digest: str) -> None:
        """Move a blob from `incoming/` to its place in `evidence/`; nothing to do if it lies there."""
        place, waiting = self.place_of(digest), self.incoming / digest
        if place.exists() or not waiting.is_file():
            waiting.unlink(missing_ok=True)
            return
        if not place.parent.is_dir():
            place.parent.mkdir()
            sync_folder(self.evidence)
        waiting.rename(place)
        sync_folder(place.parent)

    def clean(self) -> set[str]:
        """Remove what a stopped run left half copied; return the names of whole blobs that wait."""
        for path in sorted(self.incoming.glob("*.part")):
            path.unlink()
        return {path.name for path in self.incoming.iterdir()}

    def forget(self, name: str) -> None:
        """Remove a waiting blob that no record came to name: nobody was told that it is kept."""
        path = self.incoming / name
        if path.is_file() or path.is_symlink():
            path.unlink()

    def listed(self) -> Iterator[tuple[str, Digest | None]]:
        """Yield all that lies in `evidence/`: (path within the case, digest), None for what is no blob."""
        for folder in _sorted(self.evidence):
            if not (_FOLDER.fullmatch(folder.name) and folder.is_dir(follow_symlinks=False)):
                yield f"evidence/{folder.name}", None
                continue
            for file in _sorted(Path(folder.path)):
                proper = (
                    _DIGEST.fullmatch(file.name)
                    and file.name.startswith(folder.name)
                    and file.is_file(follow_symlinks=False)
                )
                yield f"evidence/{folder.name}/{file.name}", Digest(file.name) if proper else None

    def _need_room(self, size_bytes: int) -> None:
        disk = os.statvfs(self.incoming)
        free_bytes = disk.f_bavail * disk.f_frsize
        if size_bytes + KEEP_FREE_BYTES > free_bytes:
            raise StoreError(
                "the disk of the case has no room for it",
                what=str(self.root),
                expected=f"{size_bytes + KEEP_FREE_BYTES} bytes",
                actual=f"{free_bytes} bytes free",
            )


def digest_of(path: Path) -> tuple[Digest, int]:
    """Return the digest and size in bytes of a regular file's content. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("not a regular file")
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        sha, size = hashlib.sha256(), 0
        while chunk := file.read(CHUNK_BYTES):
            sha.update(chunk)
            size += len(chunk)
    return Digest(sha.hexdigest()), size


def sync_folder(folder: Path) -> None:
    """Make the folder's list of names durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: BinaryIO, target: BinaryIO, *, max_bytes: int) -> tuple[Digest, int]:
    sha, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK_BYTES):
        size += len(chunk)
        if size > max_bytes:
            raise Unreadable(
                f"it is larger than {max_bytes} bytes, the most that an item may have",
                next_step="Raise max_item_bytes in the settings, or leave it out.",
            )
        sha.update(chunk)
        target.write(chunk)
    return Digest(sha.hexdigest()), size


def _sorted(folder: Path) -> list[os.DirEntry[str]]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)
