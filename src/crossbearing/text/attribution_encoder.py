"""The finder that was trained on what people annotated, with the rules beside it for what lies within.

The network marks every word as source, cue, content or none, so it sees one level. Who is quoted by
whom is quoted (a source inside another's content) is read by the rules, from the parse.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate

from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.provenance import Component
from crossbearing.text.attribution import RuleAttributionFinder
from crossbearing.text.attribution_nesting import set_parents
from crossbearing.text.attribution_tags import PieceSpan, tag_attributions
from crossbearing.text.attribution_turns import LINE
from crossbearing.text.cues import load_cues
from crossbearing.text.encoder import Encoder
from crossbearing.text.pieces import Pieces
from crossbearing.text.syntax import Syntax, take_syntax

_FIRST_PERSONS = frozenset({"i", "we"})  # the speaker again: no further link of a chain
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_GOES_ON = frozenset({"that", "of"})
_SHORTEST_CLAUSE = 4  # words
_LOOSE_ENDS = " \t\r\n\f\v,;:"


class EncoderAttributionFinder:
    """Finds attributions by the encoder, and by rules within what it found."""

    def __init__(self, encoder: Encoder) -> None:
        """Take a loaded encoder."""
        self._encoder = encoder
        self._rules = RuleAttributionFinder()

    @property
    def component(self) -> Component:
        """The model, named by its digest."""
        return self._encoder.component

    def find(self, doc: Doc) -> tuple[Attribution, ...]:
        """Find the attributions of `doc`; see AttributionFinder."""
        encoded, text = self._encoder.encode_doc(doc), doc.text  # spaCy joins it anew at each call
        tagged = tag_attributions(encoded.pieces, encoded.states, self._encoder.weights)
        found = [
            made
            for one in tagged
            if one.cue and (made := _attribution(text, encoded.pieces, one.source, one.cue, one.content))
        ]
        ruled = self._rules.find(doc)
        turns = [a for a in ruled if LINE in a.reasons[0]]
        syntax = take_syntax(doc)
        clear = [a for a in ruled if _is_clear(syntax, a)]
        standing = [*turns, *_beside(_with_all_of_it(syntax, found, ruled), turns)]
        standing += _apart(standing, clear)
        inner = _nested(standing, [a for a in clear if _tells_a_chain(syntax, a)])
        return set_parents(sorted((*standing, *inner), key=_place))


def _attribution(
    text: str,
    pieces: Pieces,
    source: Sequence[PieceSpan],
    cue: Sequence[PieceSpan],
    content: Sequence[PieceSpan],
) -> Attribution | None:
    said_by, by_words, said = (tuple(_characters(text, pieces, spans)) for spans in (source, cue, content))
    if not by_words or not said:
        return None
    return Attribution(said_by, by_words, said, Sourcing.VAGUE, reasons=("read by the encoder",))


def _characters(text: str, pieces: Pieces, spans: Iterable[PieceSpan]) -> Iterable[Span]:
    """Yield the characters of pieces, without the punctuation and white space at loose ends."""
    for first, last in spans:
        start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
        while start < end and text[start] in _LOOSE_ENDS:
            start += 1
        while end > start and text[end - 1] in _LOOSE_ENDS:
            end -= 1
        if start < end:
            yield Span(start, end)


def _beside(found: Iterable[Attribution], turns: Sequence[Attribution]) -> list[Attribution]:
    """Return what agrees with the turns of a transcript: wholly within the words of one, or outside all.

    A turn is told by its line. The encoder saw few transcripts, and may run from one turn into the next.
    """
    lines = sorted((a.source[0].start, a.content[-1].end, a.content[0].start) for a in turns)
    starts = [start for start, _, _ in lines]
    kept: list[Attribution] = []
    for attribution in found:
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        at = bisect_right(starts, first) - 1
        within = at >= 0 and first < lines[at][1]
        runs_on = at + 1 < len(lines) and last > lines[at + 1][0]
        if not runs_on and (not within or (first >= lines[at][2] and last <= lines[at][1])):
            kept.append(attribution)
    return kept


def _with_all_of_it(
    syntax: Syntax, found: Iterable[Attribution], ruled: Iterable[Attribution]
) -> Iterator[Attribution]:
    """Take the content from the rules where it goes on with "that" and the encoder saw one stretch of it.

    "… accused X of this, and that it did that": the parse holds together what stands far apart.
    """
    broken = {(span.start, span.end): a for a in ruled if _goes_on(syntax, a.content) for span in a.cue}
    for attribution in found:
        whole = next((broken[s.start, s.end] for s in attribution.cue if (s.start, s.end) in broken), None)
        if whole is not None and any(a.overlaps(b) for a in whole.content for b in attribution.content):
            own = tuple(s for s in attribution.source if not any(s.overlaps(c) for c in whole.content))
            yield replace(attribution, source=own or whole.source, cue=whole.cue, content=whole.content)
        else:
            yield attribution


def _goes_on(syntax: Syntax, content: Sequence[Span]) -> bool:
    firsts = [next(_tokens(syntax, [span]), None) for span in content[1:]]
    return bool(firsts) and all(token is not None and syntax.lower[token] in _GOES_ON for token in firsts)


def _apart(found: Iterable[Attribution], ruled: Iterable[Attribution]) -> list[Attribution]:
    """Return what the rules read where the encoder saw nothing at all."""
    taken = sorted((s.start, s.end) for a in found for s in (*a.source, *a.cue, *a.content))
    starts = [start for start, _ in taken]
    reach = list(accumulate((end for _, end in taken), max))

    def is_free(span: Span) -> bool:
        at = bisect_left(starts, span.end) - 1
        return at < 0 or reach[at] <= span.start

    return [a for a in ruled if all(is_free(s) for s in (*a.source, *a.cue, *a.content))]


def _is_clear(syntax: Syntax, attribution: Attribution) -> bool:
    """Tell whether a finite cue, or "according to", joins a source and a clause, or a named one and a thing.

    What the rules read beyond that ("to mock her", "their comments") is mostly a figure of speech where
    the encoder, or the people whose marks it was fitted on, saw nothing.
    """
    cue = any(
        syntax.tag[token] in _FINITE or syntax.lower[token] == "according"
        for token in _tokens(syntax, attribution.cue)
    )
    if not cue or not attribution.source:
        return False
    denial = load_cues().claims.denial
    if any(syntax.lemma[token] in denial for token in _tokens(syntax, attribution.cue)):
        return True  # who denies is never left out, whatever the words
    return _is_clause(syntax, attribution.content) or _is_named(syntax, attribution.source)


def _tells_a_chain(syntax: Syntax, attribution: Attribution) -> bool:
    """Tell whether somebody is said to have said that something is so, or a thing is said to show it."""
    if any(syntax.lemma[token] in _things() for token in _tokens(syntax, attribution.source)):
        return True
    return _is_named(syntax, attribution.source) and _is_clause(syntax, attribution.content)


def _is_named(syntax: Syntax, source: Sequence[Span]) -> bool:
    """Tell whether a source is a name, body, office, witness or thing shown: worth a place in a chain."""
    telling = _telling()
    words = list(_tokens(syntax, source))
    if any(syntax.lower[token] in _FIRST_PERSONS for token in words):
        return False
    return any(syntax.tag[token] in {"NNP", "NNPS"} or syntax.lemma[token] in telling for token in words)


def _is_clause(syntax: Syntax, content: Sequence[Span]) -> bool:
    words = list(_tokens(syntax, content))
    if any(syntax.lower[token] in {'"', "“", "''", "``"} for token in words):
        return True
    return len(words) >= _SHORTEST_CLAUSE and any(
        syntax.tag[token] in _FINITE or syntax.tag[token] == "MD" for token in words
    )


def _tokens(syntax: Syntax, spans: Iterable[Span]) -> Iterator[int]:
    for span in spans:
        yield from range(*syntax.tokens(span))


@cache
def _telling() -> frozenset[str]:
    sources = load_cues().sources
    return sources.bodies | sources.officials | sources.witnesses | _things()


@cache
def _things() -> frozenset[str]:
    sources = load_cues().sources
    return sources.footage | sources.papers | sources.official_records


def _nested(found: Sequence[Attribution], ruled: Iterable[Attribution]) -> list[Attribution]:
    """Return what the rules read wholly within one content, source, cue and all, and shorter than it."""
    pieces = sorted((span.start, span.end, place) for place, a in enumerate(found) for span in a.content)
    starts = [start for start, _, _ in pieces]

    def holder(span: Span) -> int | None:
        at = bisect_right(starts, span.start) - 1
        return pieces[at][2] if at >= 0 and span.end <= pieces[at][1] else None

    inner: list[Attribution] = []
    for attribution in ruled:
        holders = {holder(span) for span in (*attribution.source, *attribution.cue, *attribution.content)}
        outer = holders.pop() if len(holders) == 1 else None
        if attribution.source and outer is not None and _size(attribution) < _size(found[outer]):
            inner.append(attribution)
    return inner


def _size(attribution: Attribution) -> int:
    return sum(map(len, attribution.content))


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(span.start for span in spans), -_size(attribution)
