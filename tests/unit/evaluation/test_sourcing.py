import csv
from collections import Counter
from pathlib import Path

import pytest
from evaluation import sourcing
from evaluation.__main__ import score
from evaluation.attribution import Said
from evaluation.sourcing_draw import QUOTAS, draw, form
from evaluation.task import Sample

from crossbearing.model.attribution import Sourcing

TEXT = 'The ministry said the bridge was open. "I saw it," a villager added. Critics doubt it.'
STANDOFF = """T1\tSource 0 12\tThe ministry
T2\tCue 13 17\tsaid
T3\tContent 18 38\tthe bridge was open.
E1\tCue:T2 Source:T1 Content:T3
T4\tContent 39 50\t"I saw it,"
T5\tSource 51 61\ta villager
T6\tCue 62 67\tadded
E2\tCue:T6 Source:T5 Content:T4
T7\tSource 69 76\tCritics
T8\tCue 77 82\tdoubt
T9\tContent 83 85\tit
E3\tCue:T8 Source:T7 Content:T9
"""
LABELS = """document\tsource\tcue\tcontent\tfirst\tsecond\tsettled
one\t0 12\t13 17\t18 38\tnamed_body\tnamed_body\tnamed_body
one\t69 76\t77 82\t83 85\tanonymous\tvague\tvague
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "one_a1.ann").write_text(STANDOFF, encoding="utf-8")
    labels = tmp_path / "labels.tsv"
    labels.write_text(LABELS, encoding="utf-8")
    monkeypatch.setattr(sourcing, "LABELS", labels)
    return tmp_path


def test_the_settled_label_counts_and_what_has_none_does_not(corpus):
    (sample,) = sourcing.load(corpus)
    assert len(sample.gold.said) == 3
    assert sample.gold.classes == ((0, "named_body"), (2, "vague"))


def test_a_path_without_labelled_documents_is_refused(corpus):
    (corpus / "attributions" / "one_a1.ann").rename(corpus / "attributions" / "two_a1.ann")
    (corpus / "text" / "one.txt").rename(corpus / "text" / "two.txt")
    with pytest.raises(ValueError, match="none of the documents"):
        sourcing.load(corpus)


def test_perfect_answers_reach_100_and_empty_ones_0(corpus):
    perfect = score(sourcing.TASK, corpus, part="all", answers="perfect").figures[:2]
    empty = score(sourcing.TASK, corpus, part="all", answers="empty").figures[:2]
    assert [figure.value for figure in perfect] == [100.0, 100.0]
    assert [figure.value for figure in empty] == [0.0, 0.0]


def test_an_error_says_what_was_taken_for_what(corpus):
    (sample,) = sourcing.load(corpus)
    outcome = sourcing.compare(sample, ("named_body", "anonymous"))
    assert outcome.errors == ("vague, read as anonymous",)
    assert outcome.counts["right"] == 1


def test_the_program_classifies_the_given_attributions(corpus):
    samples = sourcing.load(corpus)
    assert list(sourcing.answer(samples)) == [("named_body", "vague")]


def test_every_label_is_a_class_and_stands_once():
    with sourcing.LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    classes = {kind.value for kind in Sourcing}
    assert len(rows) == sum(QUOTAS.values()) == 300
    assert {row[column] for row in rows for column in ("first", "second", "third", "settled")} <= classes
    assert len({(row["document"], row["source"], row["cue"], row["content"]) for row in rows}) == 300
    assert all(row["settled"] in {row["first"], row["second"]} for row in rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [("first", "second"), ("first", "third"), ("second", "third")],
)
def test_the_passes_agree_as_the_protocol_states(one, other):
    with sourcing.LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    alike = sum(row[one] == row[other] for row in rows)
    counts = [Counter(row[column] for row in rows) for column in (one, other)]
    chance = sum(counts[0][kind] * counts[1][kind] for kind in counts[0]) / len(rows) ** 2
    kappa = (alike / len(rows) - chance) / (1 - chance)
    stated = sourcing.LABELS.with_suffix(".md").read_text(encoding="utf-8")
    days = "same day" if "third" not in {one, other} else "three days apart"
    assert (
        f"| {one} and {other}, {days} | {alike}, {alike / len(rows):.1%}".replace("%", " %")
        + f" | {kappa:.3f} |"
        in stated
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", "none"),
        ("We", "first person"),
        ("she", "pronoun"),
        ("the Harrow report", "thing"),
        ("Mira Doss", "name"),
        ("Critics of it", "common"),
        ("a senior aide", "common"),
    ],
)
def test_form_of_a_source(source, expected):
    text = f"It rained. {source} said so."
    start = text.index(source) if source else 0
    assert form(text, ((start, start + len(source)),) if source else ()) == expected


def test_the_draw_lets_publishers_take_turns():
    said = tuple(Said(((0, 4),), ((5, 9),), ((start, start + 1),)) for start in range(10, 400))
    samples = [Sample(f"{house}_1", "Doss said" + "." * 400, said) for house in ("bell", "post", "star")]
    drawn = draw(samples)
    houses = [one.sample.id for one in drawn]
    assert len(drawn) == QUOTAS["name"]
    assert [houses.count(f"{house}_1") for house in ("bell", "post", "star")] == [25, 25, 25]
    assert drawn == draw(samples[::-1])
