"""PDF with a text layer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crossbearing.model.evidence import Document
from crossbearing.readers.layout import join_lines
from crossbearing.readers.pdf import PAGE_BREAK
from crossbearing.readers.plain_pdf import write_pdf

Read = Callable[..., Document]

PAGE = (
    "The harbour office said on Wednesday that the port was closed to all",
    "ships until further notice.",
    "It gave no reason for the closure, and the shipping companies were not",
    "told in advance.",
)


def test_pages_paragraphs_and_lines(read_as: Read) -> None:
    document = read_as("a.pdf", write_pdf((PAGE, ("A second page.",))))
    first, second = document.text.split(PAGE_BREAK)
    assert first == (
        "The harbour office said on Wednesday that the port was closed to all ships until further notice.\n"
        "It gave no reason for the closure, and the shipping companies were not told in advance."
    )
    assert second == "A second page."


def test_creation_date_is_noted_and_not_taken(read_as: Read) -> None:
    document = read_as("a.pdf", write_pdf((PAGE,), title="The port", created="D:20200527090000Z"))
    assert document.title == "The port"
    assert document.published is None
    assert document.notes == (
        "The file says that it was created on 2020-05-27; that is not taken for a date of publication.",
    )


def test_heading_gives_the_date(read_as: Read) -> None:
    document = read_as("a.pdf", write_pdf((("Published: 27 May 2020", "", *PAGE),)))
    assert document.published == date(2020, 5, 27)


def test_pages_without_text_are_named(read_as: Read) -> None:
    document = read_as("a.pdf", write_pdf((PAGE, (), ("Third.",), ())))
    assert document.notes == ("Pages without a text layer, perhaps scanned: 2, 4.",)
    assert document.text.count("\f") == 3


def test_name_does_not_matter(read_as: Read) -> None:
    assert read_as("a.txt", write_pdf((PAGE,))).reader.startswith("pdf")


def test_hyphens_of_the_layout_are_joined_and_others_stay() -> None:
    assert join_lines("the minis\ufffe\ntry said that a rever\x02sal") == "the ministry said that a reversal"
    assert join_lines("a state-\nsponsored group") == "a state-sponsored group"
    assert join_lines("a state\x02\nsponsored group") == "a state-sponsored group"
    assert (
        join_lines("Hay'at Tahrir al\x02\nSham, near Al\x02\nJufra") == "Hay'at Tahrir al-Sham, near Al-Jufra"
    )


def test_a_gap_on_the_page_ends_a_paragraph(read_as: Read) -> None:
    lines = (
        "First paragraph without a full stop at its end but long",
        "",
        "Second paragraph that goes on and on as well",
    )
    assert read_as("a.pdf", write_pdf((lines,))).text == f"{lines[0]}\n\n{lines[2]}"


def test_labelled_lines_stay_apart(read_as: Read) -> None:
    lines = (
        "Title: A note on the closure of the port of this town",
        "Publisher: Example Office",
        "Published: 27 May 2020",
    )
    document = read_as("a.pdf", write_pdf(((*lines, "", *PAGE),)))
    assert document.text.splitlines()[:3] == list(lines)
    assert (document.title, document.publisher) == (lines[0][7:], "Example Office")


def test_a_file_name_is_no_title(read_as: Read) -> None:
    assert read_as("a.pdf", write_pdf((PAGE,), title="draft-3.docx")).title is None


def test_items_of_a_list_keep_their_lines() -> None:
    wide = "a line of the report that is as long as lines of this report are"
    assert join_lines(f"{wide}\n• one item\n• another") == f"{wide}\n• one item\n• another"


def test_written_pdf_is_the_same_each_time() -> None:
    assert write_pdf((PAGE,)) == write_pdf((PAGE,))
