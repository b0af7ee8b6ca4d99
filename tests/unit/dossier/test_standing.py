from __future__ import annotations

from dataclasses import replace

from tests.dossier_cases import realistic_case

from crossbearing.dossier.lookup import look_up
from crossbearing.dossier.standing import Standing, standings
from crossbearing.model.claim import Polarity


def rows(**shown: int) -> tuple[Standing, ...]:
    lookup = look_up(realistic_case())
    return standings(lookup, lookup.document_numbers if not shown else {}, max_rows=10)


def test_a_relation_is_a_row_with_its_source_and_a_link() -> None:
    (row,) = rows()
    assert (row.first, row.relation, row.second) == (
        "Arland Armed Forces",
        "be allied with",
        "Northern Front",
    )
    assert row.polarity is Polarity.ASSERTED
    assert row.said == 1
    assert [speaker.split()[0] for speaker in row.speakers] == ["author"]
    ((label, target),) = row.documents
    assert label[0] == "D"
    assert target == label.lower()


def test_a_document_that_is_not_on_the_page_is_not_linked() -> None:
    assert [target for row in rows(none=0) for _, target in row.documents] == [None]


def test_one_actor_stands_in_no_relation_to_itself() -> None:
    case = realistic_case()
    readings = {
        item: replace(reading, relations=tuple(replace(r, second=r.first) for r in reading.relations))
        for item, reading in case.readings.items()
    }
    lookup = look_up(replace(case, readings=readings))
    assert standings(lookup, {}, max_rows=10) == ()
