from __future__ import annotations

from pathlib import Path

import pytest
from evaluation import places
from evaluation.__main__ import score

LEXICON = """<articles><article docid="7"><text>Strelsau fell. Zenda, in Ruritania, held.</text><toponyms>
<toponym><start>0</start><end>8</end><phrase>Strelsau</phrase>
<gaztag geonameid="1"><lat>50.0</lat><lon>14.0</lon>
</gaztag></toponym>
<toponym><start>15</start><end>20</end><phrase>Zenda</phrase></toponym>
</toponyms></article></articles>"""
SHIFTED = """<articles><article><text>Strelsau fell. Zenda held.</text><locations>
<location><name>Zenda</name><start>16</start><end>21</end><lat>49.5</lat><lon>13.5</lon></location>
<location><name>Strelsau</name><start>1</start><end>9</end><lat>50</lat><lon>14</lon></location>
</locations></article></articles>"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "a.xml").write_text(LEXICON)
    (tmp_path / "b.xml").write_text(SHIFTED)
    return tmp_path


def test_both_formats_are_read_and_shifted_offsets_put_right(corpus: Path) -> None:
    first, second = places.load(corpus)
    assert [(g.name, g.point) for g in first.gold] == [("Strelsau", (50.0, 14.0)), ("Zenda", None)]
    for sample in (first, second):
        assert [sample.text[g.start : g.end] for g in sample.gold] == ["Strelsau", "Zenda"]


@pytest.mark.parametrize(("answers", "figure"), [("perfect", 100.0), ("empty", 0.0)])
def test_the_scorer_knows_all_from_nothing(corpus: Path, answers: str, figure: float) -> None:
    report = score(places.TASK, corpus, part="all", answers=answers)
    shares = [f.value for f in report.figures if "km, of" not in f.name]
    assert shares == [figure] * len(shares)


def test_what_is_far_or_unfound_is_wrong_and_named(corpus: Path) -> None:
    sample = places.load(corpus)[1]
    far = places.Named(2, 5, "Strelsau", (-40.0, 14.0), "town", "name")
    extra = places.Named(9, 13, "Fell", (1.0, 1.0), "town", "name")
    outcome = places.compare(sample, (far, extra))
    assert (outcome.counts["located"], outcome.counts["placed"], outcome.counts["near"]) == (2, 1, 0)
    assert (outcome.counts["answer.hit"], outcome.counts["answer.answered"]) == (1, 2)
    assert sorted(outcome.errors) == ["not found: plain", "wrong: same name, read as town"]


def test_distance_and_median() -> None:
    assert places.distance_km((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2, abs=0.1)
    measure = places.TASK.measures["median error, km, of those placed"]
    assert measure({"km.000": 1, "km.040": 3}) == pytest.approx(9.0)
    assert measure({}) == 0.0


def test_a_path_without_places_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no XML"):
        places.load(tmp_path)
    (tmp_path / "bad.xml").write_text("<articles>")
    with pytest.raises(ValueError, match="is no XML"):
        places.load(tmp_path)
