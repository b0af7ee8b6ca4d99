import pytest

from crossbearing.model.anchor import Span
from crossbearing.model.event import EventType
from crossbearing.text.encoder import load_encoder
from crossbearing.text.event_encoder import ask
from crossbearing.text.event_pairs import judge_pair


def _spans(text, *words):
    return [Span(text.index(word), text.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Varnia condemned Dovania on Monday over the shelling of a school.", EventType.ACCUSE),
        ("The army of Varnia bombed Dovania on Monday, killing six soldiers.", EventType.ASSAULT),
        ("Varnia's foreign minister met the president of Dovania for talks.", EventType.CONSULT),
    ],
)
def test_plain_pairs_are_told(pipeline, text, kind):
    opinion = ask(load_encoder(), pipeline(text), *_spans(text, "Varnia", "Dovania"))
    assert opinion is not None
    assert opinion.best is kind
    assert sum(opinion.chances.values()) == pytest.approx(1, abs=1e-4)


def test_spans_that_overlap_or_stand_far_apart_are_not_judged(pipeline):
    text = "Varnia " + "and the men of the hills " * 60 + "armed Dovania"
    doc = pipeline(text)
    varnia, dovania = _spans(text, "Varnia", "Dovania")
    assert ask(load_encoder(), doc, varnia, dovania) is None
    assert ask(load_encoder(), doc, varnia, Span(0, 10)) is None


def test_what_the_encoder_says_stands_among_the_reasons(pipeline):
    text = "Varnia condemned Dovania on Monday."
    varnia, dovania = _spans(text, "Varnia", "Dovania")
    judged = judge_pair(pipeline(text), varnia, dovania, load_encoder())
    assert judged is not None
    assert judged.type is EventType.ACCUSE
    assert any("the encoder takes" in reason for reason in judged.reasons)
