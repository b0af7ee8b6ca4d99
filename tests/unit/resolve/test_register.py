from datetime import date
from pathlib import Path

import pytest

from crossbearing.errors import ConfigError
from crossbearing.model.actor import ActorKind, NameKind, RelationKind
from crossbearing.resolve.register import Register
from crossbearing.settings import ResolveSettings

OWN = """
sources:
  list: {title: An example list, url: "https://example.org/list", consulted: 2024-05}
actors:
  - id: brigade
    kind: armed_group
    name: Quenzol Brigade
    country: SY
    parent: movement
    active: {since: 2012, until: 2019-03}
    alias: [Brigade of Quenzol]
    acronym: [QZB]
    native: {ar: [لواء قنزول]}
    dated: [{text: Quenzol Company, since: 2012, until: 2013}]
    countries: [LB]
    relations: [{kind: grew_from, actor: movement, since: 2012}]
    designations: [{authority: Nowhere, programme: List A, listed: 2014-05, source: list}]
    sources: [list]
  - id: movement
    kind: organisation
    name: Quenzol Movement
    sources: [list]
"""


def _load(tmp_path: Path, text: str, name: str = "own.yaml") -> Register:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Register.load(ResolveSettings(registers=(str(path),)))


def test_a_users_register_is_added_under_ids_of_its_own(tmp_path: Path) -> None:
    register = _load(tmp_path, OWN)
    actor = register.get("user:brigade")
    assert actor is not None
    assert (actor.name, actor.kind, actor.country) == ("Quenzol Brigade", ActorKind.ARMED_GROUP, "sy")
    assert actor.parent == "user:movement"
    (relation,) = actor.relations
    assert (relation.kind, relation.actor, relation.since) == (
        RelationKind.GREW_FROM,
        "user:movement",
        "2012",
    )
    assert relation.source.title == "An example list"
    assert actor.countries == ("lb",)
    assert actor.designations[0].source.title == "An example list"
    assert {n.kind for n in actor.names} == {NameKind.NAME, NameKind.ALIAS, NameKind.ACRONYM}
    assert register.find("Brigade of Quenzol")[0].id == "user:brigade"
    assert register.find("لواء قنزول")[0].id == "user:brigade"
    assert register.find("ISIS")[0].id == "group:is"


def test_the_version_is_a_digest_of_the_data(tmp_path: Path) -> None:
    plain, own = Register.load().version, _load(tmp_path, OWN).version
    assert plain == Register.load().version
    assert plain != own
    assert own != _load(tmp_path, OWN.replace("2012", "2011")).version


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("actors:\n  - {id: a, kind: armed_group}\n", 2, "'name' is missing"),
        ("actors:\n  - {id: a, name: A, kind: gang}\n", 2, "not a kind of actor"),
        ("actors:\n  - {id: a, name: A, kind: person, colour: red}\n", 2, "'colour' is not a field"),
        (
            "actors:\n  - {id: a, name: A, kind: person, sources: [nowhere]}\n",
            2,
            "not among the file's sources",
        ),
        ("actors:\n  - id: a\n    name: A\n    kind: person\n    active: {since: soon}\n", 5, "not a date"),
        (
            "actors:\n  - {id: a, name: A, kind: person, active: {since: 2015, until: 2014}}\n",
            2,
            "before it begins",
        ),
        (
            "actors:\n  - {id: a, name: A, kind: person, relations: [{kind: kin_of, actor: b}]}\n",
            2,
            "not a kind of relation",
        ),
        (
            "actors:\n  - {id: a, name: A, kind: person, relations: [{kind: wing_of, actor: b}]}\n",
            2,
            "a relation needs a source",
        ),
        ("actors:\n  - {id: a, name: A, kind: person, alias: [[B]]}\n", 2, "a name must be a short text"),
        ("actors: 5\n", None, 'a list named "actors"'),
        ("[1, 2]", None, "mapping"),
        ("actors: [5]", None, "where a mapping is needed"),
        ("a: [", None, "not readable as YAML"),
        ("actors: !!python/object/apply:os.system ['true']", None, "mapping"),
    ],
)
def test_a_wrong_entry_is_named_with_file_and_line(
    tmp_path: Path, text: str, line: int | None, says: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, text)
    assert says in str(caught.value)
    assert "own.yaml" in str(caught.value)
    assert line is None or f"line {line}" in str(caught.value)


@pytest.mark.parametrize("text", ["[" * 5000, "a: &a [*a, *a]\nactors: []", "&x {a: *x}"])
def test_hostile_yaml_is_refused_or_harmless(tmp_path: Path, text: str) -> None:
    try:
        _load(tmp_path, text)
    except ConfigError as error:
        assert "own.yaml" in str(error)  # noqa: PT017  either outcome is right


def test_a_missing_or_undecodable_file_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        Register.load(ResolveSettings(registers=(str(tmp_path / "none.yaml"),)))
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ConfigError, match="cannot be read"):
        Register.load(ResolveSettings(registers=(str(bad),)))


def test_all_actors_come_in_a_fixed_order_with_unique_ids() -> None:
    register = Register.load()
    ids = [actor.id for actor in register.actors()]
    assert ids == [actor.id for actor in Register.load().actors()]
    assert len(ids) == len(set(ids))
    assert {"group:hts", "gov:tr", "mindef:ru", "state:sy"} <= set(ids)


def test_get_knows_listed_and_composed_actors_and_nothing_else() -> None:
    register = Register.load()
    assert register.get("mil:tr:airforce") is not None
    assert register.get("group:hts") is not None
    assert register.get("group:nobody") is None


def test_designations_can_be_read_at_a_date() -> None:
    register = Register.load()
    in_2019 = {d.authority for d in register.designations("group:hts", date(2019, 1, 1))}
    assert {"UN", "US", "Türkiye"} <= in_2019
    assert "Russia" not in in_2019
    assert register.designations("group:hts", date(2017, 3, 1)) == ()
    assert "US" not in {d.authority for d in register.designations("group:mek", date(2020, 1, 1))}


def test_holders_of_an_office_can_be_asked_for_at_a_date() -> None:
    register = Register.load()
    assert [a.id for a in register.holders("us", "president", date(2020, 3, 5))] == ["person:donald-trump"]
    assert [a.id for a in register.holders("us", "president", date(2022, 3, 5))] == ["person:joe-biden"]


def test_the_documented_example_is_a_register(tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[3] / "docs" / "register.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    register = _load(tmp_path, example)
    assert register.find("Battalion of the People of Quenzol")[0].id == "user:quenzol-brigade"
    assert register.find("Qenzol", as_of=date(2020, 1, 1))[0].id == "user:abel-quenzol"


def test_a_name_is_answered_as_of_a_day() -> None:
    register = Register.load()
    in_2016 = register.find("Jabhat Fateh al-Sham", as_of=date(2016, 10, 1))
    in_2019 = register.find("Jabhat Fateh al-Sham", as_of=date(2019, 6, 1))
    assert [c.id for c in in_2016] == ["group:nusra"]
    assert [c.id for c in in_2019] == ["group:nusra", "group:hts"]
    assert in_2019[0].score < in_2016[0].score
    assert any("grew from it" in reason for reason in in_2019[1].reasons)


def test_a_name_that_two_bore_goes_to_who_bore_it_on_the_day() -> None:
    register = Register.load()
    assert register.find("Syrian Free Army", as_of=date(2013, 5, 1))[0].id == "group:fsa"
    assert register.find("Syrian Free Army", as_of=date(2023, 5, 1))[0].id == "group:sfa-tanf"


def test_names_and_ties_can_be_read_at_a_date() -> None:
    register = Register.load()
    assert "Jabhat Fateh al-Sham" not in {n.text for n in register.names_on("group:nusra", date(2014, 1, 1))}
    assert "Jabhat Fateh al-Sham" in {n.text for n in register.names_on("group:nusra", date(2016, 12, 1))}
    pledged = {(r.kind, r.actor) for r in register.relations_on("group:nusra", date(2015, 1, 1))}
    assert (RelationKind.PLEDGED_TO, "group:aq") in pledged
    later = {r.kind for r in register.relations_on("group:nusra", date(2016, 12, 1))}
    assert RelationKind.PLEDGED_TO not in later
