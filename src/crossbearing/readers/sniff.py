"""What kind of file bytes are, told from the bytes and never from a name.

The first `HEAD_BYTES` decide. Kinds of text that look alike (Markdown, subtitles, plain text)
cannot be told apart from bytes: they are all `text/plain` here, and `settle_media_type` lets a
file's name choose among kinds of text, and only among those. So an MP4 named .txt stays an MP4,
an archive named .html stays an archive, and HTML named .txt stays HTML.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from crossbearing.errors import Unreadable
from crossbearing.readers.encoding import looks_like_text

HEAD_BYTES = 65_536

EMPTY = "inode/x-empty"
UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"

# (offset, bytes, media type); the first that fits decides.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"II+\x00", "image/tiff"),
    (0, b"MM\x00+", "image/tiff"),
    (0, b"8BPS", "image/vnd.adobe.photoshop"),
    (0, b"\x00\x00\x01\x00", "image/x-icon"),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (0, b"\xff\x0a", "image/jxl"),
    (0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"\x00\x00\x01\xba", "video/mpeg"),
    (0, b"\x00\x00\x01\xb3", "video/mpeg"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (0, b"OggS\x00", "application/ogg"),
    (0, b"ID3\x02", "audio/mpeg"),
    (0, b"ID3\x03", "audio/mpeg"),
    (0, b"ID3\x04", "audio/mpeg"),
    (0, b"fLaC\x00", "audio/flac"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"PK\x07\x08", "application/zip"),
    (0, b"\x1f\x8b", "application/gzip"),
    (4, b"1AY&SY", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"\x04\x22\x4d\x18", "application/x-lz4"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"MSCF\x00\x00\x00\x00", "application/vnd.ms-cab-compressed"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"%!PS", "application/postscript"),
    (0, b"WARC/0.", "application/warc"),
    (0, b"WARC/1.", "application/warc"),
)

_RIFF = {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav", b"AIFF": "audio/aiff"}

# Brands of an ISO base media file that are pictures; the others are taken for video.
_PICTURE_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
    b"avis": "image/avif",
}
_ISO_FIRST_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")

_ZIP_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)

# A PDF may be preceded by other bytes, which its readers skip; prose that names its signature is none.
_LATE_PDF = re.compile(rb"(?s)[^<].{0,1000}?[\r\n\x00]%PDF-\d\.\d[\r\n].{0,4000}?\d obj\b")
_BEFORE_MARKUP = re.compile(rb"(?:\s+|<!--.*?-->|<\?xml[^>]{0,400}\?>)", re.DOTALL | re.IGNORECASE)
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG_START = re.compile(rb"<[a-z][a-z0-9]{0,15}[\s>/]", re.IGNORECASE)
_HTML_TAG = re.compile(
    rb"</?(?:a|article|b|blockquote|br|div|em|font|h[1-6]|header|i|iframe|img|li|link|main|meta|nav|ol|p|"
    rb"script|section|span|strong|style|table|tbody|td|title|tr|ul|video)\b",
    re.IGNORECASE,
)
_XML_ROOT = re.compile(rb"<(?:[a-z0-9_]+:)?([a-z][a-z0-9_-]*)", re.IGNORECASE)
_MAIL = re.compile(rb"(?:From|Received|Return-Path|MIME-Version|Delivered-To|Message-ID): ", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    rb"^(?:MIME-Version|Message-ID|Content-Type|Received): ", re.IGNORECASE | re.MULTILINE
)
_MIN_HTML_TAGS = 3
_MIN_MAIL_HEADERS = 2

# Endings of names that claim a kind of text.
CLAIMED_TEXT = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".mdown": "text/markdown",
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".txt": TEXT,
    ".text": TEXT,
}


def sniff(head: bytes, *, size_bytes: int | None = None) -> str:
    """Tell the media type from the first bytes of a file.

    head: up to HEAD_BYTES of the beginning; more is not looked at. size_bytes: size of the whole
    file, where known, so that a head which was cut inside a character is not held against it.
    Never raises. Returns `inode/x-empty` for no bytes and `application/octet-stream` for unknown.
    """
    cut = size_bytes is not None and size_bytes > len(head)
    cut = cut or len(head) > HEAD_BYTES
    head = head[:HEAD_BYTES]
    if not head:
        return EMPTY
    found = _sniff_binary(head)
    if found is not None:
        return found
    if not looks_like_text(head, cut=cut):
        return UNKNOWN
    return _sniff_markup(head)


def sniff_file(path: Path) -> str:
    """Tell the media type of the file at `path`. Raises Unreadable where it cannot be opened."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            size_bytes = path.stat().st_size
    except OSError as error:
        raise Unreadable(
            f"{path.name} cannot be opened: {error.strerror or error}",
            what=path.name,
            next_step="Check that the file exists and that you may read it.",
        ) from error
    return sniff(head, size_bytes=size_bytes)


def claimed_media_type(name: str) -> str | None:
    """Say which kind of text a file's name claims to be; None if it claims none known here."""
    return CLAIMED_TEXT.get(PurePath(name).suffix.lower())


def settle_media_type(sniffed: str, claimed: str | None) -> str:
    """Let the claim choose among kinds of text when the bytes say no more than text."""
    if sniffed == TEXT and claimed is not None and claimed.startswith("text/"):
        return claimed
    return sniffed


def _sniff_binary(head: bytes) -> str | None:
    """Recognise a format by its signature."""
    if head.lstrip().startswith(b"%PDF-") or _LATE_PDF.match(head):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(head)
    for offset, signature, media_type in _SIGNATURES:
        if head.startswith(signature, offset):
            return media_type
    return _sniff_container(head)


def _sniff_container(head: bytes) -> str | None:
    """Recognise formats whose signature needs more than a comparison."""
    if head[:4] in {b"RIFF", b"FORM"} and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] in _ISO_FIRST_BOXES and not _is_ascii_text(head[:4]):
        return _iso_kind(head)
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if _is_transport_stream(head):
        return "video/mp2t"
    if head[:2] == b"BM" and len(head) >= 26 and head[6:10] == b"\x00" * 4:  # noqa: PLR2004 - a bitmap's smallest header
        return "image/bmp"
    return None


def _zip_kind(head: bytes) -> str:
    """Name documents that are archives inside; any other is an archive."""
    if head.startswith(b"mimetype", 30):
        for marker, media_type in _ZIP_KINDS[:2]:
            if head.startswith(marker, 30):
                return media_type
    if b"[Content_Types].xml" in head[:4096]:
        for marker, media_type in _ZIP_KINDS[2:]:
            if marker in head:
                return media_type
    return "application/zip"


def _iso_kind(head: bytes) -> str:
    """Tell pictures, QuickTime and MP4 apart by the brand of an ISO base media file."""
    if head[4:8] != b"ftyp":
        return "video/quicktime"
    brand = head[8:12]
    if brand in _PICTURE_BRANDS:
        return _PICTURE_BRANDS[brand]
    if brand == b"qt  ":
        return "video/quicktime"
    if brand in {b"M4A ", b"M4B "}:
        return "audio/mp4"
    return "video/3gpp" if brand.startswith(b"3g") else "video/mp4"


def _is_ascii_text(data: bytes) -> bool:
    """Say whether bytes are printable ASCII: "The free press" is no QuickTime file."""
    return data.isascii() and data.decode("ascii").isprintable()


def _is_transport_stream(head: bytes) -> bool:
    """Look for the sync byte of MPEG-TS at the distance of its packets (188, or 192 for M2TS)."""
    if _is_ascii_text(head[:188]):
        return False
    for first, packet in ((0, 188), (4, 192)):
        places = range(first, min(len(head), first + packet * 8), packet)
        if len(places) >= 4 and all(head[place] == 0x47 for place in places):  # noqa: PLR2004 - fewer could be chance
            return True
    return False


def _sniff_markup(head: bytes) -> str:
    """Tell HTML, XML and mail from plain text."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in head[:64]:
        # UTF-16: drop the empty halves, which is enough to see ASCII tags.
        head = head.lstrip(b"\xff\xfe").replace(b"\x00", b"")
    start = _skip_to_markup(head)
    if _HTML_START.match(head, start):
        return HTML
    if head[:5].lower() == b"<?xml":
        root = _XML_ROOT.match(head, start)
        return "image/svg+xml" if root and root[1].lower() == b"svg" else "application/xml"
    if head[start : start + 4].lower() == b"<svg":
        return "image/svg+xml"
    if _TAG_START.match(head, start) and len(_HTML_TAG.findall(head)) >= _MIN_HTML_TAGS:
        return HTML
    if _MAIL.match(head) and len(_MAIL_HEADER.findall(head[:8192])) >= _MIN_MAIL_HEADERS:
        return "message/rfc822"
    return TEXT


def _skip_to_markup(head: bytes) -> int:
    """Find where white space, comments and the XML declaration end."""
    place = 0
    while match := _BEFORE_MARKUP.match(head, place):
        place = match.end()
    return place
