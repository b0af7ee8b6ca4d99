from crossbearing.model.anchor import Span
from crossbearing.model.reading import LexiconHit, MentionForm, MentionKind
from crossbearing.text.encoder import load_encoder
from crossbearing.text.mentions import find_mentions
from crossbearing.text.tagged import tag

TEXT = (
    "Soldiers of the Northern Front left the area south of the dam on Monday. "
    "Shepherds in the hills above Karsa saw drones of the coalition near the camp."
)


def test_what_the_rules_find_stays(pipeline):
    doc = pipeline(TEXT)
    alone = {(m.span, m.kind) for m in find_mentions(doc, ())}
    both = {(m.span, m.kind) for m in find_mentions(doc, (), load_encoder())}
    assert alone <= both


def test_what_only_the_encoder_sees_comes_in_once(pipeline):
    doc = pipeline(TEXT)
    encoder = load_encoder()
    places = tag(encoder, encoder.encode_doc(doc), "location")
    assert places
    found = [m for m in find_mentions(doc, (), encoder) if m.form is not MentionForm.PRONOUN]
    for place in places:
        assert any(m.span.overlaps(place.span) for m in found)
    assert any(m.kind is MentionKind.PLACE and m.span.of(TEXT) == "the dam" for m in found)
    spans = [m.span for m in found]
    assert len(spans) == len(set(spans))


def test_scores_are_chances_and_spans_lie_in_the_text(pipeline):
    encoder = load_encoder()
    for head in ("actor", "location"):
        for seen in tag(encoder, encoder.encode_doc(pipeline(TEXT)), head):
            assert 0 <= seen.score <= 1
            assert 0 <= seen.span.start < seen.span.end <= len(TEXT)


def test_a_known_name_before_its_words_stays_within_the_mention(pipeline):
    text = "0=B MILITANT"
    for mention in find_mentions(pipeline(text), [LexiconHit(Span(0, 2), MentionKind.ACTOR)]):
        assert mention.span.covers(mention.head)
