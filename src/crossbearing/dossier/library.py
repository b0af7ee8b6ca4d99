"""The documents of the page: full text with every attribution and claim highlighted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crossbearing.dossier.captions import CaptionLine, caption_lines
from crossbearing.dossier.cards import Link, claim_name, document_name
from crossbearing.dossier.lookup import Lookup
from crossbearing.dossier.passage import Highlight, highlighted, to_words, windows
from crossbearing.dossier.profile import SourcingProfile, sourcing_profile
from crossbearing.dossier.quotes import attribution_highlights, event_highlights, spot_of
from crossbearing.dossier.testimony import Testimony, actor_at, gather_testimony
from crossbearing.dossier.wording import NOBODY, deed
from crossbearing.model.allegation import ClaimRef
from crossbearing.model.anchor import Span
from crossbearing.model.claim import Polarity
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.reading import Reading
from crossbearing.settings import DossierSettings

_AROUND_CHARS = 600
_MAX_CLAIMS = 1_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a document's own list. allegation: its card, if the page holds one."""

    passage: str | None
    words: str
    chain: str
    denied: bool
    allegation: Link | None


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of text. left_out_chars: how many characters before it the page leaves out."""

    text: Markup
    left_out_chars: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the page shows it. on_screen: its words were read from pictures of footage."""

    number: int
    name: str
    on_screen: bool
    label: str
    publisher: str | None
    byline: str | None
    url: str | None
    language: str | None
    published: str | None
    published_from: str | None
    reader: str
    digest: Digest
    chars: int
    notes: tuple[str, ...]
    embeds: tuple[str, ...]
    captions: tuple[CaptionLine, ...]
    profile: SourcingProfile | None
    claims: tuple[ClaimLine, ...]
    claims_total: int
    parts: tuple[TextPart, ...]
    left_out_after: int


def shown_documents(lookup: Lookup, limit: int) -> dict[Digest, int]:
    """Choose the documents whose text the page holds, those with most claims first; digest → number."""

    def busiest(digest: Digest) -> tuple[int, int]:
        reading = lookup.reading(digest)
        return (-len(reading.claims) if reading else 0, lookup.document_numbers[digest])

    chosen = set(sorted(lookup.documents, key=busiest)[:limit])
    return {digest: number for digest, number in lookup.document_numbers.items() if digest in chosen}


def document_views(
    lookup: Lookup, shown: Iterable[Digest], cards: Mapping[ClaimRef, Link], settings: DossierSettings
) -> tuple[DocumentView, ...]:
    """Lay out the documents in page order, in full while the page has room for their text."""
    room = settings.max_text_chars
    views: list[DocumentView] = []
    for digest in shown:
        document = lookup.documents[digest]
        whole = len(document.text) <= min(settings.max_document_chars, room)
        view = _view(lookup, document, cards, whole=whole)
        room -= sum(len(part.text) for part in view.parts) if not whole else len(document.text)
        views.append(view)
    return tuple(views)


def passages(views: Iterable[DocumentView]) -> frozenset[str]:
    """Return the ids of all claims that the shown texts hold."""
    return frozenset(line.passage for view in views for line in view.claims if line.passage)


def language_tag(language: str | None) -> str | None:
    """Return a language that is fit for an attribute, or None."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def _view(lookup: Lookup, document: Document, cards: Mapping[ClaimRef, Link], *, whole: bool) -> DocumentView:
    reading = lookup.reading(document.item)
    every = _testimonies(lookup, document, reading)
    claims = every[:_MAX_CLAIMS]
    number = lookup.document_numbers[document.item]
    views = _windows(document, claims, whole=whole)
    highlights = _highlights(lookup, reading, claims) if reading else []
    return DocumentView(
        number=number,
        name=document_name(number),
        on_screen=document.on_screen,
        label=(document.title if document.on_screen else None) or lookup.label(document.item),
        publisher=document.publisher,
        byline=document.byline,
        url=document.canonical_url,
        language=language_tag(document.language),
        published=document.published.isoformat() if document.published else None,
        published_from=document.published_from,
        reader=document.reader,
        digest=document.item,
        chars=len(document.text),
        notes=(*document.notes, *(reading.notes if reading else ())),
        embeds=document.embeds,
        captions=caption_lines(document),
        profile=sourcing_profile(every),
        claims=tuple(_claim_line(lookup, one, reading, cards) for one in claims) if reading else (),
        claims_total=len(every),
        parts=_parts(document.text, views, highlights),
        left_out_after=len(document.text) - (views[-1].end if views else 0),
    )


def _testimonies(lookup: Lookup, document: Document, reading: Reading | None) -> tuple[Testimony, ...]:
    positions = range(len(reading.claims)) if reading else ()
    found = (gather_testimony(lookup, ClaimRef(document.item, position)) for position in positions)
    return tuple(
        sorted((one for one in found if one), key=lambda one: (one.event.trigger.start, one.ref.claim))
    )


def _windows(document: Document, claims: Sequence[Testimony], *, whole: bool) -> tuple[Span, ...]:
    if whole:
        return (Span(0, len(document.text)),)
    spots = [spot for one in claims if (spot := spot_of(one.event, document.text))]
    opening = Span(0, 0)
    views = windows([opening, *spots], len(document.text), margin=_AROUND_CHARS, join=_AROUND_CHARS)
    return tuple(to_words(view, document.text) for view in views)


def _highlights(lookup: Lookup, reading: Reading, claims: Sequence[Testimony]) -> list[Highlight]:
    found = [mark for link in reading.attributions for mark in attribution_highlights(link)]
    for one in claims:
        found += event_highlights(one.event, key=one.ref.claim)
        spot = spot_of(one.event, one.document.text)
        if spot:
            found.append(Highlight(spot, "trigger", one.ref.claim, claim_name(lookup, one.ref)))
    return found


def _parts(text: str, views: Sequence[Span], highlights: Sequence[Highlight]) -> tuple[TextPart, ...]:
    parts: list[TextPart] = []
    end = 0
    for view, inside in zip(views, _by_view(views, highlights), strict=True):
        parts.append(TextPart(highlighted(text, view, inside), view.start - end))
        end = view.end
    return tuple(parts)


def _by_view(views: Sequence[Span], highlights: Sequence[Highlight]) -> list[list[Highlight]]:
    """Sort highlights into the views that they touch. Views are in order and do not overlap."""
    touching: list[list[Highlight]] = [[] for _ in views]
    ends = [view.end for view in views]
    for highlight in highlights:
        place = bisect_right(ends, highlight.span.start)
        while place < len(views) and views[place].start < highlight.span.end:
            touching[place].append(highlight)
            place += 1
    return touching


def _claim_line(
    lookup: Lookup, one: Testimony, reading: Reading, cards: Mapping[ClaimRef, Link]
) -> ClaimLine:
    agent = actor_at(one.document, reading, one.event.agent)
    recipient = actor_at(one.document, reading, one.event.recipient)
    sides = [agent.name if agent else NOBODY, deed(one.event.type, one.event.mode, alone=recipient is None)]
    if recipient:
        sides.append(recipient.name)
    return ClaimLine(
        passage=claim_name(lookup, one.ref) if spot_of(one.event, one.document.text) else None,
        words=" ".join(sides),
        chain=one.chain,
        denied=one.claim.polarity is Polarity.DENIED,
        allegation=cards.get(one.ref),
    )
