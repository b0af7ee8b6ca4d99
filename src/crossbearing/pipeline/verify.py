"""A case held against its own records: blobs, custody log and database."""

from __future__ import annotations

from pathlib import Path

from crossbearing.archive import Archive
from crossbearing.model.provenance import Damage
from crossbearing.store import check_database

DATABASE = "case.sqlite"


def verify_case(root: Path) -> list[Damage]:
    """Return everything that differs from what was acquired or recorded; changes nothing.

    Returns []: the case is as it was left. Raises CaseMissing, CaseLocked.
    """
    with Archive.open(root) as archive, archive.still():
        damage = archive.verify()
        return sorted({*damage, *check_database(root / DATABASE, archive.intact_entries())})
