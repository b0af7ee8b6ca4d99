from __future__ import annotations

import textwrap

import pytest

from crossbearing.text.layout import cut, prepare


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\r\nb",
        "\x00\x01a",
        "a\xa0b",
        "\ud800x",
        "x" * 5_000,
        "line one\nline two.\nNext line.",
        "\ufeffa",
    ],
)
def test_prepared_text_keeps_its_length(text: str) -> None:
    assert len(prepare(text)) == len(text)


def test_prepared_text_can_be_encoded_and_has_no_long_runs() -> None:
    prepared = prepare("\udfff said " + "y" * 2_000)
    prepared.encode()
    assert prepared.split() == ["\ufffd", "said"]


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    assert prepare("The army\nleft Karsa.\n\nIt rained.") == "The army left Karsa.\n\nIt rained."


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_lines_that_break_where_no_word_would_fit_are_joined_whatever_they_begin_with(blank: str) -> None:
    told = "The old mill and the bridge above Karsa were gone by then, Bo Reed of the River Watch said. "
    paragraphs = [told * 4 + "It rained.", told * 3 + "Nobody came."]
    wrapped = blank.join(textwrap.fill(paragraph, 60) for paragraph in paragraphs)
    assert prepare(wrapped) == blank.join(paragraphs)


_LISTS = {
    "short": "Ada Quill, mayor\nBo Reed\nThe Old Mill Company of Karsa\nCy Dunn, driver\nThe River Watch\n",
    "even": "Karsa,2011-02-03,bridge,burned by nobody knows\nUpper,2011-02-04,mill,burned as that bridge\n",
    "sentences": "The mill burned in the night, as they say.\nThe bridge was gone by the morning, too.\n",
    "headlines": "Mill Burns In Karsa As River Watch Looks On\nBridge Is Gone By Morning, Mayor Quill Says\n",
}


@pytest.mark.parametrize("name", _LISTS)
def test_lines_of_a_list_stay_apart(name: str) -> None:
    assert prepare(_LISTS[name] * 3) == _LISTS[name] * 3


def test_a_list_and_a_headline_stay_apart_in_a_text_that_is_wrapped() -> None:
    told = textwrap.fill(
        "It burned in the night, as those who live beside it say, and the river rose. " * 6, 60
    )
    headline = "River Watch Says Old Mill And Bridge Of Karsa Burned In May"
    text = f"{headline}\n{told}\n\n{_LISTS['headlines']}\n{told}"
    lines = prepare(text).split("\n")
    assert lines[0] == headline
    assert len(lines) == 2 + 1 + 2 + 1 + 1


def test_parts_make_up_the_text_and_end_at_paragraphs() -> None:
    text = "\n\n".join(f"Paragraph {number} ends here." for number in range(200))
    parts = list(cut(text, 1_000))
    assert "".join(part for _, part in parts) == text
    assert all(len(part) <= 1_000 for _, part in parts)
    assert all(part.endswith("\n\n") for _, part in parts[:-1])
    assert all(text.startswith(part, offset) for offset, part in parts)


@pytest.mark.parametrize("unit", ["word ", "A sentence. ", "x", "\n"])
def test_any_text_is_cut_within_bounds(unit: str) -> None:
    text = unit * 5_000
    parts = list(cut(text, 1_000))
    assert "".join(part for _, part in parts) == text
    assert all(0 < len(part) <= 1_000 for _, part in parts)
