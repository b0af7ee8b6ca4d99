"""A process of its own in which parsers of hostile formats run.

One small process is started when it is first needed, with the parsers loaded. For each document it
makes a copy of itself that has limits on memory and time, can open no connection, start no program
and write no file, reads the one document, sends it back as JSON and ends. So a parser that crashes,
hangs or swells takes its copy with it and nothing else: here it is Unreadable.

What comes back is data to be checked like any other: a parser taken over by its input could at most
send a wrong Document.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crossbearing.errors import CrossbearingError, ExtensionError, Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers.reader import Reader
from crossbearing.settings import ReaderSettings

_LENGTH_BYTES = 8
_TEXT_FIELDS = ("title", "byline", "publisher", "canonical_url", "language", "published_from")


class Confinement:
    """Runs confined readers; one document at a time, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(
        self, reader: Reader, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings
    ) -> Document:
        """Read one document in a copy of the process. Raises Unreadable."""
        request = {
            "module": type(reader).__module__,
            "reader": type(reader).__qualname__,
            "path": str(path.absolute()),
            "item": item,
            "acquired": acquired.isoformat(),
            "settings": asdict(settings),
        }
        with self._lock:
            answer = self._ask(json.dumps(request).encode(), settings)
        if "unreadable" in answer:
            raise _unreadable(answer["unreadable"], path.name)
        if "broken" in answer:
            raise ExtensionError(
                f"The reader {reader.name} cannot be used: {answer['broken']}", what=reader.name
            )
        return _document(answer, item, path.name)

    def close(self) -> None:
        """End the process; the next document starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def forget(self) -> None:
        """Let go of a process that belongs to the parent of this one, after a fork."""
        self._lock = threading.Lock()
        process, self._process = self._process, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        os.close(pipe.fileno())
            # It is not this process's child: there is nothing to wait for.
            process.returncode = 0
            _LEFT_TO_THE_PARENT.append(process)

    def _ask(self, request: bytes, settings: ReaderSettings) -> dict[str, Any]:
        """Send a request and read the answer, starting the process again if it has ended."""
        max_answer_bytes = settings.max_text_chars * 12 + 64 * 1024**2
        for _ in range(2):
            process = self._started()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(request + b"\n")
                process.stdin.flush()
                length = int.from_bytes(process.stdout.read(_LENGTH_BYTES) or b"", "big")
                data = process.stdout.read(length) if 0 < length <= max_answer_bytes else b""
            except OSError:
                data = b""
            if data:
                return dict(json.loads(data))
            self.close()
        return {"unreadable": {"message": "The process that reads hostile formats ended without an answer"}}

    def _started(self) -> subprocess.Popen[bytes]:
        """Give the running process."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            paths = os.pathsep.join(path for path in sys.path if path)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-s", "-m", "crossbearing.readers.cell"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"},
            )
        return self._process


_LEFT_TO_THE_PARENT: list[subprocess.Popen[bytes]] = []
_CONFINEMENT = Confinement()
atexit.register(_CONFINEMENT.close)
os.register_at_fork(after_in_child=_CONFINEMENT.forget)


def read_confined(
    reader: Reader, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings
) -> Document:
    """Read one document with this program's one confinement."""
    return _CONFINEMENT.read(reader, path, item=item, acquired=acquired, settings=settings)


def _unreadable(said: dict[str, Any], name: str) -> CrossbearingError:
    """Build the error that the other side describes."""
    keys = ("what", "expected", "actual", "next_step")
    data = {key: str(said[key]) for key in keys if said.get(key) is not None}
    data.setdefault("what", name)
    return Unreadable(str(said.get("message") or f"{name} cannot be read"), **data)


def _document(said: dict[str, Any], item: Digest, name: str) -> Document:
    """Build the Document from JSON, holding every field to its type."""
    try:
        fields: dict[str, Any] = {key: None if said[key] is None else str(said[key]) for key in _TEXT_FIELDS}
        return Document(
            item=item,
            text=str(said["text"]),
            reader=str(said["reader"]),
            published=None if said["published"] is None else date.fromisoformat(said["published"]),
            embeds=tuple(str(one) for one in said["embeds"]),
            notes=tuple(str(one) for one in said["notes"]),
            **fields,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(
            f"{name} could not be read: the reader's answer makes no sense", what=name
        ) from error
