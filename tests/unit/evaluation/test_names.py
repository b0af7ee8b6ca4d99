from pathlib import Path

import pytest
from evaluation import names
from evaluation.names import NOBODY, TASK

from crossbearing.resolve.register import Register

TABLE = Path(names.__file__).parent


@pytest.fixture(scope="module")
def samples():
    return names.load(TABLE)


def test_the_table_is_large_and_mostly_not_the_registers_own(samples) -> None:
    variants = [s for s in samples if s.gold.case == "variant"]
    assert len(variants) >= 200
    assert sum(not names.is_listed(s.text) for s in variants) >= len(variants) / 2
    assert len(samples) - len(variants) >= 30
    assert len({s.text for s in samples}) == len(samples)


def test_every_row_names_a_known_case_and_an_actor_of_the_register(samples) -> None:
    register = Register.load()
    for sample in samples:
        assert sample.gold.case in names.CASES, sample.text
        assert sample.gold.seen_in, sample.text
        known = sample.gold.actor == NOBODY or register.get(sample.gold.actor) is not None
        assert known, sample.gold.actor


def test_the_scorer_gives_all_to_perfect_answers_and_nothing_to_empty_ones(samples) -> None:
    for make, right in ((TASK.perfect, 1.0), (TASK.empty, 0.0)):
        outcomes = [TASK.compare(sample, make(sample)) for sample in samples]
        assert all(outcome.counts["all.right"] == right for outcome in outcomes)


def test_names_resolve_across_scripts(samples) -> None:
    outcomes = [TASK.compare(s, given) for s, given in zip(samples, TASK.answer(samples), strict=True)]
    assert sum(outcome.counts["all.right"] for outcome in outcomes) >= 0.95 * len(samples)


def test_a_table_of_another_shape_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs the columns"):
        names.load(tmp_path)
