"""What every reader promises, run over each reader's own examples and over hostile bytes."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossbearing.errors import CrossbearingError
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers import Reader, ReaderExample, bundled_readers, read_document
from crossbearing.settings import ReaderSettings

ROOT = Path(__file__).resolve().parents[2]
ACQUIRED = datetime(2021, 1, 1, 12, tzinfo=UTC)
SETTINGS = ReaderSettings(max_confined_cpu_s=20, max_confined_wall_s=40)

HOSTILE = {
    "one byte": b"\x00",
    "controls": bytes(range(256)) * 16,
    "invalid UTF-8": b"The ministry \xd0\xbc\xd0\xb8\xd0 said \xff\xfe\xfd no.\n" * 20,
    "lone surrogates": "said \ud800 no".encode("utf-16-le", "surrogatepass"),
    "open tags": b"<div>" * 100_000,
    "open quotes": b"<a href='" + b"x" * 100_000,
    "entities": b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>",
    "quotes in quotes": b"> " * 5_000 + b"deep",
    "brackets": b"[" * 20_000,
    "stars": b"*a " * 5_000,
    "cut PDF": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>",
    "circular PDF": b"%PDF-1.4\n1 0 obj\n<</Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R/Size 2>>\n",
    "archive": b"PK\x03\x04" + b"\x00" * 200,
    "front matter": b"---\n" + b"title: x\n" * 5_000,
    "line breaks": b"\r\n" * 50_000,
    "marks": "\ufeff\u202e\u2066".encode() * 2_000,
}


def srt_reader() -> Reader:
    """Load the reader that the documentation shows."""
    path = ROOT / "docs" / "examples" / "srt_reader.py"
    spec = importlib.util.spec_from_file_location("srt_reader", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["srt_reader"] = module
    spec.loader.exec_module(module)
    made: Reader = module.SrtReader()
    return made


READERS: tuple[Reader, ...] = (*bundled_readers(), srt_reader())


EXAMPLES = [
    pytest.param(reader, example, id=f"{reader.name}-{number}")
    for reader in READERS
    for number, example in enumerate(reader.examples())
]


def read(reader: Reader, data: bytes, folder: Path) -> Document:
    """Read as the pipeline does, with this reader alone."""
    path = folder / "source"
    path.write_bytes(data)
    return read_document(
        path, reader.media_types[0], item=digest(data), acquired=ACQUIRED, settings=SETTINGS, readers=[reader]
    )


def outcome(reader: Reader, data: bytes, folder: Path) -> Document | CrossbearingError:
    """Read, and give the error where there is one; anything else escapes and fails the test."""
    try:
        return read(reader, data, folder)
    except CrossbearingError as error:
        return error


def check_outcome(result: Document | CrossbearingError) -> None:
    if isinstance(result, CrossbearingError):
        assert "source" in str(result)
        assert result.next_step
    else:
        assert result.text.strip()
        assert result.text.encode("utf-8")


def digest(data: bytes) -> Digest:
    return Digest(hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_says_what_it_is(reader: Reader) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_-]*", reader.name)
    assert reader.version
    assert reader.media_types
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", one) for one in reader.media_types)
    assert all(suffix.startswith(".") and suffix.islower() for suffix in reader.suffixes)
    assert reader.examples()


@pytest.mark.parametrize(
    "reader", [reader for reader in READERS if reader.confined], ids=lambda reader: reader.name
)
def test_confined_reader_can_be_found_by_its_module(reader: Reader) -> None:
    found = importlib.import_module(type(reader).__module__)
    assert isinstance(getattr(found, type(reader).__name__)(), Reader)


@pytest.mark.parametrize(("reader", "example"), EXAMPLES)
def test_example_reads_as_it_says(reader: Reader, example: ReaderExample, tmp_path: Path) -> None:
    document = read(reader, example.data, tmp_path)
    for passage in example.holds:
        start = document.text.find(passage)
        assert start >= 0, passage
        assert document.text[start : start + len(passage)] == passage
    for passage in example.lacks:
        assert passage not in document.text
    assert document.title == example.title
    assert document.published == example.published
    assert document.published_from == ("page" if example.published else None)


@pytest.mark.parametrize(("reader", "example"), EXAMPLES)
def test_document_is_whole(reader: Reader, example: ReaderExample, tmp_path: Path) -> None:
    document = read(reader, example.data, tmp_path)
    assert document.item == digest(example.data)
    assert document.reader == f"{reader.name} {reader.version}"
    assert document.text.strip()
    assert document.text.encode("utf-8")
    assert all(isinstance(one, str) for one in (*document.embeds, *document.notes))


@pytest.mark.parametrize(("reader", "example"), EXAMPLES)
def test_same_bytes_give_the_same_document(reader: Reader, example: ReaderExample, tmp_path: Path) -> None:
    assert read(reader, example.data, tmp_path) == read(reader, example.data, tmp_path)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_hostile_bytes_give_a_document_or_a_clear_error(
    reader: Reader, hostile: bytes, tmp_path: Path
) -> None:
    check_outcome(outcome(reader, hostile, tmp_path))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_cut_examples_never_escape(reader: Reader, tmp_path: Path) -> None:
    data = reader.examples()[0].data
    for cut in range(0, len(data), max(1, len(data) // 25)):
        check_outcome(outcome(reader, data[:cut], tmp_path))
