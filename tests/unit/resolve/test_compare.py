import pytest

from crossbearing.resolve.compare import NameForm, Scale, compare_names
from crossbearing.resolve.concepts import load_concepts
from crossbearing.resolve.spelling import keys

SCALE = Scale(load_concepts(), {})


def _form(text: str) -> NameForm:
    return NameForm(text, keys(text), SCALE.concepts.of(keys(text)))


@pytest.mark.parametrize(
    ("left", "right", "least"),
    [
        ("Quenzol Brigade", "quenzol brigade", 1.0),
        ("Quenzolbrigade", "Quenzol Brigade", 0.95),
        ("Kuenzol Brigade", "Quenzol Brigade", 0.7),
        ("Army of the Lions of Truth", "Jaysh Usud al-Haqq", 0.9),
        ("Quenzol Islamic Party", "Quenzol Party", 0.7),
    ],
)
def test_names_of_one_body_are_alike(left: str, right: str, least: float) -> None:
    likeness = compare_names(_form(left), _form(right), SCALE)
    assert likeness.score >= least
    assert likeness.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Liberation Front", "Islamic Front"),
        ("People's Party", "People's Army"),
        ("4th Quenzol Brigade", "5th Quenzol Brigade"),
        ("Free Army", "Army"),
        ("", "Army"),
        ("", ""),
    ],
)
def test_names_of_different_bodies_are_not(left: str, right: str) -> None:
    assert compare_names(_form(left), _form(right), SCALE).score < 0.7


def test_two_words_of_which_one_is_generic_need_support_from_the_text() -> None:
    score = compare_names(_form("Youth Movement"), _form("Harakat al-Shabaab"), SCALE).score
    assert 0.6 < score < 0.7
