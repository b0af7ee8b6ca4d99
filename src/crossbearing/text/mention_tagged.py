"""What the encoder sees of actors and places, set beside what the rules found.

The rules know names, parse noun phrases and say what is tied to what; the encoder has seen people mark
who and where in reports on a conflict. What it alone sees comes in; nothing goes, since an event whose
agent is gone is gone with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from crossbearing.model.reading import MentionForm, MentionKind
from crossbearing.text.encoder import Encoder
from crossbearing.text.mention_phrases import Draft, root_of
from crossbearing.text.syntax import Syntax
from crossbearing.text.tagged import tag

_KINDS = {"actor": MentionKind.ACTOR, "location": MentionKind.PLACE}
_LEAST_SCORES = {"actor": 0.75, "location": 0.0}
_LABELS = {"Organisation": "ORG", "Person": "PERSON", "Location": "LOC"}
_PROPER = frozenset({"NNP", "NNPS"})
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_TOKENS = 30


def add_seen(encoder: Encoder, doc: Doc, syntax: Syntax, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of the rules, and those that only the encoder sees."""
    encoded = encoder.encode_doc(doc)
    kept = list(drafts)
    for head, kind in _KINDS.items():
        taken = {t for d in kept if d.form is not MentionForm.PRONOUN and d.kind is kind for t in _reach(d)}
        names = [_reach(d) for d in drafts if d.form is MentionForm.NAME and d.kind is not kind]
        part_of_name = {t for name in names for t in name if len(name) > 1}
        for seen in tag(encoder, encoded, head):
            tokens = syntax.tokens(seen.span)
            fits = seen.score >= _LEAST_SCORES[head] and 0 < tokens[1] - tokens[0] <= _LONGEST_TOKENS
            passed = part_of_name.issuperset(range(*tokens)) or _is_adjective(syntax, tokens)
            if fits and not passed and taken.isdisjoint(range(*tokens)):
                kept.append(_draft(syntax, tokens, kind, _LABELS[seen.label]))
    return kept


def _is_adjective(syntax: Syntax, tokens: tuple[int, int]) -> bool:
    """Tell whether nothing but an adjective was marked, such as the "Ruritanian" of an operation."""
    return all(syntax.tag[token] == "JJ" for token in range(*tokens))


def _reach(draft: Draft) -> range:
    return range(draft.first, draft.last + 1)


def _draft(syntax: Syntax, tokens: tuple[int, int], kind: MentionKind, label: str) -> Draft:
    first, last = tokens[0], tokens[1] - 1
    proper = [t for t in range(first, last + 1) if syntax.tag[t] in _PROPER]
    root = root_of(syntax, first, last)
    if proper and root in proper:
        start = first + (syntax.lower[first] in _ARTICLES and first < proper[0])
        return Draft(first, last, start, last, root, kind, MentionForm.NAME, label)
    return Draft(
        first, last, root, root, root, kind, MentionForm.DESCRIPTION, label, proper[0] if proper else None
    )
