from __future__ import annotations

from dataclasses import replace

from tests.dossier_cases import item, realistic_case

from crossbearing.dossier.ledger import ledger
from crossbearing.dossier.lookup import look_up


def test_a_decision_taken_back_says_so():
    rows = ledger(look_up(realistic_case()), max_rows=10).decisions
    assert [row.standing for row in rows] == ["in force", "taken back", "undoing"]
    assert rows[0].subjects[1].startswith("tammer.mp4 (")


def test_an_item_that_gave_nothing_is_named_even_without_a_failure():
    case = realistic_case()
    books = ledger(look_up(replace(case, items=(*case.items, item("silent.bin")))), max_rows=10)
    assert [label.split()[0] for label in books.unread] == ["silent.bin"]
    assert ledger(look_up(case), max_rows=10).unread == ()


def test_a_long_log_keeps_its_ends_and_its_head():
    case = realistic_case()
    books = ledger(look_up(case), max_rows=4)
    assert [row.number for row in books.rows] == [0, 1, 4, 5]
    assert (books.rows_left_out, books.entries, books.head) == (2, 6, case.custody[-1].hash)
