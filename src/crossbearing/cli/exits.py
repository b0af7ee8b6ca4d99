"""Exit codes, by name, and which error leads to which."""

from __future__ import annotations

from enum import IntEnum

from crossbearing.errors import (
    CaseLocked,
    CaseMissing,
    ConfigError,
    CrossbearingError,
    CustodyBroken,
    DigestMismatch,
    EvidenceError,
    ExtensionError,
    Unreadable,
)


class Exit(IntEnum):
    """What the command's exit says.

    DONE: everything asked for was done. INTERNAL: a defect of the program. USAGE: the command or a
    setting makes no sense, or there is no such case. IN_PART: some source failed, and which was
    printed, or the disk is full; the rest was done. DAMAGED: evidence or custody is not what it was.
    """

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    IN_PART = 3
    DAMAGED = 4


def exit_of(error: CrossbearingError) -> Exit:
    """Return the exit code for an error that ends the command."""
    if isinstance(error, DigestMismatch | CustodyBroken):
        return Exit.DAMAGED
    if isinstance(error, Unreadable):
        return Exit.IN_PART
    if isinstance(error, ConfigError | CaseMissing | CaseLocked | ExtensionError):
        return Exit.USAGE
    return Exit.DAMAGED if isinstance(error, EvidenceError) else Exit.INTERNAL
