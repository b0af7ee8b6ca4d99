"""XMP: the properties that cameras and editing programs write into images, as flat pairs.

The packet is XML from a stranger: it is parsed by expat with every entity declaration refused, and
only what is known by name is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat

_MAX_BYTES = 1024**2
_MAX_VALUES = 40
_NAMESPACES = {
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "event",
    "http://ns.adobe.com/xap/1.0/mm/": "mm",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "iptc",
}
_WANTED = frozenset(
    (
        *("xmp.CreatorTool", "xmp.CreateDate", "xmp.ModifyDate", "xmp.MetadataDate"),
        *(
            "photoshop.DateCreated",
            "photoshop.City",
            "photoshop.Country",
            "photoshop.Source",
            "photoshop.Credit",
        ),
        *("tiff.Make", "tiff.Model", "tiff.Software", "exif.DateTimeOriginal"),
        *("exif.GPSLatitude", "exif.GPSLongitude", "dc.creator", "dc.rights", "dc.description", "dc.title"),
        *("event.action", "event.softwareAgent", "event.when", "event.changed"),
        *("mm.DocumentID", "mm.OriginalDocumentID", "iptc.DigitalSourceType"),
    )
)


class _RefusedError(Exception):
    """The packet declares entities."""


def read_xmp(packet: bytes) -> Iterator[tuple[str, str]]:
    """Yield ("xmp.namespace.property", value) pairs; values of lists are joined by "; ".

    What is damaged, or declares entities, ends the reading where it does.
    """
    values: dict[str, list[str]] = {}
    reader = _Reader(values)
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.said
    parser.EntityDeclHandler = _refuse
    with suppress(expat.ExpatError, _RefusedError, ValueError):
        parser.Parse(packet[:_MAX_BYTES].strip(b"\0 \r\n"), True)  # noqa: FBT003 - expat takes no names
    for name, found in values.items():
        yield f"xmp.{name}", "; ".join(dict.fromkeys(found[:_MAX_VALUES]))


class _Reader:
    """Collects the text within elements that are wanted, and attributes that are."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        self._values = values
        self._open: list[tuple[str, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append((_short(name), []))
        for key, value in attributes.items():
            self._take(_short(key), value)

    def said(self, text: str) -> None:
        for name, parts in reversed(self._open):
            if name in _WANTED:
                parts.append(text)
                return

    def end(self, _name: str) -> None:
        name, parts = self._open.pop()
        if name in _WANTED:
            self._take(name, " ".join("".join(parts).split()))

    def _take(self, name: str, value: str) -> None:
        if name in _WANTED and value.strip():
            self._values.setdefault(name, []).append(value.strip())


def _short(name: str) -> str:
    space, _, local = name.rpartition("\n")
    return f"{_NAMESPACES[space]}.{local}" if space in _NAMESPACES else ""


def _refuse(*_: object) -> None:
    raise _RefusedError
