from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from crossbearing.errors import ConfigError, StoreError
from crossbearing.model.place import Precision
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.geonames_import import import_geonames
from crossbearing.settings import ResolveSettings


def line(
    number: int, name: str, feature: str, *, part: str = "12", others: str = "", population: int = 0
) -> str:
    kind, code = feature.split(".")
    cells = [
        str(number),
        name,
        name,
        others,
        "35.5",
        "36.5",
        kind,
        code,
        "SY",
        "",
        part,
        "",
        "",
        "",
        str(population),
    ]
    return "\t".join([*cells, "", "100", "Asia/Damascus", "2024-01-01"])


ROWS = [
    line(900000001, "Zvornikabad", "P.PPL", others="Zvornik al-Jadid,زفورنيك", population=40),
    line(900000002, "Qozluq Governorate", "A.ADM1"),
    line(900000003, "Tell Imaginary", "T.HLL"),
    line(900000004, "Beit Nowhere", "P.PPL", population=0),
]


def write(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def load(path: Path) -> Gazetteer:
    return Gazetteer.load(ResolveSettings(gazetteers=(str(path),)))


def test_imported_places_stand_beside_the_bundled(tmp_path: Path) -> None:
    done = import_geonames(write(tmp_path / "SY.txt", ROWS), tmp_path / "own.sqlite")
    gazetteer = load(tmp_path / "own.sqlite")
    (village,) = gazetteer.lookup("zvornikabad")
    assert (done.places, done.skipped) == (4, 0)
    assert village.id == "geonames:900000001"
    assert (village.country, village.subdivision, village.population) == ("SY", "Qozluq Governorate", 40)
    assert gazetteer.lookup("زفورنيك") == gazetteer.lookup("Zvornik al Jadid") == (village,)
    assert gazetteer.lookup("Tell Imaginary")[0].precision is Precision.SITE
    assert gazetteer.lookup("Aleppo")[0].country == "SY"
    assert gazetteer.version.endswith(done.version)
    gazetteer.close()


def test_the_same_dump_gives_the_same_bytes(tmp_path: Path) -> None:
    dump = write(tmp_path / "SY.txt", ROWS)
    for name in ("one", "two"):
        import_geonames(dump, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_users_own_place_takes_precedence(tmp_path: Path) -> None:
    write(tmp_path / "SY.txt", [line(169389, "Idlib", "P.PPLA", population=7)])
    import_geonames(tmp_path / "SY.txt", tmp_path / "own.sqlite")
    gazetteer = load(tmp_path / "own.sqlite")
    idlib = gazetteer.by_id("geonames:169389")
    assert idlib is not None
    assert idlib.population == 7
    gazetteer.close()


def test_features_and_inhabitants_choose_what_is_kept(tmp_path: Path) -> None:
    dump = write(tmp_path / "SY.txt", ROWS)
    done = import_geonames(dump, tmp_path / "own.sqlite", features="P", min_population=10)
    assert (done.places, done.skipped) == (1, 3)


def test_alternate_names_are_added_to_known_places_only(tmp_path: Path) -> None:
    names = [
        "1\t900000001\ttr\tZvornikabat",
        "2\t900000001\tlink\thttps://example.org",
        "3\t5\ten\tElsewhere",
    ]
    other = write(tmp_path / "alternateNamesV2.txt", names)
    import_geonames(write(tmp_path / "SY.txt", ROWS), tmp_path / "own.sqlite", alternate_names=other)
    gazetteer = load(tmp_path / "own.sqlite")
    assert gazetteer.lookup("Zvornikabat")[0].id == "geonames:900000001"
    assert all(p.id != "geonames:5" for p in gazetteer.lookup("Elsewhere"))
    assert gazetteer.lookup("https://example.org") == ()
    gazetteer.close()


def test_a_zip_is_read_and_its_notes_are_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "words " * 1000)
        archive.writestr("SY.txt", "\n".join(ROWS))
    assert import_geonames(tmp_path / "SY.zip", tmp_path / "own.sqlite").places == 4


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", b"\0" * 20_000_000)
    with pytest.raises(ConfigError, match="would unpack"):
        import_geonames(tmp_path / "bomb.zip", tmp_path / "own.sqlite")
    assert not (tmp_path / "own.sqlite").exists()


@pytest.mark.parametrize("what", ["missing", "folder", "no table", "cut"])
def test_what_cannot_be_read_is_said(tmp_path: Path, what: str) -> None:
    dump = tmp_path / "dump.zip"
    if what == "folder":
        dump.mkdir()
    elif what == "no table":
        with zipfile.ZipFile(dump, "w") as archive:
            archive.writestr("picture.png", b"x")
    elif what == "cut":
        with zipfile.ZipFile(dump, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("SY.txt", "\n".join(line(i, f"Place {i}", "P.PPL") for i in range(1, 3000)))
        whole = bytearray(dump.read_bytes())
        whole[200:3000] = bytes(2800)
        dump.write_bytes(whole)
    with pytest.raises(ConfigError):
        import_geonames(dump, tmp_path / "own.sqlite")
    assert list(tmp_path.glob("own*")) == []


def test_lines_that_are_no_places_are_counted_and_passed_over(tmp_path: Path) -> None:
    bad = [
        "",
        "x",
        "\t" * 30,
        line(7, "Nowhere", "P.PPL").replace("35.5", "95.5"),
        "y" * 600_000,
        "\ufffd\t\udc80",
    ]
    dump = tmp_path / "bad.txt"
    dump.write_bytes("\n".join([*ROWS, *bad]).encode("utf-8", "surrogateescape"))
    done = import_geonames(dump, tmp_path / "own.sqlite")
    assert done.places == 4
    assert done.skipped >= 4


def test_a_target_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    dump = write(tmp_path / "SY.txt", ROWS)
    with pytest.raises(StoreError):
        import_geonames(dump, tmp_path / "no" / "such" / "folder.sqlite")
