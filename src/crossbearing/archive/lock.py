"""One writer at a time."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from crossbearing.errors import CaseLocked

LOCK_NAME = "lock"

_held: set[int] = set()


def lock_case(root: Path, *, shared: bool = False) -> int | None:
    """Lock the case and return the descriptor that holds the lock; closing it, or dying, lets go.

    shared: keep writers out without being one; None is returned where nobody has
    ever written, or where this user may not lock.
    Raises CaseLocked when another run is writing.
    """
    path = root / LOCK_NAME
    flags = os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT
    try:
        descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except (FileNotFoundError, PermissionError):
        if shared:
            return None
        raise
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise CaseLocked("another run is writing to the case", what=str(root)) from error
    _held.add(descriptor)
    return descriptor


def unlock_case(descriptor: int) -> None:
    """Let go of a lock, also where a child that was forked just now still holds the descriptor."""
    _held.discard(descriptor)
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def _let_go_in_child() -> None:
    """Close the locks that a fork copied: a worker that outlives its parent must not keep the case locked."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go_in_child)
