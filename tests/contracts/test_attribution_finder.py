"""What every finder of attributions must keep to, so that one can take the place of another."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from crossbearing.model.attribution import Attribution
from crossbearing.settings import TextSettings
from crossbearing.text.attribution import AttributionFinder, RuleAttributionFinder
from crossbearing.text.attribution_encoder import EncoderAttributionFinder
from crossbearing.text.encoder import load_encoder
from crossbearing.text.pipeline import load_pipeline

_FINDERS: tuple[AttributionFinder, ...] = (RuleAttributionFinder(), EncoderAttributionFinder(load_encoder()))
_TEXTS = (
    "",
    " \n\n ",
    "The army fled.",
    "The army fled, Jan Orlik said. “It left tanks,” he added. “It will be back.”",
    "According to observers, the ministry said that villagers had told its envoy that the mill burned.",
    "ORLIK: We hold the bridge.\n\nFrom the ministry: The bridge is lost.",
    'He said: "The Front attacked, said',
    "said said said that that : “ ” said according to",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(TextSettings().pipeline)


@pytest.mark.parametrize("finder", _FINDERS, ids=lambda finder: finder.component.name)
@pytest.mark.parametrize("text", _TEXTS)
class TestEveryFinder:
    def _find(self, finder: AttributionFinder, nlp: Language, text: str) -> tuple[Attribution, ...]:
        return finder.find(nlp(text))

    def test_spans_lie_within_the_text_and_in_order(
        self, finder: AttributionFinder, nlp: Language, text: str
    ) -> None:
        for attribution in self._find(finder, nlp, text):
            for spans in (attribution.source, attribution.cue, attribution.content):
                assert list(spans) == sorted(spans)
                assert all(0 <= span.start < span.end <= len(text) for span in spans)

    def test_each_has_a_cue_and_a_content_apart_from_its_source(
        self, finder: AttributionFinder, nlp: Language, text: str
    ) -> None:
        for attribution in self._find(finder, nlp, text):
            assert attribution.cue
            assert attribution.content
            for piece in attribution.content:
                assert not any(piece.overlaps(span) for span in (*attribution.source, *attribution.cue))

    def test_parents_hold_the_cue_and_never_turn_back(
        self, finder: AttributionFinder, nlp: Language, text: str
    ) -> None:
        found = self._find(finder, nlp, text)
        for place, attribution in enumerate(found):
            if attribution.parent is None:
                continue
            parent = found[attribution.parent]
            assert attribution.parent != place
            assert sum(map(len, parent.content)) > sum(map(len, attribution.content))
            assert any(span.covers(attribution.cue[0]) for span in parent.content)

    def test_the_same_text_gives_the_same_answer(
        self, finder: AttributionFinder, nlp: Language, text: str
    ) -> None:
        assert self._find(finder, nlp, text) == self._find(finder, nlp, text)

    def test_each_says_why(self, finder: AttributionFinder, nlp: Language, text: str) -> None:
        assert all(attribution.reasons for attribution in self._find(finder, nlp, text))


@pytest.mark.parametrize("finder", _FINDERS, ids=lambda finder: finder.component.name)
def test_component_has_a_name_and_a_version(finder: AttributionFinder) -> None:
    assert finder.component.name
    assert finder.component.version


@pytest.mark.parametrize("finder", _FINDERS, ids=lambda finder: finder.component.name)
def test_document_without_annotation_does_no_harm(finder: AttributionFinder) -> None:
    assert isinstance(finder.find(spacy.blank("en")("The army fled, he said.")), tuple)
