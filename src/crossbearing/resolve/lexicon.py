"""Known names found in a text, in one pass: the register's, the composed ones and the gazetteer's.

A name is found where its words stand one after the other with nothing but a little space or
punctuation between them, and where the text writes it as a name: words that the register
capitalises begin with a capital, and acronyms are in capitals. The longest name wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from crossbearing.model.actor import ActorKind, NameKind
from crossbearing.model.anchor import Span
from crossbearing.model.reading import LexiconHit, MentionKind
from crossbearing.resolve.compose import Composition, Form, Organs
from crossbearing.resolve.register import Register
from crossbearing.resolve.spelling import (
    LONGEST_WORD,
    WORD,
    is_article,
    keys,
    normal_form,
    possessive_end,
    short_normal_form,
    words,
)
from crossbearing.resolve.states import data_text
from crossbearing.resolve.trie import END, WordTree
from crossbearing.resolve.vocabulary import vocabulary

_GAP = re.compile(r"(?:[ \t\u00a0]?[-‐‑–'’.,&/«]?[ \t\u00a0]?\n?[ \t\u00a0]{0,8})\Z")
_SENTENCE_GAP = re.compile(r"[.,][\s]")
_MAX_GAP_CHARS = 12
_LONG_ACRONYM = 4
_LONGEST_ACRONYM = 6
_WORD_ACRONYMS = vocabulary("word_acronyms")
_COMMON_NOUNS = vocabulary("common_nouns")
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][\w'’-]*)\.? \Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n“\"(—–-][ \t]*)\Z")
_POSSESSIVE_SPELT = re.compile(r"['’][sS]?\Z")
_ARTICLE_BEFORE = re.compile(r"\b([A-Za-z]{2,3})([-‐‑ ])\Z")
_TITLES = vocabulary("titles")
_BEFORE_CHARS = 32
_NOT_LONE = frozenset({"the"})


class KnownName(NamedTuple):
    """A name to look for.

    words: its words as spelt. kind: None for a phrase that only looks like a name. acronym: it
    needs capitals. article: "The" or "Al-" stands before it.
    """

    words: tuple[str, ...]
    kind: MentionKind | None
    person: bool = False
    acronym: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    start: int
    end: int
    surface: str


class NameLexicon:
    """Implements `model.reading.Lexicon` over a register and the names of places."""

    def __init__(self, register: Register, places: Iterable[str] = ()) -> None:
        """Grow the tree of names. places: names of places, which actors' names take precedence over."""
        self._organs = register.organs
        self._names: WordTree[KnownName] = WordTree()
        self._small: set[str] = set()
        for text, kind, person, acronym in _register_names(register):
            self._add(text, kind, person=person, acronym=acronym)
        for text in places:
            self._add(text, MentionKind.PLACE, acronym=_looks_acronym(text))
        for text in data_text("decoys.txt").splitlines():
            self._add(text if not text.startswith("#") else "", None)
        organs = frozenset(self._organs.words.root)
        self._capital_starts = frozenset(self._names.root) | frozenset(self._organs.forms.root) | organs
        self._small_starts = organs | self._small
        self._organ_starts = organs - self._small

    def _add(
        self, text: str, kind: MentionKind | None, *, person: bool = False, acronym: bool = False
    ) -> None:
        if text.isascii() and text.isalpha():
            key = text.lower()
            if key not in _NOT_LONE:
                self._names.add((key,), KnownName((text,), kind, person, acronym))
                self._note_small(key, text)
            return
        parts = [word for word in words(text) if word.key]
        parts = parts[1:] if len(parts) > 1 and parts[0].key == "the" else parts
        if parts:
            spelt = tuple(word.surface for word in parts)
            article = len(parts) == 1 and (text.startswith("The ") or parts[0].key in _COMMON_NOUNS)
            name = KnownName(spelt, kind, person, acronym, article)
            self._names.add([word.key for word in parts], name)
            self._note_small(parts[0].key, spelt[0])

    def _note_small(self, key: str, spelt: str) -> None:
        if not spelt[0].isupper():
            self._small.add(key)

    def find(self, text: str) -> Iterator[LexiconHit]:
        """Yield the known names in `text` in order, the longest at each place, never overlapping."""
        capital_starts, small_starts = self._capital_starts, self._small_starts
        organ_starts = self._organ_starts
        done = 0
        for found in WORD.finditer(text):
            surface = found.group()
            if len(surface) > LONGEST_WORD:
                continue
            key = short_normal_form(surface)
            small = surface.islower()
            if key not in (small_starts if small else capital_starts) or found.start() < done:
                continue
            if small and key in organ_starts and not _ORGAN_OF.match(text, found.end()):
                continue
            span, kind, person = self._longest(text, found)
            done = span.end
            if kind is not None:
                yield LexiconHit(span, kind, person)

    def _longest(self, text: str, first: re.Match[str]) -> tuple[Span, MentionKind | None, bool]:
        """Return the longest name at `first`, its kind, and whether it is a person's.

        Kind None: there is none, and the span ends before `first`; or the span only looks like one.
        """
        nothing = (Span(0, 0), None, False)
        if is_article(first.group(), text[first.end() : first.end() + 1]):
            return nothing
        tokens = self._ahead(text, first)
        run = [token.key for token in tokens]
        length, name = self._longest_name(text, tokens, run)
        composed = self._composed_length(text, tokens, run) if len(tokens) > 1 else 0
        if composed > length:
            return _span(text, tokens[:composed]), MentionKind.ACTOR, False
        if name is None:
            return nothing
        return _span(text, tokens[:length]), name.kind, name.person

    def _longest_name(self, text: str, tokens: list[_Token], run: list[str]) -> tuple[int, KnownName | None]:
        for length, names in reversed(self._names.prefixes(run)):
            fitting = [name for name in names if _written_as(name, tokens[:length], text)]
            if fitting:
                return length, min(fitting, key=_precedence)
        return 0, None

    def _composed_length(self, text: str, tokens: list[_Token], run: list[str]) -> int:
        if tokens[0].start and text[tokens[0].start - 1] in "-‐‑":
            return 0
        lengths = (
            found.length
            for found in self._organs.compositions(run)
            if (found.organ is not None or _office_written(found, tokens, text))
            and _state_written(found, tokens, text)
        )
        return max(lengths, default=0)

    def _ahead(self, text: str, first: re.Match[str]) -> list[_Token]:
        """Return the word at `first` and those after it, as far as some name may go on."""
        tokens = [_token(first)]
        position = first.end()
        walk = _Walk(self._names, self._organs)
        goes_on = walk.goes_on_after(tokens[0].key)
        while len(tokens) < _MAX_NAME_WORDS and goes_on:
            found = WORD.search(text, position, position + _MAX_GAP_CHARS + _MAX_WORD_CHARS)
            if found is None or not _gap_allowed(text, tokens[-1], position, found.start()):
                break
            position = found.end()
            if not is_article(found.group(), text[position : position + 1]):
                tokens.append(_token(found))
                goes_on = walk.goes_on_after(tokens[-1].key)
        return tokens


class _Walk:
    """Where in the trees a run of words stands, to know how far to read on."""

    def __init__(self, names: WordTree[KnownName], organs: Organs) -> None:
        self._forms, self._words = organs.forms.root, organs.words.root
        self._nodes: list[tuple[str, Any]] = [
            ("names", names.root),
            ("forms", self._forms),
            ("words", self._words),
        ]

    def goes_on_after(self, key: str) -> bool:
        """Take one more word; tell whether any name may go on after it."""
        after: list[tuple[str, Any]] = []
        for kind, node in self._nodes:
            below = node.get(key)
            if below is None:
                continue
            after.append((kind, below))
            if kind == "forms" and END in below:
                after.append(("words", self._words))
            elif kind == "words" and END in below:
                after.append(("of", _OF))
            elif kind == "of":
                after.append(("forms", self._forms))
        self._nodes = after
        return any(len(node) > (END in node) for _, node in after)


_OF_STATE: dict[str, Any] = {"the": {END: []}}
_OF: dict[str, Any] = {"of": _OF_STATE}
_ORGAN_OF = re.compile(r"(?:[ \t]+[\w'’]{1,20}){0,4}[ \t\n]+of[ \t\n]")
_MAX_NAME_WORDS = 12
_MAX_WORD_CHARS = 80


def _token(found: re.Match[str]) -> _Token:
    surface = found.group()
    return _Token(normal_form(surface), found.start(), possessive_end(surface, found.end()), surface)


def _gap_allowed(text: str, before: _Token, start: int, end: int) -> bool:
    if end - start > _MAX_GAP_CHARS:
        return False
    gap = text[start:end]
    if _SENTENCE_GAP.match(gap):
        return gap[0] == "." and len(before.surface) == 1
    return _GAP.match(gap) is not None


def _precedence(name: KnownName) -> tuple[bool, bool, bool]:
    return name.kind is not None, name.kind is not MentionKind.ACTOR, name.person


def _written_as(name: KnownName, tokens: list[_Token], text: str) -> bool:
    """Tell whether the text writes these words as the name is written."""
    if name.acronym and len(tokens) == 1:
        return _acronym_written(name.words[0], tokens[0], text)
    if len(tokens) == 1 and not _stands_alone(name, tokens[0], text):
        return False
    if not all(_POSSESSIVE_SPELT.search(word) for word in _possessive(name, tokens)):
        return False
    return all(_capital_fits(known, token.surface) for known, token in zip(name.words, tokens, strict=True))


def _possessive(name: KnownName, tokens: list[_Token]) -> Iterator[str]:
    """Yield the words before the last that the text has in the possessive, as the name spells them."""
    for word, token in zip(name.words[:-1], tokens[:-1], strict=True):
        if token.end - token.start < len(token.surface):
            yield word


def _stands_alone(name: KnownName, token: _Token, text: str) -> bool:
    """Tell whether one word is the whole name here, not the rest of a longer one.

    "Guardian" needs its article, "Congress" no capitalised word before it, and a surname no other
    person's given name.
    """
    before = text[max(0, token.start - _BEFORE_CHARS) : token.start]
    if name.article:
        return before.lower().endswith(("the ", "al-", "al "))
    capital = _CAPITAL_BEFORE.search(before)
    if capital is None:
        return True
    if token.key in _COMMON_NOUNS:
        return False
    first = _SENTENCE_START.search(before[: capital.start()]) is not None
    return not name.person or first or normal_form(capital.group(1)) in _TITLES


def _capital_fits(known: str, surface: str) -> bool:
    return not known[0].isupper() or surface[0].isupper() or surface[0].isdigit()


def _acronym_written(known: str, token: _Token, text: str) -> bool:
    bare = token.surface[: token.end - token.start]
    if not known.isupper():
        return bare == known
    if bare.isupper():
        return token.key not in _WORD_ACRONYMS or not _shouted(text, token.start, token.end)
    return len(bare) >= _LONG_ACRONYM and bare[0].isupper() and token.key not in _WORD_ACRONYMS


def _shouted(text: str, start: int, end: int) -> bool:
    """Tell whether the neighbouring words on the line are in capitals too, as in a headline."""
    left = re.search(r"(\w+)[ \t]+\Z", text[max(0, start - 40) : start])
    right = re.match(r"[ \t]+(\w+)", text[end : end + 40])
    near = [found.group(1) for found in (left, right) if found]
    return all(word.isupper() for word in near) and any(len(word) > 1 for word in near)


def _state_written(found: Composition, tokens: list[_Token], text: str) -> bool:
    used = tokens[: found.length]
    count = len(keys(found.state.text))
    state = used[:count] if _begins_with_state(found, used) else used[-count:]
    spelt = (word.group() for word in WORD.finditer(found.state.text))
    capital = all(_capital_fits(known, token.surface) for known, token in zip(spelt, state, strict=False))
    joined = any(
        text[a.end : b.start].strip() not in {"", "'", "’", "'s", "’s", "."} for a, b in pairwise(used)
    )
    short = found.state.text.replace(".", "")
    shouted = short.isupper() and not all(t.surface.isupper() for t in state)
    seat = found.state.form is Form.SEAT
    return capital and not joined and not shouted and not (seat and len(used) == count)


def _office_written(found: Composition, tokens: list[_Token], text: str) -> bool:
    """Tell whether a title is a name of its own: "the US Secretary of State", with no person's name after it.

    Titles without "of" are read as descriptions, whatever their letters.
    """
    if " of " not in found.word or not _begins_with_state(found, tokens):
        return False
    used = tokens[: found.length]
    spelt = [token.surface for token in used if token.key not in {"of", "the", "for", "and"}]
    following = text[used[-1].end : used[-1].end + 2].strip()
    return all(w[0].isupper() for w in spelt) and not following[:1].isupper()


def _begins_with_state(found: Composition, used: list[_Token]) -> bool:
    return tuple(token.key for token in used[: len(keys(found.state.text))]) == keys(found.state.text)


def _span(text: str, tokens: list[_Token]) -> Span:
    start, end = tokens[0].start, tokens[-1].end
    article = _ARTICLE_BEFORE.search(text, max(0, start - 4), start)
    if article and is_article(article.group(1), article.group(2)):
        start = article.start()
    if text[end : end + 1] == "." and end - tokens[-1].start == 1 and "." in text[start:end]:
        end += 1
    return Span(start, end)


def _looks_acronym(text: str) -> bool:
    bare = text.replace(".", "")
    return bare.isupper() and bare.isalpha() and len(bare) <= _LONGEST_ACRONYM


def _register_names(register: Register) -> Iterator[tuple[str, MentionKind, bool, bool]]:
    for _, one in register.forms:
        actor = register.get(one.actor_id)
        person = actor is not None and actor.kind is ActorKind.PERSON
        acronym = one.name.kind is NameKind.ACRONYM or _looks_acronym(one.name.text)
        yield one.name.text, MentionKind.ACTOR, person, acronym
    for surname in register.lone.values():
        yield surname, MentionKind.ACTOR, True, False
    for state in register.organs.states.values():
        for name in state.names:
            yield name.text, MentionKind.PLACE, False, _looks_acronym(name.text)
        for seat in state.seats:
            kind = MentionKind.ACTOR if seat in _PALACES else MentionKind.PLACE
            yield seat, kind, False, False


_PALACES = vocabulary("palaces")
