from __future__ import annotations

from lxml import html
from tests.dossier_cases import digest, realistic_case

from crossbearing.dossier.lookup import look_up
from crossbearing.dossier.profile import sourcing_profile
from crossbearing.dossier.testimony import gather_testimonies
from crossbearing.model.allegation import ClaimRef


def test_a_profile_counts_claims_by_the_source_they_rest_on():
    refs = tuple(ClaimRef(digest("agency.html"), n) for n in range(4))
    profile = sourcing_profile(gather_testimonies(look_up(realistic_case()), refs))
    assert profile is not None
    assert [(s.label, s.claims, s.percent) for s in profile.shares] == [
        ("named body", 2, 50),
        ("unnamed official", 1, 25),
        ("footage", 1, 25),
    ]
    tree = html.fromstring(profile.bar)
    assert (
        tree.get("aria-label") == "Sourcing of 4 claims: named body 50 %; unnamed official 25 %; footage 25 %"
    )
    assert [r.get("fill") for r in tree.iter("rect") if r.get("fill")] == [
        "url(#p-named_body)",
        "url(#p-unnamed_official)",
        "url(#p-footage)",
    ]


def test_no_claims_have_no_profile():
    assert sourcing_profile(()) is None
