"""A case held against its own records: blobs, custody log and database."""

from __future__ import annotations

from pathlib import Path

from crossbearing.archive import Archive, Seal
from crossbearing.model.provenance import Damage
from crossbearing.store import check_database

DATABASE = "case.sqlite"


def verify_case(root: Path, seal: Seal | None = None) -> list[Damage]:
    """Return everything that differs from what was acquired or recorded; changes nothing.

    seal: length and head of the log as noted elsewhere, which shows up even a log and a database
    that were rewritten together. Returns []: the case is as it was left.
    Raises CaseMissing, CaseLocked.
    """
    with Archive.open(root) as archive, archive.still():
        damage = archive.verify(seal)
        return sorted({*damage, *check_database(root / DATABASE, archive.intact_entries())})
