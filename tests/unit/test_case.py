from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crossbearing import Case
from crossbearing.errors import CaseLocked, CaseMissing, ConfigError
from crossbearing.model.decision import DecisionKind
from crossbearing.pipeline.ingest import Given

AGENCY = """Monitors say Arland arms the Northern Front

The Ministry of Defence of Vesland said on Monday that Arland had supplied rockets to the Northern Front
in the valley. Arland denied supplying rockets to the Northern Front.
"""
OTHER = """A quiet week

The harbour was busy. According to observers, Arland trained the Northern Front near the coast.
"""
NOW = datetime(2021, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def examined(tmp_path_factory):
    root = tmp_path_factory.mktemp("case")
    (root / "a.txt").write_text(AGENCY)
    (root / "b.txt").write_text(OTHER)
    (root / "empty.txt").write_text("")
    with Case.create(root / "case") as case:
        taken = case.examine(
            [root / "a.txt", root / "b.txt", root / "empty.txt"], given=Given(date(2021, 5, 11))
        )
        yield root, case, taken


def test_what_can_be_read_is_read_and_what_cannot_is_a_failure(examined):
    _, case, taken = examined
    assert len(taken.new) == 3
    assert [d.published for d in case.documents()] == [date(2021, 5, 11)] * 2
    assert [f.code for f in taken.failures] == ["Unreadable"]
    assert [f.path for f in case.failures()] == [taken.failures[0].path]


def test_every_span_of_a_reading_points_into_the_text(examined):
    _, case, _ = examined
    for document in case.documents():
        reading = case.reading(document.item)
        assert reading is not None
        for mention in reading.mentions:
            assert 0 <= mention.span.start < mention.span.end <= len(document.text)


def test_running_again_adds_nothing(examined):
    root, case, _ = examined
    before = (case.items(), case.allegations(), len(case.custody()))
    taken = case.examine([root / "a.txt", root / "b.txt", root / "empty.txt"], given=Given(date(2021, 5, 11)))
    assert taken.new == ()
    assert [f.code for f in taken.failures] == ["Unreadable"]
    assert (case.items(), case.allegations(), len(case.custody())) == before


def test_a_second_writer_is_refused_and_a_reader_is_not(examined):
    root, case, _ = examined
    with pytest.raises(CaseLocked):
        Case.create(root / "case")
    with Case.open(root / "case") as reader:
        assert reader.items() == case.items()
        with pytest.raises(ConfigError, match="reading only"):
            reader.examine([])


def test_a_decision_is_recorded_applied_and_taken_back(examined):
    _, case, _ = examined
    allegation = case.allegations()[0]
    decision = case.decide(
        DecisionKind.GRADE, (allegation.id, "B2"), who="Ada", why="knows the source", clock=lambda: NOW
    )
    graded = next(a for a in case.allegations() if a.id == allegation.id)
    assert graded.grade.code == "B2"
    case.undo(decision.id, who="Ada", why="mistaken", clock=lambda: NOW)
    assert next(a for a in case.allegations() if a.id == allegation.id) == allegation
    assert len(case.decisions()) >= 2


def test_a_name_is_tied_to_an_actor_by_decision(examined):
    _, case, _ = examined
    before = case.allegations()
    decision = case.decide(DecisionKind.SAME_ACTOR, ("the Northern Front", "org:un"), who="Ada", why="a test")
    named = {
        a.recipient.id for a in case.allegations() if a.recipient is not None and a.recipient.id is not None
    }
    case.undo(decision.id, who="Ada", why="a test")
    assert "org:un" in named
    assert case.allegations() == before


@pytest.mark.parametrize(
    ("kind", "subjects"),
    [
        (DecisionKind.GRADE, ("no-such", "B2")),
        (DecisionKind.GRADE, ("only-one",)),
        (DecisionKind.REJECT_CLAIM, ("0" * 64 + "#99",)),
        (DecisionKind.SAME_ACTOR, ("somebody", "org:no-such-body")),
        (DecisionKind.UNDO, ("no-such",)),
    ],
)
def test_decisions_that_make_no_sense_are_refused(examined, kind, subjects):
    _, case, _ = examined
    with pytest.raises(ConfigError):
        case.decide(kind, subjects, who="Ada", why="a test")


def test_nobody_decides_without_saying_who_and_why(examined):
    _, case, _ = examined
    with pytest.raises(ConfigError, match="who"):
        case.decide(DecisionKind.GRADE, (case.allegations()[0].id, "B2"), who=" ", why="x")


def test_the_dossier_has_the_same_bytes_each_time(examined, tmp_path):
    _, case, _ = examined
    one, two = case.write_dossier(tmp_path / "one"), case.write_dossier(tmp_path / "two")
    assert one.read_bytes() == two.read_bytes()


def test_where_there_is_no_case_it_is_said(tmp_path):
    with pytest.raises(CaseMissing):
        Case.open(tmp_path / "nothing")


def test_a_date_after_today_is_refused(tmp_path):
    with Case.create(tmp_path / "case") as case, pytest.raises(ConfigError, match="after today"):
        case.examine([], given=Given(date(2999, 1, 1)))


def test_the_same_bytes_under_two_names_are_read_once_and_acquired_twice(tmp_path):
    (tmp_path / "one.txt").write_text(OTHER)
    (tmp_path / "two.txt").write_text(OTHER)
    with Case.create(tmp_path / "case") as case:
        taken = case.examine([tmp_path / "one.txt", tmp_path / "two.txt"])
        (item,) = case.items()
        assert len(taken.new) == 1
        assert {a.path.rsplit("/", 1)[-1] for a in item.acquisitions} == {"one.txt", "two.txt"}


def test_a_seal_noted_elsewhere_shows_up_a_log_that_was_cut_with_its_records(tmp_path):
    (tmp_path / "one.txt").write_text(OTHER)
    with Case.create(tmp_path / "case") as case:
        case.examine([tmp_path / "one.txt"])
        seal = case.seal()
    assert Case.verify(tmp_path / "case", seal) == []
    with Case.create(tmp_path / "other") as other:
        other.add([tmp_path / "one.txt"])
    assert Case.verify(tmp_path / "other") == []
    assert Case.verify(tmp_path / "other", seal)
