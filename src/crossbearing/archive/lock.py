"""One writer at a time."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from crossbearing.errors import CaseLocked

LOCK_NAME = "lock"


def lock_case(root: Path, *, shared: bool = False) -> int | None:
    """Lock the case and return the descriptor that holds the lock; closing it, or dying, lets go.

    shared: keep writers out without being one; None is returned where nobody has ever written.
    Raises CaseLocked when another run is writing.
    """
    path = root / LOCK_NAME
    flags = os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT
    try:
        descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise CaseLocked("another run is writing to the case", what=str(root)) from error
    return descriptor
