from __future__ import annotations

import spacy
from spacy.language import Language

from crossbearing.text.syntax import take_syntax


def test_columns_agree_with_the_doc(pipeline: Language) -> None:
    doc = pipeline("The Ember Brigade 🜂 left. It came back.")
    syntax = take_syntax(doc)
    assert len(syntax) == len(doc)
    for token in doc:
        assert syntax.orth[token.i] == token.text
        assert syntax.head[token.i] == token.head.i
        assert syntax.span(token.i, token.i).of(doc.text) == token.text
        assert list(syntax.children[token.i]) == sorted(c.i for c in token.children)
    assert max(syntax.sent) == len(list(doc.sents)) - 1


def test_it_is_taken_once(pipeline: Language) -> None:
    doc = pipeline("They left.")
    assert take_syntax(doc) is take_syntax(doc)


def test_empty_and_unparsed_docs_are_taken_too() -> None:
    blank = spacy.blank("en")
    assert len(take_syntax(blank(""))) == 0
    assert take_syntax(blank("a b")).head == (0, 1)
