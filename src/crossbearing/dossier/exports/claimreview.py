"""ClaimReview (schema.org) without a verdict.

A publisher that shows these must not seem to rule on anything: there is no rating value, only the
Admiralty code as the rating's name and its derivation as the explanation.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.exports.export import web_address, write_object
from crossbearing.dossier.lookup import Lookup, look_up, ranked
from crossbearing.dossier.testimony import Testimony, gather_testimonies
from crossbearing.dossier.wording import (
    CREDIBILITY,
    RELIABILITY,
    actor_name,
    counted,
    place_label,
    verb,
)
from crossbearing.model.allegation import Allegation


class ClaimReview:
    """schema.org ClaimReview as JSON-LD: what is alleged, by whom and where; a grade, never a verdict."""

    name = "claimreview"
    suffix = ".claimreview.json"

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write `out`/case.claimreview.json."""
        lookup = look_up(contents)
        reviews = [_review(lookup, allegation) for allegation in ranked(contents.allegations)]
        return write_object({"@context": "https://schema.org", "@graph": reviews}, out, self.suffix)


def _review(lookup: Lookup, allegation: Allegation) -> dict[str, Any]:
    claims, denials = (
        gather_testimonies(lookup, allegation.claims),
        gather_testimonies(lookup, allegation.denials),
    )
    grade = allegation.grade
    return {
        "@type": "ClaimReview",
        "identifier": allegation.id,
        "claimReviewed": _sentence(allegation),
        "author": {"@type": "Organization", "name": "Crossbearing"},
        "itemReviewed": {
            "@type": "Claim",
            "author": [{"@type": "Thing", "name": name} for name in _speakers(claims)],
            "appearance": [_appearance(lookup, one) for one in _by_document(claims)],
        },
        "reviewBody": f"{counted(len(claims), 'claim')}, "
        f"{counted(allegation.independent_origins, 'independent origin')}, "
        f"{counted(len(denials), 'denial')}{_denied_by(denials)}.",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f"Admiralty code {grade.code}: sources {RELIABILITY[grade.reliability]}; "
            f"what they say {CREDIBILITY[grade.credibility]}. A weighing of evidence, not a verdict.",
            "ratingExplanation": " ".join(grade.reasons),
        },
    }


def _sentence(allegation: Allegation) -> str:
    parts = [
        actor_name(allegation.agent),
        "is alleged to have",
        verb(allegation.type, alone=allegation.recipient is None),
    ]
    if allegation.recipient:
        parts.append(actor_name(allegation.recipient))
    if allegation.mode:
        parts.append(f"({allegation.mode})")
    where = [word for word in (place_label(allegation.place), allegation.date) if word]
    return " ".join(parts) + (f"; {', '.join(where)}" if where else "")


def _speakers(claims: tuple[Testimony, ...]) -> list[str]:
    return sorted({one.speaker.speaker.name for one in claims})


def _denied_by(denials: tuple[Testimony, ...]) -> str:
    return f" by {', '.join(_speakers(denials))}" if denials else ""


def _by_document(claims: tuple[Testimony, ...]) -> list[Testimony]:
    return list({one.ref.item: one for one in reversed(claims)}.values())[::-1]


def _appearance(lookup: Lookup, one: Testimony) -> dict[str, Any]:
    document = one.document
    work = {
        "@type": "CreativeWork",
        "name": lookup.label(document.item),
        "identifier": f"sha256:{document.item}",
        "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
        "datePublished": document.published.isoformat() if document.published else None,
        "url": web_address(document.canonical_url),
    }
    return {key: value for key, value in work.items() if value is not None}
