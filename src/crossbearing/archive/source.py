"""Opening what is to be acquired, without trusting what stands at the path."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from crossbearing.errors import Unreadable

_TYPES = mimetypes.MimeTypes(filenames=())
for _type, _ending in (
    ("text/markdown", ".md"),
    ("video/x-matroska", ".mkv"),
    ("video/webm", ".webm"),
    ("image/webp", ".webp"),
    ("image/heic", ".heic"),
    ("application/warc", ".warc"),
):
    _TYPES.add_type(_type, _ending)


@contextmanager
def open_source(path: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Open a regular file for reading and say what it is.

    Raises Unreadable for anything else: a pipe, a device, a socket, a folder, a file that may not
    be read. Opening never waits for another process to write.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unreadable(
            f"cannot open it: {reason}",
            what=shown(path),
            next_step="Check the path and that you may read the file.",
        ) from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)
        raise Unreadable(
            "it is not a regular file",
            what=shown(path),
            next_step="Give the path of a file; pipes, devices and sockets are not taken.",
        )
    with os.fdopen(descriptor, "rb", buffering=0) as raw:
        yield raw, facts


def shown(path: Path) -> str:
    """Write a path as text: bytes that are no UTF-8 appear as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def modified(facts: os.stat_result) -> datetime | None:
    """Return when the file was last changed, UTC, to the microsecond; None if no calendar has the date."""
    seconds, rest = divmod(facts.st_mtime_ns, 1_000_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1000)
    except (ValueError, OverflowError, OSError):
        return None


def claimed_type(path: Path) -> str | None:
    """Return the media type that the file's name suggests. The same on every machine."""
    return _TYPES.guess_type(path.name, strict=True)[0]
