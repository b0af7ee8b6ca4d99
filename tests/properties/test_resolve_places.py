from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.anchor import Span
from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.place_names import consonants, loose_key, name_key, read_phrase
from crossbearing.resolve.place_sightings import find_sightings
from crossbearing.resolve.places import resolve_places, softmax
from crossbearing.settings import ResolveSettings

WORDS = st.sampled_from(
    [
        "Idlib",
        "Paris",
        "Texas",
        "Va.",
        ",",
        "northern",
        "Syria",
        "of",
        "the",
        "province",
        "إدلب",
        "Киев",
        "'s",
        "San",
        "José",
        "(",
        "\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ResolveSettings())


@given(st.text(max_size=400))
def test_any_name_has_stable_keys(name: str) -> None:
    for make in (name_key, loose_key):
        key = make(name)
        assert make(key) in {key, name_key(key), loose_key(key)}
        assert len(key) <= 20 * len(name)
    assert consonants(name).isascii()


@given(st.text(max_size=400))
def test_a_phrase_never_loses_its_core(surface: str) -> None:
    phrase = read_phrase(surface)
    assert bool(phrase.core.strip()) or not name_key(surface)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.data())
def test_any_text_gives_one_answer_a_sighting_and_the_same_twice(
    gazetteer: Gazetteer, text: str, data: st.DataObject
) -> None:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [Span(*pair) for pair in data.draw(st.lists(ends, max_size=12))]
    kinds = [data.draw(st.sampled_from(list(MentionKind))) for _ in spans]
    mentions = [Mention(s, k, MentionForm.NAME, s) for s, k in zip(spans, kinds, strict=True)]
    seen = find_sightings(text, mentions, gazetteer)
    assert seen == find_sightings(text, mentions, gazetteer)
    assert {s.mention for s in seen} >= {at for at, k in enumerate(kinds) if k is MentionKind.PLACE}
    assert all(0 <= s.span.start <= s.span.end <= len(text) for s in seen)
    first = resolve_places(seen, mentions, text, gazetteer, ResolveSettings())
    assert len(first) == len(seen)
    assert first == resolve_places(seen, mentions, text, gazetteer, ResolveSettings())
    for resolution in first:
        assert 0 <= resolution.score <= 1
        assert resolution.reasons
        assert (resolution.id is None) == (resolution.place is None)
        assert len(resolution.runners_up) <= 5


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.floats(0.1, 5))
def test_shares_sum_to_one(weights: list[float], sharpness: float) -> None:
    shares = softmax(weights, sharpness)
    assert abs(sum(shares) - 1) < 1e-9
    assert (
        shares.index(max(shares)) == weights.index(max(weights))
        or max(shares) == shares[weights.index(max(weights))]
    )
