"""JSON Lines: every allegation, each followed by its claims and denials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crossbearing.dossier import wire
from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.exports.export import write_lines
from crossbearing.dossier.lookup import look_up, ranked
from crossbearing.dossier.testimony import gather_testimonies


class JsonLines:
    """Allegations with all their claims, one JSON object a line (allegation/1 and claim/1)."""

    name = "jsonl"
    suffix = ".jsonl"

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write `out`/case.jsonl."""
        return write_lines(_lines(contents), out, self.suffix)


def _lines(contents: CaseContents) -> Iterator[wire.Json]:
    lookup = look_up(contents)
    for allegation in ranked(contents.allegations):
        yield wire.allegation(allegation)
        for one in gather_testimonies(lookup, (*allegation.claims, *allegation.denials)):
            yield wire.claim(one.document, contents.readings[one.ref.item], one.ref.claim) | {
                "allegation": allegation.id
            }
