from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from crossbearing.errors import ConfigError
from crossbearing.model.place import Precision, distance_km
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.place_names import name_key
from crossbearing.settings import ResolveSettings


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.load(ResolveSettings())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with as_file(files("crossbearing.resolve") / "data" / "gazetteer.sqlite") as path:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        yield connection
        connection.close()


@pytest.mark.parametrize(
    ("name", "found", "country"),
    [
        ("Syria", "Syria", "SY"),
        ("SYRIA", "Syria", "SY"),
        ("Сирия", "Syria", "SY"),
        ("سوريا", "Syria", "SY"),
        ("Türkiye", "Turkey", "TR"),
        ("Burma", "Myanmar", "MM"),
        ("Kiev", "Kyiv", "UA"),
        ("Kobani", "‘Ayn al ‘Arab", "SY"),
        ("al-Bab", "Al Bāb", "SY"),
        ("Raqqa", "Ar Raqqah", "SY"),
        ("Saraqeb", "Saraqib", "SY"),
        ("Sana'a", "Sanaa", "YE"),
        ("Rapides Parish", "Rapides Parish", "US"),
        ("Donbas", "Donbas", "UA"),
        ("Eastern Ghouta", "Eastern Ghouta", "SY"),
        ("Bombay", "Mumbai", "IN"),
    ],
)
def test_names_lead_to_their_place(gazetteer: Gazetteer, name: str, found: str, country: str) -> None:
    first = gazetteer.lookup(name)[0]
    assert (first.name, first.country) == (found, country)


def test_idlib_is_both_a_governorate_and_a_town(gazetteer: Gazetteer) -> None:
    both = {place.precision: place for place in gazetteer.lookup("Idlib")}
    assert set(both) == {Precision.SUBDIVISION, Precision.TOWN}
    assert all(place.country == "SY" and place.subdivision == "Idlib" for place in both.values())
    assert distance_km(*both.values()) < 50


def test_an_unknown_name_leads_nowhere(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwxzvville") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.lookup("a" * 100_000) == ()


def test_an_abbreviation_is_no_name(gazetteer: Gazetteer) -> None:
    assert [e.place.name for e in gazetteer.abbreviation("Va.")] == ["Virginia"]
    assert all(place.name != "Virginia" for place in gazetteer.lookup("Va"))


def test_ids_and_codes_find_one_place(gazetteer: Gazetteer) -> None:
    syria = gazetteer.country("sy")
    assert syria is not None
    assert gazetteer.by_id(syria.id) == syria
    assert gazetteer.by_id("region:sahel") == gazetteer.lookup("Sahel")[0]
    for nothing in (
        "geonames:1",
        "geonames:x",
        "geonames:",
        "region:nowhere",
        "",
        "geonames:" + "9" * 40,
        "geonames:-4",
    ):
        assert gazetteer.by_id(nothing) is None
    assert gazetteer.country("ZZ") is None


def test_a_changed_name_says_why(gazetteer: Gazetteer) -> None:
    assert "Russian" in (gazetteer.remark("Kiev", gazetteer.lookup("Kiev")[0]) or "")
    assert "adjective" in (gazetteer.remark("Syrian", gazetteer.lookup("Syrian")[0]) or "")
    assert gazetteer.remark("Kyiv", gazetteer.lookup("Kyiv")[0]) is None


def test_safe_names_hold_no_common_word(gazetteer: Gazetteer) -> None:
    names = set(gazetteer.names())
    assert {"Syria", "Idlib", "Aleppo", "Donbas", "Mosul", "Kharkiv", "إدلب"} <= names
    assert not {"Of", "Man", "Nice", "Reading", "Mobile", "Chad", "Salah", "Washington", "US"} & names
    assert list(gazetteer.names()) == sorted(names)


def test_loading_takes_no_time() -> None:
    start = time.process_time()
    Gazetteer.load(ResolveSettings()).close()
    assert time.process_time() - start < 0.1


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).executescript(
        "CREATE TABLE fact (name, value); INSERT INTO fact VALUES ('layout', '0')"
    )
    for path in (junk, other, tmp_path / "missing.sqlite", tmp_path):
        with pytest.raises(ConfigError):
            Gazetteer.load(ResolveSettings(gazetteers=(str(path),)))


def test_the_bundled_file_is_small_and_sound(database: sqlite3.Connection) -> None:
    pages, size = (database.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
    assert pages * size < 40_000_000
    assert database.execute("PRAGMA quick_check").fetchone()[0] == "ok"


@pytest.mark.parametrize(
    ("what", "query"),
    [
        ("names without place", "SELECT count(*) FROM name WHERE place NOT IN (SELECT id FROM place)"),
        (
            "remarks without name",
            "SELECT count(*) FROM remark r LEFT JOIN name n USING (key, place) WHERE n.key IS NULL",
        ),
        (
            "places without name",
            "SELECT count(*) FROM place WHERE id NOT IN (SELECT place FROM name)",
        ),
        (
            "places without area",
            "SELECT count(*) FROM place p LEFT JOIN area a ON a.id = p.area WHERE a.id IS NULL",
        ),
        ("places off the globe", "SELECT count(*) FROM place WHERE abs(lat) > 900000 OR abs(lon) > 1800000"),
        ("regions with an id", "SELECT count(*) FROM place WHERE (id < 0) != (slug IS NOT NULL)"),
        (
            "subdivisions without a name",
            "SELECT count(*) FROM area WHERE subdivision NOT NULL AND subdivision_name IS NULL",
        ),
        ("empty keys", "SELECT count(*) FROM name WHERE trim(key) = ''"),
    ],
)
def test_the_bundled_file_hangs_together(database: sqlite3.Connection, what: str, query: str) -> None:
    assert database.execute(query).fetchone()[0] == 0, what


def test_every_safe_name_leads_to_a_place(database: sqlite3.Connection) -> None:
    keys = {key for (key,) in database.execute("SELECT key FROM name")}
    lost = [name for (name,) in database.execute("SELECT name FROM lexicon") if name_key(name) not in keys]
    assert lost == []


def test_every_country_is_there_once(database: sqlite3.Connection) -> None:
    countries = "SELECT a.country FROM place p JOIN area a ON a.id = p.area WHERE p.precision = 2"
    codes = [code for (code,) in database.execute(countries)]
    assert len(codes) == len(set(codes)) > 240
