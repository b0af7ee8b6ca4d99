"""Who is given as saying what. All names and deeds are invented."""

from __future__ import annotations

import pytest

from crossbearing.model.attribution import Attribution
from crossbearing.text.pipeline import TextReader


def _read(reader: TextReader, text: str) -> list[tuple[str, str, str]]:
    def words(attribution: Attribution, part: str) -> str:
        return " … ".join(span.of(text) for span in getattr(attribution, part))

    found = reader.read(text).attributions
    return [(words(a, "source"), words(a, "cue"), words(a, "content")) for a in found]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The Arland army said that its planes bombed the bridge.",
            "The Arland army",
            "said",
            "that its planes bombed the bridge",
        ),
        ("The bridge was bombed, Jan Orlik said.", "Jan Orlik", "said", "The bridge was bombed"),
        ("“We bombed the bridge,” Orlik told reporters.", "Orlik", "told", "“We bombed the bridge,”"),
        ("Orlik said: “We bombed the bridge.”", "Orlik", "said", "“We bombed the bridge.”"),
        (
            "According to observers, the Northern Front took the town.",
            "observers",
            "According to",
            "the Northern Front took the town",
        ),
        (
            "The Northern Front took the town, according to the Karsa Observatory.",
            "the Karsa Observatory",
            "according to",
            "The Northern Front took the town",
        ),
        ("It was reported that the army shelled Karsa.", "", "was reported", "that the army shelled Karsa"),
        ("Reportedly, the army shelled Karsa.", "", "Reportedly", "the army shelled Karsa"),
        (
            "Jan Orlik, a spokesman for the army, said the road was open.",
            "Jan Orlik, a spokesman for the army",
            "said",
            "the road was open",
        ),
        (
            "New videos showed men of the Blue Brigade fighting beside the army in Karsa.",
            "New videos",
            "showed",
            "men of the Blue Brigade fighting beside the army in Karsa",
        ),
        (
            "Arland has openly accused Karsa of breaking the truce, and that it armed the Northern Front.",
            "Arland",
            "has openly accused",
            "Karsa of breaking the truce … that it armed the Northern Front",
        ),
        (
            "Arland’s repeated denial of this alliance convinced few.",
            "Arland",
            "denial",
            "this alliance",
        ),
        (
            "In the opinion of many analysts, the Front funds the brigade.",
            "many analysts",
            "In the opinion",
            "the Front funds the brigade",
        ),
        (
            "Footage of soldiers fighting beside the militia drew protests.",
            "Footage",
            "of",
            "soldiers fighting beside the militia",
        ),
        (
            "“The mill is ours and will stay ours.” — Jan Orlik",
            "Jan Orlik",
            "—",
            "“The mill is ours and will stay ours.”",
        ),
        ("ORLIK: We attacked the bridge yesterday.", "ORLIK", ":", "We attacked the bridge yesterday"),
        (
            "From the Ministry of Defence: The army attacked no village.",
            "Ministry of Defence",
            ":",
            "The army attacked no village",
        ),
        (
            "KARSA (Arland Press) - The army shelled three villages, officials said.",
            "officials",
            "said",
            "The army shelled three villages",
        ),
        (
            "The agency quoted a military source as saying that the army fled.",
            "a military source",
            "saying",
            "that the army fled",
        ),
        (
            "The allegations, which Arland denies, are old.",
            "Arland",
            "denies",
            "The allegations",
        ),
        (
            "The video appeared to show soldiers burning the mill.",
            "The video",
            "to show",
            "soldiers burning the mill",
        ),
        (
            "Gen. Petr Vann vowed in a speech on Friday to crush the militia.",
            "Gen. Petr Vann",
            "vowed",
            "to crush the militia",
        ),
        (
            "It has been alleged that the army fled; the general insists it stayed.",
            "",
            "has been alleged",
            "that the army fled",
        ),
        (
            "Arland has been accused by several states of arming the Front.",
            "several states",
            "has been accused",
            "Arland … of arming the Front",
        ),
        ("The accusation that the army fled is false.", "", "accusation", "that the army fled"),
        (
            "The militia is believed to have armed the rebels.",
            "",
            "is believed",
            "The militia … to have armed the rebels",
        ),
    ],
)
def test_reads_source_cue_and_content(
    reader: TextReader, text: str, source: str, cue: str, content: str
) -> None:
    assert (source, cue, content) in _read(reader, text)


def test_sentences_of_one_quotation_stand_under_one_source(reader: TextReader) -> None:
    text = "“We did not fire,” Marika Dole said on Monday. “They came at night. We ran.”"
    ((source, _, content),) = _read(reader, text)
    assert source == "Marika Dole"
    assert content == "“We did not fire,” … “They came at night. We ran.”"


def test_quotation_goes_on_in_the_next_paragraph(reader: TextReader) -> None:
    text = "“We did not fire,” Marika Dole said.\n\n“They came at night and burned the mill.”"
    ((_, _, content),) = _read(reader, text)
    assert content.endswith("“They came at night and burned the mill.”")


def test_colon_before_a_paragraph_opens_it(reader: TextReader) -> None:
    text = "The Arland army said in a statement:\n\nOur units hold the bridge and the mill."
    assert ("The Arland army", "said", "Our units hold the bridge and the mill") in _read(reader, text)


def test_unclosed_quotation_mark_does_not_swallow_what_follows(reader: TextReader) -> None:
    text = '"The Front attacked us, said Jan Orlik.\n\nThe market opened at noon. Bread was dear.'
    for _, _, content in _read(reader, text):
        assert "market" not in content
        assert "Bread" not in content


def test_attribution_within_another_names_it_as_parent(reader: TextReader) -> None:
    text = "The ministry said that villagers had told its envoy that the army burned the mill."
    outer, inner = reader.read(text).attributions
    assert outer.parent is None
    assert inner.parent == 0
    assert inner.source[0].of(text) == "villagers"


def test_source_at_the_end_of_a_sentence_stands_above_what_it_holds(reader: TextReader) -> None:
    text = "The panel found that Arland had armed the Front, according to a report."
    panel, report = reader.read(text).attributions
    assert panel.parent == 1
    assert report.parent is None
    assert panel.content[0].of(text) == "that Arland had armed the Front"


def test_own_thoughts_in_a_quotation_are_no_further_source(reader: TextReader) -> None:
    found = _read(reader, "“I think the bridge is safe,” Jan Orlik said.")
    assert [source for source, _, _ in found] == ["Jan Orlik"]


def test_day_of_saying_is_kept_apart_from_what_is_said(reader: TextReader) -> None:
    text = "Last November, the Arland Treasury said that traders finance the Front."
    reading = reader.read(text)
    (attribution,) = reading.attributions
    assert attribution.said is not None
    assert reading.times[attribution.said].span.of(text) == "Last November"


def test_speaker_is_the_mention_that_names_the_source(reader: TextReader) -> None:
    text = "The Arland Defence Ministry said that its troops left Karsa."
    reading = reader.read(text)
    (attribution,) = reading.attributions
    assert attribution.speaker is not None
    assert "Defence Ministry" in reading.mentions[attribution.speaker].span.of(text)


def test_every_attribution_says_which_rule_read_it(reader: TextReader) -> None:
    for attribution in reader.read("Officials said the army fled. Reportedly, it left tanks.").attributions:
        assert attribution.reasons[0].startswith("read by rule: ")
        assert attribution.reasons[1].startswith("source: ")
