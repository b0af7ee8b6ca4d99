"""The process of its own: what a reader there cannot do, and what its end does not do."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossbearing.errors import ExtensionError, Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers.confinement import Confinement
from crossbearing.readers.html import HtmlReader
from crossbearing.readers.reader import Reader
from crossbearing.settings import ReaderSettings

MISDEEDS = """
import ctypes, os, socket, subprocess, time
from pathlib import Path
from crossbearing.model.evidence import Document
from crossbearing.readers import Reader

class Misdeed(Reader):
    name, version, media_types, confined = "misdeed", "1", ("text/x-misdeed",), True
    def read(self, path, *, item, acquired, settings):
        exec(path.read_text())
        return Document(item=item, text="it went on", reader="misdeed 1")
    @classmethod
    def examples(cls):
        return ()
"""
PAGE = b"<html><body><p>The harbour office said that the port was closed.</p></body></html>"
ReadIn = Callable[[Reader, bytes], Document]


@pytest.fixture(scope="module")
def misdeed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("misdeeds")
    (folder / "misdeeds.py").write_text(MISDEEDS)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield importlib.import_module("misdeeds").Misdeed()
    sys.path.remove(str(folder))
    del sys.modules["misdeeds"]


@pytest.fixture(scope="module")
def confinement(misdeed: Reader) -> Iterator[Confinement]:
    assert misdeed.confined
    made = Confinement()
    yield made
    made.close()


@pytest.fixture
def read_in(confinement: Confinement, tmp_path: Path) -> ReadIn:
    settings = ReaderSettings(
        max_confined_cpu_s=1,
        max_confined_wall_s=2,
        max_confined_memory_bytes=256 * 1024**2,
        max_text_chars=100_000,
    )

    def read(reader: Reader, data: bytes) -> Document:
        path = tmp_path / "source"
        path.write_bytes(data)
        acquired = datetime(2021, 1, 1, tzinfo=UTC)
        return confinement.read(reader, path, item=Digest("0" * 64), acquired=acquired, settings=settings)

    return read


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        ("ctypes.string_at(0)", "made its parser crash"),
        ("os.abort()", "made its parser crash"),
        ("os._exit(3)", "made its parser crash"),
        ("while True: pass", "takes longer to read than the limit of 1 s"),
        ("time.sleep(60)", "takes longer to read"),
        ("b'x' * 10**9", "needs more memory"),
        ("socket.create_connection(('127.0.0.1', 9))", "cannot be read"),
        ("socket.getaddrinfo('localhost', 80)", "cannot be read"),
        ("subprocess.run(['true'])", "cannot be read"),
        ("os.system('true')", "cannot be read"),
        ("open('escaped', 'w')", "cannot be read"),
        ("Path('escaped').mkdir()", "cannot be read"),
        ("os.remove(path)", "cannot be read"),
        ("raise SystemExit(0)", "cannot be read"),
        ("raise KeyboardInterrupt", "cannot be read"),
        ("def f(): f()\nf()", "cannot be read"),
    ],
)
def test_misdeeds_end_as_unreadable(
    misdeed: Reader, read_in: ReadIn, tmp_path: Path, deed: str, says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        read_in(misdeed, deed.encode())
    assert (tmp_path / "source").exists()
    assert not Path("escaped").exists()
    assert "the port was closed" in read_in(HtmlReader(), PAGE).text


def test_a_reader_that_does_nothing_wrong_goes_on(misdeed: Reader, read_in: ReadIn) -> None:
    assert read_in(misdeed, b"pass").text == "it went on"


def test_what_a_reader_prints_does_not_mix_with_its_answer(misdeed: Reader, read_in: ReadIn) -> None:
    assert read_in(misdeed, b"print('x' * 100000); os.write(1, b'y' * 1000)").text == "it went on"


def test_a_long_complaint_is_cut(misdeed: Reader, read_in: ReadIn) -> None:
    with pytest.raises(Unreadable) as caught:
        read_in(misdeed, b"raise ValueError('z' * 10**7)")
    assert len(caught.value.actual or "") < 1_000


def test_no_document_sees_what_the_one_before_left(misdeed: Reader, read_in: ReadIn) -> None:
    assert read_in(misdeed, b"os.left_behind = True").text == "it went on"
    assert read_in(misdeed, b"assert not hasattr(os, 'left_behind')").text == "it went on"


def test_a_killed_process_is_started_again(confinement: Confinement, read_in: ReadIn) -> None:
    read_in(HtmlReader(), PAGE)
    assert confinement._process is not None
    os.kill(confinement._process.pid, signal.SIGKILL)
    assert "the port was closed" in read_in(HtmlReader(), PAGE).text


def test_after_a_fork_the_child_starts_its_own(confinement: Confinement, read_in: ReadIn) -> None:
    read_in(HtmlReader(), PAGE)
    assert confinement._process is not None
    parents = confinement._process
    confinement.forget()
    assert "the port was closed" in read_in(HtmlReader(), PAGE).text
    assert confinement._process.pid != parents.pid
    os.waitpid(parents.pid, 0)


def test_a_reader_that_cannot_be_found_is_an_extension_error(read_in: ReadIn) -> None:
    class Hidden(HtmlReader):
        name = "hidden"

    with pytest.raises(ExtensionError, match="hidden"):
        read_in(Hidden(), PAGE)
