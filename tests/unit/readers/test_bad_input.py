"""Sources that cannot be read: each gives one clear sentence and the next step, in bounded time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossbearing.errors import Unreadable
from crossbearing.model.evidence import Digest, Document
from crossbearing.readers import read_document, sniff_file
from crossbearing.readers.plain_pdf import write_pdf
from crossbearing.settings import ReaderSettings

Read = Callable[..., Document]

PASSWORD_PDF = write_pdf((("secret",),)).replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O ("
    + b"o" * 32
    + b") /U ("
    + b"u" * 32
    + b") /P -4 >>"
    b" /ID [(aaaaaaaaaaaaaaaa) (aaaaaaaaaaaaaaaa)]",
)


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", b"\x00" * 20_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n\t\n", "holds no text"),
        ("movie.txt", b"\x00\x00\x00\x18ftypisom" + b"\x00" * 100, "pictures or sound"),
        ("nested.html", b"<div>" * 100_000, "more than 2,000 deep"),
        ("nested_text.html", b"<html><body>" + b"<b>" * 100_000 + b"text", "more than 2,000 deep"),
        ("broken.txt", "Министерство заявило ".encode() * 5 + b"\xd0\xff\xd1 \xe2\x82", "fits no encoding"),
        ("bytes.txt", bytes(range(128, 256)) * 8, "fits no encoding"),
        ("binary.txt", bytes(range(256)), "is of no kind that can be read"),
        ("locked.pdf", PASSWORD_PDF, "protected by a password"),
        ("cut.pdf", write_pdf((("A line.",),))[:200], "damaged or incomplete"),
        ("scan.pdf", write_pdf(((),)), "no text layer"),
        ("bomb.html", zip_bomb(), "is an archive"),
        ("report.docx", b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml" + b"word/", "office program"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 30, "pictures or sound"),
        ("letter.txt", b"{\\rtf1 hello}", "office program"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "is XML"),
        ("bare.html", b"<html><body><script>only()</script></body></html>", "holds no text"),
    ],
)
def test_says_what_is_wrong(read_as: Read, name: str, data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as caught:
        read_as(name, data)
    assert name in str(caught.value)
    assert caught.value.what == name
    assert caught.value.next_step.endswith(".")


def test_fifty_megabytes_of_one_line_are_refused_in_time(read_as: Read) -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable, match="a line of 50,000,000 characters"):
        read_as("long.txt", b"word " * 10_000_000)
    assert time.monotonic() - started < 20


def test_limit_on_lines_is_a_setting(read_as: Read) -> None:
    data = b"word " * 300
    assert read_as("long.txt", data).text == data.decode()
    with pytest.raises(Unreadable, match="a line of 1,500 characters"):
        read_as("long.txt", data, settings=ReaderSettings(max_line_chars=1_000))


def test_line_ends_of_every_kind_end_a_line(read_as: Read) -> None:
    for newline in ("\n", "\r\n", "\r"):
        text = f"word{newline}" * 300
        assert read_as("lines.txt", text.encode(), settings=ReaderSettings(max_line_chars=10)).text == text


def test_limit_on_characters_is_a_setting(read_as: Read) -> None:
    with pytest.raises(Unreadable, match="more than the limit of 20"):
        read_as("long.txt", b"word\n" * 10, settings=ReaderSettings(max_text_chars=20))


def test_pages_beyond_the_limit_are_refused(read_as: Read) -> None:
    pages = tuple(("A line of the report.",) for _ in range(5))
    with pytest.raises(Unreadable, match="5 pages, more than the limit of 4"):
        read_as("long.pdf", write_pdf(pages), settings=ReaderSettings(max_pdf_pages=4))


def test_big_page_is_refused_before_it_is_parsed(read_as: Read) -> None:
    with pytest.raises(Unreadable, match="larger than the limit of 1,000 bytes"):
        read_as(
            "big.html",
            b"<html><body>" + b"<p>word</p>" * 1_000,
            settings=ReaderSettings(max_html_bytes=1_000),
        )


@pytest.mark.parametrize("data", [b"", b"<div>" * 5_000, b"\x00\x01"], ids=["empty", "nested", "binary"])
def test_error_calls_the_source_by_its_name_and_not_by_the_blobs(tmp_path: Path, data: bytes) -> None:
    blob = tmp_path / ("0123456789abcdef" * 4)
    blob.write_bytes(data)
    with pytest.raises(Unreadable, match=r"^report\.html ") as caught:
        read_document(
            blob,
            sniff_file(blob),
            item=Digest(blob.name),
            acquired=datetime(2021, 1, 1, tzinfo=UTC),
            settings=ReaderSettings(),
            name="report.html",
        )
    assert caught.value.what == "report.html"
    assert caught.value.next_step


def test_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"gone\.txt cannot be opened"):
        sniff_file(tmp_path / "gone.txt")


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/pdf", "text/markdown"])
def test_folder_is_unreadable_to_every_reader(tmp_path: Path, media_type: str) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_document(
            tmp_path,
            media_type,
            item=Digest("0" * 64),
            acquired=datetime(2021, 1, 1, tzinfo=UTC),
            settings=ReaderSettings(),
        )
