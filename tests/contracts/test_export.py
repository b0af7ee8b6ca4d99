"""What every export keeps to."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.dossier_cases import digest, empty_case, hostile_case, realistic_case

from crossbearing.dossier.exports import EXPORTS, Export, choose_export
from crossbearing.errors import ConfigError


def _json_lines(text: str) -> list[Any]:
    return [json.loads(one) for one in text.split("\n") if one]


def _json(text: str) -> list[Any]:
    value = json.loads(text)
    return next(members for key, members in value.items() if key in {"features", "@graph", "objects"})


def _csv(text: str) -> list[Any]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def _xml(text: str) -> list[Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return list(etree.fromstring(text.encode(), parser).iterfind(".//{*}edge"))


PARSERS: dict[str, Callable[[str], list[Any]]] = {
    "jsonl": _json_lines,
    "csv": _csv,
    "geojson": _json,
    "graphml": _xml,
    "ftm": _json_lines,
    "claimreview": _json,
    "stix": _json,
}
CASES = {"realistic": realistic_case, "hostile": hostile_case, "empty": empty_case}


@pytest.fixture(params=EXPORTS, ids=lambda export: export.name)
def export(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.mark.parametrize("name", CASES)
def test_it_writes_one_file_that_parses_back(export: Export, name: str, tmp_path: Path):
    path = export.write(CASES[name](), tmp_path / "new" / "folder")
    assert path.name == f"case{export.suffix}"
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    parts = PARSERS[export.name](path.read_text(encoding="utf-8"))
    assert bool(parts) is (name != "empty")


def test_the_same_contents_give_the_same_bytes_in_any_order(export: Export, tmp_path: Path):
    case = realistic_case()
    turned = replace(
        case, items=case.items[::-1], documents=case.documents[::-1], allegations=case.allegations[::-1]
    )
    first = export.write(case, tmp_path / "first")
    assert first.read_bytes() == export.write(turned, tmp_path / "second").read_bytes()
    assert first.read_bytes() == export.write(case, tmp_path / "first").read_bytes()


def test_it_has_a_name_a_suffix_and_a_line_that_says_what_it_holds(export: Export):
    assert re.fullmatch(r"[a-z]+", export.name)
    assert re.fullmatch(r"(\.[a-z]+)+", export.suffix)
    assert (type(export).__doc__ or "").splitlines()[0].endswith(".")
    assert choose_export(export.name) is export


def test_it_never_states_that_a_thing_happened(export: Export, tmp_path: Path):
    text = export.write(realistic_case(), tmp_path).read_text(encoding="utf-8").casefold()
    assert "alleg" in text or export.name == "csv"
    for verdict in ('"true"', '"false"', "ratingvalue", "bestrating", "debunked"):
        assert verdict not in text or export.name in {"csv", "graphml"}


def test_names_and_suffixes_are_not_used_twice():
    assert len({one.name for one in EXPORTS}) == len(EXPORTS) == len({one.suffix for one in EXPORTS})
    with pytest.raises(ConfigError, match="no export called 'docx'"):
        choose_export("docx")


def test_jsonl_holds_each_allegation_and_behind_it_its_claims(tmp_path: Path):
    lines = _json_lines(choose_export("jsonl").write(realistic_case(), tmp_path).read_text())
    assert [line["schema"].split("/")[1] for line in lines[:4]] == ["allegation", "claim", "claim", "claim"]
    assert lines[0]["grade"]["code"] == "C3"
    assert {line["allegation"] for line in lines[1:4]} == {"cooperate-1"}
    assert lines[1]["quote"] == "show Northern Front fighters alongside soldiers of the Arland army"


def test_csv_disarms_formulas_and_keeps_numbers(tmp_path: Path):
    (row,) = _csv(choose_export("csv").write(hostile_case(), tmp_path).read_text(encoding="utf-8"))
    assert row["agent"].startswith("'=HYPERLINK")
    assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in row.values())
    realistic = _csv(choose_export("csv").write(realistic_case(), tmp_path).read_text(encoding="utf-8"))
    assert realistic[0]["longitude"] == "-19.2"
    assert realistic[0]["denied_by"] == "Government of Arland; author (Government of Arland)"


def test_geojson_gives_no_point_for_what_is_nowhere(tmp_path: Path):
    features = _json(choose_export("geojson").write(realistic_case(), tmp_path).read_text())
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in features] == [
        [-19.2, 64.6], [-21.6, 64.1], None, [-17.0, 65.4],
    ]  # fmt: skip
    assert (
        features[3]["properties"] | {"first_day": "2030-12-01", "last_day": "2031-02-28"}
        == features[3]["properties"]
    )
    (wild,) = _json(choose_export("geojson").write(hostile_case(), tmp_path).read_text())
    assert wild["geometry"] is None


def test_graphml_tells_alleging_from_denying(tmp_path: Path):
    edges = _xml(choose_export("graphml").write(realistic_case(), tmp_path).read_text())
    kinds = [edge.findtext("{*}data[@key='edge-kind']") for edge in edges]
    assert (kinds.count("alleged_tie"), kinds.count("alleges"), kinds.count("denies")) == (4, 5, 3)


def test_ftm_links_point_at_entities_that_are_there(tmp_path: Path):
    entities = _json_lines(choose_export("ftm").write(realistic_case(), tmp_path).read_text())
    known = {entity["id"]: entity["schema"] for entity in entities}
    assert len(known) == len(entities)
    for entity in entities:
        for key in ("proof", "involved", "subject", "object"):
            assert all(other in known for other in entity["properties"].get(key, ()))
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)
    links = [entity["properties"] for entity in entities if entity["schema"] == "UnknownLink"]
    assert len(links) == 4
    assert all(link["status"][0].startswith("alleged; Admiralty grade ") for link in links)
    assert known[links[0]["subject"][0]] == "PublicBody"


def test_claimreview_gives_a_grade_and_no_verdict(tmp_path: Path):
    review = _json(choose_export("claimreview").write(realistic_case(), tmp_path).read_text())[0]
    assert set(review["reviewRating"]) == {"@type", "alternateName", "ratingExplanation"}
    assert "not a verdict" in review["reviewRating"]["alternateName"]
    assert " is alleged to have " in review["claimReviewed"]
    assert review["itemReviewed"]["appearance"][0]["identifier"] == f"sha256:{digest('agency.html')}"


def test_claimreview_gives_no_address_that_could_run(tmp_path: Path):
    text = choose_export("claimreview").write(hostile_case(), tmp_path).read_text(encoding="utf-8")
    assert "javascript:" not in text


def test_stix_ids_are_of_their_kind_and_references_resolve(tmp_path: Path):
    objects = _json(choose_export("stix").write(realistic_case(), tmp_path).read_text())
    ids = {one["id"] for one in objects}
    assert len(ids) == len(objects)
    for one in objects:
        assert re.fullmatch(
            rf"{one['type']}--[0-9a-f]{{8}}-[0-9a-f]{{4}}-5[0-9a-f]{{3}}-[0-9a-f-]{{17}}", one["id"]
        )
        assert one["created"] == one["modified"] == "2031-06-01T09:30:05.000Z"
        for key in ("source_ref", "target_ref"):
            assert one.get(key, next(iter(ids))) in ids
    confidences = [one.get("confidence") for one in objects if one["type"] == "relationship"]
    assert confidences == [50, 30, 10, None]
