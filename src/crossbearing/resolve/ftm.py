"""FollowTheMoney JSON lines, as OpenSanctions and Aleph export them, read as register entries."""

from __future__ import annotations

import json
from typing import Any

from crossbearing.errors import ConfigError
from crossbearing.model.actor import Actor, ActorKind, ActorName, NameKind, PublicSource
from crossbearing.resolve.register_file import Entry

_KINDS = {
    "Person": ActorKind.PERSON,
    "Organization": ActorKind.ORGANISATION,
    "LegalEntity": ActorKind.ORGANISATION,
    "Company": ActorKind.ORGANISATION,
    "PublicBody": ActorKind.AGENCY,
}
_ARMED_TOPICS = frozenset({"crime.terror"})
_NAME_KINDS = {
    "name": NameKind.NAME,
    "alias": NameKind.ALIAS,
    "previousName": NameKind.ALIAS,
    "abbreviation": NameKind.ACRONYM,
    "weakAlias": NameKind.ACRONYM,
}
_MAX_NAME_CHARS = 300


def read_ftm(text: str, name: str) -> list[Entry]:
    """Read one object a line; objects of other schemata (addresses, sanctions, ties) are passed over.

    Ids become "ftm:…". Raises ConfigError, which names the line that is no FollowTheMoney object.
    """
    entries = (_entry(line, name, number) for number, line in enumerate(text.split("\n"), start=1))
    return [entry for entry in entries if entry is not None]


def _entry(line: str, name: str, number: int) -> Entry | None:
    if not line.strip():
        return None
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refusal(name, number, "it is not JSON") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise _refusal(name, number, 'it has no "id"')
    properties = raw.get("properties", {})
    if not isinstance(properties, dict):
        raise _refusal(name, number, 'its "properties" are no mapping')
    names = _names(properties)
    kind = _KINDS.get(str(raw.get("schema")))
    if kind is None or not names:
        return None
    if kind is not ActorKind.PERSON and _ARMED_TOPICS & set(_texts(properties, "topics")):
        kind = ActorKind.ARMED_GROUP
    return Entry(_actor(raw["id"], kind, names, properties, name), _surnames(kind, properties), lone=False)


def _actor(
    ftm_id: str, kind: ActorKind, names: tuple[ActorName, ...], properties: dict[str, Any], name: str
) -> Actor:
    countries = _texts(properties, "country") + _texts(properties, "nationality")
    urls = _texts(properties, "sourceUrl")
    source = PublicSource(f"FollowTheMoney record {ftm_id} in {name}", urls[0] if urls else None, "")
    return Actor(
        f"ftm:{ftm_id}",
        kind,
        names[0].text,
        names,
        country=countries[0].lower()[:2] if countries else None,
        sources=(source,),
    )


def _names(properties: dict[str, Any]) -> tuple[ActorName, ...]:
    found = (
        ActorName(text, kind, "und") for key, kind in _NAME_KINDS.items() for text in _texts(properties, key)
    )
    return tuple(dict.fromkeys(found))


def _surnames(kind: ActorKind, properties: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_texts(properties, "lastName")) if kind is ActorKind.PERSON else ()


def _texts(properties: dict[str, Any], key: str) -> list[str]:
    values = properties.get(key, [])
    listed = values if isinstance(values, list) else [values]
    return [v for v in listed if isinstance(v, str) and 0 < len(v.strip()) <= _MAX_NAME_CHARS]


def _refusal(name: str, number: int, message: str) -> ConfigError:
    where = f"{name}, line {number}"
    return ConfigError(
        f"The register {where} cannot be used: {message}.",
        what=where,
        next_step="Export the register again as FollowTheMoney JSON lines, one object a line.",
    )
