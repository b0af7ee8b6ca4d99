"""The Admiralty code of an allegation, from what the case shows, each step a sentence.

The machine grades structure, never reputation. It has no record of how reliable a source was in
the past, so it never gives A or E for reliability's sake: those are for a person to decide. Nor is
any grade a verdict: it says how well the claims are carried, not that a thing happened.

Reliability, the first that fits:
    F  no origin is known                        D  the only known origin is itself a party to the event
    C  one known origin that is not a party      B  two or more, one of them showing evidence
    C  two or more, none showing evidence
Credibility, the first that fits:
    6  no origin is known                        5  denied, and put forward by a party alone
    4  denied, and carried by one known origin   4  the sources themselves say only "possible"
    1  three or more known origins, one showing evidence, and no denial
    2  two or more known origins, and no denial  3  everything else
Source of the two axes: NATO STANAG 2511 / AJP-2.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossbearing.corroborate.align import sides
from crossbearing.corroborate.denial import is_denial
from crossbearing.corroborate.placed import PlacedClaim
from crossbearing.model.allegation import Credibility, Grade, Origin, Reliability
from crossbearing.model.claim import Basis, Certainty

SHOWING = frozenset({Basis.FOOTAGE, Basis.DOCUMENT, Basis.OFFICIAL_RECORD})
POSSIBLE = frozenset({Certainty.PS_PLUS, Certainty.PS_MINUS, Certainty.CT_U, Certainty.UU})
SEVERAL, MANY = 2, 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What a grade is derived from. shown: known origins whose claims show evidence."""

    known: tuple[Origin, ...]
    unknown: tuple[Origin, ...]
    outside: tuple[Origin, ...]
    shown: tuple[Origin, ...]
    deniers: tuple[str, ...]
    only_possible: bool


def stand(claims: Sequence[PlacedClaim], origins: Sequence[Origin]) -> Standing:
    """Sort what `claims` and their `origins` amount to."""
    known = tuple(o for o in origins if o.known)
    parties = {side for c in claims for side in sides(c)}
    outside = tuple(o for o in known if o.id.removeprefix("speaker:") not in parties)
    showing = {c.ref for c in claims if c.basis in SHOWING and not is_denial(c)}
    put_forward = [c for c in claims if not is_denial(c)]
    return Standing(
        known=known,
        unknown=tuple(o for o in origins if not o.known),
        outside=outside,
        shown=tuple(o for o in known if showing & set(o.claims)),
        deniers=tuple(dict.fromkeys(_denier(c) for c in claims if is_denial(c))),
        only_possible=bool(put_forward) and all(c.certainty in POSSIBLE for c in put_forward),
    )


def _denier(claim: PlacedClaim) -> str:
    return claim.speakers[-1].ref.name if claim.speakers else "the author of a document"


def grade_claims(
    claims: Sequence[PlacedClaim], origins: Sequence[Origin], seen_before: Sequence[str]
) -> Grade:
    """Derive the grade. seen_before: sentences on tied footage that older material shows too."""
    standing = stand(claims, origins)
    reliability, why_reliable = _reliability(standing)
    credibility, why_credible = _credibility(standing)
    reasons = [_origins_sentence(standing), *_unknown_sentences(standing), why_reliable]
    reasons += _denial_sentences(standing)
    if seen_before:
        reasons += seen_before
        credibility = max(credibility, Credibility.DOUBTFUL)
        why_credible = "Credibility is no better than 4, since footage tied to it was seen before."
    reasons.append(why_credible)
    return Grade(reliability, credibility, tuple(reasons))


def _origins_sentence(standing: Standing) -> str:
    if not standing.known:
        return "No known independent origin carries it."
    names = ", ".join(o.label for o in standing.known)
    count = len(standing.known)
    plural = "origins carry" if count > 1 else "origin carries"
    return f"{count} known {plural} it: {names}."


def _unknown_sentences(standing: Standing) -> list[str]:
    if not standing.unknown:
        return []
    count = len(standing.unknown)
    one, many = "One further source has an unknown lineage and counts as none.", "further sources have"
    return [one if count == 1 else f"{count} {many} an unknown lineage and count as none."]


def _reliability(standing: Standing) -> tuple[Reliability, str]:
    if not standing.known:
        return Reliability.F, "Reliability F: with no known origin, reliability cannot be judged."
    if not standing.outside:
        return Reliability.D, "Reliability D: the only known origin is itself a party to the event."
    if len(standing.outside) >= SEVERAL and standing.shown:
        shown = ", ".join(o.label for o in standing.shown)
        return Reliability.B, f"Reliability B: two or more known origins, and evidence is shown ({shown})."
    if len(standing.outside) >= SEVERAL:
        return Reliability.C, "Reliability C: two or more known origins, none of which shows evidence."
    return Reliability.C, "Reliability C: one known origin, which is not a party to the event."


def _denial_sentences(standing: Standing) -> list[str]:
    if not standing.deniers:
        return ["Nobody in the case denies it."]
    *others, last = standing.deniers
    named = f"{', '.join(others)} and {last}" if others else last
    return [f"It is denied by {named}."]


def _credibility(standing: Standing) -> tuple[Credibility, str]:
    count = len(standing.known)
    if not count:
        return Credibility.CANNOT_BE_JUDGED, "Credibility 6: nothing known to be independent carries it."
    if standing.deniers and not standing.outside:
        return Credibility.IMPROBABLE, "Credibility 5: a party alone puts it forward, and it is denied."
    if standing.deniers and count == 1:
        return Credibility.DOUBTFUL, "Credibility 4: one origin against a denial."
    if standing.only_possible:
        return Credibility.DOUBTFUL, "Credibility 4: its sources call it no more than possible."
    if standing.deniers:
        return Credibility.POSSIBLY_TRUE, "Credibility 3: several origins against a denial."
    if count >= MANY and standing.shown:
        return Credibility.CONFIRMED, "Credibility 1: three or more origins, one showing evidence, no denial."
    if count >= SEVERAL:
        return Credibility.PROBABLY_TRUE, "Credibility 2: two or more origins agree, and nobody denies it."
    return Credibility.POSSIBLY_TRUE, "Credibility 3: one origin, undenied and without a second bearing."
