"""What kind of source stands behind an attribution. All names and deeds are invented."""

from __future__ import annotations

import pytest

from crossbearing.model.attribution import Sourcing
from crossbearing.text.pipeline import TextReader


@pytest.mark.parametrize(
    ("text", "sourcing"),
    [
        ("Jan Orlik said the army left Karsa.", Sourcing.NAMED_PERSON),
        ("Defence Minister Marika Dole said the army left Karsa.", Sourcing.NAMED_PERSON),
        ("Moscow said the army left the town.", Sourcing.NAMED_BODY),
        ("The Russian Defense Ministry said the army left the town.", Sourcing.NAMED_BODY),
        ("The US Treasury said that the bank had closed.", Sourcing.NAMED_BODY),
        ("US says the bridge was bombed.", Sourcing.NAMED_BODY),
        ("The ministry’s spokeswoman, Ilse Brand, said the army left.", Sourcing.NAMED_PERSON),
        ("The United Nations warned that the camp was full.", Sourcing.NAMED_BODY),
        ("A senior official said the army left Karsa.", Sourcing.UNNAMED_OFFICIAL),
        ("A spokesman who asked not to be named said the army left.", Sourcing.UNNAMED_OFFICIAL),
        ("Two Western diplomats said the army left Karsa.", Sourcing.UNNAMED_OFFICIAL),
        ("A source said the army left Karsa.", Sourcing.ANONYMOUS),
        ("A person familiar with the talks said the army left.", Sourcing.ANONYMOUS),
        ("Many reports confirmed that the army left Karsa.", Sourcing.VAGUE),
        ("Several facts confirmed that the army left Karsa.", Sourcing.VAGUE),
        ("Observers say the army left Karsa.", Sourcing.VAGUE),
        ("Activists say the army left Karsa.", Sourcing.VAGUE),
        ("It is believed that the army left Karsa.", Sourcing.VAGUE),
        ("New videos showed that the army left Karsa.", Sourcing.FOOTAGE),
        ("Satellite imagery shows that the army left Karsa.", Sourcing.FOOTAGE),
        ("The report says the army left Karsa.", Sourcing.DOCUMENT),
        ("Leaked documents showed that the army left Karsa.", Sourcing.DOCUMENT),
        ("A letter seen by the Daily Bell said the army left Karsa.", Sourcing.DOCUMENT),
    ],
)
def test_class_of_source(reader: TextReader, text: str, sourcing: Sourcing) -> None:
    found = [a.sourcing for a in reader.read(text).attributions if a.parent is None]
    assert sourcing in found, found


def test_relative_pronoun_stands_for_its_noun(reader: TextReader) -> None:
    text = "Jan Orlik, who said the army left Karsa, lives abroad."
    (attribution,) = reader.read(text).attributions
    assert attribution.sourcing is Sourcing.NAMED_PERSON


def test_pronoun_goes_on_from_the_source_before(reader: TextReader) -> None:
    text = "A senior official said the army left. He added that the town was quiet."
    first, second = reader.read(text).attributions
    assert first.sourcing is second.sourcing is Sourcing.UNNAMED_OFFICIAL


def test_author_speaks_in_the_first_person(reader: TextReader) -> None:
    (attribution,) = reader.read("I believe that the army left Karsa.").attributions
    assert attribution.sourcing is Sourcing.AUTHOR
