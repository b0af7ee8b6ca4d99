"""Quoted passages: where they are, and which attribution each belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from crossbearing.text.attribution_draft import Draft, Range, join, tidy, verb_group, without
from crossbearing.text.attribution_sources import find_source
from crossbearing.text.cues import Cues
from crossbearing.text.quotation import find_quotes
from crossbearing.text.syntax import Syntax

_WINDOW_TOKENS = 14
_MIN_LOOSE_WORDS = 4

_SENTENCE_ENDS = frozenset({".", "!", "?"})


class Quotes:
    """The quoted passages of a document as token ranges, with their paragraphs."""

    def __init__(self, syntax: Syntax) -> None:
        """Find them in the text of `syntax`."""
        ranges = find_quotes(syntax.text)
        starts = syntax.starts
        self.ranges: list[Range] = [
            (bisect_left(starts, first), bisect_left(starts, last)) for first, last in ranges
        ]
        self.ranges = [span for span in self.ranges if span[0] < span[1]]
        breaks = [i for i, orth in enumerate(syntax.orth) if "\n" in orth]
        self._breaks = breaks
        self._firsts = [first for first, _ in self.ranges]

    def paragraph(self, token: int) -> int:
        """Return the number of the paragraph that `token` is in."""
        return bisect_right(self._breaks, token)

    def paragraph_start(self, token: int) -> int:
        """Return the first token of the paragraph that `token` is in."""
        number = bisect_right(self._breaks, token)
        return self._breaks[number - 1] + 1 if number else 0

    def paragraph_end(self, token: int, size: int) -> int:
        """Return the token after the last of the paragraph that `token` is in."""
        number = bisect_right(self._breaks, token)
        return self._breaks[number] if number < len(self._breaks) else size

    def next_after(self, token: int) -> int:
        """Return the position of the first passage that starts after `token`."""
        return bisect_right(self._firsts, token)

    def at(self, token: int) -> int | None:
        """Return the position of the passage that `token` is in."""
        place = bisect_right(self._firsts, token) - 1
        return place if place >= 0 and token < self.ranges[place][1] else None


def attach_quotes(
    doc: Doc, syntax: Syntax, cues: Cues, quotes: Quotes, drafts: Sequence[Draft]
) -> list[Draft]:
    """Widen contents to the whole quoted passages they touch; give passages left over a source."""
    if not quotes.ranges:
        return list(drafts)
    widened = [_widen(syntax, quotes, draft) for draft in drafts]
    return _attach_loose(doc, syntax, cues, quotes, widened)


def _widen(syntax: Syntax, quotes: Quotes, draft: Draft) -> Draft:
    """Let a content that reaches into a quoted passage from a cue outside take in all of it."""
    places = {quotes.at(token) for first, last in draft.content for token in (first, last - 1)}
    passages = [quotes.ranges[place] for place in places if place is not None]
    taken = [passage for passage in passages if not passage[0] <= draft.anchor < passage[1]]
    return _with_content(syntax, draft, taken) if taken else draft


def _with_content(syntax: Syntax, draft: Draft, more: Sequence[Range]) -> Draft:
    """Return the draft with `more` content, its own source and cue left out of it."""
    own = [*draft.source, *draft.cue]
    whole = join([*draft.content, *more])
    content = tidy(syntax, (piece for span in whole for piece in without(span, own)))
    return replace(draft, content=content) if content else draft


def _attach_loose(
    doc: Doc, syntax: Syntax, cues: Cues, quotes: Quotes, drafts: Sequence[Draft]
) -> list[Draft]:
    """Give each passage that no content covers to a cue beside it, or to the one before it."""
    by_anchor = {draft.anchor: draft for draft in drafts}
    holders = _holders(quotes, drafts)
    before: int | None = None
    for place, passage in enumerate(quotes.ranges):
        anchor = holders.get(place)
        if anchor is None:
            anchor = _cue_beside(syntax, cues, quotes, place)
            if anchor is None and before is not None and _continues(syntax, quotes, place, before):
                anchor = holders[before]
            if anchor is not None:
                draft = by_anchor.get(anchor) or _new_draft(doc, syntax, anchor)
                by_anchor[anchor] = _with_content(syntax, draft, [passage])
                holders[place] = anchor
        if anchor is not None:
            before = place
    return [draft for draft in by_anchor.values() if draft.content]


def _holders(quotes: Quotes, drafts: Sequence[Draft]) -> dict[int, int]:
    """Map each passage to the anchor of the first draft outside it whose content reaches into it."""
    holders: dict[int, int] = {}
    for draft in drafts:
        for first, last in draft.content:
            place = quotes.at(first)
            place = place if place is not None else quotes.next_after(first)
            while place is not None and place < len(quotes.ranges) and quotes.ranges[place][0] < last:
                start, end = quotes.ranges[place]
                if not start <= draft.anchor < end:
                    holders.setdefault(place, draft.anchor)
                place += 1
    return holders


def _new_draft(doc: Doc, syntax: Syntax, anchor: int) -> Draft:
    source = find_source(doc, syntax, anchor)
    cue = verb_group(syntax, anchor)
    return Draft(
        anchor, (source,) if source else (), (cue,), (), f"quotation beside “{syntax.lemma[anchor]}”"
    )


def _cue_beside(syntax: Syntax, cues: Cues, quotes: Quotes, place: int) -> int | None:
    """Return the verb of saying that stands right after, or else right before, a quoted passage."""
    first, last = quotes.ranges[place]
    paragraph_end = quotes.paragraph_end(first, len(syntax))
    speaking = cues.verbs.clause | cues.verbs.quote_only
    if _is_open(syntax, last):
        for token in range(last, min(last + _WINDOW_TOKENS, paragraph_end)):
            if quotes.at(token) is not None or syntax.orth[token] in _SENTENCE_ENDS:
                break
            if _speaks(syntax, speaking, token):
                return token
    before = first - 1
    while before > 0 and not syntax.orth[before].strip() and "\n" not in syntax.orth[before]:
        before -= 1
    if before < 0 or not (syntax.orth[before] in {",", ":"} or _speaks(syntax, speaking, before)):
        return None
    for token in range(before, max(quotes.paragraph_start(first), before - 2 * _WINDOW_TOKENS) - 1, -1):
        if quotes.at(token) is not None or (syntax.orth[token] in _SENTENCE_ENDS and token != before):
            break
        if _speaks(syntax, speaking, token):
            return token
    return None


def _is_open(syntax: Syntax, last: int) -> bool:
    """Tell whether a passage ends as one does that "…, he said" follows."""
    inside = {syntax.orth[token] for token in range(max(0, last - 2), last)}
    after = syntax.orth[last] if last < len(syntax) else ""
    return bool(inside & {",", "?", "!", "…", "...", "—", "--"}) or after in {",", "—", "–", "--", "-"}


def _speaks(syntax: Syntax, speaking: frozenset[str], token: int) -> bool:
    return syntax.lemma[token] in speaking and syntax.tag[token].startswith("VB")


def _continues(syntax: Syntax, quotes: Quotes, place: int, before: int) -> bool:
    """Tell whether a passage goes on with what the passage before it said."""
    first, last = quotes.ranges[place]
    if last - first < _MIN_LOOSE_WORDS:
        return False
    number, previous = quotes.paragraph(first), quotes.paragraph(quotes.ranges[before][0])
    opens_paragraph = first == quotes.paragraph_start(first)
    if number == previous:
        ends = syntax.orth[first - 1] in _SENTENCE_ENDS or not syntax.orth[first - 1].strip()
        return ends or opens_paragraph
    return opens_paragraph and number == previous + 1
