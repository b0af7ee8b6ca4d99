"""Every stretch of a text that is written like a name and is one of a place, before any judgement."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossbearing.model.anchor import Span
from crossbearing.resolve.gazetteer import Entry, Gazetteer
from crossbearing.resolve.gazetteer_file import KeyKind
from crossbearing.resolve.place_names import DESIGNATORS, name_key
from crossbearing.resolve.place_sign_words import ARTICLES

MAX_WORDS = 5
"""No longer name is looked for: "Democratic Republic of the Congo"."""
LONGEST_WORD = 40
LONGEST_ABBREVIATION = 6
"""In characters: "Calif", "W.Va"."""
_WORD = re.compile(r"(?:(?:[Aa][ldrstzn]|[Ee]l)[-‐‑](?=[^\W\d_]))?[^\W\d_](?:\w|['’.&](?=\w))*")
_JOINED = re.compile(r"(?:\.? | ?[-‐‑–] ?|\n)\Z")
_SHORT_BEFORE = re.compile(r"(?:St|Ste|Mt|Ft|Pt|N|S|E|W|No|So|Co|U)\Z")
_LINKS = "of the on upon de del la las los le les da do du el al and in by under sur sous au aux en am der y"
_INNER = frozenset(_LINKS.split())
_COMMON = (
    "airport street road avenue creek lake river central west east north south park wilderness ms mr mrs dr"
    " highway district county city town center centre bridge college university school church hall court"
    " union church bay island beach hill hills valley mountain forest loop plains downtown high house"
    " southern northern eastern western may march april august june july president general major"
    " republican democrat democrats"
)
_FUNCTION = (
    "the a an i it he she we they you who his her its our my their this that these those in on at of to for"
    " from by as and but or if so no not is was are be been all one two new old more most then than when"
    " where what how why there here after before since until while also only just"
)
NEVER_ALONE = frozenset((*_COMMON.split(), *_FUNCTION.split()))
"""Words that some town bears for a name, and that say what a thing is nearly always."""
_ARTICLE = re.compile(r"(?:al|el|ad|as|ar|az|an|at|ash|ul)[-‐‑][^\W\d_]", re.IGNORECASE)
_OWNED = re.compile(r"['’][sS]?\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its characters; a possessive ending is left out."""

    start: int
    end: int
    text: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last`, written like a name; entries: what the gazetteer knows by it.

    short: it is an abbreviation after a comma, such as "Va." in "Alexandria, Va.".
    """

    first: int
    last: int
    span: Span
    key: str
    entries: tuple[Entry, ...]
    short: bool = False


def read_words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    words = []
    for found in _WORD.finditer(text):
        said = _OWNED.sub("", found.group())
        if not said:
            continue
        article = len(said) > len("al-") and _ARTICLE.match(said) is not None
        letter = said[said.find("-") + 1] if article and "-" in said else said[0]
        capital = letter.isupper() or not (letter.islower() or letter.isascii())
        words.append(Word(found.start(), found.start() + len(said), said, capital))
    return words


def scan(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Stretch]:
    """Yield the longest known name at each place, never overlapping, in the order of the text."""
    at = 0
    while at < len(words):
        found = _longest(text, words, at, gazetteer) if words[at].capital else None
        if found is None:
            at += 1
        else:
            yield found
            at = found.last + 1


def _longest(text: str, words: Sequence[Word], first: int, gazetteer: Gazetteer) -> Stretch | None:
    ends = [first]
    for at in range(first + 1, min(first + MAX_WORDS, len(words))):
        gap, before = text[words[at - 1].end : words[at].start], words[at - 1].text
        dotted = gap.startswith(".") and not _SHORT_BEFORE.match(before)
        if dotted or _JOINED.match(gap) is None or not (words[at].capital or words[at].text in _INNER):
            break
        if words[at].capital:
            ends.append(at)
    for last in reversed(ends):
        if last == first and words[first].text.lower() in NEVER_ALONE:
            return None
        span = Span(words[first].start, words[last].end)
        surface = " ".join(span.of(text).split())
        if len(surface) > LONGEST_WORD * (last - first + 1):
            continue
        short = _abbreviated(text, span, gazetteer)
        entries = short or gazetteer.entries(surface)
        if entries and not (last > first and _is_wider(words[first], words[last], entries[0])):
            return Stretch(first, last, span, name_key(surface), entries, bool(short))
    return None


def _abbreviated(text: str, span: Span, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return what "Va." or "VA" stands for after a comma: "Alexandria, Va."."""
    if span.end - span.start > LONGEST_ABBREVIATION or not text[max(0, span.start - 2) : span.start].endswith(
        (", ", ",\n", "(")
    ):
        return ()
    return gazetteer.abbreviation(span.of(text))


def _is_wider(first: Word, last: Word, entry: Entry) -> bool:
    """Tell whether a name is known only without its article, or without the word that says what it is."""
    extra = first.text.lower() in ARTICLES or last.text.lower() in DESIGNATORS
    return entry.kind is KeyKind.LOOSE and extra


def words_in(words: Sequence[Word], span: Span) -> range:
    """Return the positions of the words that start inside a span."""
    low = bisect.bisect_left(words, span.start, key=lambda w: w.start)
    high = bisect.bisect_left(words, span.end, key=lambda w: w.start)
    return range(low, high)
