"""One loaded reader for all tests of the room: loading the pipeline takes a second."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from spacy.language import Language

from crossbearing.model.anchor import Span
from crossbearing.model.event import Event
from crossbearing.model.reading import LexiconHit, Mention, MentionKind
from crossbearing.model.when import TimeExpression
from crossbearing.settings import TextSettings
from crossbearing.text.events import find_events
from crossbearing.text.mentions import find_mentions
from crossbearing.text.pipeline import TextReader, load_pipeline
from crossbearing.text.times import find_times

ACTORS = (
    "Northern Front",
    "Ember Brigade",
    "Red Lantern",
    "Varnia",
    "Ostrava League",
    "NF",
    "Dovania",
    "Halvor",
)
PLACES = ("Karsa", "Tolmin Valley", "Arland", "Belgor")
PERSONS = ("Jan Orlik", "Mira Doss")


@pytest.fixture(scope="session")
def reader() -> TextReader:
    return TextReader(TextSettings(attribution="rules"))  # the encoder has tests of its own


@dataclass(frozen=True)
class Passage:
    """A sentence or two with what was found in them, told in words."""

    text: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    events: tuple[Event, ...]

    def said(self, position: int | None) -> str | None:
        return None if position is None else self.mentions[position].span.of(self.text)

    def mention(self, words: str) -> Mention:
        return next(m for m in self.mentions if m.span.of(self.text) == words)

    def behind(self, words: str, occurrence: int = 0) -> list[str]:
        """What a mention refers back to."""
        found = [m for m in self.mentions if m.span.of(self.text) == words][occurrence]
        return [str(self.said(a)) for a in found.antecedents]

    def told(self) -> list[tuple[str, str | None, str | None]]:
        """Type, agent and recipient of each event."""
        return [(e.type.value, self.said(e.agent), self.said(e.recipient)) for e in self.events]

    def values(self) -> dict[str, str | None]:
        return {t.span.of(self.text): t.value for t in self.times}


def known_names(text: str) -> tuple[LexiconHit, ...]:
    hits: list[LexiconHit] = []
    for names, kind, person in (
        (ACTORS, MentionKind.ACTOR, False),
        (PLACES, MentionKind.PLACE, False),
        (PERSONS, MentionKind.ACTOR, True),
    ):
        for name in names:
            found = re.finditer(rf"\b{re.escape(name)}\b", text)
            hits.extend(LexiconHit(Span(*match.span()), kind, person) for match in found)
    return tuple(sorted(hits, key=lambda hit: hit.span))


@pytest.fixture(scope="session")
def pipeline() -> Language:
    return load_pipeline(TextSettings().pipeline)


@pytest.fixture(scope="session")
def passage(pipeline: Language) -> Callable[..., Passage]:
    def read(text: str, *, published: date | None = date(2021, 6, 16)) -> Passage:
        doc = pipeline(text)
        mentions = find_mentions(doc, known_names(text))
        times = find_times(doc, published)
        return Passage(text, mentions, times, find_events(doc, mentions, times))

    return read
