"""FollowTheMoney entities, for Aleph, yente and whatever else reads that model.

The words of that model are kept to this file: an allegation becomes an Event and, where it has two
sides, an UnknownLink whose status says that it is alleged. Source: FollowTheMoney's schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

from crossbearing.dossier.contents import CaseContents, file_name
from crossbearing.dossier.exports.export import day_range, web_address, write_lines
from crossbearing.dossier.lookup import Lookup, look_up, ranked
from crossbearing.dossier.wording import actor_name, counted, deed_of, place_label, support_label, tie
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import Allegation
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.footage import Footage

_SCHEMAS = {
    "state": "PublicBody",
    "gov": "PublicBody",
    "mil": "PublicBody",
    "ministry": "PublicBody",
    "agency": "PublicBody",
    "group": "Organization",
    "org": "Organization",
    "person": "Person",
}

Properties = dict[str, list[str]]


class FollowTheMoney:
    """FollowTheMoney JSON lines: actors, documents, footage, and allegations as events and links."""

    name = "ftm"
    suffix = ".ftm.jsonl"

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write `out`/case.ftm.jsonl."""
        return write_lines(_entities(look_up(contents)), out, self.suffix)


def _entities(lookup: Lookup) -> Iterator[dict[str, Any]]:
    allegations = ranked(lookup.contents.allegations)
    actors = {actor for one in allegations for actor in (one.agent, one.recipient) if actor is not None}
    for actor in sorted(actors, key=lambda one: (one.id or "", one.name)):
        yield _entity(_actor_id(actor), _schema(actor), {"name": [actor_name(actor)]})
    for digest in lookup.document_numbers:
        yield _document(lookup, lookup.documents[digest])
    for digest in lookup.footage_numbers:
        yield _footage(lookup, lookup.footage[digest])
    for allegation in allegations:
        yield from _allegation(lookup, allegation)


def _allegation(lookup: Lookup, allegation: Allegation) -> Iterator[dict[str, Any]]:
    first, last = day_range(allegation.date)
    proof = sorted({ref.item for ref in (*allegation.claims, *allegation.denials)} | set(allegation.footage))
    status = f"alleged; Admiralty grade {allegation.grade.code}"
    shared = {
        "startDate": _some(first),
        "endDate": _some(last),
        "recordId": [allegation.id],
        "proof": [_item_id(item) for item in proof if item in lookup.items],
    }
    place = allegation.place
    origins = counted(allegation.independent_origins, "independent origin")
    counts = f"{origins}, {counted(len(allegation.denials), 'denial')}"
    yield _entity(
        _hashed("event", allegation.id),
        "Event",
        shared
        | {
            "name": [f"Alleged: {deed_of(allegation)}: {tie(allegation)}"],
            "summary": [f"{status}; {counts}"],
            "involved": [_actor_id(one) for one in (allegation.agent, allegation.recipient) if one],
            "location": _some(place_label(place)),
            "country": _some(place.country.lower() if place and place.country else None),
            "keywords": [allegation.type.value, *_some(support_label(allegation.support))],
            "notes": list(allegation.grade.reasons),
        },
    )
    if allegation.agent and allegation.recipient:
        ends = {"subject": [_actor_id(allegation.agent)], "object": [_actor_id(allegation.recipient)]}
        role = {"role": [f"alleged: {deed_of(allegation)}"], "status": [status]}
        yield _entity(_hashed("link", allegation.id), "UnknownLink", shared | ends | role)


def _document(lookup: Lookup, document: Document) -> dict[str, Any]:
    return _entity(
        _item_id(document.item),
        "Article",
        _file(lookup, document.item)
        | {
            "title": _some(document.title),
            "author": _some(document.byline),
            "publisher": _some(document.publisher),
            "publishedAt": _some(document.published.isoformat() if document.published else None),
            "sourceUrl": _some(web_address(document.canonical_url)),
            "language": _some(document.language),
        },
    )


def _footage(lookup: Lookup, clip: Footage) -> dict[str, Any]:
    length_ms = round(clip.stream.duration_s * 1000)
    if not length_ms:
        return _entity(_item_id(clip.item), "Image", _file(lookup, clip.item))
    return _entity(_item_id(clip.item), "Video", _file(lookup, clip.item) | {"duration": [str(length_ms)]})


def _file(lookup: Lookup, digest: Digest) -> Properties:
    item = lookup.items.get(digest)
    paths = sorted(file_name(how.path) for how in item.acquisitions) if item else []
    size = [str(item.size_bytes)] if item else []
    kind = [item.media_type] if item else []
    return {"fileName": paths[:1], "fileSize": size, "mimeType": kind, "summary": [f"SHA-256 {digest}"]}


def _entity(name: str, schema: str, properties: Properties) -> dict[str, Any]:
    given = {key: values for key, values in sorted(properties.items()) if values}
    return {"id": name, "schema": schema, "properties": given}


def _schema(actor: ActorRef) -> str:
    return _SCHEMAS.get((actor.id or "").partition(":")[0], "LegalEntity")


def _actor_id(actor: ActorRef) -> str:
    return _hashed("actor", actor.id or f"name {actor.name}")


def _item_id(digest: Digest) -> str:
    return f"cb-item-{digest}"


def _hashed(kind: str, key: str) -> str:
    digest = sha1(key.encode("utf-8", "backslashreplace"), usedforsecurity=False).hexdigest()
    return f"cb-{kind}-{digest}"


def _some(value: str | None) -> list[str]:
    return [value] if value else []
