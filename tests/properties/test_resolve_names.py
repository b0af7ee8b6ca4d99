"""Any text at all goes in, and what comes out keeps its promises."""

import time
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.resolve.context import read_context
from crossbearing.resolve.lexicon import NameLexicon
from crossbearing.resolve.register import Register
from crossbearing.resolve.spelling import keys, words

PIECES = [
    "Turkish", "army", "of", "the", "U.S.", "Treasury", "ISIS", "al-", "Al ", "Hay'at", "Tahrir", "Sham",
    "'s", "’s", "\n", ". ", "-",
    "Ministry", "Defence", "Russian Federation", "(", ")", "الجيش", "التركي", "Вагнер",
    "Putin", "is", "IS", "US", "\u0301", "\u200c", '"', "צה", "Guardians of Religion", "A.B.C.", "Congress",
]  # fmt: skip
TEXT = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
JOINED = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@lru_cache(maxsize=1)
def _register() -> Register:
    return Register.load()


@lru_cache(maxsize=1)
def _lexicon() -> NameLexicon:
    return NameLexicon(_register(), ["Idlib", "Ras al-Ayn"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXT, JOINED))
def test_hits_lie_inside_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for hit in _lexicon().find(text):
        assert end <= hit.span.start < hit.span.end <= len(text)
        assert hit.span.of(text).strip() == hit.span.of(text)
        end = hit.span.end


@settings(max_examples=100, deadline=None)
@given(st.one_of(TEXT, JOINED))
def test_any_name_finds_candidates_with_scores_and_reasons(name: str) -> None:
    scores = [candidate.score for candidate in _register().find(name)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXT, JOINED))
def test_words_lie_inside_the_text(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.surface[: word.end - word.start]
    assert all(keys(text))


@settings(max_examples=60, deadline=None)
@given(st.one_of(TEXT, JOINED))
def test_shares_of_countries_add_up(text: str) -> None:
    shares = read_context(text, None, _register().organs).countries
    assert not shares or abs(sum(shares.values()) - 1) < 1e-9


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["ISIS", "Vladimir Putin", "Turkish army", "Hurras al-Din"]), st.text(max_size=20))
def test_a_name_is_found_whatever_stands_on_the_lines_around_it(name: str, noise: str) -> None:
    text = f"{noise}\n\n{name}\n\n{noise}"
    assert any(hit.span.of(text) == name for hit in _lexicon().find(text))


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(
        ["(", "(A", "'", "al-", "of the ", "Ministry of ", "U.", "A. ", "\u0301", "É", ", ", "ISIS(IS)"]
    )
)
def test_long_runs_of_anything_take_little_time(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    start = time.process_time()
    list(_lexicon().find(text))
    read_context(text, None, _register().organs)
    _register().find(text)
    assert time.process_time() - start < 5
