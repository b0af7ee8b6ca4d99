"""A seal: how long the custody log is and the hash it ends with.

Whoever keeps a seal elsewhere (a dossier prints one) can later show that the log still begins with
everything it held then, even against somebody who can rewrite the whole case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crossbearing.archive.custody import GENESIS
from crossbearing.model.provenance import CustodyEntry, Damage


@dataclass(frozen=True, slots=True)
class Seal:
    """entries: how many the log holds. head: the hash of the last, sixty-four zeros if there is none."""

    entries: int = 0
    head: str = GENESIS


def check_seal(entries: Iterable[CustodyEntry], seal: Seal) -> list[Damage]:
    """Compare the log with a seal kept elsewhere. A log that has grown since is as it should be."""
    if seal.entries == 0:
        return []
    count = 0
    for entry in entries:
        count += 1
        if entry.number == seal.entries - 1:
            return [] if entry.hash == seal.head else [_changed(entry, seal)]
    message = f"the seal vouches for {seal.entries} entries; the log holds {count}"
    return [Damage("truncated", "custody.jsonl", message)]


def _changed(entry: CustodyEntry, seal: Seal) -> Damage:
    message = f"the seal gives the hash {seal.head}; the entry has {entry.hash}"
    return Damage("changed", f"custody.jsonl entry {entry.number}", message)
