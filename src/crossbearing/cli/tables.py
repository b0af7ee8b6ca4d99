"""Tables that several commands print."""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.cli.screen import print_table, say
from crossbearing.dossier.wording import counted, place_label, support_label, tie
from crossbearing.model.allegation import Allegation

COLUMNS = ("grade", "event", "who → whom", "place", "date", "origins", "denials", "footage")


def show_allegations(allegations: Sequence[Allegation], *, documents: int, clips: int) -> None:
    """Print the allegations of a case and what they were read from."""
    say(
        f"{counted(len(allegations), 'allegation')} in {counted(documents, 'document')}"
        f" and {counted(clips, 'clip')}"
    )
    if allegations:
        print_table(COLUMNS, [allegation_row(a) for a in allegations])


def allegation_row(alleged: Allegation) -> tuple[str, ...]:
    """Return the cells of one allegation."""
    kinds = f" ({support_label(alleged.support)})" if alleged.support else ""
    return (
        alleged.grade.code,
        " ".join(filter(None, (alleged.type, alleged.mode))) + kinds,
        tie(alleged),
        place_label(alleged.place) or "–",
        alleged.date or "–",
        str(alleged.independent_origins),
        str(len(alleged.denials)),
        footage_cell(alleged),
    )


def footage_cell(alleged: Allegation) -> str:
    """Say whether footage is tied to an allegation, or only spoken of."""
    if alleged.footage:
        return f"{len(alleged.footage)} in case"
    return "claimed" if alleged.footage_claimed else "–"
