"""What the encoder sees of actors and places, set beside what the rules found.

The rules know names, parse noun phrases and say what is tied to what; the encoder has seen people mark
who and where in reports on a conflict. What it alone sees comes in; nothing goes, since an event whose
agent is gone is gone with it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from crossbearing.model.anchor import Span
from crossbearing.model.reading import MentionForm, MentionKind
from crossbearing.text.encoder import Encoded, Encoder
from crossbearing.text.mention_phrases import Draft, root_of
from crossbearing.text.syntax import Syntax
from crossbearing.text.tagged import TaggedSpan, tag

_KINDS = {"actor": MentionKind.ACTOR, "location": MentionKind.PLACE}
_LEAST_SCORES = {"actor": 0.75, "location": 0.0}
_LABELS = {
    "Organisation": "ORG",
    "Person": "PERSON",
    "Location": "LOC",
    "toponym": "GPE",
}
_PROPER = frozenset({"NNP", "NNPS"})
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_TOKENS = 30

Tokens = tuple[int, int]


def see(encoder: Encoder, encoded: Encoded) -> dict[str, list[TaggedSpan]]:
    """Return what the heads for actors and places mark."""
    return {head: tag(encoder, encoded, head) for head in _KINDS}


def settle(
    syntax: Syntax,
    drafts: Sequence[Draft],
    seen: Mapping[str, Sequence[TaggedSpan]],
) -> list[Draft]:
    """Return the drafts of the rules, and those that only the encoder sees."""
    marked = {head: [tokens_of(syntax, s.span) for s in spans] for head, spans in seen.items()}
    kept = list(drafts)
    for head, kind in _KINDS.items():
        taken = {t for d in kept if d.form is not MentionForm.PRONOUN and d.kind is kind for t in _reach(d)}
        for span, tokens in zip(seen[head], marked[head], strict=True):
            fits = span.score >= _LEAST_SCORES[head] and 0 < tokens[1] - tokens[0] <= _LONGEST_TOKENS
            if fits and taken.isdisjoint(range(*tokens)):
                kept.append(_draft(syntax, tokens, kind, _LABELS[span.label]))
    return kept


def _reach(draft: Draft) -> range:
    return range(draft.first, draft.last + 1)


def _draft(syntax: Syntax, tokens: Tokens, kind: MentionKind, label: str) -> Draft:
    first, last = tokens[0], tokens[1] - 1
    proper = [t for t in range(first, last + 1) if syntax.tag[t] in _PROPER]
    root = root_of(syntax, first, last)
    if proper and root in proper:
        start = first + (syntax.lower[first] in _ARTICLES and first < proper[0])
        return Draft(first, last, start, last, root, kind, MentionForm.NAME, label)
    return Draft(
        first, last, root, root, root, kind, MentionForm.DESCRIPTION, label, proper[0] if proper else None
    )


def tokens_of(syntax: Syntax, span: Span) -> Tokens:
    """Return the tokens that a span touches, half open; an empty range where it touches none."""
    first = bisect_right(syntax.ends, span.start)
    return first, max(first, bisect_left(syntax.starts, span.end))
