"""Mentions, times and events of any text: inside it, tied to what exists, the same each time."""

from __future__ import annotations

import time
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.model.reading import LexiconHit, MentionKind
from crossbearing.settings import TextSettings
from crossbearing.text.events import find_events
from crossbearing.text.mentions import find_mentions
from crossbearing.text.pipeline import load_pipeline
from crossbearing.text.times import find_times
from crossbearing.text.times_grammar import SHELVES

_VOCABULARY = """
    the Ember Brigade Varnia attacked fought alongside with and , . ( ) on Monday last year 2020 March 4 two
    days ago they it its who militants affiliated armed Karsa in “ ” 's provided weapons to will not refused
    31.02.2020 0000-00-00 99 May may 's ’ — these organizations namely between nearly a
"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=60).map(" ".join))
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def _pipeline() -> Language:
    return load_pipeline(TextSettings().pipeline)


def _hits(doc: Doc, draw: list[int]) -> tuple[LexiconHit, ...]:
    size = len(doc.text)
    pairs = sorted((min(a, b) % (size + 1), max(a, b) % (size + 1)) for a, b in pairwise(draw))
    return tuple(LexiconHit(Span(a, b), MentionKind.ACTOR) for a, b in pairs if a < b)


@_SETTINGS
@given(_TEXTS, st.one_of(st.none(), st.dates()), st.lists(st.integers(0, 300), max_size=6))
def test_everything_found_is_sound(text: str, published: date | None, places: list[int]) -> None:
    doc = _pipeline()(text)
    mentions = find_mentions(doc, _hits(doc, places))
    times = find_times(doc, published)
    events = find_events(doc, mentions, times)
    for position, mention in enumerate(mentions):
        assert 0 <= mention.span.start < mention.span.end <= len(doc.text)
        assert mention.span.covers(mention.head)
        assert position not in mention.antecedents
        assert all(0 <= a < len(mentions) for a in mention.antecedents)
        assert mention.affiliation is None or 0 <= mention.affiliation < len(mentions)
    ends = [0]
    for found in times:
        assert ends[-1] <= found.span.start < found.span.end <= len(doc.text)
        ends.append(found.span.end)
    for event in events:
        assert event.extent.end <= len(doc.text)
        assert event.extent.covers(event.trigger)
        assert event.agent is not None or event.recipient is not None
        for role in (event.agent, event.recipient, event.place):
            assert role is None or 0 <= role < len(mentions)
        assert event.date is None or 0 <= event.date < len(times)


@_SETTINGS
@given(_TEXTS)
def test_same_text_gives_the_same(text: str) -> None:
    def read() -> tuple[object, ...]:
        doc = _pipeline()(text)
        mentions = find_mentions(doc, ())
        times = find_times(doc, date(2020, 3, 5))
        return mentions, times, find_events(doc, mentions, times)

    assert read() == read()


@pytest.mark.parametrize(
    "piece",
    [
        "two ",
        "the last ",
        "1-",
        "early mid-",
        "nearly almost ",
        "2020 ",
        "March ",
        "a few ",
        "twenty-",
        "'9",
        "10:10:",
    ],
)
def test_patterns_of_times_never_run_away(piece: str) -> None:
    text = piece * 4000
    begun = time.process_time()
    for shelf in SHELVES.values():
        shelf.any_of.match(text)
        for _, pattern in shelf.rules:
            pattern.match(text)
    assert time.process_time() - begun < 2
