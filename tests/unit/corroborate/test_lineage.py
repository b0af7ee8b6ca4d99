from __future__ import annotations

from datetime import date

from crossbearing.corroborate.lineage import trace_lineage, winnow
from crossbearing.model.evidence import Digest, Document
from crossbearing.settings import CorroborateSettings

WIRE = (
    "Surveyors in the port of Tarn counted eleven barges on Monday morning. The harbour master said that "
    "the barges carried timber and that none had asked for a pilot. By noon the fog had lifted and the "
    "ferries ran again, an hour late, with half their usual passengers aboard and no mail at all."
)
OTHER = (
    "A choir from the hill villages sang in the square until the lamps were lit. Nobody had asked them to "
    "come, the baker told visitors, but the square was full and the bread was gone before eight o'clock. "
    "Next year they hope to bring the drummers too, if the pass is open and the carts can be mended."
)


def document(name: str, text: str, published: date | None) -> Document:
    return Document(Digest(name * 64), text, "text", publisher=f"Publisher {name}", published=published)


def test_an_edited_copy_is_traced_to_the_earliest():
    agency = document("b", WIRE, date(2021, 5, 1))
    outlet = document("a", "Fog in Tarn\n\n" + WIRE.replace("eleven", "a dozen"), date(2021, 5, 2))
    lineage = trace_lineage([outlet, agency], CorroborateSettings())
    assert lineage.roots[outlet.item] == agency.item
    assert lineage.copies[0].shared > 0.5
    assert "2021-05-02" in lineage.copies[0].reason


def test_a_copy_of_a_copy_goes_back_to_the_first():
    texts = [WIRE, WIRE + " More follows.", "Update. " + WIRE + " More follows."]
    documents = [
        document(n, t, date(2021, 5, d)) for d, (n, t) in enumerate(zip("abc", texts, strict=True), 1)
    ]
    lineage = trace_lineage(documents, CorroborateSettings())
    assert {lineage.roots[d.item] for d in documents} == {documents[0].item}


def test_texts_written_apart_are_no_copies():
    lineage = trace_lineage([document("a", WIRE, None), document("b", OTHER, None)], CorroborateSettings())
    assert lineage.copies == ()


def test_an_excerpt_within_a_longer_text_is_a_copy():
    long = document("a", OTHER * 3 + WIRE, date(2021, 5, 1))
    short = document("b", WIRE, date(2021, 5, 3))
    assert trace_lineage([long, short], CorroborateSettings()).roots[short.item] == long.item


def test_without_dates_the_order_is_said_to_be_unknown():
    lineage = trace_lineage([document("a", WIRE, None), document("b", WIRE, None)], CorroborateSettings())
    assert "unknown" in lineage.copies[0].reason


def test_texts_of_one_word_and_none():
    assert winnow("", 5) == winnow("word", 5) == frozenset()
    assert (
        len(trace_lineage([document("a", "", None), document("b", "", None)], CorroborateSettings()).roots)
        == 2
    )
