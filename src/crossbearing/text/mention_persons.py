"""Whether a mention is of a person, by the first mention that it refers back to."""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.model.reading import Mention

ONE_PERSON = frozenset({"i", "me", "my", "he", "him", "his", "she", "her", "you", "your"})
_CLIMB = 8


def first_named(mentions: Sequence[Mention], mention: Mention) -> Mention:
    """Return the first mention that another refers back to; itself where it refers to none."""
    for _ in range(_CLIMB):
        if not mention.antecedents:
            break
        mention = mentions[mention.antecedents[0]]
    return mention


def is_person(
    text: str, mentions: Sequence[Mention], mention: Mention, pronouns: frozenset[str] = ONE_PERSON
) -> bool:
    """Tell whether a mention is of a person. pronouns: what counts as one of itself, in lower case."""
    return first_named(mentions, mention).label == "PERSON" or mention.span.of(text).lower() in pronouns
