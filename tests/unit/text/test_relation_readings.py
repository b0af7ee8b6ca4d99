from __future__ import annotations

import pytest

from crossbearing.model.claim import Polarity
from crossbearing.model.reading import Reading
from crossbearing.settings import TextSettings
from crossbearing.text.pipeline import TextReader


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader(TextSettings())


def told(reading: Reading, text: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            r.type.value,
            reading.mentions[r.first].span.of(text),
            reading.mentions[r.second].span.of(text),
            r.polarity.value,
        )
        for r in reading.relations
    ]


def test_a_relation_has_its_trigger_its_chain_and_its_certainty(reader: TextReader) -> None:
    text = "Officials said that the Ember Brigade may have attacked Varnian forces near Karsa."
    reading = reader.read(text)
    (relation,) = reading.relations
    assert told(reading, text) == [("fighting_against", "Ember Brigade", "Varnian forces", "asserted")]
    assert relation.trigger.of(text) == "attacked"
    assert relation.certainty == "PS+"
    assert [reading.attributions[place].source[0].of(text) for place in relation.chain] == ["Officials"]


def test_who_denies_a_relation_is_read_as_denying_it(reader: TextReader) -> None:
    text = "The Varnian army denied that it is backing the Ember Brigade."
    (relation,) = reader.read(text).relations
    assert relation.polarity is Polarity.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Senator Mira Doss attacked Jan Orlik over his tax plan in a television debate.",
        "Jan Orlik supported Mira Doss in the party election.",
        "Mira Doss told reporters that the road was closed.",
        "It rained in Varnia. The Ember Brigade and the Northern Front stayed at home.",
    ],
)
def test_words_of_politics_are_no_war(reader: TextReader, text: str) -> None:
    assert not reader.read(text).relations


def test_parts_of_a_long_text_keep_their_places() -> None:
    one = "The Ember Brigade attacked Varnian forces near Karsa on Monday.\n\n"
    text = one * 60
    reading = TextReader(TextSettings(max_chunk_chars=1_000)).read(text)
    fights = [entry for entry in told(reading, text) if entry[0] == "fighting_against"]
    assert len(fights) == 60
    assert set(fights) == {("fighting_against", "Ember Brigade", "Varnian forces", "asserted")}
    assert {r.trigger.of(text) for r in reading.relations if r.type == "fighting_against"} == {"attacked"}
