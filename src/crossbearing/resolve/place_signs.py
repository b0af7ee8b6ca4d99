"""Signs of whether a stretch that the gazetteer knows is a place here, or a person, a word, a street.

Each sign is a short name; `place_sign_weights` says how much it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crossbearing.model.place import Precision
from crossbearing.model.reading import Mention, MentionForm
from crossbearing.resolve import place_sign_words as sign_words
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.gazetteer_file import Doubt, KeyKind
from crossbearing.resolve.place_clues import (
    REACH_CHARS,
    container_entries,
    is_listed_county,
    lies_in,
)
from crossbearing.resolve.place_names import DESIGNATORS
from crossbearing.resolve.place_scan import Stretch, Word, words_in

LARGE, MIDDLING = 100_000, 5_000
MANY_NAMESAKES = 8
_SENTENCE_END = re.compile(r"(?:\A|[.!?:;\n“”\"][\s\"”’)]*)\Z")
_DATELINE = re.compile(r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?\s*(?:\([^)]{1,20}\)\s*)?(?:—|–|--|-\s)")
_HOLDER = re.compile(r"\s*[,(]\s*([A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3})")
_BEFORE_CHARS = 4
_DOUBTS = {
    Doubt.WORD: "a word",
    Doubt.GIVEN_NAME: "a given name",
    Doubt.COMMON_SURNAME: "a common surname",
    Doubt.SURNAME: "a surname",
}
_PARTY = re.compile(r"\b(?:R|D|I|DFL|GOP)-\Z")
_INITIAL = re.compile(r"[A-Z]\Z")
_CODE = frozenset("/$€£#@_")


@dataclass(slots=True)
class Scene:
    """A text with its words and mentions. covers: the narrowest named mention over each word."""

    text: str
    words: Sequence[Word]
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    covers: dict[int, int] = field(default_factory=dict)
    ranges: dict[int, range] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which mention lies over which word."""
        for position, mention in enumerate(self.mentions):
            if mention.form is not MentionForm.NAME:
                continue
            self.ranges[position] = inside = words_in(self.words, mention.head or mention.span)
            for at in inside:
                other = self.covers.get(at)
                if other is None or len(self.ranges[other]) > len(inside):
                    self.covers[at] = position

    def mention_of(self, stretch: Stretch) -> int | None:
        """Return the mention that a stretch is, or stands in."""
        return self.covers.get(stretch.last, self.covers.get(stretch.first))


def signs_of(scene: Scene, stretch: Stretch) -> Iterator[str]:
    """Yield the signs that a stretch bears by itself and by the words beside it."""
    yield "any"
    yield from _of_mention(scene, stretch)
    yield from _before(scene, stretch)
    yield from _after(scene, stretch)
    yield from _of_gazetteer(scene, stretch)


def _of_mention(scene: Scene, stretch: Stretch) -> Iterator[str]:
    position = scene.mention_of(stretch)
    if position is None:
        yield "unmarked"
        return
    inside, label = scene.ranges[position], scene.mentions[position].label or "other"
    starts, ends = stretch.first <= inside.start, stretch.last >= inside.stop - 1
    where = "is" if starts and ends else "begins" if starts else "ends" if ends else "inside"
    yield f"{where} {label}"


def _before(scene: Scene, stretch: Stretch) -> Iterator[str]:
    words, text, at = scene.words, scene.text, stretch.first - 1
    lead = text[max(0, stretch.span.start - _BEFORE_CHARS) : stretch.span.start]
    start = _SENTENCE_END.search(lead) is not None
    if start:
        yield "starts a sentence"
    if _PARTY.search(lead):
        yield "after a party"
    if at < 0:
        return
    before, gap = words[at], text[words[at].end : stretch.span.start]
    low = before.text.lower()
    if gap.strip(" \t.") or (start and "." not in gap):
        return
    if before.capital and (low in sign_words.TITLES or low.rstrip(".") in sign_words.TITLES):
        yield "after a title"
    elif low in sign_words.IN:
        yield "after in"
    elif low in sign_words.TOWARD:
        yield "after from"
    elif low in ("of", "the"):
        yield f"after {low}"
    elif before.capital and not start and low not in sign_words.ARTICLES:
        given = bool(scene.gazetteer.doubt(low) & Doubt.GIVEN_NAME) or _INITIAL.match(before.text)
        yield "after a given name" if given else "after a capital"


def _after(scene: Scene, stretch: Stretch) -> Iterator[str]:
    text = scene.text
    beyond = text[stretch.span.end : stretch.span.end + REACH_CHARS]
    if beyond[:1] in _CODE or text[stretch.span.start - 1 : stretch.span.start] in _CODE:
        yield "in a code"
    if _DATELINE.match(beyond) and _SENTENCE_END.search(
        text[max(0, stretch.span.start - _BEFORE_CHARS) : stretch.span.start]
    ):
        yield "dateline"
    held = _HOLDER.match(beyond)
    if held and any(
        lies_in(entry, holder)
        for _, holder in container_entries(held.group(1), scene.gazetteer)
        for entry in stretch.entries
    ):
        yield "named with its holder"
    if "counties" in beyond and is_listed_county(beyond):
        yield "before a designator"
        return
    if beyond.startswith(("'s", "’s")):
        yield "owns"
        return
    yield from _next_word(scene, stretch)


def _next_word(scene: Scene, stretch: Stretch) -> Iterator[str]:
    words, text, at = scene.words, scene.text, stretch.last + 1
    if at >= len(words) or text[stretch.span.end : words[at].start] not in (" ", "\n", "-"):
        return
    low = words[at].text.lower()
    if low in sign_words.PEOPLE:
        yield "before people"
    if low in DESIGNATORS:
        yield "before a designator"
    elif low in sign_words.STREETS:
        yield "before a street"
    elif low in sign_words.ORGANISED:
        yield "before an organ"
    elif words[at].capital:
        yield "before a capital"


def _of_gazetteer(scene: Scene, stretch: Stretch) -> Iterator[str]:
    entry = stretch.entries[0]
    place = entry.place
    if stretch.short:
        yield "an abbreviation"
        return
    if entry.kind is KeyKind.DEMONYM:
        yield "people"
    elif place.precision is Precision.TOWN:
        size = place.population
        yield "large town" if size >= LARGE else "middling town" if size >= MIDDLING else "small town"
    else:
        yield place.precision.value
    surface = stretch.span.of(scene.text)
    told = {
        "loose": entry.kind is KeyKind.LOOSE,
        "other name": entry.kind is KeyKind.ALTERNATE,
        "many namesakes": len(stretch.entries) >= MANY_NAMESAKES,
        "several words": stretch.last > stretch.first,
        "capitals": surface.isupper() and len(surface) > len("USA"),
        "small letter": not surface[0].isupper(),
    }
    yield from (sign for sign, holds in told.items() if holds)
    doubt = scene.gazetteer.doubt(stretch.key)
    yield from (sign for what, sign in _DOUBTS.items() if doubt & what)


def agreeing(known: Mapping[int, float], stretch: Stretch) -> Iterator[str]:
    """Yield the sign that a place so called lies in a subdivision that surer places lie in, or are."""
    if any(known.get(entry.subdivision or 0, 0) > 0 for entry in stretch.entries):
        yield "agrees"
