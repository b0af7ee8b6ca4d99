"""Which part of which version made a record, and what could not be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crossbearing.model.evidence import Digest


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """A part of the program, or of an installed model, and its version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read or derived: missing evidence made visible.

    item: None when no bytes could be acquired at all. stage: "acquire", "read", "watch", ….
    code: the error's class name. message: one sentence. next_step: one sentence.
    """

    path: str
    item: Digest | None
    stage: str
    code: str
    message: str
    next_step: str
    component: Component


@dataclass(frozen=True, slots=True)
class CustodyStep:
    """What is about to be logged, before it has its place in the chain. Fields as in CustodyEntry."""

    action: str
    item: Digest | None
    component: Component
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One line of the custody log.

    number: from 0, without gaps. previous: hash of the entry before ("0" * 64 for the first).
    action: "acquired", "read", "watched", "decided", …. when: UTC. facts: what is recorded about
    it, as (key, value) pairs in key order. hash: SHA-256 of all the other fields in canonical form.
    """

    number: int
    previous: str
    action: str
    item: Digest | None
    when: datetime
    component: Component
    facts: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True, slots=True, order=True)
class Damage:
    """Something that `verify` found to differ from what was acquired or recorded.

    kind: "changed", "missing", "added", "reordered", "truncated", "unreadable". where: the blob,
    log entry or record concerned. message: one sentence that says what was expected and found.
    """

    kind: str
    where: str
    message: str
