"""What every line shares: the schema's name, spans, and what JSON cannot hold by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

from crossbearing.model.actor import ActorRef
from crossbearing.model.anchor import Span
from crossbearing.model.place import Place

Json = dict[str, Any]


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


def schema(name: str) -> Json:
    """Begin an object with the name of its schema."""
    return {"schema": f"crossbearing/{name}"}


def spans(several: Iterable[Span]) -> list[list[int]]:
    """Return spans as [start, end] pairs."""
    return [span(s) for s in several]


def span(one: Span) -> list[int]:
    """Return a span as [start, end]."""
    return [one.start, one.end]


def ref(actor: ActorRef | None) -> Json | None:
    """Return an actor as id and name."""
    return None if actor is None else {"id": actor.id, "name": actor.name}


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
