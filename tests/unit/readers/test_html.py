"""Web pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from crossbearing.model.evidence import Document

Read = Callable[..., Document]

PARAGRAPHS = (
    "<p>The harbour office said on Wednesday that the port was closed to all ships until further notice.</p>"
    "<p>It gave no reason for the closure, and the shipping companies were not told in advance of it.</p>"
)


def page(head: str = "", body: str = "", html: str = "<html lang='en-GB'>") -> bytes:
    article = f"<article>{PARAGRAPHS}{body}</article>"
    return f"<!doctype html>{html}<head>{head}</head><body>{article}</body></html>".encode()


def test_facts_of_the_page(read_as: Read) -> None:
    head = (
        "<title>Port closed - Example Wire</title>"
        "<link rel=canonical href='https://example.org/2020/05/27/port'>"
        "<meta property=og:site_name content='Example Wire'><meta name=author content='A. Writer'>"
        "<meta property=article:published_time content='2020-05-27T10:00:00Z'>"
        "<meta property=og:video content='https://example.org/og.mp4'>"
    )
    body = (
        "<video poster=still.jpg><source src=clips/port.mp4></video><img src='a.png'><img src='a.png'>"
        "<img src='data:image/png;base64,AAAA'><iframe src='https://video.example/embed/1'></iframe>"
    )
    document = read_as("page.html", page(head, body))
    assert document.title == "Port closed"
    assert document.publisher == "Example Wire"
    assert document.byline == "A. Writer"
    assert document.canonical_url == "https://example.org/2020/05/27/port"
    assert document.language == "en-gb"
    assert document.published == date(2020, 5, 27)
    assert document.published_from == "page"
    assert document.notes == ()
    assert document.embeds == (
        "still.jpg",
        "clips/port.mp4",
        "a.png",
        "https://video.example/embed/1",
        "https://example.org/og.mp4",
    )


def test_linked_data_comes_first(read_as: Read) -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "From data", '
        '"datePublished": "2020-05-26", "author": [{"name": "B. Writer"}, {"name": "C. Writer"}], '
        '"publisher": {"@type": "Organization", "name": "Data Wire"}}]}</script>'
        "<meta name=date content=2020-05-01>"
    )
    document = read_as("page.html", page(head))
    assert document.title == "From data"
    assert document.published == date(2020, 5, 26)
    assert document.byline == "B. Writer, C. Writer"
    assert document.publisher == "Data Wire"
    assert any("2020-05-01" in note for note in document.notes)


@pytest.mark.parametrize(
    "data", ["{", "[" * 50_000, '"x"', '{"@type": "Article", "author": {"name": {"name": 1}}}']
)
def test_malformed_linked_data_says_nothing(read_as: Read, data: str) -> None:
    document = read_as("page.html", page(f'<script type="application/ld+json">{data}</script>'))
    assert document.published is None
    assert document.byline is None


def test_date_after_acquisition_is_refused_and_said(read_as: Read) -> None:
    document = read_as("page.html", page("<meta property=article:published_time content=2031-01-01>"))
    assert document.published is None
    assert document.published_from is None
    assert any("2031-01-01, was refused" in note for note in document.notes)


def test_date_in_the_address_is_used_last_and_compared(read_as: Read) -> None:
    link = "<link rel=canonical href='https://example.org/2020/03/05/x'>"
    assert read_as("page.html", page(link)).published == date(2020, 3, 5)
    both = read_as("page.html", page(link + "<meta name=pubdate content=2020-05-27>"))
    assert both.published == date(2020, 5, 27)
    assert "the page's address says 2020-03-05" in both.notes[0]


def test_direction_marks_stay_in_the_text(read_as: Read) -> None:
    body = (
        "<p>He said \u202eDESREVER\u202c and می\u200cخواهم &#8238;twice&#8236; to everyone in the hall.</p>"
    )
    text = read_as("page.html", page(body=body)).text
    assert "\u202eDESREVER\u202c" in text
    assert "می\u200cخواهم" in text
    assert "\u202etwice\u202c" in text


def test_scripts_and_markup_do_not_reach_the_text(read_as: Read) -> None:
    shown = "<p>Seen as &lt;script&gt;x&lt;/script&gt; by everyone in town.</p>"
    body = f"<script>alert(1)</script><style>p{{}}</style>{shown}"
    text = read_as("page.html", page(body=body)).text
    assert "alert" not in text
    assert "<script>x</script>" in text


def test_encoding_lie_is_said(read_as: Read) -> None:
    body = "<p>Портовая служба сообщила в среду, что порт закрыт для всех судов до особого распоряжения.</p>"
    document = read_as("page.html", page("<meta charset=windows-1251>", body))
    assert "Портовая служба" in document.text
    assert document.notes[0] == "The page declares the encoding windows-1251, but its bytes are utf-8."


def test_true_encoding_is_not_noted(read_as: Read) -> None:
    assert read_as("page.html", page("<meta charset=utf-8>")).notes == ()


def test_page_with_xml_declaration(read_as: Read) -> None:
    data = b'<?xml version="1.0" encoding="UTF-8"?>' + page()
    assert "harbour office" in read_as("page.html", data).text


def test_deep_text_is_not_dropped(read_as: Read) -> None:
    data = b"<html><body>" + b"<div>" * 1_000 + b"<p>The harbour office said that the port was closed.</p>"
    assert "the port was closed" in read_as("page.html", data).text


def test_name_does_not_make_a_page_text(read_as: Read) -> None:
    assert read_as("page.txt", page()).reader.startswith("html")


def test_entity_bomb_is_not_expanded(read_as: Read) -> None:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'boom'}'>" for n in range(12))
    data = f"<!DOCTYPE html [{entities}]><html><body>{PARAGRAPHS}<p>&e11;</p></body></html>".encode()
    assert len(read_as("page.html", data).text) < 2_000


def test_addresses_that_are_not_of_the_web_are_dropped(read_as: Read) -> None:
    head = "<link rel=canonical href='javascript:alert(1)'>"
    assert read_as("page.html", page(head)).canonical_url is None


@pytest.mark.parametrize(
    "markup", ["<table>" * 300, "<div>" * 300, "<ul><li>" * 150, "<br>" * 40_000], ids=len
)
def test_intricate_page_is_read_in_time_and_said(read_as: Read, markup: str) -> None:
    started = time.monotonic()
    document = read_as("page.html", page(body=f"{markup}<p>The last words are there.</p>"))
    assert time.monotonic() - started < 20
    assert "The last words are there." in document.text
    assert "the port was closed to all ships" in document.text
    assert document.notes == (
        "The page is too intricate to tell its main text from the rest; all its visible text was taken.",
    )
