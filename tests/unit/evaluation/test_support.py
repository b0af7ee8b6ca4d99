from __future__ import annotations

from pathlib import Path

import pytest
from evaluation import support
from evaluation.__main__ import score
from evaluation.support import TASK, Helped
from evaluation.task import Sample, take_part

from crossbearing.model.event import SupportKind

TABLE = Path(support.__file__).parent


@pytest.fixture(scope="module")
def samples() -> list[Sample[Helped]]:
    return support.load(TABLE)


def test_the_table_covers_every_category_and_sentences_of_none(samples: list[Sample[Helped]]) -> None:
    told = {kind for sample in samples for kind in sample.gold.kinds}
    assert told == {kind.value for kind in SupportKind}
    assert len(samples) >= 120
    assert sum(not sample.gold.kinds for sample in samples) >= 20
    assert len({sample.text for sample in samples}) == len(samples)
    held = take_part(samples, "held-out", TASK.held_out)
    assert abs(len(held) - len(samples) / 2) < 10


def test_both_sides_stand_in_the_sentence(samples: list[Sample[Helped]]) -> None:
    for sample in samples:
        if sample.gold.kinds:
            assert sample.gold.supporter in sample.text
            assert sample.gold.recipient.removeprefix("the ") in sample.text


def test_the_scorer_gives_all_to_perfect_answers_and_nothing_to_empty_ones() -> None:
    perfect, empty = (score(TASK, TABLE, part="all", answers=a) for a in ("perfect", "empty"))
    assert {figure.value for figure in perfect.figures} == {100.0}
    assert {figure.value for figure in empty.figures} == {0.0}


def test_the_half_that_was_not_looked_at_keeps_its_figures() -> None:
    figures = {f.name: f.value for f in score(TASK, TABLE, part="held-out").figures}
    assert figures["macro-F1 of the categories"] >= 82
    assert figures["precision"] >= 91
    assert figures["supporter and recipient, recall"] >= 73


def test_a_category_that_is_none_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "support.tsv"
    table.write_text("\t".join(support.COLUMNS) + "\na\tgoodwill\tA\tB\tA helps B.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="goodwill"):
        support.load(table)
