import pytest

from crossbearing.text.pair_windows import MAX_PAIR_PIECES, around_pair, mark_pair
from crossbearing.text.pieces import cut_pieces

SHORT = "The mill burned. Varnia armed Dovania. Snow fell."
LONG = "Varnia " + "and the men of the hills " * 60 + "armed Dovania"


def _at(text, pieces, word):
    start = text.index(word)
    return pieces.within(start, start + len(word))


def test_the_whole_sentence_is_looked_at_and_no_more():
    pieces = cut_pieces(SHORT)
    first, last = around_pair(pieces, _at(SHORT, pieces, "Varnia"), _at(SHORT, pieces, "Dovania"))
    assert SHORT[pieces.starts[first] : pieces.ends[last - 1]] == "Varnia armed Dovania."


@pytest.mark.parametrize("words", [("hills", "Varnia"), ("armed", "Dovania")])
def test_of_a_long_sentence_what_lies_around_both(words):
    pieces = cut_pieces(LONG)
    a, b = (_at(LONG, pieces, word) for word in words)
    first, last = around_pair(pieces, a, b)
    assert last - first <= MAX_PAIR_PIECES
    assert first <= min(a[0], b[0])
    assert last >= max(a[1], b[1])


def test_marks_tell_first_from_second():
    assert mark_pair(6, 10, (11, 13), (15, 16)).tolist() == [0, 1, 1, 0, 0, 2]
