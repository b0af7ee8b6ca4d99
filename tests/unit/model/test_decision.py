from __future__ import annotations

from datetime import UTC, datetime

from crossbearing.model.decision import Decision, DecisionKind, in_force

NOW = datetime(2021, 6, 1, tzinfo=UTC)


def made(ident: str, kind: DecisionKind, *subjects: str) -> Decision:
    return Decision(ident, kind, subjects, "Ada", NOW, "because")


def test_an_undone_decision_is_not_in_force_and_comes_back_when_the_undoing_is_undone():
    grade = made("a", DecisionKind.GRADE, "x", "B2")
    undo = made("b", DecisionKind.UNDO, "a")
    again = made("c", DecisionKind.UNDO, "b")
    assert in_force([grade]) == (grade,)
    assert in_force([grade, undo]) == ()
    assert in_force([grade, undo, again]) == (grade,)
