"""The records of a case and of the register, on the wire."""

from __future__ import annotations

from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.wire.line import Json, place_fields, ref, schema, span
from crossbearing.model.actor import Actor
from crossbearing.model.allegation import Allegation, ClaimRef
from crossbearing.model.anchor import Span
from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Acquisition, Digest, Document, Item
from crossbearing.model.footage import Match, SoundEvidence
from crossbearing.model.provenance import CustodyEntry, Damage, Failure
from crossbearing.model.reading import Reading


def match(found: Match, *, query: str, reference: str) -> Json:
    """Return a match as `crossbearing/match/1`; `query` and `reference` are paths."""
    return {
        **schema("match/1"),
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
        "frame_map": list(found.frame_map) or None,
        "sound": None
        if found.sound is None
        else {name: getattr(found.sound, name) for name in SoundEvidence.__dataclass_fields__},
        "reasons": list(found.reasons),
    }


def allegation(alleged: Allegation) -> Json:
    """Return an allegation as `crossbearing/allegation/1`."""
    return {
        **schema("allegation/1"),
        "id": alleged.id,
        "grade": {"code": alleged.grade.code, "reasons": list(alleged.grade.reasons)},
        "type": alleged.type,
        "mode": alleged.mode,
        "support": list(alleged.support),
        "agent": ref(alleged.agent),
        "recipient": ref(alleged.recipient),
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


def claim_id(claimed: ClaimRef) -> str:
    """Return how a claim is named on the wire and in decisions: "digest#position"."""
    return f"{claimed.item}#{claimed.claim}"


def claim(document: Document, read: Reading, position: int) -> Json:
    """Return one claim of a document, with what it points at written out, as `crossbearing/claim/1`."""
    made = read.claims[position]
    event = read.events[made.event]
    return {
        **schema("claim/1"),
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
        "extent": span(event.extent),
        "quote": event.extent.of(document.text),
        "reasons": [*event.reasons, *made.reasons],
    }


def _named(read: Reading, position: int | None) -> Json | None:
    resolved = read.mentions[position].resolved if position is not None else None
    return None if resolved is None else {"id": resolved.id, "name": resolved.name}


def item(kept: Item) -> Json:
    """Return an item with how it came, as `crossbearing/item/1`."""
    return {
        **schema("item/1"),
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
        **schema("failure/1"),
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
        **schema("custody/1"),
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
    return {**schema("damage/1"), "kind": found.kind, "where": found.where, "message": found.message}


def decision(made: Decision, *, standing: bool) -> Json:
    """Return a decision, as `crossbearing/decision/1`; standing: it was not taken back."""
    fields = {name: getattr(made, name) for name in Decision.__dataclass_fields__}
    return {**schema("decision/1"), **fields, "in_force": standing}


def summary(contents: CaseContents, page: str) -> Json:
    """Return what a run ends with, as `crossbearing/summary/1`. page: path of the dossier."""
    return {
        **schema("summary/1"),
        "dossier": page,
        "documents": len(contents.written),
        "screens": len(contents.documents) - len(contents.written),
        "footage": len(contents.footage),
        "matches": len(contents.matches),
        "allegations": len(contents.allegations),
        "failures": len(contents.failures),
    }


def hit(item: Digest, where: Span, excerpt: str, claim: int | None) -> Json:
    """Return something that a search found, as `crossbearing/hit/1`."""
    return {**schema("hit/1"), "item": item, "span": span(where), "claim": claim, "excerpt": excerpt}


def actor(known: Actor) -> Json:
    """Return an entry of the register, as `crossbearing/actor/1`."""
    return {
        **schema("actor/1"),
        "id": known.id,
        "kind": known.kind,
        "name": known.name,
        "names": [
            {"text": n.text, "kind": n.kind, "language": n.language, "since": n.since, "until": n.until}
            for n in known.names
        ],
        "country": known.country,
        "countries": list(known.countries),
        "parent": known.parent,
        "relations": [
            {"kind": r.kind, "actor": r.actor, "since": r.since, "until": r.until} for r in known.relations
        ],
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
