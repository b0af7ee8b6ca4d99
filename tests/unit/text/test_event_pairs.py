from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from crossbearing.model.anchor import Span
from crossbearing.text.event_pairs import judge_pair


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Varnia condemned Dovania after the shelling of Karsa by Red Lantern.", "ACCUSE"),
        ("Dovania was sued by Varnia.", "ACCUSE"),
        ("Varnia refused to meet Dovania.", "REJECT"),
        ("Varnia promised to arm Dovania.", "AGREE"),
        ("Varnia has threatened to bomb Dovania.", "THREATEN"),
        ("Varnia called Dovania on Tuesday to congratulate it.", "SUPPORT"),
    ],
)
def test_the_closest_word_of_the_pair_answers(pipeline: Language, text: str, kind: str) -> None:
    found = judge_pair(pipeline(text), span(text, "Varnia"), span(text, "Dovania"))
    assert found is not None
    assert found.type == kind
    assert found.reasons
    assert found.trigger is not None
    assert found.trigger.of(text)


def test_taking_ground_is_an_assault(pipeline: Language) -> None:
    text = "The army captured a bridge on Monday."
    found = judge_pair(pipeline(text), span(text, "The army"), span(text, "a bridge"))
    assert found is not None
    assert found.type == "ASSAULT"


def test_a_recipient_may_be_missing(pipeline: Language) -> None:
    text = "Jan Orlik resigned on Monday."
    found = judge_pair(pipeline(text), span(text, "Jan Orlik"), None)
    assert found is not None
    assert (found.type, found.mode) == ("YIELD", "resign")


def test_no_word_no_answer(pipeline: Language) -> None:
    text = "Varnia lies east of Dovania."
    assert judge_pair(pipeline(text), span(text, "Varnia"), span(text, "Dovania")) is None


def test_without_a_parser_nothing_is_answered() -> None:
    text = "Varnia attacked Dovania."
    assert judge_pair(spacy.blank("en")(text), span(text, "Varnia"), span(text, "Dovania")) is None
