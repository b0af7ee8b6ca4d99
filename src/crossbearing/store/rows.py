"""What a record looks like in the tables: pure functions from a record to its rows.

The writer writes these rows and the check makes them anew from the stored record and compares, so a
column that repeats part of a record cannot drift from it unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from typing import Any

from crossbearing.errors import StoreError
from crossbearing.model.allegation import Allegation
from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Acquisition, Digest, Document
from crossbearing.model.footage import ContactSheet, Footage, Match
from crossbearing.model.provenance import Failure
from crossbearing.model.reading import Mention, Reading
from crossbearing.store.records import Mark, column_text, digest_of, from_json, to_json

Values = dict[str, Any]

_LENGTH_BYTES = 4

MAX_NAME_CHARS = 100
"""A longer name appears in an address as its digest."""


@dataclass(frozen=True)
class Record:
    """A record as it stands in the tables.

    table: of its main row. columns: of that row, but for JSON and digest, which are made when asked
    for. parents, children: rows of other tables that repeat parts of it, by table; written before
    and after the main row.
    """

    table: str
    address: str
    held: object
    columns: Values
    position: int | None = None
    blob: bytes | None = None
    parents: tuple[tuple[str, Values], ...] = ()
    children: tuple[tuple[str, Values], ...] = ()

    @cached_property
    def text(self) -> str:
        """The record as canonical JSON. Raises StoreError for what JSON cannot say."""
        return to_json(self.held)

    @cached_property
    def sha256(self) -> str:
        """The digest that the custody log vouches for."""
        return digest_of(self.address, self.position, self.text, self.blob)

    @property
    def values(self) -> Values:
        """The whole main row."""
        return self.columns | {"record": self.text, "sha256": self.sha256}


def acquisition_record(item: Digest, position: int, acquisition: Acquisition) -> Record:
    """Make the rows of an acquisition; the first of an item brings the item's own row."""
    media_type = column_text(acquisition.media_type_sniffed)
    held = {"digest": item, "size_bytes": acquisition.size_bytes, "media_type": media_type}
    return _record(
        "acquisitions",
        f"acquisition/{item}/{position}",
        acquisition,
        position=position,
        values={
            "item": item,
            "path": column_text(acquisition.path),
            "acquired": acquisition.acquired.astimezone(UTC).isoformat(timespec="microseconds"),
        },
        parents=(("items", held),) if position == 0 else (),
    )


def document_record(document: Document) -> Record:
    """Make the rows of a document, one passage for search included."""
    passage = {"item": document.item, "folded": column_text(document.text.casefold())}
    return _record(
        "documents",
        f"document/{document.item}",
        document,
        values={
            "item": document.item,
            "reader": column_text(document.reader),
            "title": column_text(document.title),
            "publisher": column_text(document.publisher),
            "language": column_text(document.language),
            "published": document.published.isoformat() if document.published else None,
        },
        children=(("passages", passage),),
    )


def reading_record(item: Digest, reading: Reading) -> Record:
    """Make the rows of a reading: one row a claim."""
    try:
        children = tuple(("claims", row) for row in _claim_rows(item, reading))
    except IndexError as error:
        raise StoreError(
            "a claim of this reading points outside it", what=item, next_step="Report it."
        ) from error
    return _record("readings", f"reading/{item}", reading, values={"item": item}, children=children)


def footage_record(footage: Footage) -> Record:
    """Make the row of footage; the fingerprints have columns of their own, outside the JSON."""
    return _record(
        "footage",
        f"footage/{footage.item}",
        replace(footage, fingerprint=b"", sound=b""),
        blob=_prints(footage.fingerprint, footage.sound),
        values={
            "item": footage.item,
            "container": column_text(footage.stream.container),
            "codec": column_text(footage.stream.codec),
            "fingerprint": footage.fingerprint,
            "sound": footage.sound or None,
        },
    )


def sheet_record(sheet: ContactSheet) -> Record:
    """Make the row of a contact sheet; its pictures have a column of their own, outside the JSON."""
    pictures = b"".join(len(jpeg).to_bytes(_LENGTH_BYTES, "big") + jpeg for jpeg in sheet.pictures)
    return _record(
        "sheets",
        f"sheet/{sheet.item}",
        replace(sheet, pictures=()),
        blob=pictures,
        values={"item": sheet.item, "pictures": pictures},
    )


def match_record(position: int, match: Match) -> Record:
    """Make the row of a match; position: among the matches of its pair."""
    address = f"match/{match.query}/{match.reference}/{position}"
    values = {"query": match.query, "reference": match.reference}
    return _record("matches", address, match, position=position, values=values)


def allegation_record(position: int, allegation: Allegation) -> Record:
    """Make the row of an allegation; position: its place in the order in which they were given."""
    agent, recipient = allegation.agent, allegation.recipient
    return _record(
        "allegations",
        f"allegation/{short(allegation.id)}",
        allegation,
        position=position,
        values={
            "event_type": allegation.type.value,
            "agent_id": column_text(agent.id) if agent else None,
            "recipient_id": column_text(recipient.id) if recipient else None,
            "grade": allegation.grade.code,
        },
    )


def failure_scope(item: Digest | None, path: str) -> str:
    """Return the address under which the failures of an item, or of a path without one, are kept."""
    if item is not None:
        return f"failure/item/{item}"
    return f"failure/path/{hashlib.sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()}"


def failure_record(position: int, failure: Failure) -> Record:
    """Make the row of a failure; position: among the failures of its item or path."""
    return _record(
        "failures",
        f"{failure_scope(failure.item, failure.path)}/{position}",
        failure,
        position=position,
        values={
            "item": failure.item,
            "path": column_text(failure.path),
            "stage": column_text(failure.stage),
        },
    )


def decision_record(position: int, decision: Decision) -> Record:
    """Make the row of a decision; position: its place in time."""
    return _record(
        "decisions",
        f"decision/{short(decision.id)}",
        decision,
        position=position,
        values={
            "kind": decision.kind.value,
            "who": column_text(decision.who),
            "decided": decision.when.astimezone(UTC).isoformat(timespec="microseconds"),
        },
    )


def mark_record(mark: Mark) -> Record:
    """Make the row of a stage that is done."""
    return _record(
        "stages",
        f"stage/{mark.item or 'case'}/{short(mark.stage)}",
        mark,
        values={"item": mark.item, "stage": column_text(mark.stage), "key": column_text(mark.key)},
    )


def short(name: str) -> str:
    """Return a name fit for an address: itself if it is plain and short, else its digest."""
    if len(name) <= MAX_NAME_CHARS and name.isascii() and name.isprintable():
        return name
    return "sha256:" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _record(
    table: str,
    address: str,
    record: object,
    *,
    values: Values,
    position: int | None = None,
    blob: bytes | None = None,
    parents: tuple[tuple[str, Values], ...] = (),
    children: tuple[tuple[str, Values], ...] = (),
) -> Record:
    columns = {"address": address, **values}
    if position is not None:
        columns["position"] = position
    return Record(table, address, record, columns, position, blob, parents, children)


def _claim_rows(item: Digest, reading: Reading) -> Iterator[Values]:
    for position, claim in enumerate(reading.claims):
        event = reading.events[claim.event]
        agent, recipient = _named(reading, event.agent), _named(reading, event.recipient)
        innermost = reading.attributions[claim.chain[-1]].sourcing.value if claim.chain else "author"
        yield {
            "item": item,
            "position": position,
            "event_type": event.type.value,
            "agent_id": agent[0],
            "agent_name": agent[1],
            "recipient_id": recipient[0],
            "recipient_name": recipient[1],
            "polarity": claim.polarity.value,
            "certainty": claim.certainty.value,
            "basis": claim.basis.value,
            "sourcing": innermost,
        }


def _named(reading: Reading, position: int | None) -> tuple[str | None, str | None]:
    """Return id and name of what the mention at `position` means, as far as it is resolved."""
    mention: Mention | None = None if position is None else reading.mentions[position]
    if mention is None or mention.resolved is None:
        return None, None
    return column_text(mention.resolved.id), column_text(mention.resolved.name)


def footage_of(values: Values) -> Footage:
    """Build footage from its row. Raises StoreError."""
    held = from_json(Footage, values["record"])
    return replace(held, fingerprint=values["fingerprint"], sound=values["sound"] or b"")


def sheet_of(values: Values) -> ContactSheet:
    """Build a contact sheet from its row. Raises StoreError."""
    sheet = from_json(ContactSheet, values["record"])
    pictures: list[bytes] = []
    rest = memoryview(values["pictures"])
    while rest:
        length = int.from_bytes(rest[:_LENGTH_BYTES], "big")
        pictures.append(bytes(rest[_LENGTH_BYTES : _LENGTH_BYTES + length]))
        rest = rest[_LENGTH_BYTES + length :]
    if len(pictures) != len(sheet.times_s):
        raise StoreError("a stored contact sheet lacks pictures", what=sheet.item)
    return replace(sheet, pictures=tuple(pictures))


def blob_of(table: str, values: Values) -> bytes | None:
    """Return the bytes of a row that its record's digest covers; None where it holds none."""
    if table == "footage":
        return _prints(values["fingerprint"], values["sound"] or b"")
    if table == "sheets":
        return bytes(values["pictures"])
    return None


def _prints(fingerprint: bytes, sound: bytes) -> bytes:
    """Put both fingerprints together so that neither can be changed, nor bytes moved between them."""
    return fingerprint + hashlib.sha256(sound).digest() if sound else fingerprint
