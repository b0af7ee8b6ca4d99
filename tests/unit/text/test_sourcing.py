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


@pytest.mark.parametrize(
    ("source", "sourcing"),
    [
        ("A photograph", Sourcing.FOOTAGE),
        ("The campaign’s new ad", Sourcing.FOOTAGE),
        ("The documentary", Sourcing.FOOTAGE),
        ("An audio recording", Sourcing.FOOTAGE),
        ("Dashcam video", Sourcing.FOOTAGE),
        ("The memoir", Sourcing.DOCUMENT),
        ("A tweet", Sourcing.DOCUMENT),
        ("The charter", Sourcing.DOCUMENT),
        ("Two studies", Sourcing.DOCUMENT),
        ("Studies", Sourcing.VAGUE),
        ("Recent polls", Sourcing.VAGUE),
        ("Other surveys", Sourcing.VAGUE),
        ("A new poll", Sourcing.DOCUMENT),
        ("The polls", Sourcing.DOCUMENT),
        ("No report", Sourcing.VAGUE),
        ("State regulators", Sourcing.UNNAMED_OFFICIAL),
        ("Many officials", Sourcing.UNNAMED_OFFICIAL),
        ("Some of the officials", Sourcing.UNNAMED_OFFICIAL),
        ("World leaders", Sourcing.UNNAMED_OFFICIAL),
        ("Authorities", Sourcing.UNNAMED_OFFICIAL),
        ("The family’s lawyers", Sourcing.UNNAMED_OFFICIAL),
        ("Lawyers", Sourcing.VAGUE),
        ("A member of the council", Sourcing.UNNAMED_OFFICIAL),
        ("Police", Sourcing.NAMED_BODY),
        ("The website", Sourcing.NAMED_BODY),
        ("A website", Sourcing.VAGUE),
        ("State media", Sourcing.NAMED_BODY),
        ("The media", Sourcing.VAGUE),
        ("Two residents", Sourcing.ANONYMOUS),
        ("A dozen times, 12,000 residents", Sourcing.VAGUE),
        ("Residents", Sourcing.VAGUE),
        ("One of the doctors", Sourcing.ANONYMOUS),
        ("Most of the doctors", Sourcing.VAGUE),
        ("A doctor", Sourcing.ANONYMOUS),
        ("Nobody", Sourcing.VAGUE),
        ("The president", Sourcing.NAMED_PERSON),
        ("A president", Sourcing.UNNAMED_OFFICIAL),
        ("Many Americans", Sourcing.VAGUE),
        ("The Russians", Sourcing.NAMED_BODY),
    ],
)
def test_class_of_a_bare_source(reader: TextReader, source: str, sourcing: Sourcing) -> None:
    found = [a.sourcing for a in reader.read(f"{source} showed that the army left Karsa.").attributions]
    assert sourcing in found, found


@pytest.mark.parametrize(
    ("text", "sourcing"),
    [
        # Somebody whom the text names with the same post is a named person …
        ("Sen. Jan Orlik flew home. The senator said the army left Karsa.", Sourcing.NAMED_PERSON),
        ("Mira Doss, a retired judge, was there. The judge said the army left Karsa.", Sourcing.NAMED_PERSON),
        ("Jan Orlik is the governor. Later the governor said the army left Karsa.", Sourcing.NAMED_PERSON),
        # … unless another one is meant, or any.
        ("Sen. Jan Orlik flew home. A senator said the army left Karsa.", Sourcing.UNNAMED_OFFICIAL),
        ("Jan Orlik, a judge, was there. Some judges said the army left Karsa.", Sourcing.UNNAMED_OFFICIAL),
        # "who" hangs on the person, not on the place beside.
        ("Jan Orlik is a lawyer who said the army left Karsa.", Sourcing.NAMED_PERSON),
        # "it" is no person.
        (
            "The council said it was late. Jan Orlik agreed that it was. It said the army left Karsa.",
            Sourcing.NAMED_BODY,
        ),
        ("The report says the road is shut. It says the army left Karsa.", Sourcing.DOCUMENT),
        ("The video shows a bridge. It shows that the army left Karsa.", Sourcing.FOOTAGE),
        ("Critics say the road is shut. They say the army left Karsa.", Sourcing.VAGUE),
        # The second verb has the subject of the first.
        ("Jan Orlik called for help and said the army left Karsa.", Sourcing.NAMED_PERSON),
    ],
)
def test_class_of_what_the_text_has_told_before(reader: TextReader, text: str, sourcing: Sourcing) -> None:
    last = max(reader.read(text).attributions, key=lambda a: a.cue[0].start)
    assert last.content[-1].of(text).rstrip(".").endswith("army left Karsa")
    assert last.sourcing is sourcing, last.reasons


def test_relative_pronoun_stands_for_its_noun(reader: TextReader) -> None:
    text = "Jan Orlik, who said the army left Karsa, lives abroad."
    (attribution,) = reader.read(text).attributions
    assert attribution.sourcing is Sourcing.NAMED_PERSON


def test_pronoun_goes_on_from_the_source_before(reader: TextReader) -> None:
    text = "A senior official said the army left. He added that the town was quiet."
    first, second = reader.read(text).attributions
    assert first.sourcing is second.sourcing is Sourcing.UNNAMED_OFFICIAL


@pytest.mark.parametrize(
    "text",
    [
        "I believe that the army left Karsa.",
        "We know that the army left Karsa.",
        "I doubt the army left Karsa, for I was there.",
        "As I have argued, the army left Karsa.",
    ],
)
def test_author_speaks_in_the_first_person(reader: TextReader, text: str) -> None:
    assert [a.sourcing for a in reader.read(text).attributions] == [Sourcing.AUTHOR]


def test_i_within_what_is_quoted_is_who_is_quoted(reader: TextReader) -> None:
    text = "“I believe that the army left Karsa,” a senior official said."
    found = [a.sourcing for a in reader.read(text).attributions]
    assert found
    assert set(found) == {Sourcing.UNNAMED_OFFICIAL}
