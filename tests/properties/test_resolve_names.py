"""Any text at all goes in, and what comes out keeps its promises."""

import time
from datetime import date
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.anchor import Span
from crossbearing.model.reading import Mention, MentionForm, MentionKind, Reading
from crossbearing.resolve.context import read_context
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.lexicon import NameLexicon
from crossbearing.resolve.register import Register
from crossbearing.resolve.resolver import Resolver
from crossbearing.resolve.spelling import keys, words
from crossbearing.settings import ResolveSettings

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


@lru_cache(maxsize=1)
def _resolver() -> Resolver:
    return Resolver(_register(), Gazetteer.load(ResolveSettings()), ResolveSettings())


@st.composite
def _readings(draw: st.DrawFn) -> tuple[str, Reading]:
    text = draw(st.one_of(TEXT, JOINED))
    ends = st.integers(0, len(text))
    mentions = []
    for _ in range(draw(st.integers(0, 6))):
        span = Span(*sorted((draw(ends), draw(ends))))
        mentions.append(
            Mention(
                span,
                draw(st.sampled_from(MentionKind)),
                draw(st.sampled_from(MentionForm)),
                span,
                draw(st.sampled_from(["", "PERSON", "ORG", "GPE"])),
                tuple(draw(st.lists(st.integers(-1, 7), max_size=3))),
                draw(st.none() | st.integers(-1, 7)),
            )
        )
    return text, Reading(tuple(mentions), (), (), (), (), ())


@settings(max_examples=120, deadline=None)
@given(_readings(), st.none() | st.dates())
def test_every_mention_gets_an_answer(case: tuple[str, Reading], published: date | None) -> None:
    text, reading = case
    resolved = _resolver().resolve(reading, text, published=published)
    assert len(resolved.mentions) == len(reading.mentions)
    for mention in resolved.mentions:
        assert mention.resolved is not None
        assert 0 <= mention.resolved.score <= 1
        assert mention.resolved.reasons
    assert _resolver().resolve(reading, text, published=published) == resolved


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
