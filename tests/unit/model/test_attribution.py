from __future__ import annotations

from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution, Sourcing

TEXT = "Papers that deny it; two  officers said so."


def attribution(*source: Span) -> Attribution:
    return Attribution(source, (), (), Sourcing.DOCUMENT)


def test_a_source_is_called_by_its_words() -> None:
    assert attribution(Span(21, 34)).called(TEXT) == "two officers"
    assert attribution(Span(0, 6), Span(21, 34)).called(TEXT) == "Papers … two officers"


def test_words_that_only_point_give_way_to_the_kind_of_source() -> None:
    assert attribution(Span(7, 11)).called(TEXT) == "a document"
    assert attribution().called(TEXT) == "a document"
