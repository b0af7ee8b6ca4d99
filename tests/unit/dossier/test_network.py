from __future__ import annotations

from lxml import html

from crossbearing.dossier.network import Saying, network
from crossbearing.model.claim import Polarity

SAYINGS = (
    Saying("Wire", "Arland → Front", "cooperated with", Polarity.ASSERTED, "a1", 1),
    Saying("Wire", "Arland → Front", "aided", Polarity.ASSERTED, "a2", 2),
    Saying("Arland", "Arland → Front", "cooperated with", Polarity.DENIED, "a1", 1),
    Saying("Merrow", "Arland → Brigades", "aided", Polarity.ASSERTED, "a3", 3),
)


def test_claims_of_one_speaker_about_one_tie_are_one_line():
    drawn = network(SAYINGS, max_drawn=10)
    assert drawn is not None
    first = drawn.lines[0]
    assert (first.speaker, first.claims, first.deeds, first.target) == (
        "Wire",
        2,
        ("aided", "cooperated with"),
        "a1",
    )
    assert len(drawn.lines) == 3


def test_alleging_and_denying_differ_by_more_than_colour():
    drawn = network(SAYINGS, max_drawn=10)
    assert drawn is not None
    tree = html.fromstring(drawn.picture)
    denying = tree.find_class("denies")
    assert [group.findtext("title") for group in denying] == [
        "Arland denies: Arland → Front – cooperated with (1 claim)"
    ]
    assert denying[0].find_class("cross")
    assert not tree.find_class("alleges")[0].find_class("cross")


def test_order_of_what_comes_in_does_not_matter():
    assert network(SAYINGS, max_drawn=10) == network(reversed(SAYINGS), max_drawn=10)


def test_lines_beyond_the_limit_are_counted():
    drawn = network(SAYINGS, max_drawn=1)
    assert drawn is not None
    assert drawn.left_out == 2
    assert html.fromstring(drawn.picture).find_class("denies") == []
    assert network((), max_drawn=1) is None
