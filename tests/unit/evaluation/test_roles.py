import json

import pytest
from evaluation import roles
from evaluation.__main__ import score

TEXT = "gunmen of the ember brigade attacked the karsa mill with rifles and killed jan orlik."
TEMPLATES = [
    {"PerpInd": [[["gunmen", 0]]], "PerpOrg": [[["ember brigade", 14]]], "Weapon": [[["rifles", 57]]]},
    {
        "PerpInd": [[["gunmen", 0]]],
        "Target": [[["karsa mill", 41], ["mill", 47]]],
        "Victim": [[["jan orlik", 75]]],
    },
]


@pytest.fixture
def corpus(tmp_path):
    file = tmp_path / "dev.json"
    file.write_text(json.dumps({"docid": "one", "doctext": TEXT, "templates": TEMPLATES}), encoding="utf-8")
    return file


def test_templates_of_a_document_are_taken_together(corpus):
    (sample,) = roles.load(corpus)
    assert sample.gold["PerpInd"] == (("gunmen",),)
    assert sample.gold["Target"] == (("karsa mill", "mill"),)


def test_perfect_answers_reach_100_and_empty_ones_0(corpus):
    for answers, value in (("perfect", 100.0), ("empty", 0.0)):
        report = score(roles.TASK, corpus, part="all", answers=answers)
        assert {f.value for f in report.figures} == {value}


def test_an_answer_agrees_only_where_every_mention_does():
    gold = (("karsa mill", "mill"), ("bridge",))
    assert roles.align(gold, (("mill",),)) == {0: 0}
    assert roles.align(gold, (("mill", "bridge"),)) == {}


def test_one_entity_pairs_with_one_answer_and_as_many_pair_as_can():
    gold = (("gunmen",), ("gunmen", "rebels"))
    assert len(roles.align(gold, (("gunmen",), ("rebels",)))) == 2
    assert len(roles.align((("gunmen",),), (("gunmen",), ("gunmen",)))) == 1


def test_roles_are_taken_from_what_was_read():
    mentions = [
        {"text": "the gunmen", "form": "description", "kind": "actor", "label": None, "antecedents": []},
        {"text": "Jan Orlik", "form": "name", "kind": "actor", "label": "PERSON", "antecedents": []},
        {"text": "Karsa", "form": "name", "kind": "place", "label": "GPE", "antecedents": []},
    ]
    told = [("ASSAULT", None, 0, 1), ("ASSAULT", None, 0, 2), ("CONSULT", None, 1, 0)]
    events = [{"type": t, "mode": m, "agent": a, "recipient": r} for t, m, a, r in told]
    found = roles.told_roles({"mentions": mentions, "events": events})
    assert found["PerpInd"] == (("gunmen",),)
    assert found["Victim"] == (("jan orlik",),)
    assert found["Target"] == (("karsa",),)


def test_a_file_in_another_format_is_said_to_be_none(tmp_path):
    file = tmp_path / "other.json"
    file.write_text("{}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no JSON lines"):
        roles.load(file)
