import json

import pytest
from evaluation import events
from evaluation.__main__ import score

HEADER = "sentence_id\tmarked_sentence\tgold_root\n"
ROWS = (
    "1\t<s>Varnia </s>condemned <t>Dovania</t> on Monday.\tACCUSE\n"
    "2\t<s>Jan Orlik</s> resigned.\tYIELD\n"
    "3\t<t>Dovania</t> was bombed by <s>Varnia</s>.\tASSAULT\n"
)
WORKED = [
    {"event": "DOCUMENT", "text": "about", "id": "0"},
    {
        "id": "a",
        "event": "FIGHT",
        "text": "Varnia bombed Dovania.",
        "source": [{"actorText": "Varnia"}],
        "target": [{"actorText": "Dovania"}],
    },
]


@pytest.fixture
def corpus(tmp_path):
    file = tmp_path / "marked.tsv"
    file.write_text(HEADER + ROWS, encoding="utf-8")
    return file


def test_marks_become_spans_of_the_plain_sentence(corpus):
    first, second, third = events.load(corpus)
    assert first.text == "Varnia condemned Dovania on Monday."
    assert (first.gold.agent, first.gold.recipient) == ((0, 6), (17, 24))
    assert second.gold.recipient is None
    assert third.text[slice(*third.gold.agent)] == "Varnia"


def test_worked_records_are_read_under_todays_names(tmp_path):
    file = tmp_path / "worked.txt"
    file.write_text(json.dumps(WORKED), encoding="utf-8")
    (sample,) = events.load(file)
    assert (sample.id, sample.gold.root, sample.gold.recipient) == ("a", "ASSAULT", (14, 21))


def test_perfect_answers_reach_100_and_empty_ones_0(corpus):
    for answers, value in (("perfect", 100.0), ("empty", 0.0)):
        report = score(events.TASK, corpus, part="all", answers=answers)
        assert {f.value for f in report.figures} == {value}


def test_the_program_answers_by_the_words_between(corpus):
    samples = events.load(corpus)
    assert list(events.answer(samples)) == ["ACCUSE", "YIELD", "ASSAULT"]


def test_a_wrong_root_is_named_as_an_error(corpus):
    outcome = events.compare(events.load(corpus)[0], "AID")
    assert outcome.errors == ("ACCUSE read as AID",)
    assert outcome.counts["AID.answered"] == 1


def test_a_file_in_another_format_is_said_to_be_none(tmp_path):
    file = tmp_path / "other.tsv"
    file.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="marked_sentence"):
        events.load(file)
    with pytest.raises(ValueError, match="folder"):
        events.load(tmp_path)
