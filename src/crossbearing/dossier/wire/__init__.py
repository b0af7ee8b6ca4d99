"""The shapes of what the command prints, one JSON object a line; versioned in docs/wire.md.

Keys are stable and never dropped: what is unknown is null. Spans are [start, end] in Unicode code
points of the document's text, half open. A schema's number rises when a key changes its meaning or
goes; new keys may be added under the same number.
"""

from crossbearing.dossier.wire.footage import footage
from crossbearing.dossier.wire.line import Json, line, place_fields
from crossbearing.dossier.wire.reading import reading
from crossbearing.dossier.wire.records import (
    acquisition,
    actor,
    allegation,
    claim,
    claim_id,
    custody,
    damage,
    decision,
    failure,
    hit,
    item,
    match,
    summary,
)

__all__ = [
    "Json",
    "acquisition",
    "actor",
    "allegation",
    "claim",
    "claim_id",
    "custody",
    "damage",
    "decision",
    "failure",
    "footage",
    "hit",
    "item",
    "line",
    "match",
    "place_fields",
    "reading",
    "summary",
]
