import json
from pathlib import Path

import pytest
from evaluation import entities, relations
from evaluation.__main__ import score
from evaluation.re3d import load_reports

TEXT = "The Ember Brigade (EB) shelled Karsa on 3 May. Varnian officers led by Jan Orlik fled."


def _row(kind: str, words: str, confidence: float = 1) -> dict[str, object]:
    begin = TEXT.index(words)
    end = begin + len(words)
    return {"documentId": "one", "type": kind, "begin": begin, "end": end, "confidence": confidence}


def _tie(kind: str, source: str, target: str, confidence: float = 1) -> dict[str, object]:
    ends: dict[str, object] = {"documentId": "one", "type": kind, "confidence": confidence}
    for role, words in (("source", source), ("target", target)):
        ends[f"{role}Begin"] = TEXT.index(words)
        ends[f"{role}End"] = TEXT.index(words) + len(words)
    return ends


MARKED = [
    _row("Organisation", "The Ember Brigade"),
    _row("Organisation", "Ember Brigade", 0),
    _row("Organisation", "EB"),
    _row("Location", "Karsa"),
    _row("Temporal", "3 May", 0.9),
    _row("Organisation", "Varnian officers"),
    _row("Nationality", "Varnian"),
    _row("Person", "Jan Orlik"),
    _row("Weapon", "shelled", 0),
]
TIED = [
    _tie("IsSynonymOf", "The Ember Brigade", "EB"),
    _tie("IsSynonymOf", "EB", "The Ember Brigade"),
    _tie("InChargeOf", "Jan Orlik", "Varnian officers"),
    _tie("BelongsTo", "Jan Orlik", "Varnian officers", 0),
    _tie("CoLocated", "EB", "Karsa"),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "A-Ministry"
    folder.mkdir()
    for name, rows in (
        ("documents", [{"_id": "one", "text": TEXT}]),
        ("entities", MARKED),
        ("relations", TIED),
    ):
        lines = "\n".join(json.dumps(row) for row in rows)
        (folder / f"{name}.json").write_text(lines + "\n", encoding="utf-8-sig")
    return tmp_path


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_folder_of_folders_and_one_folder_hold_the_same(corpus):
    assert load_reports(corpus) == load_reports(corpus / "A-Ministry")


@pytest.mark.parametrize("task", [entities.TASK, relations.TASK])
def test_perfect_answers_reach_100_and_empty_ones_0(corpus, task):
    perfect = score(task, corpus, part="all", answers="perfect").figures
    empty = score(task, corpus, part="all", answers="empty").figures
    assert all(f.value == 100.0 for f in perfect if not f.name.startswith(("Fight", "Belong", "Comm")))
    assert all(f.value == 0.0 for f in empty if not f.name.startswith(("Fight", "Belong", "Comm")))


def test_a_nationality_or_an_unconfirmed_span_counts_neither_way(corpus):
    (sample,) = entities.load(corpus)
    given = {
        "actor": (_span("Varnian officers"), _span("Varnian"), _span("Ember")),
        "place": (),
        "date": (),
        "pronoun": (),
    }
    counts = entities.compare(sample, given).counts
    assert (counts["actor.hit"], counts["actor.gold"], counts["actor.answered"]) == (2, 4, 2)
    wide = entities.compare(sample, {**given, "actor": (*given["actor"], _span("shelled"))})
    assert wide.counts["actor.answered"] == 3
    assert "not in gold: actor, nothing there" in wide.errors


def test_one_answer_pairs_with_one_span_only():
    assert entities.pair([(0, 5), (6, 9)], [(0, 9)]) == {(0, 5): (0, 9)}
    assert entities.pair([(0, 5)], [(0, 3), (0, 5)]) == {(0, 5): (0, 5)}


def test_order_counts_for_command_and_not_for_aliases(corpus):
    (sample,) = relations.load(corpus)
    brigade, short, orlik, officers = map(_span, ("The Ember Brigade", "EB", "Jan Orlik", "Varnian officers"))
    assert sample.gold.tied == (("InChargeOf", orlik, officers), ("IsSynonymOf", brigade, short))
    outcome = relations.compare(sample, frozenset({("InChargeOf", officers, orlik)}))
    assert outcome.counts["InChargeOf.hit"] == 0
    assert "missed: InChargeOf, answered InChargeOf" in outcome.errors


def test_the_program_answers_both_tasks(corpus):
    (sample,) = relations.load(corpus)
    (told,) = relations.answer([sample])
    assert ("IsSynonymOf", _span("The Ember Brigade"), _span("EB")) in told
    (marked,) = entities.load(corpus)
    (found,) = entities.answer([marked])
    assert entities.compare(marked, found).counts["date.hit"] == 1


def test_a_path_without_reports_is_said_to_be_none(tmp_path):
    with pytest.raises(ValueError, match=r"no documents\.json"):
        entities.load(tmp_path)
