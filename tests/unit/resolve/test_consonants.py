import pytest

from crossbearing.resolve.consonants import joined, readings
from crossbearing.resolve.spelling import keys


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Dschund al-Quenzol", "Jund al-Qenzol"),
        ("Ǧund al-Quenzol", "Djound el-Kouenzol"),
        ("Quenzolskogo", "Quenzolskogo"),
        ("Легиона Квензола", "Легион Квензол"),
        ("Haschd asch-Schabi", "Hachd al-Chaabi"),
    ],
)
def test_ways_of_writing_one_name_share_their_consonants(left: str, right: str) -> None:
    assert set(readings(keys(left))) & set(readings(keys(right)))


def test_j_is_read_as_in_english_and_as_in_german() -> None:
    assert readings(("hajat",)) == (("hgt",), ("ht",))
    assert readings(("hayat",)) == (("ht",),)


def test_other_names_have_other_consonants() -> None:
    assert readings(("quenzol", "brigade")) != readings(("quenzol", "battalion"))


def test_the_article_is_left_out_wherever_it_stands() -> None:
    assert joined(("جيش", "عدل")) == joined(("جيشالعدل",))
    assert joined(("el", "quenzol")) == joined(("quenzol",))
