"""The cue words, read from cues.toml and made ready for quick look-up.

All words are lemmas or forms in lower case, as `syntax` gives them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Words = frozenset[str]
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class VerbCues:
    """Verbs by what they take as content. with_preposition: (verb, preposition) pairs."""

    clause: Words
    that_clause: Words
    quote_only: Words
    infinitive: Words
    object: Words
    showing: Words
    adjectives: Words
    with_preposition: Pairs
    every: Words


@dataclass(frozen=True, slots=True)
class NounCues:
    """Nouns by what they take as content. thing: (noun, preposition) pairs."""

    that: Words
    infinitive: Words
    making: Words
    thing: Pairs
    every: Words


@dataclass(frozen=True, slots=True)
class PhraseCues:
    """Adverbs and set phrases. not_speakers: words that open a line without speaking."""

    adverbs: Words
    according: Words
    views: Words
    asides: Words
    weak: Words
    deeds: Words
    not_speakers: Words


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Nouns that tell what kind of source speaks."""

    footage: Words
    papers: Words
    loose_papers: Words
    officials: Words
    single_posts: Words
    hidden: Words
    close: Words
    uncounted: Words
    anonymous: Words
    vague: Words
    witnesses: Words
    persons: Words
    official_records: Words
    record_keepers: Words
    bodies: Words


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Words that tell polarity, certainty and basis."""

    denial: Words
    untrue: Words
    allegations: Words
    ties: Words
    attacks: Words
    aid: Words
    possible: Words
    probable: Words
    future: Words
    negative: Words
    probable_cues: Words
    shown: Words
    possible_cues: Words
    open_cues: Words
    either: Words
    first_hand: Words
    saying: Words
    near_misses: Words
    open_adjectives: Words
    not_done: Words
    refused: Words
    prevented: Words
    averted: Words
    put_off: Words
    cleared: Words
    excluding: Words
    likely: Words
    unlikely: Words
    can_be: Words
    cannot_be: Words
    sure: Words
    so: Words
    unsure: Words
    knowing: Words
    taken_for_granted: Words
    doubting: Words


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words."""

    verbs: VerbCues
    nouns: NounCues
    phrases: PhraseCues
    sources: SourceWords
    claims: ClaimWords


def words(text: str) -> Words:
    """Return the words in `text`."""
    return frozenset(text.split())


def pairs(text: str) -> Pairs:
    """Return the pairs in `text`, each written word:word."""
    split = (pair.split(":") for pair in text.split())
    return frozenset((first, second) for first, second in split)


def _union(*sets: Iterable[str]) -> Words:
    return frozenset().union(*sets)


@cache
def load_cues() -> Cues:
    """Read the table that comes with the package."""
    table = tomllib.loads((files("crossbearing.text") / "cues.toml").read_text(encoding="utf-8"))
    verbs, nouns, phrases = table["verbs"], table["nouns"], table["phrases"]
    verb_words = {row: words(verbs[row]) for row in verbs if row != "with_preposition"}
    verb_pairs = pairs(verbs["with_preposition"])
    thing = pairs(nouns["thing"])
    that, infinitive = words(nouns["that"]), words(nouns["infinitive"])
    return Cues(
        verbs=VerbCues(
            **verb_words,
            with_preposition=verb_pairs,
            every=_union(*verb_words.values(), (verb for verb, _ in verb_pairs)),
        ),
        nouns=NounCues(
            that=that,
            infinitive=infinitive,
            making=words(nouns["making"]),
            thing=thing,
            every=_union(that, infinitive, (noun for noun, _ in thing)),
        ),
        phrases=PhraseCues(
            adverbs=words(phrases["adverbs"]),
            according=words(phrases["according"]),
            views=words(phrases["views"]),
            asides=words(phrases["asides"]),
            weak=words(phrases["weak"]),
            deeds=words(phrases["deeds"]),
            not_speakers=words(phrases["not_speakers"]),
        ),
        sources=SourceWords(**{row: words(nouns) for row, nouns in table["sources"].items()}),
        claims=ClaimWords(**{row: words(listed) for row, listed in table["claims"].items()}),
    )
