from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from spacy.tokens import Doc

from crossbearing.errors import ConfigError
from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.provenance import Component
from crossbearing.model.reading import LexiconHit, MentionKind
from crossbearing.settings import TextSettings
from crossbearing.text.pipeline import TextReader

_PARAGRAPH = (
    "The Northern Front attacked Karsa on 3 March 2020, Jan Orlik said on Monday. Arland denied arming it."
)


@pytest.mark.parametrize("name", ["no_such_pipeline", "../evil", "", "click"])
def test_pipeline_that_cannot_be_used_is_refused_with_a_next_step(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        TextReader(TextSettings(pipeline=name))
    assert caught.value.what == "text.pipeline"
    assert caught.value.next_step


def test_parts_that_could_hold_no_sentence_are_refused() -> None:
    with pytest.raises(ConfigError):
        TextReader(TextSettings(attribution="rules", max_chunk_chars=10))


def test_components_name_the_pipeline_and_its_version(reader: TextReader) -> None:
    names = {component.name: component.version for component in reader.components}
    assert names[TextSettings().pipeline] == "3.8.0"
    assert "crossbearing.text" in names
    assert reader.read("x").components == reader.components


def test_same_text_gives_the_same_reading(reader: TextReader) -> None:
    published = date(2020, 3, 9)
    assert reader.read(_PARAGRAPH, published=published) == reader.read(_PARAGRAPH, published=published)


def test_text_read_in_parts_gives_what_its_paragraphs_give_alone() -> None:
    reader = TextReader(TextSettings(attribution="rules", max_chunk_chars=1_000))
    text = (_PARAGRAPH + "\n\n") * 20
    alone = reader.read(_PARAGRAPH + "\n\n")
    whole = reader.read(text)
    assert whole.notes
    step = len(_PARAGRAPH) + 2
    assert len(whole.events) == 20 * len(alone.events)
    for number, event in enumerate(whole.events):
        paragraph, place = divmod(number, len(alone.events))
        expected = alone.events[place].trigger
        shift = paragraph * step
        assert event.trigger == Span(expected.start + shift, expected.end + shift)
        if event.agent is not None:
            agent = whole.mentions[event.agent].span
            assert agent.start // step == paragraph
    for claim in whole.claims:
        for place in claim.chain:
            content = whole.attributions[place].content
            assert any(span.covers(whole.events[claim.event].trigger) for span in content)


def test_offsets_count_code_points_of_the_text_as_given(reader: TextReader) -> None:
    text = "\ufeffIt rained 🙂.\r\n\r\nJan\xa0Orlik said\r\nthe army fled."
    (attribution,) = reader.read(text).attributions
    assert attribution.source[0].of(text) == "Jan\xa0Orlik"


def test_what_cannot_be_read_is_noted(reader: TextReader) -> None:
    text = "x" * 2_000 + " Jan Orlik said the army fled."
    reading = reader.read(text)
    assert reading.attributions[0].source[0].of(text) == "Jan Orlik"
    assert len(reading.notes) == 1
    assert reader.read("Jan Orlik said the army fled.").notes == ()


class _Names:
    """A lexicon of one name."""

    def find(self, text: str) -> Iterator[LexiconHit]:
        start = text.find("Zarath Vo")
        if start >= 0:
            yield LexiconHit(Span(start, start + 9), MentionKind.ACTOR)


def test_known_names_become_mentions() -> None:
    text = "The town of Melin fell to Zarath Vo last night."
    reading = TextReader(TextSettings(), _Names()).read(text)
    assert "Zarath Vo" in {mention.span.of(text) for mention in reading.mentions}


class _FirstWord:
    """A finder that puts the whole text on its first word."""

    component = Component("test.first_word", "1")

    def find(self, doc: Doc) -> tuple[Attribution, ...]:
        rest = Span(doc[1].idx, len(doc.text))
        first = Span(0, len(doc[0].text))
        return (Attribution((first,), (), (rest,), Sourcing.VAGUE, reasons=("the first word",)),)


def test_another_finder_can_take_the_place_of_the_rules() -> None:
    reader = TextReader(TextSettings(), finder=_FirstWord())
    text = "Moscow: the army attacked the town."
    reading = reader.read(text)
    (attribution,) = reading.attributions
    assert attribution.sourcing is Sourcing.NAMED_BODY
    assert {claim.chain for claim in reading.claims} == {(0,)}
    assert Component("test.first_word", "1") in reading.components
    assert replace(attribution, reasons=()).content[0].of(text).startswith(":")
