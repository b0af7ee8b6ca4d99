from pathlib import Path

import pytest
from evaluation import attribution
from evaluation.__main__ import main, score
from evaluation.report import weigh
from evaluation.task import Sample, is_held_out, take_part

TEXT = 'The ministry said the bridge was open. "We saw it," Ada Quill added.'
STANDOFF = """T1\tSource 0 12\tThe ministry
T2\tCue 13 17\tsaid
T3\tContent 18 38\tthe bridge was open.
E1\tCue:T2 Source:T1 Content:T3
T4\tContent 39 51\t"We saw it,"
T5\tSource 52 61\tAda Quill
T6\tCue 62 67\tadded
E2\tCue:T6 Source:T5 Content:T4
T7\tCue 62 67\tadded
E3\tCue:T7
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "one_a1.ann").write_text(STANDOFF, encoding="utf-8")
    (tmp_path / "attributions" / "one_b2.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_one_annotator_counts_and_what_lacks_a_content_does_not(corpus):
    (sample,) = attribution.load(corpus)
    assert sample.id == "one"
    assert [said.content for said in sample.gold] == [((18, 38),), ((39, 51),)]


def test_perfect_answers_reach_100_and_empty_ones_0(corpus):
    perfect = {
        f.name: f.value for f in score(attribution.TASK, corpus, part="all", answers="perfect").figures
    }
    empty = {f.name: f.value for f in score(attribution.TASK, corpus, part="all", answers="empty").figures}
    assert set(perfect.values()) == {100.0}
    assert set(empty.values()) == {0.0}


def test_overlap_decides_which_measure_is_met(corpus):
    (sample,) = attribution.load(corpus)
    shorter = attribution.Said(((0, 12),), ((13, 17),), ((18, 28),))
    outcome = attribution.compare(sample, (shorter,))
    assert (outcome.counts["loose.hit"], outcome.counts["close.hit"], outcome.counts["speaker.hit"]) == (
        1,
        0,
        1,
    )
    assert "content differs: indirect, say" in outcome.errors
    assert "missed: direct, other cue" in outcome.errors


def test_a_path_without_the_corpus_is_said_to_be_none(tmp_path, capsys):
    assert main(["attribution", str(tmp_path)]) == 2
    assert "holds no attributions" in capsys.readouterr().err


def test_intervals_hold_the_figure_and_repeat(corpus):
    samples = attribution.load(corpus)
    outcomes = [attribution.compare(s, s.gold[:1]) for s in samples] * 5
    first, again = (weigh(outcomes, attribution.TASK.measures) for _ in range(2))
    assert first == again
    assert all(f.low <= f.value <= f.high for f in first)


def test_parts_are_drawn_by_name_and_do_not_overlap(corpus):
    sample = attribution.load(corpus)[0]
    samples = [Sample(str(n), sample.text, sample.gold) for n in range(40)]
    held, rest = (take_part(samples, part, 4) for part in ("held-out", "train"))
    assert len(held) + len(rest) == 40
    assert {s.id for s in held} == {s.id for s in samples if is_held_out(s.id, 4)}
    with pytest.raises(ValueError, match="no part"):
        take_part(samples, "dev", 4)
