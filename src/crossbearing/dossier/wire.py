"""The shapes of what the command prints, one JSON object a line; versioned in docs/wire.md.

Keys are stable and never dropped: what is unknown is null. Spans are [start, end] in Unicode code
points of the document's text, half open. A schema's number rises when a key changes its meaning or
goes; new keys may be added under the same number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

from crossbearing.model.actor import Actor, ActorRef
from crossbearing.model.allegation import Allegation, ClaimRef
from crossbearing.model.anchor import Span
from crossbearing.model.event import Event
from crossbearing.model.evidence import Acquisition, Document, Item
from crossbearing.model.footage import Match
from crossbearing.model.place import Place
from crossbearing.model.provenance import CustodyEntry, Damage, Failure
from crossbearing.model.reading import Mention, MentionKind, Reading, Resolution
from crossbearing.model.when import TimeExpression

Json = dict[str, Any]

SCHEMAS = (
    "reading/1", "match/1", "allegation/1", "claim/1", "item/1", "failure/1", "actor/1", "custody/1",
    "damage/1", "decision/1", "summary/1",
)  # fmt: skip


def line(value: Mapping[str, Any]) -> str:
    """Return `value` as one line of JSON, without the line break; scripts other than Latin kept."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "), default=plain)


def plain(value: object) -> object:
    """Return what JSON can hold in place of a date, a fraction, an enumeration or a path."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return round(float(value), 6)
    if isinstance(value, Enum):
        return value.value
    return str(value)


def _schema(name: str) -> Json:
    return {"schema": f"crossbearing/{name}"}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [_span(s) for s in spans]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _ref(actor: ActorRef | None) -> Json | None:
    return None if actor is None else {"id": actor.id, "name": actor.name}


def reading(document: Document, read: Reading, *, path: str | None = None) -> Json:
    """Return a reading as `crossbearing/reading/1`.

    Date mentions stand after the actors and places, so that positions hold for both. An event's
    `place` is a position in `places`, its `date` one in `dates`.
    """
    kept = (i for i, m in enumerate(read.mentions) if m.kind is MentionKind.PLACE)
    places = {mention: position for position, mention in enumerate(kept)}
    head: Json = {**_schema("reading/1"), "digest": document.item}
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
        "attributions": [
            {
                "source": _spans(a.source),
                "cue": _spans(a.cue),
                "content": _spans(a.content),
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
        "places": [_place_mention(read, i) for i in places],
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
        "components": [{"name": c.name, "version": c.version} for c in read.components],
        "notes": [*document.notes, *read.notes],
    }


def _mention(mention: Mention, text: str) -> Json:
    return {
        "span": _span(mention.span),
        "kind": mention.kind,
        "form": mention.form,
        "head": _span(mention.head),
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
        "affiliation": _ref(resolution.affiliation),
        "members": [_ref(m) for m in resolution.members],
        "runners_up": [
            {"id": c.id, "name": c.name, "score": round(c.score, 4), "reasons": list(c.reasons)}
            for c in resolution.runners_up
        ],
    }


def _date_mention(time: TimeExpression) -> Json:
    return {
        "span": _span(time.span),
        "kind": "date",
        "form": "name",
        "head": _span(time.span),
        "label": time.type.value,
        "text": None,
        "antecedents": [],
        "affiliation": None,
        "resolved": None if time.value is None else {"id": time.value, "name": time.value},
    }


def _date(time: TimeExpression) -> Json:
    return {
        "span": _span(time.span),
        "type": time.type,
        "value": time.value,
        "edtf": time.edtf,
        "reasons": list(time.reasons),
    }


def _place_mention(read: Reading, position: int) -> Json:
    mention = read.mentions[position]
    found = mention.resolved.place if mention.resolved else None
    return {"span": _span(mention.span), "mention": position, **place_fields(found)}


def place_fields(place: Place | None) -> Json:
    """Return a place's own keys, all null where there is none."""
    if place is None:
        return dict.fromkeys(("id", "name", "geonameid", "lat", "lon", "precision", "country"))
    return {
        "id": place.id,
        "name": place.name,
        "geonameid": place.geonameid,
        "lat": place.latitude,
        "lon": place.longitude,
        "precision": place.precision,
        "country": place.country,
    }


def _event(event: Event, places: Mapping[int, int]) -> Json:
    return {
        "trigger": _span(event.trigger),
        "extent": _span(event.extent),
        "type": event.type,
        "mode": event.mode,
        "support": list(event.support),
        "agent": event.agent,
        "recipient": event.recipient,
        "place": None if event.place is None else places.get(event.place),
        "date": event.date,
        "reasons": list(event.reasons),
    }


def match(found: Match, *, query: str, reference: str) -> Json:
    """Return a match as `crossbearing/match/1`; `query` and `reference` are paths."""
    return {
        **_schema("match/1"),
        "query": query,
        "reference": reference,
        "query_start_s": found.query_time.start_s,
        "query_end_s": found.query_time.end_s,
        "reference_start_s": found.reference_time.start_s,
        "reference_end_s": found.reference_time.end_s,
        "speed": round(found.speed, 4),
        "mirrored": found.mirrored,
        "moment": found.moment,
        "score": round(found.score, 4),
        "frames": found.frames,
        "reasons": list(found.reasons),
    }


def allegation(alleged: Allegation) -> Json:
    """Return an allegation as `crossbearing/allegation/1`."""
    return {
        **_schema("allegation/1"),
        "id": alleged.id,
        "grade": {"code": alleged.grade.code, "reasons": list(alleged.grade.reasons)},
        "type": alleged.type,
        "mode": alleged.mode,
        "support": list(alleged.support),
        "agent": _ref(alleged.agent),
        "recipient": _ref(alleged.recipient),
        "place": place_fields(alleged.place) if alleged.place else None,
        "date": alleged.date,
        "independent_origins": alleged.independent_origins,
        "origins": [
            {
                "id": o.id,
                "label": o.label,
                "known": o.known,
                "items": list(o.items),
                "claims": [claim_id(c) for c in o.claims],
                "reasons": list(o.reasons),
            }
            for o in alleged.origins
        ],
        "claims": [claim_id(c) for c in alleged.claims],
        "denials": [claim_id(c) for c in alleged.denials],
        "footage": list(alleged.footage),
        "footage_claimed": alleged.footage_claimed,
        "reasons": list(alleged.reasons),
    }


def claim_id(ref: ClaimRef) -> str:
    """Return how a claim is named on the wire and in decisions: "digest#position"."""
    return f"{ref.item}#{ref.claim}"


def claim(document: Document, read: Reading, position: int) -> Json:
    """Return one claim of a document, with what it points at written out, as `crossbearing/claim/1`."""
    made = read.claims[position]
    event = read.events[made.event]
    return {
        **_schema("claim/1"),
        "id": claim_id(ClaimRef(document.item, position)),
        "item": document.item,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "type": event.type,
        "mode": event.mode,
        "support": list(event.support),
        "agent": _named(read, event.agent),
        "recipient": _named(read, event.recipient),
        "place": _named(read, event.place),
        "date": read.times[event.date].edtf if event.date is not None else None,
        "chain": [
            {
                "speaker": _named(read, a.speaker),
                "source": " ".join(s.of(document.text) for s in a.source) or None,
                "sourcing": a.sourcing,
                "said": read.times[a.said].value if a.said is not None else None,
            }
            for a in (read.attributions[i] for i in made.chain)
        ],
        "polarity": made.polarity,
        "certainty": made.certainty,
        "basis": made.basis,
        "extent": _span(event.extent),
        "quote": event.extent.of(document.text),
        "reasons": [*event.reasons, *made.reasons],
    }


def _named(read: Reading, position: int | None) -> Json | None:
    resolved = read.mentions[position].resolved if position is not None else None
    return None if resolved is None else {"id": resolved.id, "name": resolved.name}


def item(kept: Item) -> Json:
    """Return an item with how it came, as `crossbearing/item/1`."""
    return {
        **_schema("item/1"),
        "digest": kept.digest,
        "size_bytes": kept.size_bytes,
        "media_type": kept.media_type,
        "acquisitions": [acquisition(a) for a in kept.acquisitions],
    }


def acquisition(how: Acquisition) -> Json:
    """Return the facts of one acquisition."""
    return {name: getattr(how, name) for name in Acquisition.__dataclass_fields__}


def failure(failed: Failure) -> Json:
    """Return what could not be read, as `crossbearing/failure/1`."""
    return {
        **_schema("failure/1"),
        "path": failed.path,
        "item": failed.item,
        "stage": failed.stage,
        "code": failed.code,
        "message": failed.message,
        "next_step": failed.next_step,
    }


def custody(entry: CustodyEntry) -> Json:
    """Return a line of the custody log, as `crossbearing/custody/1`."""
    return {
        **_schema("custody/1"),
        "number": entry.number,
        "when": entry.when,
        "action": entry.action,
        "item": entry.item,
        "component": f"{entry.component.name} {entry.component.version}",
        "facts": dict(entry.facts),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def damage(found: Damage) -> Json:
    """Return what `verify` found, as `crossbearing/damage/1`."""
    return {**_schema("damage/1"), "kind": found.kind, "where": found.where, "message": found.message}


def actor(known: Actor) -> Json:
    """Return an entry of the register, as `crossbearing/actor/1`."""
    return {
        **_schema("actor/1"),
        "id": known.id,
        "kind": known.kind,
        "name": known.name,
        "names": [{"text": n.text, "kind": n.kind, "language": n.language} for n in known.names],
        "country": known.country,
        "parent": known.parent,
        "active_since": known.active_since,
        "active_until": known.active_until,
        "designations": [
            {
                "authority": d.authority,
                "programme": d.programme,
                "listed": d.listed,
                "delisted": d.delisted,
                "source": {"title": d.source.title, "url": d.source.url, "consulted": d.source.consulted},
            }
            for d in known.designations
        ],
        "tenures": [
            {"role": t.role, "organ": t.organ, "since": t.since, "until": t.until} for t in known.tenures
        ],
        "sources": [{"title": s.title, "url": s.url, "consulted": s.consulted} for s in known.sources],
    }
