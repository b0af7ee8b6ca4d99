"""Media types from bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from PIL import Image

from crossbearing.readers.sniff import HEAD_BYTES, claimed_media_type, settle_media_type, sniff


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(buffer, kind)
    return buffer.getvalue()


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("a.txt", "text")
    return buffer.getvalue()


def shown(value: object) -> str | None:
    """Name a case by what is expected: workers must agree on names, and compressed bytes may differ."""
    return value if isinstance(value, str) else "bytes"


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as target:
        target.addfile(tarfile.TarInfo("a.txt"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"", "inode/x-empty"),
        (b"The ministry denied it.\n", "text/plain"),
        ("Министерство".encode(), "text/plain"),
        ("Министерство заявило\n".encode("utf-16"), "text/plain"),
        ("Министерство заявило\n".encode("utf-16-be"), "text/plain"),
        ("Министерство".encode("koi8-r"), "text/plain"),
        (b"# Title\n\nText with *stars*.\n", "text/plain"),
        (b"<- not a tag", "text/plain"),
        (b"<p> alone is no page", "text/plain"),
        (b"<!DOCTYPE html>\n<title>x</title>", "text/html"),
        (b"\xef\xbb\xbf  <HTML lang=en>", "text/html"),
        (b"<!-- saved -->\n<!-- twice -->\n<html>", "text/html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", "text/html"),
        (b"<div><p>one</p></div>", "text/html"),
        ("<html><body>Текст</body></html>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?>\n<feed/>", "application/xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"MIME-Version: 1.0\r\nMessage-ID: <a@b>\r\n\r\ntext", "message/rfc822"),
        (b"Source: a ministry\nDate: 27 May 2020\n", "text/plain"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x00junk before\n%PDF-1.4\n1 0 obj\n<<>>", "application/pdf"),
        (b"It began with\n%PDF-1.4, the analyst said.\n", "text/plain"),
        (b"The free press said so.", "text/plain"),
        (b"All wide roads.", "text/plain"),
        (b"FORM 10, page 2 of the report", "text/plain"),
        (b"RIFF and raff were there", "text/plain"),
        (b"BZhang said that ID3 is fine", "text/plain"),
        (b"ID3 and OggS and Rar! are names", "text/plain"),
        (b"G" * 2_000, "text/plain"),
        (b"BM said that it had no ships at all.", "text/plain"),
        (b"<p>The file began with %PDF-1.4</p><p>so</p>", "text/html"),
        (b"\x00\x00\x00\x18ftypisom" + b"\x00" * 12, "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  " + b"\x00" * 12, "video/quicktime"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 12, "image/heic"),
        (b"\x00\x00\x00\x18ftypavif" + b"\x00" * 12, "image/avif"),
        (b"\x00\x00\x10\x00moov" + b"\x00" * 12, "video/quicktime"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "video/webm"),
        (b"\x1aE\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska", "video/x-matroska"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "video/x-msvideo"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        ((b"\x47" + b"\x00" * 187) * 5, "video/mp2t"),
        (b"FLV\x01\x05\x00\x00\x00\x09", "video/x-flv"),
        (b"\x00\x00\x01\xba\x44", "video/mpeg"),
        (b"\x7fELF\x02\x01\x01", "application/x-executable"),
        (bytes(range(256)), "application/octet-stream"),
        (b"text with \x00 in it", "application/octet-stream"),
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("GIF"), "image/gif"),
        (picture("WEBP"), "image/webp"),
        (picture("TIFF"), "image/tiff"),
        (picture("BMP"), "image/bmp"),
        (archive(), "application/zip"),
        (tar(), "application/x-tar"),
        (gzip.compress(b"x", mtime=0), "application/gzip"),
        (bz2.compress(b"x"), "application/x-bzip2"),
        (lzma.compress(b"x"), "application/x-xz"),
    ],
    ids=shown,
)
def test_bytes_tell_their_kind(head: bytes, expected: str) -> None:
    assert sniff(head) == expected


def test_head_may_end_inside_a_character() -> None:
    data = "я".encode() * HEAD_BYTES
    assert sniff(data[: HEAD_BYTES - 1], size_bytes=len(data)) == "text/plain"
    assert sniff(b"a" + data) == "text/plain"


def test_a_name_chooses_among_kinds_of_text_only() -> None:
    assert settle_media_type("text/plain", "text/markdown") == "text/markdown"
    assert settle_media_type("text/plain", None) == "text/plain"
    assert settle_media_type("text/plain", "application/pdf") == "text/plain"
    assert settle_media_type("video/mp4", "text/plain") == "video/mp4"
    assert settle_media_type("text/html", "text/plain") == "text/html"


def test_names_claim_kinds_of_text() -> None:
    assert claimed_media_type("a/b/REPORT.MD") == "text/markdown"
    assert claimed_media_type("page.htm") == "text/html"
    assert claimed_media_type("clip.mp4") is None
