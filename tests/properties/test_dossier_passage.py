from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crossbearing.dossier.exports.spreadsheet import harmless
from crossbearing.dossier.passage import Highlight, excerpt, highlighted
from crossbearing.dossier.visible import plain, visible
from crossbearing.model.anchor import Span

TEXTS = st.text(st.characters(codec=None), max_size=80)
LETTERS = st.text(st.sampled_from("ab <&>\n'\""), max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Highlight]]:
    text = draw(LETTERS)
    spans = st.tuples(st.integers(0, len(text) + 5), st.integers(0, len(text) + 5)).map(
        lambda ends: Span(*sorted(ends))
    )
    kinds = st.sampled_from(["source", "cue", "content", "event", "trigger"])
    marks = st.builds(Highlight, spans, kinds, st.none() | st.integers(0, 20))
    return text, draw(st.lists(marks, max_size=12))


def _text_of(markup: str) -> str:
    return str(html.fromstring(f"<pre>{markup}</pre>").text_content()) if markup else ""


@given(marked_texts())
def test_highlights_neither_lose_nor_double_a_character(case: tuple[str, list[Highlight]]):
    text, marks = case
    # The first line break of a <pre> is the parser's, so the text goes in behind a letter.
    assert _text_of("x" + highlighted(text, Span(0, len(text)), marks)) == "x" + text


@given(marked_texts())
def test_every_character_carries_exactly_the_kinds_that_cover_it(case: tuple[str, list[Highlight]]):
    text, marks = case
    tree = html.fromstring(f"<pre>x{highlighted(text, Span(0, len(text)), marks)}</pre>")
    found: list[set[str]] = []
    for piece in tree.xpath("//text()"):
        parent = piece.getparent()
        inside = parent.tag == "mark" and not piece.is_tail
        found += [set(parent.get("class").split()) if inside else set()] * len(piece)
    assert found[1:] == [
        {mark.kind for mark in marks if mark.span.start <= n < mark.span.end} for n in range(len(text))
    ]


@given(TEXTS, st.integers(0, 100), st.integers(0, 100), st.integers(0, 50))
def test_an_excerpt_never_fails(text: str, start: int, length: int, margin: int):
    excerpt(
        text, [Span(start, start + length)], [Highlight(Span(start, start + length), "event")], margin=margin
    )


@given(TEXTS)
def test_what_is_shown_can_be_written_and_holds_no_markup(text: str):
    visible(text).encode()
    assert "<" not in visible(text).replace('<span class="hidden-char"', "").replace("</span>", "")
    assert plain(plain(text)) == plain(text)


@given(TEXTS)
def test_no_cell_begins_a_formula_and_every_cell_reads_back(text: str):
    cell = harmless(text)
    table = io.StringIO()
    csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow([cell])
    (row,) = csv.reader(io.StringIO(table.getvalue(), newline=""))
    assert row[0].replace("\r\n", "\n") == cell.replace("\r\n", "\n")
    assert not cell.strip().startswith(("=", "+", "@", "＝"))
