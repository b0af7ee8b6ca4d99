from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crossbearing.text.pieces import cut_pieces
from crossbearing.text.quotation import find_quotes, level_marks

_SAID = ("“", "”", "It rained in Karsa,", "He left", "soldiers' homes", "don't", " ", "\n\n", " he said.")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and left.', ['"yes"']),
        ("He said ''yes'' and left.", ["''yes''"]),
        ("He said ``yes'' and left.", ["``yes''"]),
        ("Er sagte „ja“ dazu.", ["„ja“"]),
        ("«Oui», dit-il.", ["«Oui»"]),
        ("»Ja«, sagte er.", ["»Ja«"]),
        ("He said “never.", []),
        ("“We go on.\nNext “a” one.", ["“We go on.", "“a”"]),
        ("The army's men didn't 'fire,' he said.", ["'fire,'"]),
        ("‘We saw the rebels’ camp,’ he said. ‘It burned.’", ["‘We saw the rebels’ camp,’", "‘It burned.’"]),
        ("He called it a 'disaster' for the soldiers' families.", ["'disaster'"]),
        ("The army's tents, bought in the '90s, were the soldiers' own.", []),
        ("“He called it a ‘disaster’ then.”", ["“He called it a ‘disaster’ then.”"]),
        ("Abu 'Ali said the soldiers' homes had been burned.", []),
        ("‘Ain al-Arab and the fighters’ homes", []),
        ("'Twas the rebels' fault, and 'em all.", []),
        ("'45 men died,' he said of the '1990s.", ["'45 men died,'"]),
        ("The ‘attacks’ went on.", ["‘attacks’"]),
        ("‘We’re goin’ home,’ he said.", ["‘We’re goin’ home,’"]),
        ("‹Ja›, sagte er; ”nej” sa han.", ["‹Ja›", "”nej”"]),
        ("O''Brien said ‘‘yes’’ then.", ["‘‘yes’’"]),
        ("33°54'12\"N 35°30'10\"E, 5'10\" tall, 12’3’’ long", []),
        ("“It burned,” he said.” The army left. “We saw it.”", ["“It burned,”", "“We saw it.”"]),
        ("The camp at 33°54'12''N burned, ''all of it,'' he said.", ["''all of it,''"]),
    ],
)
def test_quoted_passages(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotes(text)] == quoted


@given(st.text() | st.text(alphabet="'\"`´‘’“”«»„‹›, a1s\n"))
@example("''" * 5)
@example("1'1''")
def test_levelled_text_is_as_long_and_differs_in_marks_alone(text: str) -> None:
    levelled = level_marks(text)
    assert len(levelled) == len(text)
    assert all(
        new in '" ″' and not old.isalnum() for old, new in zip(text, levelled, strict=True) if old != new
    )


@given(st.lists(st.sampled_from(_SAID)).map("".join))
def test_quoted_passages_stand_in_order_within_the_text(text: str) -> None:
    edges = [edge for passage in find_quotes(text) for edge in passage]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@pytest.mark.parametrize("marks", ["''", "«»", "„“", "‘’", "``''"])
def test_marks_however_typed_are_the_same_to_the_encoder(marks: str) -> None:
    middle = len(marks) // 2 if marks != "''" else 0
    opening, closing = (marks[:middle], marks[middle:]) if middle else (marks, marks)
    plain, other = '"We left Karsa," he said.', f"{opening}We left Karsa,{closing} he said."
    expected, found = cut_pieces(plain), cut_pieces(other)
    assert found.ids.tolist() == expected.ids.tolist()
    assert found.surface.tolist() == expected.surface.tolist()
    cut = [other[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert "".join(cut) == other.replace(" ", "")
