from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from crossbearing.corroborate import weigh_claims
from crossbearing.model.allegation import Allegation
from crossbearing.model.anchor import Span, TimeSpan
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Basis, Certainty
from crossbearing.model.decision import Decision, DecisionKind
from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.evidence import Acquisition, Digest, Item
from crossbearing.model.footage import Footage, Manifest, ManifestStatus, Match, Moment, StreamFacts
from crossbearing.model.provenance import Component
from crossbearing.settings import CorroborateSettings

SETTINGS = CorroborateSettings()
ARLAND, FRONT, RIVAL = "gov:xa", "group:northern-front", "gov:xb"
NOW = datetime(2021, 6, 1, tzinfo=UTC)


def weigh(material: object) -> list[Allegation]:
    return list(weigh_claims(material, SETTINGS))  # type: ignore[arg-type]


def test_claims_of_two_documents_about_one_tie_are_one_allegation(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, by=RIVAL, place="Orsk Valley"))
    two = doc("Two.", said("mil:xa", FRONT, by="org:monitor", type=EventType.AID, place="Tarn"))
    (allegation,) = weigh(case(one, two))
    assert len(allegation.claims) == 2
    assert allegation.independent_origins == 2
    assert allegation.place is not None
    assert allegation.place is not None
    assert allegation.place.name == "Tarn"


def test_distant_places_are_two_allegations(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, place="Tarn"))
    two = doc("Two.", said(ARLAND, FRONT, place="Farhaven"))
    assert len(weigh(case(one, two))) == 2


def test_dates_that_exclude_each_other_are_two_allegations(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, when="2019-11"))
    two = doc("Two.", said(ARLAND, FRONT, when="2021-02-03"))
    assert len(weigh(case(one, two))) == 2


def test_a_vague_claim_does_not_chain_two_distinct_events(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, when="2021-01"), published="2021-02-01")
    vague = doc("Vague.", said(ARLAND, FRONT), published="2021-02-02")
    two = doc("Two.", said(ARLAND, FRONT, when="2021-02"), published="2021-03-01")
    assert sorted(len(a.claims) for a in weigh(case(one, vague, two))) == [1, 2]


def test_fighting_side_by_side_has_no_direction_but_aid_has(said, doc, case):
    mutual = case(doc("One.", said(ARLAND, FRONT)), doc("Two.", said(FRONT, ARLAND)))
    assert len(weigh(mutual)) == 1
    aid = case(
        doc("One.", said(ARLAND, FRONT, type=EventType.AID)),
        doc("Two.", said(FRONT, ARLAND, type=EventType.AID)),
    )
    assert len(weigh(aid)) == 2


def test_ten_outlets_quoting_one_ministry_have_one_origin(said, doc, case):
    outlets = [
        doc(f"Written anew, number {n}.", said(ARLAND, FRONT, by="mindef:xb"), publisher=f"Outlet {n}")
        for n in range(10)
    ]
    (allegation,) = weigh(case(*outlets))
    assert len(allegation.claims) == 10
    assert allegation.independent_origins == 1


def test_organs_of_one_state_are_one_origin(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, by="mindef:xb"))
    two = doc("Two.", said(ARLAND, FRONT, by="gov:xb"))
    assert weigh(case(one, two))[0].independent_origins == 1


def test_unknown_lineage_counts_as_none(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, by="observers", sourcing=Sourcing.VAGUE))
    two = doc("Two.", said(ARLAND, FRONT), publisher=None)
    three = doc("Three.", said(ARLAND, FRONT, by="a source", sourcing=Sourcing.ANONYMOUS))
    (allegation,) = weigh(case(one, two, three))
    assert allegation.independent_origins == 0
    assert allegation.grade.code == "F6"
    assert len(allegation.origins) == 3


def test_near_copies_share_an_eyewitness_origin(said, doc, case):
    words = (
        "The column crossed the old bridge before dawn while the market was still closed and the river rose. "
    )
    seen = said(ARLAND, FRONT, basis=Basis.EYEWITNESS, by="a witness", sourcing=Sourcing.ANONYMOUS)
    one = doc(words * 3, seen, publisher="Agency", published="2021-05-10")
    two = doc(words * 3 + "Updated.", seen, publisher="Outlet", published="2021-05-11")
    (allegation,) = weigh(case(one, two))
    assert allegation.independent_origins == 1
    assert allegation.origins[0].label == "Agency"


def test_a_denial_stands_against_what_it_denies(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, by="org:monitor", place="Tarn"))
    two = doc("Two.", said(ARLAND, FRONT, by=ARLAND, denied=True))
    (allegation,) = weigh(case(one, two))
    assert (len(allegation.claims), len(allegation.denials)) == (1, 1)
    assert allegation.grade.code == "C4"
    assert any("denied by gov:xa" in reason for reason in allegation.grade.reasons)


def test_a_denial_that_leaves_out_whom_meets_every_allegation_of_its_kind(said, doc, case):
    one = doc(
        "One.", said(ARLAND, FRONT, type=EventType.AID), said(ARLAND, "group:other", type=EventType.AID)
    )
    two = doc("Two.", said(ARLAND, None, type=EventType.AID, by=ARLAND, denied=True))
    allegations = weigh(case(one, two))
    assert [len(a.denials) for a in allegations] == [1, 1]


def test_a_denial_of_what_nobody_alleges_is_kept(said, doc, case):
    (allegation,) = weigh(case(doc("One.", said(ARLAND, FRONT, by=ARLAND, denied=True))))
    assert (allegation.claims, len(allegation.denials)) == ((), 1)
    assert allegation.grade.code == "F6"


def test_a_plural_actor_is_spread_over_its_members(said, doc, case):
    allegations = weigh(case(doc("One.", said("group:a+group:b", RIVAL, type=EventType.ASSAULT))))
    assert {a.agent.id for a in allegations if a.agent} == {"group:a", "group:b"}


def test_unnamed_members_are_taken_with_their_group_and_it_is_said(said, doc, case):
    one = doc("One.", said("some of group:northern-front", ARLAND))
    two = doc("Two.", said(FRONT, ARLAND))
    (allegation,) = weigh(case(one, two))
    assert any("some of" in reason for reason in allegation.reasons)


def test_support_kinds_add_up(said, doc, case):
    one = doc("One.", said(ARLAND, FRONT, type=EventType.AID, support=(SupportKind.FUNDING,)))
    two = doc("Two.", said(ARLAND, FRONT, type=EventType.AID, support=(SupportKind.WEAPONS,)))
    (allegation,) = weigh(case(one, two))
    assert set(allegation.support) == {SupportKind.FUNDING, SupportKind.WEAPONS}


def test_grades_follow_the_table(said, doc, case):
    shown = said(ARLAND, FRONT, by="org:monitor", basis=Basis.DOCUMENT)
    more = [doc(f"{n}.", said(ARLAND, FRONT, by=f"org:{n}")) for n in range(3)]
    assert weigh(case(doc("Shown.", shown), *more))[0].grade.code == "B1"
    assert weigh(case(*more))[0].grade.code == "C2"
    party = doc("P.", said(ARLAND, FRONT, by=FRONT))
    assert weigh(case(party))[0].grade.code == "D3"
    maybe = doc("M.", said(ARLAND, FRONT, by="org:monitor", certainty=Certainty.PS_PLUS))
    assert weigh(case(maybe))[0].grade.code == "C4"


def test_every_grade_spells_out_its_derivation(said, doc, case):
    (allegation,) = weigh(case(doc("One.", said(ARLAND, FRONT, by="org:monitor"))))
    assert any(r.startswith("Reliability C") for r in allegation.grade.reasons)
    assert any(r.startswith("Credibility 3") for r in allegation.grade.reasons)


def test_order_of_documents_does_not_matter(said, doc, case):
    pairs = [
        doc(f"{n}.", said(ARLAND, FRONT, by=f"org:{n}", place="Tarn" if n % 2 else None)) for n in range(6)
    ]
    assert weigh(case(*pairs)) == weigh(case(*reversed(pairs)))


# decisions


def decision(kind: DecisionKind, *subjects: str, ident: str = "d1") -> Decision:
    return Decision(ident, kind, subjects, "Ada", NOW, "read both again")


def test_a_rejected_claim_is_left_out_until_that_is_undone(said, doc, case):
    pair = doc("One.", said(ARLAND, FRONT))
    reject = decision(DecisionKind.REJECT_CLAIM, f"{pair[0].item}#0")
    assert weigh(case(pair, decisions=(reject,))) == []
    undo = decision(DecisionKind.UNDO, "d1", ident="d2")
    assert len(weigh(case(pair, decisions=(reject, undo)))) == 1


def test_allegations_are_joined_by_decision(said, doc, case):
    pairs = [
        doc("One.", said(ARLAND, FRONT, place="Tarn")),
        doc("Two.", said(ARLAND, FRONT, place="Farhaven")),
    ]
    ids = [a.id for a in weigh(case(*pairs))]
    (joined,) = weigh(case(*pairs, decisions=(decision(DecisionKind.SAME_ALLEGATION, *ids),)))
    assert len(joined.claims) == 2
    assert any("Taken together by Ada" in reason for reason in joined.reasons)


def test_a_claim_is_set_apart_by_decision(said, doc, case):
    pairs = [doc("One.", said(ARLAND, FRONT)), doc("Two.", said(ARLAND, FRONT))]
    (whole,) = weigh(case(*pairs))
    split = decision(DecisionKind.NOT_SAME_ALLEGATION, whole.id, f"{pairs[1][0].item}#0")
    assert [len(a.claims) for a in weigh(case(*pairs, decisions=(split,)))] == [1, 1]


def test_a_persons_grade_stands_before_the_suggested_one(said, doc, case):
    pair = doc("One.", said(ARLAND, FRONT))
    (suggested,) = weigh(case(pair))
    given = decision(DecisionKind.GRADE, suggested.id, "B2")
    (graded,) = weigh(case(pair, decisions=(given,)))
    assert graded.grade.code == "B2"
    assert "Graded B2 by Ada" in graded.grade.reasons[0]
    assert suggested.grade.code in graded.grade.reasons[1]


# footage


def clip(name: str, content: str) -> tuple[Item, Footage]:
    digest = Digest(content * 64)
    how = Acquisition(f"/x/{name}", NOW, NOW, 9, "video/mp4", "video/mp4")
    stream = StreamFacts("mp4", "h264", 64, 36, Fraction(8), Fraction(25), 200)
    item = Item(digest, 9, "video/mp4", (how,))
    return item, Footage(
        digest, stream, (), (), Manifest(ManifestStatus.ABSENT), b"", Component("crossbearing.media", "1")
    )


def test_footage_that_the_document_shows_is_a_known_origin_and_tied(said, doc, case):
    item, footage = clip("Bridge%20at%20dawn.mp4", "a")
    claim = said(ARLAND, FRONT, by="new videos", sourcing=Sourcing.FOOTAGE, basis=Basis.FOOTAGE)
    shown = doc("One.", claim, embeds=("https://example.org/clips/bridge%20at%20dawn.mp4?x=1",))
    item = Item(item.digest, 9, "video/mp4", (Acquisition("/x/bridge at dawn.mp4", NOW, NOW, 9, "v", "v"),))
    (allegation,) = weigh(case(shown, items=(item,), footage=(footage,)))
    assert allegation.footage == (item.digest,)
    assert allegation.footage_claimed
    assert allegation.independent_origins == 1


def test_footage_spoken_of_but_not_in_the_case_counts_as_none(said, doc, case):
    claim = said(ARLAND, FRONT, by="new videos", sourcing=Sourcing.FOOTAGE, basis=Basis.FOOTAGE)
    (allegation,) = weigh(case(doc("One.", claim)))
    assert allegation.footage_claimed
    assert allegation.footage == ()
    assert allegation.independent_origins == 0


def test_copies_of_one_recording_are_one_origin_and_an_older_showing_lowers_the_grade(said, doc, case):
    (old_item, old), (new_item, new) = clip("old.mp4", "a"), clip("new.mp4", "b")
    span = TimeSpan(Fraction(0), Fraction(5))
    same = Match(
        new.item, old.item, span, span, 1.0, mirrored=False, moment=Moment.ESTABLISHED, score=0.9, frames=20
    )
    claim = said(
        ARLAND, FRONT, by="new videos", sourcing=Sourcing.FOOTAGE, basis=Basis.FOOTAGE, when="2021-05-09"
    )
    before = doc("Long ago.", said(RIVAL, None), published="2019-01-01", embeds=("old.mp4",))
    one = doc("One.", claim, embeds=("new.mp4",))
    two = doc("Two.", claim, embeds=("old.mp4",))
    everything = case(before, one, two, items=(old_item, new_item), footage=(old, new), matches=(same,))
    allegation = weigh(everything)[0]
    assert allegation.independent_origins == 1
    assert allegation.grade.credibility == "4"
    assert any("2019-01-01" in reason for reason in allegation.grade.reasons)


def test_a_denial_that_introduces_what_it_denies_is_no_event_of_its_own(said, doc, case):
    made, reading = doc(
        "One.", said(ARLAND, FRONT, by=ARLAND, denied=True), said(ARLAND, None, type=EventType.REJECT)
    )
    reject = reading.events[1]
    cue = replace(reading.attributions[0], cue=(reject.trigger,))
    (allegation,) = weigh(case((made, replace(reading, attributions=(cue,)))))
    assert allegation.type is EventType.COOPERATE
    assert len(weigh(case((made, reading)))) == 2


def test_denying_alone_is_no_allegation(said, doc, case):
    made, reading = doc("One.", said(ARLAND, None, type=EventType.REJECT), said(ARLAND, FRONT))
    cue = Attribution((Span(0, 1),), (reading.events[0].trigger,), (), Sourcing.NAMED_BODY)
    (allegation,) = weigh(case((made, replace(reading, attributions=(cue,)))))
    assert allegation.type is EventType.COOPERATE


def test_a_tie_within_one_side_is_not_alleged(said, doc, case):
    outward = said("gov:xa", FRONT, type=EventType.AID)
    inward = said("gov:xa", "mil:xa", type=EventType.AID)
    (allegation,) = weigh(case(doc("One.", outward, inward)))
    assert allegation.recipient is not None
    assert allegation.recipient.id == FRONT


def test_forces_go_to_a_place_and_not_to_an_actor(said, doc, case):
    made, reading = doc("One.", said(ARLAND, None, type=EventType.MOBILIZE, place="Tarn"))
    event = replace(reading.events[0], recipient=reading.events[0].place, place=None)
    (allegation,) = weigh(case((made, replace(reading, events=(event,)))))
    assert allegation.recipient is None
    assert allegation.place is not None
    assert allegation.place.name == "Tarn"


def test_footage_that_a_named_speaker_explains_starts_with_the_speaker(said, doc, case):
    explained = said(ARLAND, FRONT, by="gov:xb", basis=Basis.FOOTAGE)
    made, reading = doc("One.", explained)
    shows = Attribution((Span(0, 1),), (), (Span(0, 1),), Sourcing.FOOTAGE, parent=0)
    claim = replace(reading.claims[0], chain=(0, 1))
    nested = replace(reading, attributions=(*reading.attributions, shows), claims=(claim,))
    (allegation,) = weigh(case((made, nested), doc("Two.", said(ARLAND, FRONT, by="gov:xb"))))
    assert [origin.id for origin in allegation.origins] == ["speaker:state:xb"]


def test_a_speaker_who_is_only_a_pronoun_is_named_by_kind(said, doc, case):
    made, reading = doc("That one.", said(ARLAND, FRONT, denied=True, by="x", sourcing=Sourcing.DOCUMENT))
    pointing = replace(reading.attributions[0], source=(Span(0, 4),), speaker=None)
    (allegation,) = weigh(case((made, replace(reading, attributions=(pointing,)))))
    assert "It is denied by a document." in allegation.grade.reasons
