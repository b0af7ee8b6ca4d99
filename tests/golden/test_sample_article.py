"""A real article, read from general rules: who is given as saying what, and what is alleged.

The article is not part of the project; where it is absent these tests say that they were skipped.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crossbearing.dossier import wire
from crossbearing.pipeline.ingest import Given
from crossbearing.pipeline.single import read_file
from crossbearing.settings import Settings

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "reports" / "idlib-2020-03.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the sample article is not at hand")
TURKIYE, ARMY, RUSSIA = "Government of Türkiye", "Turkish Armed Forces", "Government of Russia"
ORGANISATIONS = {"Hay'at Tahrir al-Sham", "Turkistan Islamic Party", "Hurras al-Din"}


class Read:
    """A reading in wire form, with ways to ask about a passage."""

    def __init__(self) -> None:
        document, reading = read_file(ARTICLE, given=Given(date(2020, 3, 5)), settings=Settings())
        self.read = wire.reading(document, reading)
        self.text = document.text

    def between(self, first: str, last: str) -> tuple[int, int]:
        start = self.text.index(first)
        return start, self.text.index(last, start) + len(last)

    def attributions(self, where: tuple[int, int]) -> list[dict[str, Any]]:
        return [a for a in self.read["attributions"] if _within(a["cue"] or a["source"], where)]

    def events(self, where: tuple[int, int]) -> list[dict[str, Any]]:
        return [e for e in self.read["events"] if where[0] <= e["trigger"][0] < where[1]]

    def claims_on(self, event: dict[str, Any]) -> list[dict[str, Any]]:
        return [c for c in self.read["claims"] if self.read["events"][c["event"]] is event]

    def names(self, position: int | None) -> set[str]:
        if position is None:
            return set()
        resolved = self.read["mentions"][position]["resolved"] or {}
        named = {m["name"] for m in resolved.get("members", [])}
        if resolved.get("name"):
            named.add(resolved["name"])
        if resolved.get("affiliation"):
            named.add(resolved["affiliation"]["name"])
        return named

    def speaker(self, attribution: dict[str, Any]) -> set[str]:
        return self.names(attribution["speaker"])

    def place(self, event: dict[str, Any]) -> str | None:
        return None if event["place"] is None else self.read["places"][event["place"]]["name"]


def _within(spans: list[list[int]], where: tuple[int, int]) -> bool:
    return bool(spans) and where[0] <= spans[0][0] < where[1]


@pytest.fixture(scope="module")
def article() -> Read:
    return Read()


def test_new_videos(article):
    where = article.between("New videos showed", "Idlib")
    event = next(e for e in article.events(where) if e["type"] == "COOPERATE")
    assert event["mode"] == "military"
    assert "Islamic State" in article.names(event["agent"])
    assert ARMY in article.names(event["recipient"])
    assert "Idlib" in (article.place(event) or "")
    assert {c["basis"] for c in article.claims_on(event)} == {"footage"}


def test_many_reports(article):
    where = article.between("Many reports", "ground support")
    assert article.attributions(where)[0]["sourcing"] == "vague"
    supported = [e for e in article.events(where) if e["support"]]
    assert supported
    assert all(TURKIYE in article.names(e["agent"]) for e in supported)


def test_observers(article):
    where = article.between("According to observers", "Libya")
    assert article.attributions(where)[0]["sourcing"] == "vague"
    in_libya = [e for e in article.events(where) if article.place(e) == "Libya"]
    assert any("mercenaries" in name for e in in_libya for name in article.names(e["agent"]) if name)


def test_the_ministry_and_the_day(article):
    where = article.between("the Russian Defense", "Wednesday")
    named = [m for m in article.read["mentions"] if where[0] <= m["span"][0] and m["span"][1] <= where[1]]
    assert any(m["resolved"] and m["resolved"]["name"] == "Ministry of Defence of Russia" for m in named)
    assert any(
        d["value"] == "2020-03-04" for d in article.read["dates"] if where[0] <= d["span"][0] < where[1]
    )


def test_the_meeting(article):
    where = article.between("an upcoming meeting", "Thursday")
    event = next(e for e in article.events(where) if e["type"] == "CONSULT")
    both = article.names(event["agent"]) | article.names(event["recipient"])
    assert {"Vladimir Putin", "Recep Tayyip Erdoğan"} <= both
    assert article.read["dates"][event["date"]]["value"] == "2020-03-05"


def test_moscow_accuses(article):
    where = article.between("Moscow has", "among others")
    attribution = article.attributions(where)[0]
    assert RUSSIA in article.speaker(attribution)
    assert any(e["type"] == "ACCUSE" for e in article.events(where))
    said = " ".join(article.text[s:e] for s, e in attribution["content"])
    assert "violating international law" in said
    assert "merged" in said


def test_the_three_organisations(article):
    where = article.between("namely", "among others")
    named = {
        m["resolved"]["name"]
        for m in article.read["mentions"]
        if where[0] <= m["span"][0] < where[1] and m["resolved"] and m["kind"] == "actor"
    }
    assert named >= ORGANISATIONS


def test_war_crimes_in_the_authors_own_voice(article):
    where = article.between("they have committed", "regions")
    event = next(e for e in article.events(where) if e["type"] == "ASSAULT")
    assert article.names(event["agent"]) >= ORGANISATIONS
    assert [c["chain"] for c in article.claims_on(event)] == [[]]


def test_relations_and_their_denial(article):
    where = article.between("Several facts", "many years")
    assert article.attributions(where)[0]["sourcing"] == "vague"
    event = next(e for e in article.events(where) if e["type"] == "COOPERATE")
    claims = article.claims_on(event)
    assert {c["polarity"] for c in claims} == {"asserted", "denied"}
    denial = next(c for c in claims if c["polarity"] == "denied")
    assert TURKIYE in article.speaker(article.read["attributions"][denial["chain"][-1]])


def test_the_treasury(article):
    where = article.between("Last November", "logistical support")
    attribution = article.attributions(where)[0]
    assert attribution["sourcing"] == "named_body"
    assert (attribution["said_value"] or "").startswith("2019-11")
    events = article.events(where)
    assert {"funding", "materiel_and_logistics"} <= {kind for e in events for kind in e["support"]}
    assert {article.place(e) for e in events} >= {"Turkey"} or {article.place(e) for e in events} >= {
        "Türkiye"
    }


def test_the_sdf(article):
    where = article.between("the SDF", "announced")
    attribution = next(a for a in article.attributions(where))
    assert attribution["sourcing"] == "named_body"
    assert "Syrian Democratic Forces" in article.speaker(attribution)
