from datetime import date
from pathlib import Path

import pytest
from evaluation import times
from evaluation.__main__ import main, score
from evaluation.task import Sample
from evaluation.timeml import Time, load

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="2021-06-16T09:30"
 functionInDocument="CREATION_TIME">June 16</TIMEX3></DCT>
<TITLE>Bridge opens</TITLE>
<TEXT>
The bridge <EVENT eid="e1">opened</EVENT>
<TIMEX3 tid="t1" type="DATE" value="2021-06-15">on &amp; after Tuesday</TIMEX3>.
It stood shut for <TIMEX3 tid="t2" type="DURATION" value="P1Y">a year</TIMEX3>
<TIMEX3 tid="t3" type="DATE" value="2020"/>.
</TEXT>
<TLINK lid="l1"/></TimeML>
"""
CAT = """<?xml version="1.0"?>
<Document doc_name="two">
<token t_id="1" sentence="0" number="0">Opened</token><token t_id="2" sentence="0" number="1">Tuesday</token>
<token t_id="3" sentence="0" number="2">.</token><token t_id="4" sentence="1" number="0">Shut</token>
<token t_id="5" sentence="1" number="1">two</token><token t_id="6" sentence="1" number="2">years</token>
<Markables>
<TIMEX3 m_id="9" type="DURATION" value="P2Y" functionInDocument="NONE">
<token_anchor t_id="5"/><token_anchor t_id="6"/></TIMEX3>
<TIMEX3 m_id="8" type="DATE" value="2021-06-15"><token_anchor t_id="2"/></TIMEX3>
<TIMEX3 m_id="7" type="DATE" value="2021-06-16" functionInDocument="CREATION_TIME"/>
</Markables></Document>
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "one.tml").write_text(TIMEML, encoding="utf-8")
    (tmp_path / "two.xml").write_text(CAT, encoding="utf-8")
    (tmp_path / "empty.tml").write_text("", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no corpus", encoding="utf-8")
    return tmp_path


def test_times_lie_where_the_text_shows_them_and_the_creation_time_is_none_of_them(corpus):
    sample = next(s for s in load(corpus) if s.id == "one.tml")
    assert sample.published == date(2021, 6, 16)
    assert "Bridge opens" not in sample.text
    assert [(sample.text[t.start : t.end], t.type, t.value) for t in sample.gold] == [
        ("on & after Tuesday", "DATE", "2021-06-15"),
        ("a year", "DURATION", "P1Y"),
    ]


def test_tokens_and_their_marks_are_read_too(corpus):
    sample = next(s for s in load(corpus) if s.id == "two.xml")
    assert sample.text == "Opened Tuesday.\nShut two years"
    assert sample.published == date(2021, 6, 16)
    assert [sample.text[t.start : t.end] for t in sample.gold] == ["Tuesday", "two years"]


def test_perfect_answers_reach_100_and_empty_ones_0(corpus):
    for answers, figure in (("perfect", 100.0), ("empty", 0.0)):
        report = score(times.TASK, corpus, part="all", answers=answers)
        assert {f.value for f in report.figures} == {figure}


def test_span_value_and_type_are_counted_apart():
    text = "They left early on Tuesday and came back a year later."
    gold = (Time(19, 26, "DATE", "2021-06-15"), Time(41, 53, "DATE", "2022"))
    given = (
        Time(11, 26, "TIME", "2021-06-15"),
        Time(19, 26, "DATE", "2021-06-08"),
        Time(0, 4, "DATE", "PAST_REF"),
    )
    outcome = times.compare(Sample("s", text, gold), given)
    hits = {name: outcome.counts[f"{name}.hit"] for name in ("relaxed", "strict", "value", "type")}
    assert hits == {"relaxed": 1, "strict": 1, "value": 0, "type": 1}
    assert outcome.counts["relaxed.answered"] == 3
    assert set(outcome.errors) == {
        "missed: DATE, 2 to 3 words",
        "value: 9999-99-99, answered 9999-99-99",
        "not in gold: TIME, 2 to 3 words",
        "not in gold: DATE, 1 word",
    }


def test_one_answer_counts_for_one_time_only():
    gold = (Time(0, 4, "DATE", "2020"), Time(5, 9, "DATE", "2021"))
    outcome = times.compare(Sample("s", "2020 2021", gold), (Time(0, 9, "DATE", "2020"),))
    assert outcome.counts["relaxed.hit"] == 1
    assert outcome.counts["strict.hit"] == 0


def test_the_program_reads_the_text_against_the_day_of_creation(corpus):
    samples = [s for s in load(corpus) if s.id == "two.xml"]
    (answer,) = times.answer(samples)
    assert Time(7, 14, "DATE", "2021-06-15") in answer


def test_a_path_without_the_corpus_is_said_to_be_none(tmp_path, capsys):
    assert main(["times", str(tmp_path)]) == 2
    assert "holds no TimeML" in capsys.readouterr().err
