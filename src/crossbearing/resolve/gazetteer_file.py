"""The file that a gazetteer lives in: SQLite, written once, then only read.

    place(id, name, lat, lon, precision, seat, area, population, derived, slug)
    area(id, country, subdivision, subdivision_name, district)     what a place lies in
    name(key, place, kind)                                         every key that leads to a place
    remark(key, place, text)                                       why a name leads there
    doubt(key, what)                                               keys that are also words or persons' names
    lexicon(name)                                                  names safe to look for in any text
    fact(name, value)                                              version, source, licence

`lat`, `lon`: ten-thousandths of a degree. `id`: the geonameid; below zero for regions, which carry
a `slug` instead. `seat`: 2 for a national capital. `derived`: 1 where the coordinates are the
middle of the towns inside and not GeoNames' own. `what`: a sum of `Doubt`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path

from crossbearing.errors import ConfigError
from crossbearing.model.place import Precision
from crossbearing.resolve.place_names import ARTICLE_COUNTRIES, SKELETON_MARK, consonants, loose_key, name_key

LAYOUT = "2"
"""Raised whenever the tables change."""

DEGREE = 10_000
PRECISIONS = (
    Precision.TOWN,
    Precision.REGION,
    Precision.COUNTRY,
    Precision.SUBDIVISION,
    Precision.DISTRICT,
    Precision.SITE,
)
"""Stored as positions; towns first, because SQLite stores a zero in no bytes at all."""

_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
    precision INTEGER NOT NULL, seat INTEGER NOT NULL, area INTEGER NOT NULL, population INTEGER NOT NULL,
    derived INTEGER NOT NULL, slug TEXT);
CREATE TABLE area (
    id INTEGER PRIMARY KEY, country TEXT, subdivision INTEGER, subdivision_name TEXT, district INTEGER);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE staged (key TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL);
CREATE TABLE remark (
    key TEXT NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE doubt (key TEXT PRIMARY KEY, what INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE lexicon (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class KeyKind(IntEnum):
    """How a key came from a name: the better a kind, the lower its number."""

    NAME = 0
    ALTERNATE = 1
    LOOSE = 2
    DEMONYM = 3


class Doubt(IntFlag):
    """What else a name may be, written alike."""

    NONE = 0
    WORD = 1
    GIVEN_NAME = 2
    COMMON_SURNAME = 4
    SURNAME = 8


def keys_of(name: str, kind: KeyKind, country: str | None) -> Iterator[tuple[str, KeyKind]]:
    """Yield every key that a name gives its place, the best first.

    Beside the key itself: without "Province of" and the like; in countries that write the Arabic
    article also without it; and, for proper names there, the consonants alone.
    """
    exact, loose = name_key(name), loose_key(name)
    if not exact:
        return
    yield exact, kind
    article = country in ARTICLE_COUNTRIES
    if loose != exact and (article or " of " in f" {exact} "):
        yield loose, KeyKind.LOOSE
    skeleton = consonants(name) if article and kind is KeyKind.NAME else ""
    if skeleton:
        yield SKELETON_MARK + skeleton, KeyKind.LOOSE


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as stored; coordinates in degrees."""

    id: int
    name: str
    latitude: float
    longitude: float
    precision: Precision
    area: int = 0
    population: int = 0
    seat: int = 0
    derived: bool = False
    slug: str | None = None

    def as_row(self) -> tuple[object, ...]:
        """Return the row in the order of the columns."""
        lat, lon = round(self.latitude * DEGREE), round(self.longitude * DEGREE)
        place = PRECISIONS.index(self.precision)
        return (
            self.id,
            self.name,
            lat,
            lon,
            place,
            self.seat,
            self.area,
            self.population,
            int(self.derived),
            self.slug,
        )


@dataclass(frozen=True, slots=True)
class AreaRow:
    """What places lie in. subdivision, district: geonameids."""

    id: int
    country: str | None
    subdivision: int | None = None
    subdivision_name: str | None = None
    district: int | None = None


class GazetteerWriter:
    """Writes a gazetteer file; the same calls give the same bytes."""

    def __init__(self, path: Path) -> None:
        """Start an empty file; one that is in the way is replaced."""
        path.unlink(missing_ok=True)
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "PRAGMA cache_size = -65536;"
        )
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def add_places(self, rows: Iterable[PlaceRow]) -> None:
        """Add places; of two with one id the first stays."""
        self._db.executemany(
            "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", (r.as_row() for r in rows)
        )

    def add_areas(self, rows: Iterable[AreaRow]) -> None:
        """Add areas."""
        values = ((r.id, r.country, r.subdivision, r.subdivision_name, r.district) for r in rows)
        self._db.executemany("INSERT INTO area VALUES (?,?,?,?,?)", values)

    def add_names(self, rows: Iterable[tuple[str, int, KeyKind]]) -> None:
        """Add keys in any order; for one key and place the best kind stays."""
        self._db.executemany("INSERT INTO staged VALUES (?,?,?)", rows)

    def add_all(self, rows: Iterable[tuple[PlaceRow, Iterable[tuple[str, KeyKind]]]]) -> None:
        """Add places with their keys, in bounded memory however many there are."""
        for place, keys in rows:
            self.add_places([place])
            self.add_names((key, place.id, kind) for key, kind in keys)

    def add_names_of_known(self, rows: Iterable[tuple[str, int, KeyKind]]) -> None:
        """Add keys whose place is in the file, and leave out the others."""
        statement = "INSERT INTO staged SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM place WHERE id = ?2)"
        self._db.executemany(statement, rows)

    def add_remarks(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """Add remarks on why a key leads to a place."""
        self._db.executemany("INSERT OR IGNORE INTO remark VALUES (?,?,?)", rows)

    def add_doubts(self, rows: Iterable[tuple[str, Doubt]]) -> None:
        """Add what else a key may be."""
        self._db.executemany("INSERT OR IGNORE INTO doubt VALUES (?,?)", rows)

    def add_lexicon(self, names: Iterable[str]) -> None:
        """Add names that are safe to look for in any text."""
        self._db.executemany("INSERT OR IGNORE INTO lexicon VALUES (?)", ((n,) for n in names))

    def close(self, facts: Iterable[tuple[str, str]]) -> None:
        """Write the facts, finish the file and pack it."""
        self._db.executemany("INSERT INTO fact VALUES (?,?)", [("layout", LAYOUT), *facts])
        self._db.execute(
            "INSERT INTO name SELECT key, place, min(kind) FROM staged"
            " GROUP BY key, place ORDER BY key, place"
        )
        self._db.execute("DROP TABLE staged")
        self._db.execute("COMMIT")
        self._db.execute("VACUUM")
        self._db.close()

    def abandon(self) -> None:
        """Let go of the file, finished or not."""
        self._db.close()


def open_readonly(path: Path) -> sqlite3.Connection:
    """Open a gazetteer file for reading only, mapped into memory.

    Raises ConfigError: there is no such file, or it is not a gazetteer of this layout.
    """
    advice = "Build it again with `import_geonames`, or leave it out of the settings."
    if not path.is_file():
        raise ConfigError(f"There is no gazetteer at {path}.", what=str(path), next_step=advice)
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    try:
        database.execute("PRAGMA mmap_size = 1073741824")
        database.execute("PRAGMA trusted_schema = OFF")
        layout = database.execute("SELECT value FROM fact WHERE name = 'layout'").fetchone()
    except sqlite3.DatabaseError as error:
        database.close()
        raise ConfigError(
            f"{path} is not a gazetteer file.", what=str(path), actual=str(error), next_step=advice
        ) from error
    if layout is None or layout[0] != LAYOUT:
        database.close()
        raise ConfigError(
            f"{path} is a gazetteer of another layout.",
            what=str(path),
            expected=LAYOUT,
            actual=None if layout is None else str(layout[0]),
            next_step=advice,
        )
    return database
