import pytest

from crossbearing.resolve.spelling import keys, latin, normal_form, sounds, words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hay'at Tahrir al-Sham", "Hayat Tahrir ash-Sham"),
        ("Hayʼat Taḥrīr al-Shām", "Hay’at Tahrir Al Sham"),
        ("Erdoğan", "ERDOGAN"),
        ("the Kremlin", "Kremlin"),
        ("Ankara’s", "Ankara"),
        ("الجَيْش التركي", "جيش التركي"),
        ("Аль-Каида", "Каида"),
        ('צה"ל', "צה״ל"),
        ("U.S.", "u s"),
    ],
)
def test_spellings_of_one_name_have_the_same_words(left: str, right: str) -> None:
    assert keys(left) == keys(right) != ()


@pytest.mark.parametrize(("left", "right"), [("Iran", "Iraq"), ("4th Corps", "5th Corps"), ("US", "UN")])
def test_other_names_keep_other_words(left: str, right: str) -> None:
    assert keys(left) != keys(right)


def test_a_possessive_stays_outside_the_word() -> None:
    (word, army) = words("Ankara’s army")
    assert (word.key, word.start, word.end) == ("ankara", 0, 6)
    assert army.surface == "army"


def test_a_state_before_a_hyphen_is_no_article() -> None:
    assert [word.key for word in words("US-led at-risk")] == ["us", "led", "", "risk"]


def test_a_very_long_word_is_not_taken_apart() -> None:
    assert normal_form("É" * 10_000) == "é" * 10_000


def test_other_scripts_have_a_reading_in_latin_letters() -> None:
    assert latin("вагнер") == "vagner"


def test_transliterations_sound_alike() -> None:
    assert sounds(("nosra", "front")) == sounds(("front", "nusrah"))
    assert sounds(("qassam",)) == sounds(("kassam",))
