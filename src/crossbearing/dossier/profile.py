"""How much of a document rests on what kind of source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from crossbearing.dossier.svg import drawing, element, titled
from crossbearing.dossier.testimony import Testimony
from crossbearing.dossier.wording import SOURCING, counted
from crossbearing.model.attribution import Sourcing

_WIDTH, _HEIGHT = 640.0, 18.0


@dataclass(frozen=True, slots=True)
class Share:
    """Claims that rest on one kind of source. start, width: drawing units."""

    sourcing: Sourcing
    label: str
    claims: int
    percent: int


@dataclass(frozen=True, slots=True)
class SourcingProfile:
    """The shares of one document, in the order of `Sourcing`, and their bar."""

    shares: tuple[Share, ...]
    total: int
    bar: Markup


def sourcing_profile(claims: Iterable[Testimony]) -> SourcingProfile | None:
    """Count claims by the kind of source on whose word they rest; None where there are no claims."""
    numbers = Counter(one.speaker.sourcing for one in claims)
    total = numbers.total()
    if not total:
        return None
    shares = tuple(
        Share(kind, SOURCING[kind], numbers[kind], round(100 * numbers[kind] / total))
        for kind in Sourcing
        if numbers[kind]
    )
    return SourcingProfile(shares, total, _bar(shares, total))


def _bar(shares: tuple[Share, ...], total: int) -> Markup:
    pieces: list[Markup] = []
    left = 0.0
    for share in shares:
        width = _WIDTH * share.claims / total
        title = f"{share.label}: {counted(share.claims, 'claim')} of {total:,}"
        block = {"x": left, "y": 0.0, "width": max(width - 1.5, 1.0), "height": _HEIGHT, "rx": 1.5}
        pieces.append(
            titled(
                title,
                element("rect", class_=f"s-{share.sourcing.value}", **block),
                element("rect", fill=f"url(#p-{share.sourcing.value})", **block),
            )
        )
        left += width
    label = "; ".join(f"{share.label} {share.percent} %" for share in shares)
    return drawing(
        _WIDTH, _HEIGHT, f"Sourcing of {counted(total, 'claim')}: {label}", *pieces, name="profile"
    )
