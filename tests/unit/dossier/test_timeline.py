from __future__ import annotations

import re
from datetime import date

import pytest
from lxml import html

from crossbearing.dossier.timeline import Moments, timeline


def _draw(*rows: Moments) -> html.HtmlElement:
    picture = timeline(rows)
    assert picture is not None
    return html.fromstring(picture)


def _bars(tree: html.HtmlElement) -> list[float]:
    return [float(bar.get("width")) for bar in tree.iter("rect") if "happened" in bar.get("class")]


def test_a_vaguer_date_has_a_wider_bar():
    tree = _draw(
        Moments("A1", "a1", "2031-05-03", (), (date(2031, 5, 8),)),
        Moments("A2", "a2", "2031-05", (), (date(2031, 5, 9),)),
        Moments("A3", "a3", "2031", (), ()),
    )
    day, month, year = _bars(tree)
    assert day < month < year


def test_an_approximate_date_is_marked():
    tree = _draw(Moments("A1", "a1", "2031-05~", (), (date(2031, 6, 1),)))
    assert [bar.get("class") for bar in tree.iter("rect")] == ["happened vague"]


def test_what_lies_far_back_stands_at_the_edge_and_leaves_the_rest_its_room():
    near = Moments("A1", "a1", "2031-05-03", (), (date(2031, 5, 8), date(2031, 5, 20)))
    tree = _draw(near, Moments("A2", "a2", "2011", (), ()), Moments("A3", "a3", "1990/..", (), ()))
    texts = [text.text for text in tree.iter("text")]
    assert "◂ 2011" in texts
    assert texts.count("◂") == texts.count("▸") == 1
    ticks = [text for text in texts if text.startswith("20")]
    assert min(ticks) >= "2031"


def test_saying_and_publishing_have_their_own_marks_and_words():
    tree = _draw(Moments("A1", "a1", None, ("2031-05-07",), (date(2031, 5, 8), date(2031, 5, 8))))
    titles = [title.text for title in tree.iter("title")]
    assert titles == ["A1", "Published: 2031-05-08", "Said: 2031-05-07"]


@pytest.mark.parametrize(
    "happened", ["19XX", "2029/..", "../2031", "0001-01-01", "9999-12-31", "</td>\u202e9999-99", "-"]
)
def test_any_notation_stays_inside_the_drawing(happened: str):
    tree = _draw(Moments("A1", "a1", happened, ("nonsense",), (date(2031, 5, 8), date.max)))
    numbers = [
        float(n) for n in re.findall(r'(?:x|x1|x2|cx)="(-?[0-9.]+)"', html.tostring(tree, encoding="unicode"))
    ]
    assert numbers
    assert all(0 <= number <= 1000 for number in numbers)
    assert len(html.tostring(tree)) < 20_000


def test_nothing_dated_draws_nothing():
    assert timeline([Moments("A1", "a1", None, (), ())]) is None
    assert timeline([]) is None
