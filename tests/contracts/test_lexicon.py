"""What every lexicon keeps to, shown on the one made of the register."""

from collections.abc import Callable

import pytest

from crossbearing.model.reading import Lexicon
from crossbearing.resolve.lexicon import NameLexicon
from crossbearing.resolve.register import Register

TEXTS = [
    "",
    "The Turkish army and ISIS are names, and so are Idlib and Moscow.",
    "US Treasury US Treasury US",
    "الجيش التركي وداعش",
    "\x00\u202e\u2028 ISIS \ud800",
]


@pytest.fixture(scope="module", params=[lambda: NameLexicon(Register.load(), ["Idlib"])], ids=["register"])
def lexicon(request: pytest.FixtureRequest) -> Lexicon:
    make: Callable[[], Lexicon] = request.param
    return make()


@pytest.mark.parametrize("text", TEXTS)
def test_hits_come_in_order_and_never_overlap(lexicon: Lexicon, text: str) -> None:
    end = 0
    for hit in lexicon.find(text):
        assert end <= hit.span.start < hit.span.end <= len(text)
        end = hit.span.end


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_text_gives_the_same_hits(lexicon: Lexicon, text: str) -> None:
    assert list(lexicon.find(text)) == list(lexicon.find(text))


def test_something_known_is_found(lexicon: Lexicon) -> None:
    assert [hit.span.of(TEXTS[1]) for hit in lexicon.find(TEXTS[1])]
