"""The page: one HTML file that needs nothing else, reads on paper, and runs no code but its own."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crossbearing.dossier.cards import AllegationCard, Link, allegation_card, allegation_name
from crossbearing.dossier.contents import CaseContents, short_digest
from crossbearing.dossier.drawings import drawings
from crossbearing.dossier.frames import FrameShelf, FrameSource, SheetSource
from crossbearing.dossier.histories import footage_link
from crossbearing.dossier.ledger import ledger
from crossbearing.dossier.library import document_views, language_tag, passages, shown_documents
from crossbearing.dossier.lookup import Lookup, look_up, ranked
from crossbearing.dossier.screening import footage_view, match_views, thumbnail
from crossbearing.dossier.standing import standings
from crossbearing.dossier.summary import card_words, summary
from crossbearing.dossier.visible import plain, visible
from crossbearing.dossier.wording import CREDIBILITY, RELIABILITY, counted
from crossbearing.model.allegation import Allegation, ClaimRef
from crossbearing.model.attribution import Sourcing
from crossbearing.model.evidence import Digest
from crossbearing.settings import DossierSettings

PAGE_NAME = "dossier.html"
_DEFAULTS = DossierSettings()
_OPEN_DOCUMENTS = 25
_MAX_STANDINGS = 200


def render(
    contents: CaseContents,
    *,
    frame: FrameSource | None,
    sheet: SheetSource | None = None,
    settings: DossierSettings = _DEFAULTS,
) -> str:
    """Return the page for a case: the same contents give the same characters.

    frame: returns a JPEG for (item, seconds from the first frame, longest side in pixels); None
    leaves pictures out. An error that it raises on purpose is shown in the picture's place.
    sheet: returns an item's contact sheet; without one, frames are asked for instead.
    """
    lookup = look_up(contents)
    order = ranked(contents.allegations)
    shown = shown_documents(lookup, settings.max_documents)
    links = _links(order[: settings.max_allegations])
    documents = document_views(lookup, shown, links, settings)
    cards = _cards(lookup, order, shown, passages(documents), settings)
    books = ledger(lookup, max_rows=settings.max_log_rows)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            title=contents.title or "Untitled case",
            summary=summary(contents, order, len(books.failures) + len(books.unread)),
            cards=cards,
            cards_left_out=len(order) - len(cards),
            drawings=drawings(lookup, order[: len(cards)], cards, max_drawn=settings.max_drawn),
            standings=standings(lookup, shown, max_rows=_MAX_STANDINGS),
            documents=documents,
            open_documents=_OPEN_DOCUMENTS,
            documents_left_out=len(lookup.documents) - len(shown),
            ledger=books,
            **_pictures(lookup, cards, FrameShelf(frame, settings.max_frames, sheet), settings),
            **_frame_of_page(),
        )
    )


def write(
    contents: CaseContents,
    out: Path,
    frame: FrameSource | None = None,
    sheet: SheetSource | None = None,
    settings: DossierSettings = _DEFAULTS,
) -> Path:
    """Write the page to `out`/dossier.html, whole or not at all, and return its path."""
    out.mkdir(parents=True, exist_ok=True)
    target = out / PAGE_NAME
    unfinished = target.with_suffix(".html.part")
    text = render(contents, frame=frame, sheet=sheet, settings=settings)
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(target)
    return target


def _cards(
    lookup: Lookup,
    order: tuple[Allegation, ...],
    shown: dict[Digest, int],
    reachable: frozenset[str],
    settings: DossierSettings,
) -> tuple[AllegationCard, ...]:
    return tuple(
        allegation_card(
            lookup,
            allegation,
            number,
            shown_documents=shown,
            passages=reachable,
            max_claims=settings.max_claims_a_card,
        )
        for number, allegation in enumerate(order[: settings.max_allegations], start=1)
    )


def _links(order: tuple[Allegation, ...]) -> dict[ClaimRef, Link]:
    """Map each claim to the card that it stands on."""
    return {
        ref: Link(allegation_name(number), f"A{number}")
        for number, allegation in enumerate(order, start=1)
        for ref in (*allegation.claims, *allegation.denials)
    }


def _pictures(
    lookup: Lookup, cards: tuple[AllegationCard, ...], shelf: FrameShelf, settings: DossierSettings
) -> dict[str, Any]:
    tied: defaultdict[Digest, list[Link]] = defaultdict(list)
    for card in cards:
        for digest in card.footage:
            tied[digest].append(Link(card.name, f"A{card.number}: {card.tie}"))
    order = sorted(lookup.footage_numbers, key=lambda digest: lookup.footage_numbers[digest])
    shown = order[: settings.max_footage]
    # Tied footage first, so that no allegation loses its frame to the budget.
    thumbnails = {digest: thumbnail(lookup, digest, shelf) for digest in shown if digest in tied}
    matches = match_views(lookup, lookup.contents.matches, shelf)
    return {
        "matches": matches,
        "footage": [
            footage_view(
                lookup, lookup.footage[digest], matches=matches, allegations=tied[digest], shelf=shelf
            )
            for digest in shown
        ],
        "footage_left_out": len(order) - len(shown),
        "thumbnails": thumbnails,
        "footage_links": {digest: footage_link(lookup, digest) for digest in tied},
    }


def _frame_of_page() -> dict[str, Any]:
    style, script = _static("dossier.css"), _static("dossier.js")
    return {
        "style": Markup(style),  # noqa: S704 - a file of this package
        "script": Markup(script),  # noqa: S704 - a file of this package
        "policy": "; ".join(
            (
                "default-src 'none'",
                "img-src data:",
                f"style-src {_source_hash(style)}",
                f"script-src {_source_hash(script)}",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
        "reliability": RELIABILITY,
        "credibility": CREDIBILITY,
        "sourcing": list(Sourcing),
    }


@cache
def _static(name: str) -> str:
    return (files("crossbearing.dossier") / "static" / name).read_text(encoding="utf-8")


def _source_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("crossbearing.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters |= {
        "shown": visible,
        "short": short_digest,
        "language": language_tag,
        "counted": counted,
        "words": card_words,
    }
    return environment


def _harmless(value: object) -> object:
    """Name hidden characters in whatever a template prints, attributes included."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
