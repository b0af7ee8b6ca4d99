from __future__ import annotations

from lxml import html

from crossbearing.dossier.passage import Highlight, excerpt, highlighted, to_words, windows
from crossbearing.model.anchor import Span

TEXT = "The ministry said that columns crossed the river on Monday."


def _at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_overlapping_highlights_show_each_character_once_with_all_their_kinds():
    marks = [
        Highlight(_at("that columns crossed the river"), "content"),
        Highlight(_at("crossed the"), "event", 4),
    ]
    tree = html.fromstring(f"<div>{highlighted(TEXT, Span(0, len(TEXT)), marks)}</div>")
    assert tree.text_content() == TEXT
    pieces = [(mark.get("class"), mark.text, mark.get("data-c")) for mark in tree.iter("mark")]
    assert pieces == [
        ("content", "that columns ", None),
        ("content event", "crossed the", "4"),
        ("content", " river", None),
    ]


def test_a_name_is_given_to_the_first_piece_and_two_names_may_share_it():
    marks = [Highlight(_at("crossed"), "trigger", 1, "d1c1"), Highlight(_at("crossed"), "trigger", 2, "d1c2")]
    tree = html.fromstring(f"<div>{highlighted(TEXT, Span(0, len(TEXT)), marks)}</div>")
    assert [spot.get("id") for spot in tree.iter("span")] == ["d1c1", "d1c2"]
    assert tree.get_element_by_id("d1c2").text_content() == "crossed"


def test_highlights_outside_the_window_are_cut_to_it():
    shown = highlighted(TEXT, _at("said that"), [Highlight(Span(0, len(TEXT)), "content")])
    assert html.fromstring(f"<p>{shown}</p>").text_content() == "said that"


def test_a_highlight_beyond_the_text_is_ignored():
    assert highlighted("short", Span(0, 5), [Highlight(Span(90, 99), "event")]) == "short"


def test_windows_join_where_they_come_near():
    assert windows([Span(50, 60), Span(0, 10), Span(75, 80)], 200, margin=5, join=10) == (
        Span(0, 15),
        Span(45, 85),
    )
    assert windows([Span(300, 310)], 200, margin=5) == ()


def test_a_window_grows_to_whole_words():
    assert to_words(Span(6, 16), TEXT).of(TEXT) == "ministry said"


def test_an_excerpt_says_where_it_leaves_text_out():
    text = "Before. " * 40 + "Columns crossed. " + "After. " * 40
    start = text.index("crossed")
    shown = html.fromstring(f"<p>{excerpt(text, [Span(start, start + 7)], [], margin=30)}</p>").text_content()
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "Columns crossed." in shown
    assert len(shown) < 150


def test_an_excerpt_keeps_to_its_paragraph_when_that_has_context_enough():
    paragraph = (
        "A long paragraph that says much about columns which crossed the river, and who saw them. " * 2
    )
    text = f"Headline\n{paragraph}\nNext paragraph"
    start = text.index("crossed")
    shown = excerpt(text, [Span(start, start + 7)], [], margin=400)
    assert "Headline" not in shown
    assert "Next" not in shown
    assert "who saw them" in shown
