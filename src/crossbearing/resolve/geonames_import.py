"""A GeoNames dump of the user's own → a gazetteer file, in linear time and bounded memory.

The dump is read twice: once for its subdivisions, once for everything. What is held in memory are
the subdivisions only; SQLite sorts the rest on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crossbearing.errors import ConfigError, StoreError
from crossbearing.model.place import Precision
from crossbearing.resolve.gazetteer_file import AreaRow, GazetteerWriter, KeyKind, PlaceRow, keys_of
from crossbearing.resolve.geonames_dump import DumpRow, digest, other_names, places

MAX_AREAS = 1_000_000
"""GeoNames has about 60,000 subdivisions; more than this is no true dump."""
CAPITAL = "P.PPLC"
ALL_FEATURES = "AHLPRSTUV"


@dataclass(frozen=True, slots=True)
class GeonamesImport:
    """What an import did. skipped: lines that were no places, or not of the features wanted."""

    places: int
    skipped: int
    version: str


class _Areas:
    """Numbers the areas that places lie in, and knows the subdivisions' names."""

    def __init__(self) -> None:
        self.subdivisions: dict[tuple[str, str], tuple[int, str]] = {}
        self.districts: dict[tuple[str, str, str], int] = {}
        self.rows: dict[tuple[str | None, int | None, str | None, int | None], int] = {}

    def learn(self, row: DumpRow) -> None:
        """Keep a row that describes a subdivision."""
        if row.feature == "A.ADM1":
            self.subdivisions.setdefault((row.country, row.part), (row.id, row.name))
        elif row.feature == "A.ADM2":
            self.districts.setdefault((row.country, row.part, row.district), row.id)
        if len(self.subdivisions) + len(self.districts) > MAX_AREAS:
            raise ConfigError(
                f"The dump names more than {MAX_AREAS:,} subdivisions: it is no dump of GeoNames."
            )

    def of(self, row: DumpRow) -> int:
        """Return the number of the area that a place lies in."""
        part, name = self.subdivisions.get((row.country, row.part), (None, None))
        district = self.districts.get((row.country, row.part, row.district))
        if row.precision is Precision.COUNTRY:
            part, name, district = None, None, None
        number = self.rows.setdefault((row.country or None, part, name, district), len(self.rows) + 1)
        if len(self.rows) > MAX_AREAS:
            raise ConfigError(f"The dump names more than {MAX_AREAS:,} areas: it is no dump of GeoNames.")
        return number


def import_geonames(
    dump: Path,
    out: Path,
    *,
    alternate_names: Path | None = None,
    features: str = ALL_FEATURES,
    min_population: int = 0,
) -> GeonamesImport:
    """Turn a dump into a gazetteer file for `ResolveSettings.gazetteers`.

    dump: allCountries, XX or cities500, .txt or .zip. alternate_names: alternateNamesV2, .txt or
    .zip. features: feature classes to keep ("P": towns, "A": subdivisions, "S": buildings, …).
    min_population: inhabitants below which a town is left out. The same files give the same bytes.
    The names of an import join no lexicon: nobody has checked which of them are common words.
    Raises ConfigError: a file is missing, damaged, or unpacks to more than a dump can. StoreError:
    `out` cannot be written; what was there before is left as it was.
    """
    version = f"dump-{digest(dump)[:16]}"
    partial = out.with_name(f"{out.name}.partial")
    counts = {"places": 0, "skipped": 0}
    areas = _Areas()
    for row in places(dump):
        if row is not None:
            areas.learn(row)
    try:
        writer = GazetteerWriter(partial)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The gazetteer {out} cannot be written: {error}.", what=str(out)) from error
    try:
        wanted = _wanted(dump, features, min_population, counts)
        writer.add_all((_place(row, areas), _keys(row)) for row in wanted)
        if alternate_names is not None:
            writer.add_names_of_known(_other_keys(alternate_names))
        writer.add_areas(AreaRow(number, *area) for area, number in areas.rows.items())
        writer.close([("version", version), ("source", "GeoNames dump"), ("licence", "CC BY 4.0")])
        partial.replace(out)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The gazetteer {out} cannot be written: {error}.", what=str(out)) from error
    finally:
        writer.abandon()
        partial.unlink(missing_ok=True)
    return GeonamesImport(counts["places"], counts["skipped"], version)


def _wanted(dump: Path, features: str, min_population: int, counts: dict[str, int]) -> Iterator[DumpRow]:
    """Yield the places to keep, and count."""
    for row in places(dump):
        town_too_small = row is not None and row.feature[0] == "P" and row.population < min_population
        if row is None or row.feature[:1] not in features or town_too_small:
            counts["skipped"] += 1
            continue
        counts["places"] += 1
        yield row


def _place(row: DumpRow, areas: _Areas) -> PlaceRow:
    seat = 2 if row.feature == CAPITAL else 0
    where = (row.latitude, row.longitude, row.precision, areas.of(row))
    return PlaceRow(row.id, row.name, *where, population=row.population, seat=seat)


def _keys(row: DumpRow) -> list[tuple[str, KeyKind]]:
    keys = list(keys_of(row.name, KeyKind.NAME, row.country))
    for name in row.others:
        keys += keys_of(name, KeyKind.ALTERNATE, row.country)
    return keys


def _other_keys(alternate_names: Path) -> Iterator[tuple[str, int, KeyKind]]:
    for number, name in other_names(alternate_names):
        for key, kind in keys_of(name, KeyKind.ALTERNATE, None):
            yield key, number, kind
