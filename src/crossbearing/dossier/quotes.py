"""The words of a claim, highlighted in their context."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from crossbearing.dossier.passage import Highlight, excerpt
from crossbearing.dossier.testimony import Testimony
from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution
from crossbearing.model.event import Event

_MARGIN_CHARS = 140


def quote(one: Testimony) -> Markup:
    """Return the passage that holds a claim: source, cue, content and event marked."""
    highlights = [*event_highlights(one.event)]
    shown = [one.event.extent, one.event.trigger]
    for link in one.attributions:
        highlights += attribution_highlights(link)
        shown += [*link.source, *link.cue]
    return excerpt(one.document.text, shown, highlights, margin=_MARGIN_CHARS)


def spot_of(event: Event, text: str) -> Span | None:
    """Return the stretch that a link to a claim reaches; None where the text has no such place."""
    return next(
        (span for span in (event.trigger, event.extent) if len(span) and span.start < len(text)), None
    )


def event_highlights(event: Event, *, key: int | None = None) -> Iterator[Highlight]:
    """Yield the clause and the word that put an event forward."""
    yield Highlight(event.extent, "event", key)
    yield Highlight(event.trigger, "trigger", key)


def attribution_highlights(link: Attribution) -> Iterator[Highlight]:
    """Yield who says it, the words that say so, and what is said."""
    for kind, spans in (("source", link.source), ("cue", link.cue), ("content", link.content)):
        yield from (Highlight(span, kind) for span in spans)
