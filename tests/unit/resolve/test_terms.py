from datetime import date

import pytest

from crossbearing.model.actor import Actor, ActorKind, PublicSource, Tenure
from crossbearing.resolve.terms import find_holders, surely_holds

SOURCE = PublicSource("A gazette of nowhere", None, "2025-01")
BODY = "org:quenzol"


def _person(name: str, *terms: tuple[str | None, str | None], role: str = "leader") -> Actor:
    tenures = tuple(Tenure(role, BODY, since, until, SOURCE) for since, until in terms)
    return Actor(f"person:{name}", ActorKind.PERSON, name, tenures=tenures)


OLD = _person("abel", ("2010-01-05", "2015-03-01"))
NEW = _person("berta", ("2015-03-01", "2019-06"))
LATER = _person("cyril", ("2019-06", "2020-02-10"), ("2021-01-01", None))
ALL = (OLD, NEW, LATER)


@pytest.mark.parametrize(
    ("day", "holders", "sure"),
    [
        (date(2010, 1, 4), [], True),
        (date(2010, 1, 5), ["abel"], True),
        (date(2015, 2, 28), ["abel"], True),
        (date(2015, 3, 1), ["berta"], True),
        (date(2019, 5, 31), ["berta"], True),
        (date(2019, 6, 15), ["berta", "cyril"], False),
        (date(2019, 7, 1), ["cyril"], True),
        (date(2020, 2, 10), ["cyril"], True),
        (date(2020, 2, 11), [], True),
        (date(2024, 1, 1), ["cyril"], True),
    ],
)
def test_the_holder_of_a_day_at_the_borders_of_terms(day: date, holders: list[str], sure: bool) -> None:
    found = find_holders(ALL, "leader", [BODY], day)
    assert [holder.actor.name for holder in found] == holders
    assert all(holder.sure is sure for holder in found)


def test_a_term_that_only_may_cover_a_day_gives_way_to_one_that_does() -> None:
    exact = _person("dora", ("2019-06-03", None))
    found = find_holders((NEW, exact), "leader", [BODY], date(2019, 6, 20))
    assert [holder.actor.name for holder in found] == ["dora"]


def test_a_term_without_dates_and_another_office_say_nothing_of_a_day() -> None:
    undated = _person("emil", (None, None))
    deputy = _person("fanny", ("2010", None), role="deputy_leader")
    assert find_holders((undated, deputy), "leader", [BODY], date(2012, 1, 1)) == ()
    assert find_holders((OLD,), "leader", ["org:other"], date(2012, 1, 1)) == ()


def test_a_period_surely_covers_a_day_only_between_its_narrowest_borders() -> None:
    assert surely_holds("2018", None, date(2018, 12, 31))
    assert not surely_holds("2018", None, date(2018, 12, 30))
    assert not surely_holds("2018", "2020", date(2020, 1, 2))
    assert not surely_holds(None, "2020", date(2019, 1, 1))
