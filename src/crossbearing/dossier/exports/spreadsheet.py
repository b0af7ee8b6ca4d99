"""Comma-separated values that a spreadsheet cannot mistake for formulas."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.exports.export import write_text
from crossbearing.dossier.lookup import Lookup, look_up, ranked
from crossbearing.dossier.testimony import gather_testimonies
from crossbearing.dossier.visible import plain
from crossbearing.dossier.wording import NOBODY, actor_name, place_label, support_label
from crossbearing.model.allegation import Allegation

COLUMNS = (
    *("id", "grade", "reliability", "credibility", "event", "mode", "support", "agent", "recipient"),
    *("place", "latitude", "longitude", "precision", "date", "claims", "independent_origins", "denials"),
    *("footage", "footage_claimed", "alleged_by", "denied_by", "documents", "grade_reasons"),
)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


class Spreadsheet:
    """Allegations as comma-separated values, one a row; text that looks like a formula is disarmed."""

    name = "csv"
    suffix = ".csv"

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write `out`/case.csv, with a byte order mark so that spreadsheets read it as UTF-8."""
        lookup = look_up(contents)
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        for allegation in ranked(contents.allegations):
            writer.writerow([harmless(cell) for cell in _row(lookup, allegation)])
        return write_text("\ufeff" + table.getvalue(), out, self.suffix)


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe goes before what could begin a formula.

    A plain number keeps its sign: it can do nothing.
    """
    shown = plain(text)
    if _NUMBER.fullmatch(shown):
        return shown
    return f"'{shown}" if shown.lstrip(" \u00a0").startswith(_STARTS_FORMULA) else shown


def _row(lookup: Lookup, allegation: Allegation) -> tuple[str, ...]:
    grade, place = allegation.grade, allegation.place
    claims = gather_testimonies(lookup, allegation.claims)
    denials = gather_testimonies(lookup, allegation.denials)
    documents = sorted({lookup.label(one.ref.item) for one in (*claims, *denials)})
    return (
        *(allegation.id, grade.code, grade.reliability.value, grade.credibility.value),
        *(allegation.type.value, allegation.mode or "", support_label(allegation.support)),
        *(actor_name(allegation.agent), allegation.recipient.name or NOBODY if allegation.recipient else ""),
        place_label(place),
        *((str(place.latitude), str(place.longitude), place.precision.value) if place else ("", "", "")),
        *(allegation.date or "", str(len(allegation.claims)), str(allegation.independent_origins)),
        *(
            str(len(allegation.denials)),
            str(len(allegation.footage)),
            str(allegation.footage_claimed).lower(),
        ),
        *("; ".join(sorted({one.speaker.speaker.name for one in side})) for side in (claims, denials)),
        "; ".join(documents),
        " ".join(grade.reasons),
    )
