"""What the encoder finds in plain cases, and what the rules add within it."""

import pytest

from crossbearing.settings import TextSettings
from crossbearing.text.attribution_encoder import EncoderAttributionFinder
from crossbearing.text.encoder import load_encoder
from crossbearing.text.pipeline import load_pipeline


@pytest.fixture(scope="module")
def find():
    nlp, finder = load_pipeline(TextSettings().pipeline), EncoderAttributionFinder(load_encoder())

    def run(text):
        def words(spans):
            return " … ".join(text[s.start : s.end] for s in spans)

        return [(words(a.source), words(a.cue), words(a.content), a.parent) for a in finder.find(nlp(text))]

    return run


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The ministry said on Tuesday that the bridge had fallen.", "The ministry", "the bridge had fallen"),
        ("“The bridge has fallen,” said Ada Quill.", "Ada Quill", "The bridge has fallen"),
        (
            "According to villagers, the mill burned for two days.",
            "villagers",
            "the mill burned for two days",
        ),
        (
            "The bridge had fallen, a spokesman for the port said.",
            "a spokesman for the port",
            "The bridge had fallen",
        ),
    ],
)
def test_source_and_content_are_found(find, text, source, content):
    (found,) = find(text)
    assert found[0] == source
    assert content in found[2]


def test_a_content_broken_by_its_source_is_one_attribution(find):
    (found,) = find("“The bridge,” Ada Quill said, “is gone.”")
    assert "The bridge" in found[2]
    assert "is gone" in found[2]


def test_who_is_quoted_by_whom_is_quoted_is_read_within(find):
    found = find("The newspaper reported that villagers had told its correspondent that the mill burned.")
    inner = [f for f in found if f[3] is not None]
    assert inner
    assert found[inner[0][3]][0] == "The newspaper"


def test_a_figure_of_speech_within_what_is_said_is_no_chain(find):
    found = find("The newspaper reported that Ada Quill went out to thank the villagers for their comments.")
    assert [f for f in found if f[3] is not None] == []


def test_a_quotation_mark_never_closed_costs_only_its_paragraph(find):
    text = 'He said: "The mill burned\n\nThe ministry said that the bridge had fallen.'
    assert any(source == "The ministry" and "bridge" in content for source, _, content, _ in find(text))


def test_nothing_is_found_where_nobody_says_anything(find):
    assert find("The bridge fell on Monday. Snow lay on the road.") == []
    assert find("") == []
