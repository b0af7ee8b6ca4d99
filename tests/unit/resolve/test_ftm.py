import json
from pathlib import Path

import pytest

from crossbearing.errors import ConfigError
from crossbearing.model.actor import ActorKind, NameKind
from crossbearing.resolve.ftm import read_ftm
from crossbearing.resolve.register import Register
from crossbearing.settings import ResolveSettings


def _line(schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": "NK-1", "schema": schema, "properties": properties})


def test_a_person_becomes_an_actor() -> None:
    line = _line("Person", name=["Abel Quenzol"], alias=["Abu Quenzol"], country=["sy"], lastName=["Quenzol"])
    (entry,) = read_ftm(line, "list.json")
    assert entry.actor.id == "ftm:NK-1"
    assert entry.actor.kind is ActorKind.PERSON
    assert entry.actor.country == "sy"
    assert entry.surnames == ("Quenzol",)
    assert entry.actor.sources[0].title.endswith("list.json")


@pytest.mark.parametrize(
    ("schema", "topics", "kind"),
    [
        ("Organization", [], ActorKind.ORGANISATION),
        ("Organization", ["crime.terror"], ActorKind.ARMED_GROUP),
        ("LegalEntity", [], ActorKind.ORGANISATION),
        ("PublicBody", ["gov.national"], ActorKind.AGENCY),
        ("Person", ["crime.terror"], ActorKind.PERSON),
    ],
)
def test_the_schema_gives_the_kind(schema: str, topics: list[str], kind: ActorKind) -> None:
    (entry,) = read_ftm(_line(schema, name=["Quenzol"], topics=topics), "list.json")
    assert entry.actor.kind is kind


def test_weak_aliases_are_acronyms() -> None:
    (entry,) = read_ftm(_line("Organization", name=["Quenzol Front"], weakAlias=["QF"]), "list.json")
    assert [name.kind for name in entry.actor.names] == [NameKind.NAME, NameKind.ACRONYM]


def test_other_schemata_and_nameless_objects_are_passed_over() -> None:
    text = "\n".join(
        [_line("Address", name=["A street"]), _line("Person"), "", _line("Person", name=["Bo Quenz"])]
    )
    assert [entry.actor.name for entry in read_ftm(text, "x")] == ["Bo Quenz"]


@pytest.mark.parametrize("line", ["{", "[]", "5", '{"schema": "Person"}', '{"id": "a", "properties": []}'])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(ConfigError, match="x, line 2"):
        read_ftm(f"{_line('Person', name=['A B'])}\n{line}", "x")


def test_an_imported_actor_is_found_by_name(tmp_path: Path) -> None:
    path = tmp_path / "list.ftm.json"
    path.write_text(_line("Organization", name=["Front of Quenzol"]), encoding="utf-8")
    register = Register.load(ResolveSettings(registers=(str(path),)))
    assert register.find("Quenzol Front")[0].id == "ftm:NK-1"
