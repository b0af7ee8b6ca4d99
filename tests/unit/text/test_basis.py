"""What evidence a source shows. All names and deeds are invented."""

from __future__ import annotations

import pytest

from crossbearing.model.claim import Basis
from crossbearing.text.pipeline import TextReader

FOOTAGE = [
    "New videos showed that the Front attacked the town.",
    "A photograph showed that the Front attacked the town.",
    "Satellite images showed that the Front attacked the town.",
    "Jan Orlik said footage showed that the Front attacked the town.",
    "According to a recording, the Front attacked the town.",
    "In the video, the Front attacked the town.",
    "As the pictures show, the Front attacked the town.",
]
DOCUMENT = [
    "Leaked documents showed that the Front attacked the town.",
    "A letter said that the Front attacked the town.",
    "According to the report, the Front attacked the town.",
    "Jan Orlik said a memo showed that the Front attacked the town.",
    "Emails showed that the Front attacked the town.",
]
OFFICIAL_RECORD = [
    "The court ruled that the Front attacked the town.",
    "The indictment says that the Front attacked the town.",
    "According to court documents, the Front attacked the town.",
    "The verdict found that the Front attacked the town.",
    "Police records show that the Front attacked the town.",
]
EYEWITNESS = [
    "Residents said that the Front attacked the town.",
    "A witness said that the Front attacked the town.",
    "Two survivors said that the Front attacked the town.",
    "A villager told reporters that the Front attacked the town.",
    "“I saw that the Front attacked the town,” Jan Orlik said.",
]
HEARSAY = [
    "Reportedly, the Front attacked the town.",
    "Allegedly, the Front attacked the town.",
    "Many reports confirmed that the Front attacked the town.",
    "Some say that the Front attacked the town.",
    "It is said that the Front attacked the town.",
    "It is rumoured that the Front attacked the town.",
    "Jan Orlik said that officials told him that the Front attacked the town.",
    "“I heard that the Front attacked the town,” Jan Orlik said.",
]
NONE = [
    "The Front attacked the town.",
    "Jan Orlik said that the Front attacked the town.",
    "The ministry said that the Front attacked the town.",
    "A senior official said that the Front attacked the town.",
    "Jan Orlik hopes that the Front attacked the town.",
    "I think that the Front attacked the town.",
]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        (text, basis)
        for basis, texts in (
            (Basis.FOOTAGE, FOOTAGE),
            (Basis.DOCUMENT, DOCUMENT),
            (Basis.OFFICIAL_RECORD, OFFICIAL_RECORD),
            (Basis.EYEWITNESS, EYEWITNESS),
            (Basis.HEARSAY, HEARSAY),
            (Basis.NONE, NONE),
        )
        for text in texts
    ],
)
def test_basis(reader: TextReader, text: str, basis: Basis) -> None:
    reading = reader.read(text)
    attacks = {n for n, e in enumerate(reading.events) if e.trigger.of(text) == "attacked"}
    claims = [claim for claim in reading.claims if claim.event in attacks]
    assert {claim.basis for claim in claims} == {basis}, [c.reasons for c in claims]
