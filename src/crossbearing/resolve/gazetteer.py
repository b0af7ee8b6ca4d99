"""Places by name, by id and by country, out of files that are opened and never copied into memory.

The bundled gazetteer comes first; files of the user's own (`settings.gazetteers`) add to it and, for
a place that both know, take precedence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from rapidfuzz import fuzz

from crossbearing.model.place import Place, Precision
from crossbearing.resolve.gazetteer_file import DEGREE, PRECISIONS, Doubt, KeyKind, open_readonly
from crossbearing.resolve.place_names import ABBREVIATION_MARK, SKELETON_MARK, consonants, loose_key, name_key
from crossbearing.settings import ResolveSettings

MAX_CANDIDATES = 80
"""Places looked at for one name, the most populous first: "San José" has hundreds."""

_COLUMNS = (
    "p.id, p.name, p.lat, p.lon, p.precision, p.seat, p.population, p.derived, p.slug,"
    " a.country, a.subdivision, a.subdivision_name, a.district"
)
_PLACES = (
    f"SELECT {_COLUMNS}, {{kind}} FROM place p"  # noqa: S608 - made of constants only
    " LEFT JOIN area a ON a.id = p.area"
)
_BY_KEY = (
    f"{_PLACES.format(kind='n.kind')} JOIN name n ON n.place = p.id WHERE n.key = ?"
    " ORDER BY p.precision NOT IN (1, 2, 3), p.population DESC, p.id LIMIT ?"
)
_BY_ID = f"{_PLACES.format(kind='0')} WHERE p.id = ?"
_BIGGEST = " ORDER BY p.population DESC, p.id LIMIT 1"
_COUNTRIES = f"{_PLACES.format(kind='0')} WHERE p.precision = ? AND a.country = ?{_BIGGEST}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name may mean, with what settles an ambiguity.

    kind: how the name leads there. subdivision, district: geonameids of what it lies in, None if
    unknown. capital: of its country. derived: its coordinates are the middle of the towns inside.
    """

    place: Place
    kind: KeyKind
    subdivision: int | None
    district: int | None
    capital: bool
    derived: bool


class Gazetteer:
    """Countries, subdivisions and towns. Make one with `load`; safe to share between threads."""

    def __init__(self, databases: tuple[sqlite3.Connection, ...], stack: ExitStack) -> None:
        """Take databases, the one that has precedence first; `stack` closes what they rest on."""
        self._databases = databases
        self._stack = stack
        self._entries = lru_cache(maxsize=50_000)(self._find)
        self._countries = lru_cache(maxsize=512)(self._find_country)
        self._doubts = lru_cache(maxsize=50_000)(self._find_doubt)
        self._version = "+".join(self._fact(d, "version") for d in reversed(databases))

    @classmethod
    def load(cls, settings: ResolveSettings) -> Gazetteer:
        """Open the bundled gazetteer and the user's own.

        Raises ConfigError: a file of the settings is missing or is no gazetteer.
        """
        with ExitStack() as opening:
            bundled = opening.enter_context(
                as_file(files("crossbearing.resolve") / "data" / "gazetteer.sqlite")
            )
            databases = []
            for path in (*map(Path, reversed(settings.gazetteers)), bundled):
                databases.append(open_readonly(path))
                opening.callback(databases[-1].close)
            return cls(tuple(databases), opening.pop_all())
        raise AssertionError("unreachable")

    @property
    def version(self) -> str:
        """Version of the bundled data, then of each file of the user's own, joined by "+"."""
        return self._version

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places that a name may mean, likeliest first; () if nobody knows it.

        Case, diacritics, apostrophes, hyphens, the Arabic article and words such as "Province" do
        not matter. Countries come first, then by population.
        """
        return tuple(entry.place for entry in self.entries(name))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return the same as `lookup`, with what settles an ambiguity."""
        return self._entries(name)

    def abbreviation(self, text: str) -> tuple[Entry, ...]:
        """Return what an abbreviation such as "Va." stands for; () if nothing."""
        key = name_key(text)
        return self._by_key(ABBREVIATION_MARK + key) if key else ()

    def similar(self, name: str) -> tuple[Entry, ...]:
        """Return places whose name has the same consonants, spelt otherwise; () if there are none.

        Made for transliterations ("Maarat al-Numan"): vowels, doubled letters and articles vary.
        """
        skeleton = consonants(name)
        entries = self._by_key(SKELETON_MARK + skeleton) if skeleton else ()
        key = loose_key(name)
        return tuple(
            replace(entry, kind=KeyKind.LOOSE)
            for entry in entries
            if fuzz.ratio(key, loose_key(entry.place.name)) >= MIN_LIKENESS_PERCENT
        )

    def by_id(self, place_id: str) -> Place | None:
        """Return the place of an id such as "geonames:169389"; None if there is none."""
        scheme, _, number = place_id.partition(":")
        if scheme in _SLUGGED:
            words = number.split("-")[2 if scheme == "post" else 0 :]
            return next((p for p in self.lookup(" ".join(words)) if p.id == place_id), None)
        if (
            scheme != "geonames"
            or not number.isascii()
            or not number.isdigit()
            or len(number) > MAX_ID_DIGITS
        ):
            return None
        for database in self._databases:
            row = database.execute(_BY_ID, (int(number),)).fetchone()
            if row is not None:
                return _entry(row).place
        return None

    def country(self, iso2: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-2 code; None if there is none."""
        return self._countries(iso2.upper())

    def remark(self, name: str, place: Place) -> str | None:
        """Return why a name leads to a place ("Kiev" is the Russian form …); None if plain."""
        for database in self._databases:
            statement = "SELECT text FROM remark WHERE key = ? AND place = ?"
            row = database.execute(statement, (name_key(name), place.geonameid or 0)).fetchone()
            if row is not None:
                return str(row[0])
        return None

    def doubt(self, key: str) -> Doubt:
        """Return what else a name may be that is written so; `key` as `name_key` gives it."""
        return self._doubts(key)

    def names(self) -> Iterator[str]:
        """Yield names that are safe to look for in any text, in alphabetical order.

        Left out are names that are also English words or common names of persons.
        """
        for database in reversed(self._databases):
            for (name,) in database.execute("SELECT name FROM lexicon ORDER BY name"):
                yield str(name)

    def close(self) -> None:
        """Close the files."""
        self._stack.close()

    def _find(self, name: str) -> tuple[Entry, ...]:
        exact, loose = name_key(name), loose_key(name)
        found: dict[str, Entry] = {}
        for key in dict.fromkeys((exact, loose)):
            for database in self._databases if key else ():
                for row in database.execute(_BY_KEY, (key, MAX_CANDIDATES)):
                    entry = _entry(row, loosened=key != exact)
                    found.setdefault(entry.place.id, entry)
        return tuple(sorted(found.values(), key=likeliest)[:MAX_CANDIDATES])

    def _by_key(self, key: str) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        for database in self._databases:
            for row in database.execute(_BY_KEY, (key, MAX_CANDIDATES)):
                entry = _entry(row)
                found.setdefault(entry.place.id, entry)
        return tuple(found.values())

    def _find_country(self, iso2: str) -> Place | None:
        for database in self._databases:
            row = database.execute(_COUNTRIES, (PRECISIONS.index(Precision.COUNTRY), iso2)).fetchone()
            if row is not None:
                return _entry(row).place
        return None

    def _find_doubt(self, key: str) -> Doubt:
        found = Doubt.NONE
        for database in self._databases:
            row = database.execute("SELECT what FROM doubt WHERE key = ?", (key,)).fetchone()
            found |= Doubt.NONE if row is None else Doubt(row[0])
        return found

    @staticmethod
    def _fact(database: sqlite3.Connection, name: str) -> str:
        row = database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return "" if row is None else str(row[0])


MAX_ID_DIGITS = 15
_SLUGGED = frozenset(("region", "post"))
"""Schemes of places that GeoNames does not number: regions, and small communities by state and name."""
MIN_LIKENESS_PERCENT = 70


def likeliest(entry: Entry) -> tuple[bool, float, str]:
    """Order entries before any context is known: countries and regions, then by population.

    A name that leads there less directly counts as a tenth of the population, or a hundredth.
    """
    narrow = entry.place.precision not in (Precision.COUNTRY, Precision.REGION) or entry.kind is KeyKind.LOOSE
    return (narrow, -(entry.place.population + 1) / 10**entry.kind, entry.place.id)


def _entry(row: tuple[object, ...], *, loosened: bool = False) -> Entry:
    """Turn a row of _COLUMNS and a kind into an entry."""
    (
        number,
        name,
        lat,
        lon,
        precision,
        seat,
        population,
        derived,
        slug,
        country,
        subdivision,
        part,
        district,
        kind,
    ) = row
    numbers = (number, lat, lon, precision, population, kind)
    number, lat, lon, precision, population, kind = (n if isinstance(n, int) else 0 for n in numbers)
    place = Place(
        id=f"{'region' if PRECISIONS[precision] is Precision.REGION else 'post'}:{slug}"
        if slug
        else f"geonames:{number}",
        name=str(name),
        latitude=lat / DEGREE,
        longitude=lon / DEGREE,
        precision=PRECISIONS[precision],
        country=None if country is None else str(country),
        subdivision=None if part is None else str(part),
        geonameid=number if number > 0 else None,
        population=population,
    )
    return Entry(
        place,
        KeyKind.LOOSE if loosened else KeyKind(kind),
        subdivision if isinstance(subdivision, int) else None,
        district if isinstance(district, int) else None,
        capital=bool(seat),
        derived=bool(derived),
    )
