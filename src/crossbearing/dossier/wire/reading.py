"""What a document was read as, on the wire."""

from __future__ import annotations

from collections.abc import Mapping

from crossbearing.dossier.wire.line import Json, place_fields, ref, schema, span, spans
from crossbearing.model.anchor import Anchor
from crossbearing.model.event import Event
from crossbearing.model.evidence import Document
from crossbearing.model.reading import (
    Mention,
    MentionKind,
    PlaceReading,
    Reading,
    RelationReading,
    Resolution,
)
from crossbearing.model.when import TimeExpression


def reading(document: Document, read: Reading, *, path: str | None = None) -> Json:
    """Return a reading as `crossbearing/reading/1`.

    Date mentions stand after the actors and places, so that positions hold for both. An event's
    `place` is a position in `places`, its `date` one in `dates`.
    """
    places = {p.mention: at for at, p in enumerate(read.places) if _is_place(read, p)}
    head: Json = {**schema("reading/1"), "digest": document.item}
    if path is not None:
        head["path"] = path
    return head | {
        "published": document.published,
        "published_from": document.published_from,
        "title": document.title,
        "byline": document.byline,
        "publisher": document.publisher,
        "canonical_url": document.canonical_url,
        "language": document.language,
        "text": document.text,
        "anchors": [_anchor(a) for a in document.anchors],
        "attributions": [
            {
                "source": spans(a.source),
                "cue": spans(a.cue),
                "content": spans(a.content),
                "sourcing": a.sourcing,
                "parent": a.parent,
                "speaker": a.speaker,
                "said": a.said,
                "said_value": read.times[a.said].value if a.said is not None else None,
                "reasons": list(a.reasons),
            }
            for a in read.attributions
        ],
        "mentions": [_mention(m, document.text) for m in read.mentions]
        + [_date_mention(t) for t in read.times],
        "dates": [_date(t) for t in read.times],
        "places": [_place(p) for p in read.places],
        "events": [_event(e, places) for e in read.events],
        "claims": [
            {
                "event": c.event,
                "chain": list(c.chain),
                "polarity": c.polarity,
                "certainty": c.certainty,
                "basis": c.basis,
                "reasons": list(c.reasons),
            }
            for c in read.claims
        ],
        "relations": [_relation(r) for r in read.relations],
        "components": [{"name": c.name, "version": c.version} for c in read.components],
        "notes": [*document.notes, *read.notes],
    }


def _anchor(anchor: Anchor) -> Json:
    time, region = anchor.time, anchor.region
    return {
        "spans": spans(anchor.spans),
        "start_s": time.start_s if time else None,
        "end_s": time.end_s if time else None,
        "region": [region.left, region.top, region.width, region.height] if region else None,
    }


def _mention(mention: Mention, text: str) -> Json:
    return {
        "span": span(mention.span),
        "kind": mention.kind,
        "form": mention.form,
        "head": span(mention.head),
        "label": mention.label or None,
        "text": mention.span.of(text),
        "antecedents": list(mention.antecedents),
        "affiliation": mention.affiliation,
        "resolved": _resolved(mention.resolved),
    }


def _resolved(resolution: Resolution | None) -> Json | None:
    if resolution is None:
        return None
    return {
        "id": resolution.id,
        "name": resolution.name,
        "score": round(resolution.score, 4),
        "reasons": list(resolution.reasons),
        "affiliation": ref(resolution.affiliation),
        "members": [ref(m) for m in resolution.members],
        "runners_up": [
            {"id": c.id, "name": c.name, "score": round(c.score, 4), "reasons": list(c.reasons)}
            for c in resolution.runners_up
        ],
    }


def _date_mention(time: TimeExpression) -> Json:
    return {
        "span": span(time.span),
        "kind": "date",
        "form": "name",
        "head": span(time.span),
        "label": time.type.value,
        "text": None,
        "antecedents": [],
        "affiliation": None,
        "resolved": None if time.value is None else {"id": time.value, "name": time.value},
    }


def _date(time: TimeExpression) -> Json:
    return {
        "span": span(time.span),
        "type": time.type,
        "value": time.value,
        "edtf": time.edtf,
        "mod": time.mod,
        "reasons": list(time.reasons),
    }


def _place(place: PlaceReading) -> Json:
    found = place.resolved.place
    return {"span": span(place.span), "use": place.use, "mention": place.mention, **place_fields(found)}


def _is_place(read: Reading, place: PlaceReading) -> bool:
    """Tell whether a place is a mention of its own, to which an event may point."""
    return place.mention is not None and read.mentions[place.mention].kind is MentionKind.PLACE


def _event(event: Event, places: Mapping[int | None, int]) -> Json:
    return {
        "trigger": span(event.trigger),
        "extent": span(event.extent),
        "type": event.type,
        "mode": event.mode,
        "support": list(event.support),
        "agent": event.agent,
        "recipient": event.recipient,
        "place": None if event.place is None else places.get(event.place),
        "date": event.date,
        "reasons": list(event.reasons),
    }


def _relation(relation: RelationReading) -> Json:
    return {
        "type": relation.type,
        "first": relation.first,
        "second": relation.second,
        "trigger": span(relation.trigger),
        "chain": list(relation.chain),
        "polarity": relation.polarity,
        "certainty": relation.certainty,
        "reasons": list(relation.reasons),
    }
