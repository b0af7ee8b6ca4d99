import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.text.pieces import cut_pieces, cut_windows


def _surface(text: str) -> dict[str, int]:
    pieces = cut_pieces(text)
    return {text[a:b]: int(s) for a, b, s in zip(pieces.starts, pieces.ends, pieces.surface, strict=True)}


def test_pieces_point_into_the_text_as_given():
    text = "Zoë’s Brücke\n\nwas öpen."
    pieces = cut_pieces(text)
    assert [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)][:3] == ["Zoë", "’", "s"]
    assert pieces.lines.tolist()[0] == 0
    assert pieces.lines.tolist()[-1] == 1


def test_surface_tells_case_line_and_quotation():
    seen = _surface('Mill said: "the OTAN bridge fell" in 1999')
    assert seen["mill".capitalize()] == 8 + 4
    assert seen["the"] & 2
    assert seen["in"] & 2 == 0
    assert seen["1999"] // 8 == 3


def test_a_mark_never_closed_reaches_the_end_of_its_line_only():
    seen = _surface('"the mill burned\nnobody came')
    assert seen["burned"] & 2
    assert seen["came"] & 2 == 0


@pytest.mark.parametrize(("size", "context"), [(254, 48), (20, 4), (8, 2)])
def test_windows_cover_every_piece_once(size, context):
    pieces = cut_pieces("The mill burned. Nobody came, and the ministry said so. " * 40)
    windows = cut_windows(pieces, size=size, context=context)
    kept = [place for w in windows for place in range(w.keep_first, w.keep_last)]
    assert kept == list(range(len(pieces)))
    assert all(w.first <= w.keep_first < w.keep_last <= w.last for w in windows)
    assert all(w.last - w.first <= size for w in windows)


def test_windows_end_at_sentences_where_they_can():
    pieces = cut_pieces("The mill burned. " * 100)
    borders = set(pieces.sentences.tolist())
    assert all(w.keep_last in borders for w in cut_windows(pieces, size=50, context=5))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_cut_within_its_bounds(text):
    pieces = cut_pieces(text)
    assert all(0 <= a <= b <= len(text) for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert len(pieces.surface) == len(pieces) == len(pieces.lines)
    assert all(0 <= s < 32 for s in pieces.surface)
    assert sum(w.keep_last - w.keep_first for w in cut_windows(pieces)) == len(pieces)
