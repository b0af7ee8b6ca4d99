"""Two names of organisations or persons compared: a table of features, each with its reason.

Every feature is a small function from two names to a score from 0 to 1; the best one decides. The
weight of a word is how rare it is among the register's names: "army" proves little, "Turkistan"
much. Words of different numbers ("4th", "5th") never agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from crossbearing.resolve.concepts import Concepts
from crossbearing.resolve.consonants import joined, readings
from crossbearing.resolve.spelling import latin, sound, sounds
from crossbearing.resolve.vocabulary import vocabulary

_MIN_SIMILARITY = 0.92
_SAME_SOUND = 0.96
_MIN_FUZZY_CHARS = 5
_MIN_CONSONANTS = 4
_TELLING_CONSONANTS = 6
_UNLISTED_WEIGHT = 6.0
_STATE_WEIGHT = 2.0
_NOUN_WEIGHT = 4.0
_PAIR = 2
_ONE_WORD = 0.85
_STATE_UNSAID = 0.85
_TIE_WORDS = vocabulary("tie")
_GENERIC_WEIGHT = 1.5
_MIN_DISTINCTIVE = 3.0


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name prepared for comparison. keys: normal forms of its words. ideas: what they mean."""

    text: str
    keys: tuple[str, ...]
    ideas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0 to 1, and why."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What words weigh. rarity: weight of an idea among the register's names."""

    concepts: Concepts
    rarity: Mapping[str, float]

    def weight(self, idea: str) -> float:
        """Weigh one idea; generic ones little, unlisted ones much."""
        if idea in self.concepts.generic or idea in _TIE_WORDS:
            return _GENERIC_WEIGHT
        if idea.startswith("@"):
            return _STATE_WEIGHT
        rarity = self.rarity.get(idea, _UNLISTED_WEIGHT)
        return min(rarity, _NOUN_WEIGHT) if idea[0] == "=" else rarity


Feature = Callable[[NameForm, NameForm, Scale], Likeness]


def same_words(left: NameForm, right: NameForm, scale: Scale) -> Likeness:
    """Ask for the same words in the same order, case, marks and articles aside."""
    del scale
    same = bool(left.keys) and left.keys == right.keys
    return Likeness(1.0 if same else 0.0, f"“{left.text}” is a name of it")


def run_together(left: NameForm, right: NameForm, scale: Scale) -> Likeness:
    """Ask for the same letters, with words parted differently ("Jaysh ul Adl", "Jayshul Adl")."""
    del scale
    letters = joined(left.keys)
    same = len(letters) >= _MIN_FUZZY_CHARS and letters == joined(right.keys)
    return Likeness(0.97 if same else 0.0, f"“{left.text}” is “{right.text}” with words parted differently")


def same_sounds(left: NameForm, right: NameForm, scale: Scale) -> Likeness:
    """Ask that the words sound alike once transliteration is set aside ("Nosra", "Nusrah")."""
    del scale
    long_enough = sum(map(len, left.keys)) > _MIN_FUZZY_CHARS
    same = long_enough and sounds(left.keys) == sounds(right.keys)
    return Likeness(0.94 if same else 0.0, f"“{left.text}” sounds like “{right.text}”")


def same_consonants(left: NameForm, right: NameForm, scale: Scale) -> Likeness:
    """Ask for the same consonants once transliteration is folded ("Dschabhat", "Jabhat", "Ǧabhat").

    Few consonants prove little: then the letters must be near as well, or be those of a script that
    writes no vowels.
    """
    del scale
    words = readings(right.keys)[0]
    other = "".join(words)
    if len(other) < _MIN_CONSONANTS or all("".join(read) != other for read in readings(left.keys)):
        return Likeness(0.0, "")
    telling = len(other) >= _TELLING_CONSONANTS - (len(words) > 1)
    likely = telling or _both_unvowelled(left, right) or _near_letters(left, right)
    return Likeness(0.9 if likely else 0.0, f"“{left.text}” has the consonants of “{right.text}”")


def _both_unvowelled(left: NameForm, right: NameForm) -> bool:
    return all("ا" <= form.keys[0][:1] <= "ي" for form in (left, right))


def _near_letters(left: NameForm, right: NameForm) -> bool:
    letters = ("".join(map(latin, form.keys)) for form in (left, right))
    return JaroWinkler.similarity(*letters) >= _MIN_SIMILARITY


def same_ideas(left: NameForm, right: NameForm, scale: Scale) -> Likeness:
    """Ask that each word translates a word of the other name, two at least.

    Two words of which one is generic ("Youth Movement") are too little without support from the text.
    """
    ideas = set(left.ideas)
    if len(ideas) < _PAIR or ideas != set(right.ideas):
        return Likeness(0.0, "")
    generic = sum(idea in scale.concepts.generic for idea in ideas)
    if len(ideas) == _PAIR and generic == _PAIR:
        return Likeness(0.0, "")
    score = 0.68 if len(ideas) == _PAIR and generic else 0.93
    return Likeness(score, f"“{left.text}” translates “{right.text}” word by word")


def shared_ideas(left: NameForm, right: NameForm, scale: Scale) -> Likeness:
    """Weigh the share of words that agree, with near spellings counted (Dice over rarity).

    The names must share a proper name, or two words that are not generic.
    """
    pairs = _agreeing(left.ideas, right.ideas)
    telling = [idea for _, idea, _ in pairs if scale.weight(idea) >= _MIN_DISTINCTIVE]
    if not telling or not _numbers_agree(left, right) or not _states_agree(left, right):
        return Likeness(0.0, "")
    if all(idea[0] == "=" for idea in telling) and len(telling) < _PAIR:
        return Likeness(0.0, "")
    agreed = sum(similarity * (scale.weight(a) + scale.weight(b)) for a, b, similarity in pairs)
    total = sum(map(scale.weight, left.ideas)) + sum(map(scale.weight, right.ideas))
    alone = _ONE_WORD if len(pairs) == 1 else 1.0
    unsaid = _STATE_UNSAID if _states(right) and not _states(left) else 1.0
    shared = ", ".join(sorted({b.lstrip("=@") for _, b, _ in pairs}))
    return Likeness(
        0.9 * alone * unsaid * agreed / total, f"“{left.text}” is near “{right.text}” (shared: {shared})"
    )


FEATURES: tuple[Feature, ...] = (
    same_words,
    run_together,
    same_sounds,
    same_consonants,
    same_ideas,
    shared_ideas,
)


def compare_names(left: NameForm, right: NameForm, scale: Scale) -> Likeness:
    """Return the strongest feature's score and reason; score 0 where none holds."""
    return max((feature(left, right, scale) for feature in FEATURES), key=lambda found: found.score)


def _agreeing(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[str, str, float]]:
    """Pair each word of `left` with its best unused counterpart; (left, right, similarity)."""
    free = list(dict.fromkeys(right))
    pairs = []
    for idea in dict.fromkeys(left):
        best = max(((_similarity(idea, other), other) for other in free), default=(0.0, ""))
        if best[0] > 0:
            free.remove(best[1])
            pairs.append((idea, best[1], best[0]))
    return pairs


def _similarity(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if left[0] in "=@" or right[0] in "=@" or min(len(left), len(right)) < _MIN_FUZZY_CHARS:
        return 0.0
    if any(map(str.isdigit, left + right)):
        return 0.0
    if sound(left) == sound(right):
        return _SAME_SOUND
    if left[0] != right[0]:
        return 0.0
    near = JaroWinkler.similarity(left, right)
    return near if near >= _MIN_SIMILARITY else 0.0


def _states_agree(left: NameForm, right: NameForm) -> bool:
    """Tell whether not each of the two speaks of states that the other does not."""
    ours, theirs = _states(left), _states(right)
    return not (ours and theirs) or bool(ours & theirs)


def _states(form: NameForm) -> set[str]:
    return {idea for idea in form.ideas if idea[0] == "@"}


def _numbers_agree(left: NameForm, right: NameForm) -> bool:
    def numbers(form: NameForm) -> set[str]:
        digits = ("".join(c for c in key if c.isdigit()) for key in form.keys)
        return {number for number in digits if number}

    return numbers(left) == numbers(right)
