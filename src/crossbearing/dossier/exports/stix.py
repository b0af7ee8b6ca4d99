"""STIX 2.1: allegations as relationships of stated confidence, for threat-intelligence platforms.

Confidence follows the scale for Admiralty credibility in the specification's appendix A: 1 is 90,
2 is 70, 3 is 50, 4 is 30, 5 is 10, and 6 leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.exports.export import write_object
from crossbearing.dossier.lookup import Lookup, look_up, ranked
from crossbearing.dossier.wording import actor_name, counted, deed_of, tie
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import Allegation, Credibility

_SPACE = UUID("6f2d3f4c-3a55-5b0e-9a3e-5d1a4c1f8b27")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CONFIDENCE = {
    Credibility.CONFIRMED: 90,
    Credibility.PROBABLY_TRUE: 70,
    Credibility.POSSIBLY_TRUE: 50,
    Credibility.DOUBTFUL: 30,
    Credibility.IMPROBABLE: 10,
}


class Stix:
    """STIX 2.1 bundle: actors as identities, allegations as relationships with a note on the grade."""

    name = "stix"
    suffix = ".stix.json"

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write `out`/case.stix.json. Times are those of the newest custody entry."""
        moment = max((entry.when for entry in contents.custody), default=_EPOCH)
        stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        objects = {one["id"]: one for one in _objects(look_up(contents), stamp)}
        bundle = {
            "type": "bundle",
            "id": _id("bundle", contents.title + stamp),
            "objects": list(objects.values()),
        }
        return write_object(bundle, out, self.suffix)


def _objects(lookup: Lookup, stamp: str) -> Iterator[dict[str, Any]]:
    for allegation in ranked(lookup.contents.allegations):
        actors = [actor for actor in (allegation.agent, allegation.recipient) if actor]
        for actor in actors:
            yield _object(
                "identity", _key(actor), stamp, name=actor_name(actor), identity_class=_class(actor)
            )
        relation = _relationship(allegation, stamp)
        if relation:
            yield relation
        yield _note(lookup, allegation, stamp, [_id("identity", _key(actor)) for actor in actors], relation)


def _relationship(allegation: Allegation, stamp: str) -> dict[str, Any] | None:
    if not allegation.agent or not allegation.recipient:
        return None
    relation = _object(
        "relationship",
        allegation.id,
        stamp,
        relationship_type="related-to",
        description=f"Alleged: {deed_of(allegation)}",
        source_ref=_id("identity", _key(allegation.agent)),
        target_ref=_id("identity", _key(allegation.recipient)),
    )
    confidence = _CONFIDENCE.get(allegation.grade.credibility)
    return relation if confidence is None else relation | {"confidence": confidence}


def _note(
    lookup: Lookup, allegation: Allegation, stamp: str, actors: list[str], relation: dict[str, Any] | None
) -> dict[str, Any]:
    items = sorted({ref.item for ref in (*allegation.claims, *allegation.denials)} & set(lookup.items))
    about = [relation["id"]] if relation else actors
    note = _object(
        "note",
        allegation.id,
        stamp,
        abstract=f"Alleged, grade {allegation.grade.code}: {tie(allegation)}",
        content=" ".join(
            (
                f"Alleged: {deed_of(allegation)}.",
                f"{counted(allegation.independent_origins, 'independent origin')},",
                f"{counted(len(allegation.denials), 'denial')}.",
                *allegation.grade.reasons,
            )
        ),
        object_refs=about or [_id("identity", "nobody")],
    )
    references = [{"source_name": lookup.label(item), "external_id": f"sha256:{item}"} for item in items]
    return note | {"external_references": references} if references else note


def _object(kind: str, key: str, stamp: str, **fields: object) -> dict[str, Any]:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, key),
        "created": stamp,
        "modified": stamp,
        **fields,
    }


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid5(_SPACE, kind + ' ' + key.encode('utf-8', 'backslashreplace').decode())}"


def _key(actor: ActorRef) -> str:
    return actor.id or f"name {actor.name}"


def _class(actor: ActorRef) -> str:
    kind = (actor.id or "").partition(":")[0]
    return {"person": "individual", "group": "group"}.get(kind, "organization" if actor.id else "unknown")
