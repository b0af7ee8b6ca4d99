"""The first screen: what the case holds, what is best supported, what is most contested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossbearing.dossier.cards import AllegationCard, GradeBadge, allegation_name, grade_badge
from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.lookup import concern
from crossbearing.dossier.wording import deed_of, tie
from crossbearing.model.allegation import Allegation

_LISTED = 3


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the summary, what it counts, and where the page shows it."""

    number: int
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Headline:
    """An allegation named in the summary. why: the numbers that put it there."""

    target: str
    grade: GradeBadge
    tie: str
    deed: str
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """unread: how many sources could not be read."""

    counts: tuple[Count, ...]
    supported: tuple[Headline, ...]
    contested: tuple[Headline, ...]
    unread: int


def summary(contents: CaseContents, allegations: Sequence[Allegation], unread: int) -> Summary:
    """Sum up a case. allegations: in the order of the page."""
    numbered = list(enumerate(allegations, start=1))
    supported = [(n, one) for n, one in numbered if one.claims and one.independent_origins]
    supported.sort(key=lambda pair: (-pair[1].independent_origins, pair[0]))
    contested = [(n, one) for n, one in numbered if one.denials]
    contested.sort(key=_contest_key)
    return Summary(
        counts=_counts(contents),
        supported=tuple(_headline(n, one) for n, one in supported[:_LISTED]),
        contested=tuple(_headline(n, one) for n, one in contested[:_LISTED]),
        unread=unread,
    )


def _contest_key(numbered: tuple[int, Allegation]) -> tuple[int, int, int, int]:
    number, one = numbered
    return (concern(one.type), -len(one.denials), -one.independent_origins, number)


def _counts(contents: CaseContents) -> tuple[Count, ...]:
    return (
        _count(len(contents.allegations), "allegation", "allegations"),
        _count(sum(len(one.claims) for one in contents.allegations), "claim", "allegations"),
        _count(sum(len(one.denials) for one in contents.allegations), "denial", "allegations"),
        _count(len(contents.written), "document", "documents"),
        _count(len(contents.footage), "item of footage", "footage", many="items of footage"),
        _count(len(contents.matches), "match", "footage", many="matches"),
    )


def _count(number: int, one: str, target: str, many: str | None = None) -> Count:
    return Count(number, one if number == 1 else many or f"{one}s", target)


def _headline(number: int, allegation: Allegation) -> Headline:
    origins, denials = allegation.independent_origins, len(allegation.denials)
    why = f"{origins} independent origin{'' if origins == 1 else 's'}"
    if denials:
        why += f", {denials} denial{'' if denials == 1 else 's'}"
    return Headline(
        allegation_name(number),
        grade_badge(allegation.grade),
        tie(allegation),
        deed_of(allegation),
        why,
    )


def card_words(card: AllegationCard) -> str:
    """Return the words by which the page's filter finds a card."""
    words = (card.deed, card.tie, card.support, card.place, card.date, card.speakers, card.type, card.id)
    return " ".join(word for word in words if word).casefold()
