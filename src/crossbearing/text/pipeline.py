"""Reading a text: spaCy's parse, then mentions, times, events, attributions and claims."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.language import Language

from crossbearing.errors import ConfigError
from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution
from crossbearing.model.claim import Claim
from crossbearing.model.event import Event
from crossbearing.model.provenance import Component
from crossbearing.model.reading import Lexicon, LexiconHit, Mention, Reading, RelationReading
from crossbearing.model.when import TimeExpression
from crossbearing.settings import TextSettings
from crossbearing.text import layout
from crossbearing.text.attribution import AttributionFinder
from crossbearing.text.claims import make_claims
from crossbearing.text.events import find_events
from crossbearing.text.finders import Chosen, choose_finder
from crossbearing.text.mentions import find_mentions
from crossbearing.text.relation_readings import read_relations
from crossbearing.text.sourcing import settle_sources
from crossbearing.text.times import find_times
from crossbearing.version import VERSION

_MIN_CHUNK_CHARS = 1_000
_NEEDED = ("tagger", "parser", "ner")


def load_pipeline(name: str) -> Language:
    """Load an installed spaCy pipeline for English and let it end sentences at paragraphs.

    name: an installed package, not a path: a folder could bring code of its own.
    Raises ConfigError: it is not installed, not English, or lacks a tagger, parser or recogniser.
    """
    next_step = f"Install it (pip install {name}), or set text.pipeline to an installed English pipeline."
    if not _is_installed(name):
        raise ConfigError(
            f"The spaCy pipeline {name!r} is not installed.",
            what="text.pipeline",
            expected="an installed spaCy pipeline for English",
            actual=name,
            next_step=next_step,
        )
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError, AttributeError) as cause:
        raise ConfigError(
            f"The spaCy pipeline {name!r} cannot be loaded: {cause}",
            what="text.pipeline",
            actual=name,
            next_step=next_step,
        ) from cause
    missing = [factory for factory in _NEEDED if factory not in nlp.pipe_factories.values()]
    if nlp.lang != "en" or missing:
        raise ConfigError(
            f"The spaCy pipeline {name!r} cannot read English news: "
            f"its language is {nlp.lang}, it lacks {', '.join(missing) or 'nothing'}.",
            what="text.pipeline",
            expected="an English pipeline with tagger, parser and ner",
            actual=name,
            next_step="Set text.pipeline to an English pipeline such as en_core_web_sm.",
        )
    parser = next(pipe for pipe, factory in nlp.pipe_factories.items() if factory == "parser")
    nlp.add_pipe(layout.PARAGRAPHS, before=parser)
    return nlp


def _is_installed(name: str) -> bool:
    """Tell whether an installed package of that name holds a spaCy pipeline."""
    if not name.isidentifier():
        return False
    package = importlib.util.find_spec(name)
    folders = package.submodule_search_locations if package is not None else None
    return any((Path(folder) / "meta.json").is_file() for folder in folders or ())


class TextReader:
    """Reads texts into Readings.

    Same text, settings and versions, same Reading. Time is linear and memory bounded: a long text
    is read in parts, and a reference across parts is not followed.
    """

    def __init__(
        self,
        settings: TextSettings,
        lexicon: Lexicon | None = None,
        finder: AttributionFinder | None = None,
    ) -> None:
        """Load the pipeline that `settings` names.

        lexicon: names known beforehand. finder: finds attributions; where none is given, the
        bundled one that the settings name.
        Raises ConfigError: the pipeline cannot be used, or a part could hold no word.
        """
        if settings.max_chunk_chars < _MIN_CHUNK_CHARS:
            raise ConfigError(
                "A text cannot be read in parts that short.",
                what="text.max_chunk_chars",
                expected="at least 1000",
                actual=str(settings.max_chunk_chars),
                next_step="Set text.max_chunk_chars to 1000 or more.",
            )
        self._nlp = load_pipeline(settings.pipeline)
        self._max_chunk_chars = settings.max_chunk_chars
        self._lexicon = lexicon
        chosen = Chosen(finder) if finder is not None else choose_finder(settings.attribution)
        self._finder, self._encoder, self._notes = chosen.finder, chosen.encoder, chosen.notes
        self._components = (
            Component("crossbearing.text", VERSION),
            self._finder.component,
            Component(settings.pipeline, str(self._nlp.meta["version"])),
            Component("spacy", version("spacy")),
        )

    @property
    def components(self) -> tuple[Component, ...]:
        """What made the readings, models included."""
        return self._components

    def read(self, text: str, *, published: date | None = None) -> Reading:
        """Read `text`. Spans are code points into it as given. Never raises for any text.

        published: the day from which words such as "yesterday" are counted.
        """
        parts: list[Reading] = []
        for offset, part in layout.cut(layout.prepare(text), self._max_chunk_chars):
            if not layout.is_readable(part):
                continue
            with self._nlp.memory_zone():
                parts.append(_shift(self._read_part(part, published), offset))
        notes: list[str] = list(self._notes)
        if len(parts) > 1:
            notes.append(f"The text was read in {len(parts)} parts; no reference is followed across them.")
        if layout.has_unreadable_run(text):
            notes.append("What runs on for more than 400 characters without a space was not read.")
        return self._join(parts, tuple(notes))

    def _read_part(self, text: str, published: date | None) -> Reading:
        doc = self._nlp(text)
        hits = self._hits(text)
        mentions = find_mentions(doc, hits, self._encoder)
        times = find_times(doc, published)
        found = self._finder.find(doc)
        attributions = settle_sources(doc, found, mentions, times)
        events = find_events(doc, mentions, times)
        claims = make_claims(doc, attributions, events)
        relations = read_relations(doc, mentions, attributions)
        return Reading(mentions, times, attributions, events, claims, self._components, relations=relations)

    def _hits(self, text: str) -> Sequence[LexiconHit]:
        return tuple(self._lexicon.find(text)) if self._lexicon is not None else ()

    def _join(self, parts: Sequence[Reading], notes: tuple[str, ...]) -> Reading:
        """Put parts together, every position renumbered."""
        if len(parts) == 1:
            return replace(parts[0], notes=notes)
        mentions: list[Mention] = []
        times: list[TimeExpression] = []
        attributions: list[Attribution] = []
        events: list[Event] = []
        claims: list[Claim] = []
        relations: list[RelationReading] = []
        for part in parts:
            moved = _renumber(part, len(mentions), len(times), len(attributions), len(events))
            mentions += moved.mentions
            times += moved.times
            attributions += moved.attributions
            events += moved.events
            claims += moved.claims
            relations += moved.relations
        return Reading(
            mentions=tuple(mentions),
            times=tuple(times),
            attributions=tuple(attributions),
            events=tuple(events),
            claims=tuple(claims),
            components=self._components,
            notes=notes,
            relations=tuple(relations),
        )


def _shift(part: Reading, offset: int) -> Reading:
    """Return the reading with every span moved by `offset` characters."""
    if not offset:
        return part

    def move(span: Span) -> Span:
        return Span(span.start + offset, span.end + offset)

    def move_all(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(map(move, spans))

    return replace(
        part,
        mentions=tuple(replace(m, span=move(m.span), head=move(m.head)) for m in part.mentions),
        times=tuple(replace(t, span=move(t.span)) for t in part.times),
        attributions=tuple(
            replace(a, source=move_all(a.source), cue=move_all(a.cue), content=move_all(a.content))
            for a in part.attributions
        ),
        events=tuple(replace(e, trigger=move(e.trigger), extent=move(e.extent)) for e in part.events),
        relations=tuple(replace(r, trigger=move(r.trigger)) for r in part.relations),
    )


def _renumber(part: Reading, mentions: int, times: int, attributions: int, events: int) -> Reading:
    """Return the reading with every position raised by the number of records before it."""

    def up(position: int | None, by: int) -> int | None:
        return None if position is None else position + by

    return replace(
        part,
        mentions=tuple(
            replace(
                m,
                antecedents=tuple(position + mentions for position in m.antecedents),
                affiliation=up(m.affiliation, mentions),
            )
            for m in part.mentions
        ),
        attributions=tuple(
            replace(
                a,
                parent=up(a.parent, attributions),
                speaker=up(a.speaker, mentions),
                said=up(a.said, times),
            )
            for a in part.attributions
        ),
        events=tuple(
            replace(
                e,
                agent=up(e.agent, mentions),
                recipient=up(e.recipient, mentions),
                place=up(e.place, mentions),
                date=up(e.date, times),
            )
            for e in part.events
        ),
        claims=tuple(
            replace(c, event=c.event + events, chain=tuple(place + attributions for place in c.chain))
            for c in part.claims
        ),
        relations=tuple(
            replace(
                r,
                first=r.first + mentions,
                second=r.second + mentions,
                chain=tuple(place + attributions for place in r.chain),
            )
            for r in part.relations
        ),
    )
