"""Events as their sources put them. All names and deeds are invented."""

from __future__ import annotations

import pytest

from crossbearing.model.claim import Basis, Certainty, Claim, Polarity
from crossbearing.text.pipeline import TextReader


def _claims(reader: TextReader, text: str, trigger: str) -> list[Claim]:
    reading = reader.read(text)
    return [c for c in reading.claims if reading.events[c.event].trigger.of(text) == trigger]


@pytest.mark.parametrize(
    ("text", "trigger", "polarity", "certainty"),
    [
        ("The Front attacked the town.", "attacked", Polarity.ASSERTED, Certainty.CT_PLUS),
        ("The Front did not attack the town.", "attack", Polarity.DENIED, Certainty.CT_MINUS),
        ("The Front never attacked the town.", "attacked", Polarity.DENIED, Certainty.CT_MINUS),
        ("The Front may have attacked the town.", "attacked", Polarity.ASSERTED, Certainty.PS_PLUS),
        ("The Front probably attacked the town.", "attacked", Polarity.ASSERTED, Certainty.PR_PLUS),
        ("Officials believe the Front attacked the town.", "attacked", Polarity.ASSERTED, Certainty.PR_PLUS),
        ("Officials fear the Front attacked the town.", "attacked", Polarity.ASSERTED, Certainty.PS_PLUS),
        ("The Front will attack the town.", "attack", Polarity.ASSERTED, Certainty.UU),
        ("The Front vowed to attack the town.", "attack", Polarity.ASSERTED, Certainty.UU),
        (
            "The Front has never attacked, and does not attack, the town.",
            "attacked",
            Polarity.DENIED,
            Certainty.CT_MINUS,
        ),
        (
            "Peace will last if talks began after the Front attacked the town.",
            "attacked",
            Polarity.ASSERTED,
            Certainty.CT_PLUS,
        ),
        ("Arland denied that it attacked the town.", "attacked", Polarity.DENIED, Certainty.CT_MINUS),
        (
            "Arland rejected claims that it attacked the town.",
            "attacked",
            Polarity.DENIED,
            Certainty.CT_MINUS,
        ),
        ("Arland did not deny that it attacked the town.", "attacked", Polarity.ASSERTED, Certainty.UU),
        ("Arland refused to deny that it attacked the town.", "attacked", Polarity.ASSERTED, Certainty.UU),
        ("Neither Arland nor Dorvan said it attacked the town.", "attacked", Polarity.ASSERTED, Certainty.UU),
        ("It is unclear whether the Front attacked the town.", "attacked", Polarity.ASSERTED, Certainty.UU),
        (
            "The Front neither confirmed nor denied that it attacked the town.",
            "attacked",
            Polarity.ASSERTED,
            Certainty.UU,
        ),
    ],
)
def test_polarity_and_certainty(
    reader: TextReader, text: str, trigger: str, polarity: Polarity, certainty: Certainty
) -> None:
    found = [(c.polarity, c.certainty) for c in _claims(reader, text, trigger)]
    assert (polarity, certainty) in found, found


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("New videos showed that the Front attacked the town.", Basis.FOOTAGE),
        ("Orlik said videos showed that the Front attacked the town.", Basis.FOOTAGE),
        ("In the footage, the Front attacked the town.", Basis.FOOTAGE),
        ("“I saw the Front attacked from the hills,” Jan Orlik said.", Basis.EYEWITNESS),
        ("Leaked documents showed that the Front attacked the town.", Basis.DOCUMENT),
        ("The court ruled that the Front attacked the town.", Basis.OFFICIAL_RECORD),
        ("Residents said that the Front attacked the town.", Basis.EYEWITNESS),
        ("Reportedly, the Front attacked the town.", Basis.HEARSAY),
        ("Many reports confirmed that the Front attacked the town.", Basis.HEARSAY),
        ("Jan Orlik said that the Front attacked the town.", Basis.NONE),
        ("The Front attacked the town.", Basis.NONE),
    ],
)
def test_basis(reader: TextReader, text: str, basis: Basis) -> None:
    claims = _claims(reader, text, "attacked")
    assert claims
    assert {claim.basis for claim in claims} == {basis}


def test_author_has_no_chain_and_a_nested_source_has_a_long_one(reader: TextReader) -> None:
    (own,) = _claims(reader, "The Front attacked the town.", "attacked")
    assert own.chain == ()
    text = "The ministry said that villagers told its envoy that the Front attacked the town."
    (told,) = _claims(reader, text, "attacked")
    assert told.chain == (0, 1)


def test_accusing_is_the_authors_and_what_is_accused_the_accusers(reader: TextReader) -> None:
    text = "Arland accused the Front of attacking the town."
    (accusing,) = _claims(reader, text, "accused")
    assert accusing.chain == ()
    (attacking,) = _claims(reader, text, "attacking")
    assert attacking.chain == (0,)


def test_denial_of_a_claim_stands_beside_the_claim(reader: TextReader) -> None:
    text = "Arland rejected the Front’s claim that its planes attacked the town."
    claims = _claims(reader, text, "attacked")
    assert [(c.polarity, len(c.chain)) for c in claims] == [(Polarity.ASSERTED, 2), (Polarity.DENIED, 1)]


@pytest.mark.parametrize(
    "denial",
    [
        "Arland denied the accusation.",
        "Arland dismissed these allegations as baseless.",
        "Arland called the claims false.",
        "Arland denies this.",
        "Arland denied involvement.",
        "Arland said the claim was untrue.",
    ],
)
def test_denial_that_points_back_is_about_the_same_event(reader: TextReader, denial: str) -> None:
    text = f"The Front accused Arland of attacking the town. {denial}"
    claims = _claims(reader, text, "attacking")
    assert [claim.polarity for claim in claims] == [Polarity.ASSERTED, Polarity.DENIED]
    reading = reader.read(text)
    denier = reading.attributions[claims[1].chain[-1]]
    assert denier.source[0].of(text) == "Arland"


def test_denial_by_a_noun_points_back_to_a_tie(reader: TextReader) -> None:
    text = (
        "Several facts confirmed the existence of ties between Arland and the Northern Front, "
        "despite Karsa’s public denial of this relationship."
    )
    claims = _claims(reader, text, "ties")
    assert [claim.polarity for claim in claims] == [Polarity.ASSERTED, Polarity.DENIED]
    assert claims[0].chain != claims[1].chain


def test_every_event_has_a_claim(reader: TextReader) -> None:
    text = "The Front attacked Karsa. Arland denied arming it. Reportedly, it will fund the militia."
    reading = reader.read(text)
    assert {claim.event for claim in reading.claims} == set(range(len(reading.events)))
