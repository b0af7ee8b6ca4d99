"""Writes a plain PDF with a text layer: what the PDF reader's own example is made of."""

from __future__ import annotations


def write_pdf(
    pages: tuple[tuple[str, ...], ...], *, title: str | None = None, created: str | None = None
) -> bytes:
    """Write a plain PDF of Latin-1 lines in Helvetica, the same bytes for the same lines.

    pages: lines of each page. created: as PDF writes dates, such as "D:20200527090000Z".
    """
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        stream = b"BT /F1 11 Tf 14 TL 60 780 Td\n" + b"".join(_show(line) for line in lines) + b"ET"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        bodies.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    facts = (("Title", title), ("CreationDate", created))
    said = b" ".join(f"/{key} ".encode() + _string(value) for key, value in facts if value)
    bodies.append(b"<< " + said + b" >>")
    return _assemble(bodies)


def _show(line: str) -> bytes:
    """Write one line of text and move to the next."""
    return _string(line) + b" Tj T*\n"


def _string(text: str) -> bytes:
    """Write a PDF string."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(" + escaped.encode("cp1252", "replace") + b")"


def _assemble(bodies: list[bytes]) -> bytes:
    """Write numbered objects and the table of where they stand; the last is the metadata."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R /Info {len(bodies)} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())
