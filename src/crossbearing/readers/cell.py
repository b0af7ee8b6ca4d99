"""The other side of `confinement`: run as a program, one request a line, one answer each.

Started by `confinement` only. It stays single-threaded, so that copying itself is safe, and loads
the parsers once, so that a copy costs milliseconds.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Digest
from crossbearing.readers.html import HtmlReader
from crossbearing.readers.markdown import MarkdownReader
from crossbearing.readers.pdf import PdfReader
from crossbearing.settings import ReaderSettings

_PRELOADED = (
    "charset_normalizer",
    "htmldate",
    "lxml.html",
    "markdown_it",
    "pypdfium2",
    "trafilatura",
)
# What a parser has no business doing, by the names of Python's audit events.
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "shutil.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHUNK_BYTES = 1024 * 1024


def main() -> None:
    """Answer requests until the other side closes."""
    # An interrupt at the terminal is for the program that started this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = sys.stdin.buffer.raw if hasattr(sys.stdin.buffer, "raw") else sys.stdin.buffer
    answers = os.dup(1)
    os.dup2(2, 1)  # nothing that a library prints may mix with the answers
    for module in _PRELOADED:
        importlib.import_module(module)
    _warm_up()
    waiting = b""
    while chunk := requests.read(_CHUNK_BYTES):
        waiting += chunk
        while b"\n" in waiting:
            line, waiting = waiting.split(b"\n", 1)
            answer = _answer(json.loads(line))
            _write_all(answers, len(answer).to_bytes(8, "big") + answer)


def _warm_up() -> None:
    """Read the readers' own examples once, so that what they load late is loaded before copies are made."""
    for reader in (HtmlReader(), MarkdownReader(), PdfReader()):
        with tempfile.NamedTemporaryFile() as file:
            file.write(reader.examples()[0].data)
            file.flush()
            acquired = datetime.fromtimestamp(0, tz=UTC)
            reader.read(Path(file.name), item=Digest("0" * 64), acquired=acquired, settings=ReaderSettings())


def _answer(request: dict[str, Any]) -> bytes:
    """Read one document in a copy of this process and collect what it sends."""
    name = Path(request["path"]).name
    try:
        reader = _load(request["module"], request["reader"])
        settings = ReaderSettings(**request["settings"])
    except (ImportError, AttributeError, TypeError) as error:
        return _encode({"broken": str(error)})
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _read_and_exit(reader, request, settings, writing)
    os.close(writing)
    data = _collect(reading, child, settings)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if status == 0 and data:
        return data
    return _encode({"unreadable": _why_ended(status, name, settings)})


def _read_and_exit(reader: Any, request: dict[str, Any], settings: ReaderSettings, writing: int) -> None:  # noqa: ANN401 - a reader class from an extension
    """In the copy: limit it, read, send, end. Never returns."""
    status = 1
    with contextlib.suppress(BaseException):
        _write_all(writing, _encode(_read(reader, request, settings)))
        status = 0
    os._exit(status)


def _read(reader: Any, request: dict[str, Any], settings: ReaderSettings) -> dict[str, Any]:  # noqa: ANN401 - a reader class from an extension
    """Read within the limits; whatever goes wrong becomes an answer."""
    name = Path(request["path"]).name
    try:
        _confine(settings)
        document = reader().read(
            Path(request["path"]),
            item=Digest(request["item"]),
            acquired=datetime.fromisoformat(request["acquired"]),
            settings=settings,
        )
        said = asdict(document)
        said["published"] = document.published.isoformat() if document.published else None
    except Unreadable as error:
        return {
            "unreadable": {
                "message": str(error),
                "what": error.what,
                "expected": error.expected,
                "actual": error.actual,
                "next_step": error.next_step,
            }
        }
    except MemoryError:
        limit = f"{settings.max_confined_memory_bytes:,} bytes"
        return {"unreadable": {"message": f"{name} needs more memory to read than the limit of {limit}"}}
    except BaseException as error:  # noqa: BLE001 - a parser's fault on hostile bytes, whatever it is, is Unreadable
        return {
            "unreadable": {
                "message": f"{name} cannot be read",
                "actual": f"{type(error).__name__}: {error}"[:300],
            }
        }
    else:
        return said


def _confine(settings: ReaderSettings) -> None:
    """Give up, for good, what reading a document does not need."""
    memory = _virtual_bytes() + settings.max_confined_memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    cpu_s = settings.max_confined_cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what a parser has no business doing. Importing and reading files go on."""
    if event.startswith(_REFUSED):
        raise PermissionError(f"a reader may not use {event}")
    if event == "open":
        _, mode, flags = args
        writes = (
            bool(flags & _WRITING)
            if isinstance(flags, int)
            else any(sign in (mode or "r") for sign in "wxa+")
        )
        if writes:
            raise PermissionError("a reader may not write files")


def _virtual_bytes() -> int:
    """Measure the address space in use before the document is read."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _collect(reading: int, child: int, settings: ReaderSettings) -> bytes:
    """Read the copy's answer until it ends; end it at the deadline, or when nobody waits any more."""
    deadline = time.monotonic() + settings.max_confined_wall_s
    max_bytes = settings.max_text_chars * 12 + 64 * 1024**2
    data = bytearray()
    while True:
        left_s = deadline - time.monotonic()
        ready: Iterable[int] = select.select([reading, 0], [], [], max(0.0, left_s))[0] if left_s > 0 else []
        if reading in ready:
            chunk = os.read(reading, _CHUNK_BYTES)
            if not chunk:
                return bytes(data)
            data += chunk
            if len(data) <= max_bytes:
                continue
        # Too late, too much, or the other side has closed.
        os.kill(child, signal.SIGKILL)
        return b""


def _why_ended(status: int, name: str, settings: ReaderSettings) -> dict[str, str]:
    """Say why a copy gave no answer."""
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if ended_by in {signal.SIGXCPU, signal.SIGKILL}:
        return {
            "message": f"{name} takes longer to read than the limit of {settings.max_confined_cpu_s} s",
            "next_step": "Save its text with another program, or raise max_confined_cpu_s in the settings.",
        }
    what = signal.Signals(ended_by).name if ended_by else f"status {status}"
    return {"message": f"{name} made its parser crash", "actual": what}


def _load(module: str, reader: str) -> Any:  # noqa: ANN401 - a reader class from an extension
    """Find the reader's class."""
    found: Any = importlib.import_module(module)
    for part in reader.split("."):
        found = getattr(found, part)
    return found


def _encode(answer: dict[str, Any]) -> bytes:
    """Write an answer; lone surrogates survive as escapes."""
    return json.dumps(answer).encode("ascii")


def _write_all(target: int, data: bytes) -> None:
    """Write everything, however the pipe cuts it."""
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]


if __name__ == "__main__":
    main()
