"""Titles against the register: whom "Turkish defence minister" meant on a day."""

from datetime import date

import pytest

from crossbearing.resolve.described import titled_actor
from crossbearing.resolve.register import Register
from crossbearing.resolve.spelling import keys
from crossbearing.resolve.titles import read_titles


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.mark.parametrize(
    ("title", "day", "holder"),
    [
        ("Russian president", date(2012, 5, 6), "person:dmitry-medvedev"),
        ("Russian president", date(2012, 5, 7), "person:vladimir-putin"),
        ("the US Secretary of State", date(2018, 3, 31), "person:rex-tillerson"),
        ("the US Secretary of State", date(2018, 4, 26), "person:mike-pompeo"),
        ("Secretary of State of the United States", date(2018, 4, 26), "person:mike-pompeo"),
        ("Turkey’s defence minister", date(2020, 3, 5), "person:hulusi-akar"),
        ("foreign minister of Russia", date(2020, 3, 5), "person:sergei-lavrov"),
        ("Sudan’s army chief", date(2022, 3, 5), "person:abdel-fattah-al-burhan"),
        ("Pentagon chief", date(2022, 3, 5), "person:lloyd-austin"),
        ("MIT chief", date(2020, 3, 5), "person:hakan-fidan"),
        ("Hezbollah’s leader", date(2020, 3, 5), "person:hassan-nasrallah"),
        ("the leader of Hezbollah", date(2020, 3, 5), "person:hassan-nasrallah"),
        ("NATO Secretary General", date(2014, 9, 30), "person:anders-fogh-rasmussen"),
        ("NATO Secretary General", date(2014, 10, 1), "person:jens-stoltenberg"),
        ("Israeli army chief", date(2023, 1, 15), "person:aviv-kochavi"),
        ("Israeli military chief", date(2023, 1, 16), "person:herzi-halevi"),
        ("UN special envoy for Yemen", date(2019, 3, 5), "person:martin-griffiths"),
        ("U.N. envoy to Libya", date(2018, 3, 5), "person:ghassan-salame"),
        ("UN Syria envoy", date(2013, 3, 5), "person:lakhdar-brahimi"),
        ("Mossad chief", date(2019, 3, 5), "person:yossi-cohen"),
        ("Houthi defence minister", date(2019, 3, 5), "person:mohamed-al-atifi"),
        ("Saudi crown prince", date(2019, 3, 5), "person:mohammed-bin-salman"),
        ("Arab League chief", date(2019, 3, 5), "person:ahmed-aboul-gheit"),
        ("British foreign secretary", date(2018, 7, 8), "person:boris-johnson"),
        ("British foreign secretary", date(2018, 7, 9), "person:jeremy-hunt"),
        ("Malian junta leader", date(2020, 9, 1), "person:assimi-goita"),
        ("CENTCOM commander", date(2017, 3, 5), "person:joseph-votel"),
        ("EU foreign policy chief", date(2017, 3, 5), "person:federica-mogherini"),
        ("chief prosecutor of the International Criminal Court", date(2017, 3, 5), "person:fatou-bensouda"),
    ],
)
def test_a_title_means_who_held_the_office_on_the_day(
    register: Register, title: str, day: date, holder: str
) -> None:
    best = register.find(title, as_of=day)[0]
    assert best.id == holder
    assert "so on" in best.reasons[0]


@pytest.mark.parametrize(
    ("title", "day", "office"),
    [
        ("US Secretary of State", date(1815, 6, 18), "minfor:us"),
        ("US Secretary of State", None, "minfor:us"),
        ("Tuvaluan foreign minister", date(2020, 3, 5), "minfor:tv"),
    ],
)
def test_where_no_holder_is_known_the_office_stands_alone(
    register: Register, title: str, day: date | None, office: str
) -> None:
    assert [c.id for c in register.find(title, as_of=day)] == [office]
    titled = titled_actor(register, title, day)
    assert titled is not None
    assert titled.id == office


def test_the_office_is_the_runner_up_of_its_holder(register: Register) -> None:
    titled = titled_actor(register, "the Turkish defence minister", date(2020, 3, 5))
    assert titled is not None
    assert titled.id == "person:hulusi-akar"
    assert [c.id for c in titled.runners_up] == ["mindef:tr"]


@pytest.mark.parametrize("title", ["a Hezbollah leader", "two Hezbollah leaders", "former Turkish president"])
def test_an_indefinite_title_means_nobody_in_particular(register: Register, title: str) -> None:
    assert titled_actor(register, title, date(2020, 3, 5)) is None


def test_a_body_with_members_does_not_stand_for_an_unknown_leader(register: Register) -> None:
    assert titled_actor(register, "the Hezbollah leader", date(1950, 1, 1)) is None


def test_a_day_after_the_state_of_knowledge_is_said_to_be_one(register: Register) -> None:
    best = register.find("Russian foreign minister", as_of=date(2060, 1, 1))[0]
    assert "state of knowledge" in best.reasons[0]


@pytest.mark.parametrize(
    "words", ["leader", "Turkish leadership contest", "chief of", "of the", "Hezbollah", ""]
)
def test_what_is_no_title_is_read_as_none(register: Register, words: str) -> None:
    assert list(read_titles(register, keys(words))) == []
