"""Plain text and Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crossbearing.model.evidence import Document

Read = Callable[..., Document]


def test_text_is_the_files_content_unchanged(read_as: Read) -> None:
    data = "\ufeff  One.\r\nTwo.\rThree.\n\n\tFour.\x0c\u202eFive.\u202c ".encode()
    assert read_as("a.txt", data).text.encode() == data


def test_a_name_without_a_kind_is_plain_text(read_as: Read) -> None:
    assert read_as("statement", b"The ministry denied it.").reader == "text 1"


def test_a_claim_that_no_reader_takes_leaves_plain_text(read_as: Read) -> None:
    assert read_as("statement.pdf", b"The ministry denied it.").reader == "text 1"


def test_labelled_lines_are_read_and_stay(read_as: Read) -> None:
    source = "Headline: A denial\nBy: A. Writer\nSource: Harbour Office\nDate: 28 May 2020\n\nNo ship came.\n"
    document = read_as("a.txt", source.encode())
    assert document.text == source
    assert (document.title, document.byline, document.publisher) == (
        "A denial",
        "A. Writer",
        "Harbour Office",
    )
    assert (document.published, document.published_from) == (date(2020, 5, 28), "page")


def test_labels_far_below_are_prose(read_as: Read) -> None:
    assert read_as("a.txt", b"A line.\n" * 40 + b"Date: 28 May 2020\n").published is None


def test_decoding_is_noted(read_as: Read) -> None:
    document = read_as("a.txt", "Портовая служба сообщила, что порт закрыт.".encode("koi8-r"))
    assert document.notes == ("The text was decoded from koi8_r.",)


def test_markdown_loses_its_markup_and_keeps_its_embeds(read_as: Read) -> None:
    source = (
        "# The *port*\n\nBy: A. Writer\n\n"
        "The `office` said **no** to [ships](https://example.org).\nIt is closed.\n\n"
        "> A quotation,\n> on two lines.\n\n1. first\n2. second\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n"
        "![A ship](ship.jpg)\n\n<video controls src='clips/port.mp4'></video>\n\n```\ncode\n```\n"
    )
    document = read_as("a.md", source.encode())
    assert document.reader == "markdown 1"
    assert document.title == "The port"
    assert document.byline == "A. Writer"
    assert "The office said no to ships. It is closed." in document.text
    assert "A quotation, on two lines." in document.text
    assert document.embeds == ("ship.jpg", "clips/port.mp4")
    assert not set("*`<>|#") & set(document.text)


def test_markdown_by_content_named_text_stays_as_it_is(read_as: Read) -> None:
    assert read_as("a.txt", b"# Title\n\n*stars*\n").text == "# Title\n\n*stars*\n"


def test_front_matter_is_not_text(read_as: Read) -> None:
    document = read_as("a.md", b'---\ntitle: "A denial"\ndate: 2020-05-28\n---\nNo ship came.\n')
    assert document.text == "No ship came."
    assert (document.title, document.published) == ("A denial", date(2020, 5, 28))


def test_scripts_in_markdown_are_not_text(read_as: Read) -> None:
    document = read_as("a.md", b"Before.\n\n<script>\nalert(1)\n</script>\n\nAfter.\n")
    assert document.text == "Before.\n\nAfter."
