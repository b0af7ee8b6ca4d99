from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.__main__ import score
from evaluation.events import load
from evaluation.unpaired import TASK, Told, compare

SENTENCES = (
    "sentence_id\tmarked_sentence\tgold_root\n"
    "a\t<s>Varnia</s> attacked <t>Dovania</t>.\tASSAULT\n"
    "b\t<s>Varnia</s> praised <t>Dovania</t>.\tSUPPORT\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "sentences.tsv"
    file.write_text(SENTENCES, encoding="utf-8")
    return file


def test_the_scorer_gives_all_to_perfect_answers_and_nothing_to_empty_ones(table: Path) -> None:
    perfect, empty = (score(TASK, table, part="all", answers=a) for a in ("perfect", "empty"))
    assert {figure.value for figure in perfect.figures} == {100.0}
    assert {figure.value for figure in empty.figures} == {0.0}


def test_another_event_between_the_marked_two_costs_precision(table: Path) -> None:
    sample = load(table)[1]
    right, wrong = (
        Told(root, sample.gold.agent, sample.gold.recipient) for root in (sample.gold.root, "ASSAULT")
    )
    counts = compare(sample, (right, wrong)).counts
    assert (counts["right"], counts["answered"], counts["hit"]) == (1, 2, 1)
    assert (counts["assault.told"], counts["assault.hit"]) == (1, 0)


def test_what_is_told_of_others_is_not_judged(table: Path) -> None:
    sample = load(table)[0]
    assert compare(sample, (Told("CONSULT", None, None),)).counts["answered"] == 0
