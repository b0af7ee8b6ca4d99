"""For whom actors act and speak: an organ for its state, a person in office for the organ led."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from crossbearing.model.actor import Actor, ActorKind, Tenure
from crossbearing.model.edtf import edtf_days
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.reading import Reading
from crossbearing.resolve.register import Register

OF_A_STATE = frozenset(
    {ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ARMED_FORCES, ActorKind.MINISTRY, ActorKind.AGENCY}
)
MAX_STEPS = 8


def find_sides(ids: Iterable[str], register: Register) -> dict[str, str]:
    """Return, for every id that acts for another actor, the id of the one at the top."""
    found = ((actor_id, _top(actor_id, register)) for actor_id in sorted(set(ids)))
    return {actor_id: top for actor_id, top in found if top != actor_id}


def find_voices(
    documents: Iterable[Document], readings: Mapping[Digest, Reading], register: Register
) -> dict[tuple[str, Digest], str]:
    """Return, for persons in office when a document was published, for whom they speak in it."""
    voices: dict[tuple[str, Digest], str] = {}
    for document in documents:
        reading = readings.get(document.item)
        for actor_id in actor_ids([reading] if reading else ()):
            person = register.get(actor_id) if actor_id.startswith("person:") else None
            organ = _led(person, document.published) if person else None
            if organ is not None:
                voices[actor_id, document.item] = _top(organ, register)
    return voices


def actor_ids(readings: Iterable[Reading]) -> set[str]:
    """Return the ids of every actor that readings name, those tied to a description included."""
    ids: set[str | None] = set()
    for reading in readings:
        for mention in reading.mentions:
            if mention.resolved is not None:
                refs = (*mention.resolved.members, mention.resolved.affiliation)
                ids |= {mention.resolved.id, *(ref.id for ref in refs if ref is not None)}
    return {actor_id for actor_id in ids if actor_id is not None}


def _top(actor_id: str, register: Register) -> str:
    """Climb from an organ to its state. A group that belongs to no state is its own top."""
    here = actor_id
    for _ in range(MAX_STEPS):
        actor = register.get(here)
        if actor is None:
            return here
        if actor.kind in OF_A_STATE and actor.country is not None:
            return f"state:{actor.country.lower()}"
        if actor.parent is None:
            return here
        here = actor.parent
    return here


def _led(person: Actor, on: date | None) -> str | None:
    """Return the organ that a person led on a day; None where that is unknown."""
    held = [t.organ for t in person.tenures if on is not None and _covers(t, on)]
    return held[-1] if held else None


def _covers(tenure: Tenure, on: date) -> bool:
    since = edtf_days(tenure.since) if tenure.since else None
    if since is None or since.first is None or since.first > on:
        return False
    until = edtf_days(tenure.until) if tenure.until else None
    return until is None or until.last is None or on <= until.last
