import pytest

from crossbearing.model.actor import ActorKind
from crossbearing.resolve.compose import load_organs
from crossbearing.resolve.spelling import keys


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("the Turkish army", "mil:tr"),
        ("Turkish Armed Forces", "mil:tr"),
        ("Army of Turkey", "mil:tr"),
        ("Turkey’s military", "mil:tr"),
        ("Russian Defense Ministry", "mindef:ru"),
        ("Ministry of Defence of the Russian Federation", "mindef:ru"),
        ("US Treasury", "minfin:us"),
        ("U.S. Department of State", "minfor:us"),
        ("Ankara regime", "gov:tr"),
        ("Egyptian Navy", "mil:eg:navy"),
        ("Iraqi Joint Operations Command", "mil:iq:command"),
        ("Syrian air defences", "mil:sy:airdefence"),
        ("Saudi central bank", "centralbank:sa"),
        ("Ukrainian National Security and Defence Council", "nsc:ua"),
        ("Iraqi Oil Ministry", "minoil:iq"),
        ("Moncloa government", "gov:es"),
        ("Government of the Democratic Republic of the Congo", "gov:cd"),
        ("South Korean Coast Guard", "coastguard:kr"),
    ],
)
def test_organ_and_state_are_read_together(name: str, actor_id: str) -> None:
    found = load_organs().parse(keys(name))
    assert {c.organ.actor_id(c.state.code) for c in found if c.organ} == {actor_id}


def test_an_adjective_of_two_states_gives_both() -> None:
    found = load_organs().parse(keys("Congolese army"))
    assert {c.state.code for c in found} == {"cd", "cg"}


@pytest.mark.parametrize(
    "name", ["Turkish", "army", "Turkish delight", "London police", "Army of the Moon", ""]
)
def test_what_is_no_organ_of_a_state_is_not_read_as_one(name: str) -> None:
    assert load_organs().parse(keys(name)) == []


@pytest.mark.parametrize(
    ("actor_id", "name", "kind"),
    [
        ("gov:tr", "Government of Türkiye", ActorKind.GOVERNMENT),
        ("gov:us", "Government of the United States", ActorKind.GOVERNMENT),
        ("mil:tr", "Turkish Armed Forces", ActorKind.ARMED_FORCES),
        ("mindef:ru", "Ministry of Defence of Russia", ActorKind.MINISTRY),
        ("state:sy", "Syria", ActorKind.STATE),
        ("mil:tr:navy", "Turkish Navy", ActorKind.ARMED_FORCES),
        ("mil:il", "Israel Defense Forces", ActorKind.ARMED_FORCES),
    ],
)
def test_an_id_gives_its_actor(actor_id: str, name: str, kind: ActorKind) -> None:
    actor = load_organs().actor(actor_id)
    assert actor is not None
    assert (actor.id, actor.name, actor.kind) == (actor_id, name, kind)


@pytest.mark.parametrize("actor_id", ["gov:zz", "nothing:tr", "state:tr:x", "mil:tr:camels", "", ":"])
def test_an_id_of_nothing_gives_nothing(actor_id: str) -> None:
    assert load_organs().actor(actor_id) is None


def test_every_state_has_a_seat_of_government_but_the_disputed_and_the_cities() -> None:
    """Yemen's seat is disputed between two governments; San Marino is named like its capital."""
    assert {s.code for s in load_organs().states.values() if not s.seats} == {"ye", "sm"}


def test_no_seat_belongs_to_two_states() -> None:
    seats = [keys(seat) for state in load_organs().states.values() for seat in dict.fromkeys(state.seats)]
    bearers = {seat: seats.count(seat) for seat in seats}
    spelt_twice = {
        keys(seat)
        for state in load_organs().states.values()
        for seat in state.seats
        if [keys(other) for other in state.seats].count(keys(seat)) > 1
    }
    assert {seat for seat, count in bearers.items() if count > 1} <= spelt_twice


def test_everything_composed_has_its_parent() -> None:
    organs = load_organs()
    for actor_id in organs.ids():
        actor = organs.actor(actor_id)
        assert actor is not None
        assert actor.parent is None or organs.actor(actor.parent) is not None


def test_particular_names_belong_to_composed_organs() -> None:
    organs = load_organs()
    assert [actor_id for actor_id in organs.particular if organs.actor(actor_id) is None] == []
