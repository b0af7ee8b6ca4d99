"""Attributions by layout: "SPEAKER: …" turns of a transcript, "From SPEAKER:", a cue with a colon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from crossbearing.text.attribution_draft import Draft, Range, tidy, verb_group
from crossbearing.text.attribution_sources import find_source
from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_NAME = r"[^\W\d_a-z][\w.'’-]*(?:[ ](?:of|the|and|for|de|al|bin|[^\W\d_a-z][\w.'’-]*|\([^()\n]{1,30}\))){0,7}"
_TURN = re.compile(rf"^[\"“]?(?P<name>{_NAME})[ ]?:[ ](?P<words>\S[^\n]*)", re.MULTILINE)
_FROM = re.compile(rf"^From (?:the )?(?P<name>{_NAME})[ ]?:[ ]*(?P<words>[^\n]*)", re.MULTILINE)
LINE = "line that begins with"
_VERB_FIRST = frozenset({"said", "says", "added", "asked", "wrote", "told", "reported"})
_SIGNED = re.compile(
    rf"^(?P<words>[“\"][^\n]+[”\"])[ ]*(?P<dash>[―—–]|--?)[ ]*(?P<name>{_NAME})[^\S\n]*$", re.MULTILINE
)
_MIN_WORDS = 2


def find_turn_drafts(doc: Doc, syntax: Syntax, cues: Cues, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield drafts that the layout makes; `drafts` are those that verbs and nouns make already."""
    text = syntax.text
    for pattern, rule in (
        (_FROM, f"{LINE} “From … :”"),
        (_TURN, f"{LINE} a speaker and a colon"),
    ):
        for match in pattern.finditer(text):
            name = match["name"]
            if pattern is _TURN and (name.startswith("From ") or _is_label(name, cues)):
                continue
            draft = _turn(syntax, match, rule)
            if draft is not None:
                yield draft
    for match in _SIGNED.finditer(text):
        draft = _signed(syntax, match)
        if draft is not None:
            yield draft
    yield from _before_colon(doc, syntax, cues, {draft.anchor for draft in drafts})


def _is_label(name: str, cues: Cues) -> bool:
    first = name.split(maxsplit=1)[0].lower()
    return first in cues.phrases.not_speakers or first in _VERB_FIRST


def _turn(syntax: Syntax, match: re.Match[str], rule: str) -> Draft | None:
    source = _tokens(syntax, *match.span("name"))
    words = match.span("words")
    if words[0] == words[1]:
        words = _next_line(syntax.text, words[1])
    content = tidy(syntax, [_tokens(syntax, *words)])
    if source[0] >= source[1] or not content or content[-1][1] - content[0][0] < _MIN_WORDS:
        return None
    colon = source[1]
    if colon >= content[0][0]:
        return None
    return Draft(source[0], (source,), ((colon, colon + 1),), content, rule)


def _signed(syntax: Syntax, match: re.Match[str]) -> Draft | None:
    """Read a quotation with its speaker after a dash."""
    source, cue = _tokens(syntax, *match.span("name")), _tokens(syntax, *match.span("dash"))
    content = tidy(syntax, [_tokens(syntax, *match.span("words"))])
    if not content or source[0] >= source[1] or cue[0] >= cue[1] or content[-1][1] > cue[0]:
        return None
    return Draft(cue[0], (source,), (cue,), content, "quotation with a speaker after a dash")


def _next_line(text: str, place: int) -> tuple[int, int]:
    while place < len(text) and text[place].isspace():
        place += 1
    end = text.find("\n", place)
    return place, end if end >= 0 else len(text)


def _tokens(syntax: Syntax, start: int, end: int) -> Range:
    """Return the tokens that start within the characters `start` to `end`."""
    return bisect_left(syntax.starts, start), bisect_left(syntax.starts, end)


def _before_colon(doc: Doc, syntax: Syntax, cues: Cues, taken: set[int]) -> Iterator[Draft]:
    """Yield a draft for each "… said in a statement:" whose content is the paragraph below."""
    speaking = cues.verbs.clause | cues.verbs.quote_only
    for colon, orth in enumerate(syntax.orth):
        if orth != ":" or colon + 1 >= len(syntax) or "\n" not in syntax.orth[colon + 1]:
            continue
        sentence = range(colon, doc[colon].sent.start - 1, -1)
        verbs = [t for t in sentence if syntax.lemma[t] in speaking and syntax.tag[t].startswith("VB")]
        if not verbs or verbs[0] in taken:
            continue
        words = _next_line(syntax.text, syntax.ends[colon])
        content = tidy(syntax, [_tokens(syntax, *words)])
        source = find_source(doc, syntax, verbs[0])
        if content:
            cue = verb_group(syntax, verbs[0])
            yield Draft(
                verbs[0], (source,) if source else (), (cue,), content, "cue with a colon before a paragraph"
            )
