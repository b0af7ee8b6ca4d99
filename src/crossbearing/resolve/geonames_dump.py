"""Reading GeoNames dumps line by line: plain text or zip, trusted in nothing.

Columns are those of https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from crossbearing.errors import ConfigError
from crossbearing.model.place import Precision

MAX_LINE_BYTES = 256 * 1024
"""The longest line of a true dump has about 12 KB."""
MAX_UNPACKED_BYTES = 16 * 1024**3
"""Ten times what allCountries.txt unpacks to."""
MAX_RATIO = 100
"""How many bytes one packed byte may give; a true dump gives about four."""
MAX_POPULATION = 20_000_000_000
PLACE_COLUMNS, NAME_COLUMNS = 15, 4
NO_NAMES = frozenset(("link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "phon", "piny"))
"""Languages of alternateNamesV2 that mark codes and addresses, not names."""


@dataclass(frozen=True, slots=True)
class DumpRow:
    """One place of a dump. part, district: admin codes, "" if unknown."""

    id: int
    name: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    feature: str
    country: str
    part: str
    district: str
    population: int

    @property
    def precision(self) -> Precision:
        """How much ground it covers, by its feature class and code."""
        kind, _, code = self.feature.partition(".")
        if kind == "P":
            return Precision.TOWN
        if kind == "A":
            if code.startswith("PCL"):
                return Precision.COUNTRY
            return Precision.SUBDIVISION if code == "ADM1" else Precision.DISTRICT
        return Precision.REGION if code in {"CONT", "RGN", "OCN", "SEA"} else Precision.SITE


@contextmanager
def opened(dump: Path) -> Iterator[IO[bytes]]:
    """Open a dump, packed or not.

    Raises ConfigError: it is missing, encrypted, damaged, holds no table, or unpacks to too much.
    """
    try:
        if zipfile.is_zipfile(dump):
            with zipfile.ZipFile(dump) as archive, archive.open(_table(archive, dump)) as stream:
                yield stream
        else:
            with dump.open("rb") as stream:
                yield stream
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise _unusable(dump, str(error)) from error


def _table(archive: zipfile.ZipFile, dump: Path) -> zipfile.ZipInfo:
    """Choose the table among an archive's files: the largest .txt that is no note."""
    tables = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith(".txt")
        and not info.filename.lower().startswith(("readme", "iso-languagecodes"))
    ]
    if not tables:
        raise _unusable(dump, "the archive holds no table")
    table = max(tables, key=lambda info: info.file_size)
    if table.file_size > min(MAX_UNPACKED_BYTES, MAX_RATIO * max(table.compress_size, 1)):
        raise _unusable(dump, f"{table.filename} would unpack to {table.file_size:,} bytes")
    return table


def _unusable(dump: Path, why: str) -> ConfigError:
    return ConfigError(
        f"{dump} cannot be read as a GeoNames dump: {why}.",
        what=str(dump),
        expected="a tab-separated table, or a zip with one",
        actual=why,
        next_step="Take a fresh copy from https://download.geonames.org/export/dump/ and import that.",
    )


def lines(dump: Path) -> Iterator[str]:
    """Yield a dump's lines without their ends; over-long ones and such as are no UTF-8 are left out.

    Raises ConfigError: as `opened`, and when more comes out than may.
    """
    read = 0
    with opened(dump) as stream:
        while line := stream.readline(MAX_LINE_BYTES):
            read += len(line)
            if read > MAX_UNPACKED_BYTES:
                raise _unusable(dump, f"it holds more than {MAX_UNPACKED_BYTES:,} bytes")
            if not line.endswith(b"\n") and len(line) == MAX_LINE_BYTES:
                read += _skip_line(stream)
                continue
            try:
                yield line.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                yield ""


def _skip_line(stream: IO[bytes]) -> int:
    """Read to the end of an over-long line; return how many bytes that took."""
    skipped = 0
    while skipped <= MAX_UNPACKED_BYTES and (rest := stream.readline(MAX_LINE_BYTES)):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


def digest(dump: Path) -> str:
    """SHA-256 of a dump as it lies on disk. Raises ConfigError: it cannot be read."""
    try:
        with dump.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unusable(dump, str(error)) from error


def places(dump: Path) -> Iterator[DumpRow | None]:
    """Yield a dump's places; None for each line that is none."""
    for line in lines(dump):
        yield read_place(line.split("\t"))


def read_place(cells: list[str]) -> DumpRow | None:
    """Read one line of a dump of places; None if it is none."""
    if len(cells) < PLACE_COLUMNS:
        return None
    number, name, ascii_name, others, lat, lon, kind, code, country, _, part, district, *_ = cells
    try:
        latitude, longitude, geonameid = float(lat), float(lon), int(number)
        population = int(cells[14] or 0)
    except ValueError:
        return None
    sound = -90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 < geonameid < 2**53  # noqa: PLR2004 - degrees
    if not sound or not name or not 0 <= population <= MAX_POPULATION:
        return None
    listed = dict.fromkeys((ascii_name, *others.split(",")))
    others_kept = tuple(n for n in listed if n and n != name)
    feature = f"{kind}.{code}"
    return DumpRow(
        geonameid,
        name,
        others_kept,
        latitude,
        longitude,
        feature,
        country.upper(),
        part,
        district,
        population,
    )


def other_names(dump: Path) -> Iterator[tuple[int, str]]:
    """Yield (geonameid, name) of a table alternateNamesV2; codes and addresses are left out."""
    for line in lines(dump):
        cells = line.split("\t")
        if (
            len(cells) >= NAME_COLUMNS
            and cells[2] not in NO_NAMES
            and cells[1].isascii()
            and cells[1].isdigit()
        ):
            yield int(cells[1][:15]), cells[3]
