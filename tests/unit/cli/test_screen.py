from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crossbearing.cli.exits import Exit, exit_of
from crossbearing.cli.screen import print_json, print_table, safe
from crossbearing.errors import CaseMissing, CrossbearingError, CustodyBroken, Unreadable


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text):
    shown = safe(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)
    assert "\u202e" not in shown
    assert "\u2028" not in shown


def test_a_table_on_a_pipe_is_plain_aligned_lines(capsys):
    print_table(("grade", "who"), [("C3", "A \x1b[31mred\n name"), ("F6", "ب")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "grade  who"
    assert lines[1] == "C3     A <U+001B>[31mred  name"
    assert "\x1b" not in lines[1]
    assert len(lines) == 3


def test_json_lines_stay_one_line_each_even_with_lone_surrogates(capsys):
    print_json([{"text": "a\nb\ud800", "none": None}])
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert '"none": null' in out


def test_errors_lead_to_named_exits():
    assert exit_of(CustodyBroken("x")) is Exit.DAMAGED
    assert exit_of(Unreadable("x")) is Exit.IN_PART
    assert exit_of(CaseMissing("x")) is Exit.USAGE
    assert exit_of(CrossbearingError("x")) is Exit.INTERNAL
