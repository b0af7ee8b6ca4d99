from __future__ import annotations

from tests.dossier_cases import digest, hostile_case, realistic_case

from crossbearing.dossier.lookup import look_up
from crossbearing.dossier.testimony import gather_testimonies, gather_testimony
from crossbearing.model.allegation import ClaimRef
from crossbearing.model.attribution import Sourcing


def test_a_chain_opens_with_the_author_and_ends_with_whoever_is_quoted():
    one = gather_testimony(look_up(realistic_case()), ClaimRef(digest("agency.html"), 1))
    assert one is not None
    assert one.chain == "author (Example Wire) → Ministry of Defence of Merrow"
    assert one.speaker.sourcing is Sourcing.NAMED_BODY
    assert one.said == "2031-05-07"


def test_a_source_that_no_mention_names_is_given_in_its_own_words():
    one = gather_testimony(look_up(realistic_case()), ClaimRef(digest("outlet.txt"), 0))
    assert one is not None
    assert one.speaker.speaker.id is None
    assert one.chain == "author (Valley Courier) → Many reports"


def test_what_the_author_says_rests_on_the_author():
    one = gather_testimony(look_up(realistic_case()), ClaimRef(digest("statement.pdf"), 0))
    assert one is not None
    assert one.chain == "author (Government of Arland)"
    assert one.speaker.sourcing is Sourcing.AUTHOR


def test_claims_that_the_case_does_not_hold_are_left_out():
    lookup = look_up(hostile_case())
    refs = tuple(
        ClaimRef(digest(name), n)
        for name, n in (("hostile", 0), ("hostile", 1), ("hostile", 99), ("gone", 0))
    )
    assert [one.ref for one in gather_testimonies(lookup, refs)] == [refs[0]]
