"""Actors and places named, described or referred to in a chunk of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crossbearing.model.coordinates import find_coordinates
from crossbearing.model.reading import LexiconHit, Mention, MentionForm, MentionKind
from crossbearing.text import mention_words as words
from crossbearing.text.coreference import link_mentions
from crossbearing.text.mention_names import find_names
from crossbearing.text.mention_phrases import Draft, draft_descriptions, draft_name, draft_places
from crossbearing.text.mention_tagged import add_seen
from crossbearing.text.syntax import Syntax, take_syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from crossbearing.text.encoder import Encoder


def find_mentions(
    doc: Doc, hits: Sequence[LexiconHit], encoder: Encoder | None = None
) -> tuple[Mention, ...]:
    """Find the actors and places of a chunk, in text order, with what refers back to what.

    doc: from any English pipeline; what it lacks (parser, recogniser) costs mentions, never an error.
    hits: the lexicon's names, offsets into the text of `doc`. encoder: what has seen people mark actors
    and places, to be heard beside the rules. Spans may nest: a description holds the
    name that it is tied to. `antecedents` and `affiliation` are positions in the tuple returned.
    """
    syntax = take_syntax(doc)
    names = find_names(syntax, hits)
    named = [d for d in (draft_name(syntax, n) for n in names) if d is not None]
    described = list(draft_descriptions(syntax, names, named))
    placed = draft_places(syntax, [*named, *described])
    drafts = _ordered([*named, *described, *placed, *_pronouns(syntax)])
    if encoder is not None:
        drafts = _ordered(add_seen(encoder, doc, syntax, drafts))
    drafts = _with_points(syntax, drafts)
    mentions = [_mention(syntax, d) for d in drafts]
    return link_mentions(syntax, mentions, [d.root for d in drafts], _ties(drafts))


def _with_points(syntax: Syntax, drafts: Sequence[Draft]) -> list[Draft]:
    """Add the points that are given by coordinates, in place of whatever stood within them."""
    points: list[Draft] = []
    for point in find_coordinates(syntax.text):
        first, end = syntax.tokens(point.span)
        if first < end and not any(p.first < end and first <= p.last for p in points):
            form = MentionForm.NAME
            points.append(Draft(first, end - 1, first, end - 1, first, MentionKind.PLACE, form, "POINT"))
    covered = {t for p in points for t in range(p.first, p.last + 1)}
    others = [d for d in drafts if covered.isdisjoint(range(d.first, d.last + 1))] if covered else drafts
    return _ordered([*points, *others])


def _pronouns(syntax: Syntax) -> Iterable[Draft]:
    for place, word in enumerate(syntax.lower):
        if word in words.PRONOUNS and not _pleonastic(syntax, place):
            yield Draft(place, place, place, place, place, MentionKind.ACTOR, MentionForm.PRONOUN, "")


def _pleonastic(syntax: Syntax, place: int) -> bool:
    """Tell whether "it" refers to nothing: "it is clear that", "it emerged that"."""
    if syntax.lower[place] != "it":
        return False
    verb = syntax.head[place]
    if syntax.dep[place] not in {"nsubj", "nsubjpass"}:
        return syntax.dep[place] == "expl"
    if syntax.lemma[verb] in {"be", "seem", "appear", "rain", "snow", "happen", "turn", "emerge"}:
        return True
    if syntax.dep[place] == "nsubjpass" and syntax.child(verb, "ccomp", "xcomp", "advcl") is not None:
        return True
    return (
        syntax.lemma[verb] in {"take", "make", "become"} and syntax.child(verb, "xcomp", "ccomp") is not None
    )


def _ordered(drafts: Iterable[Draft]) -> list[Draft]:
    """Put drafts in text order, the longer first at one start; drop all but one of the same extent."""
    kept: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        kept.setdefault((draft.first, draft.last), draft)
    return sorted(kept.values(), key=lambda d: (d.first, -d.last))


def _ties(drafts: Sequence[Draft]) -> list[int | None]:
    smallest: dict[int, int] = {}
    for position, draft in enumerate(drafts):
        for token in range(draft.head_first, draft.head_last + 1):
            held = smallest.get(token)
            if held is None or _width(draft) < _width(drafts[held]):
                smallest[token] = position
    ties = (smallest.get(d.tie) if d.tie is not None else None for d in drafts)
    return [None if tie == position else tie for position, tie in enumerate(ties)]


def _width(draft: Draft) -> int:
    return draft.last - draft.first


def _mention(syntax: Syntax, draft: Draft) -> Mention:
    return Mention(
        span=syntax.span(draft.first, draft.last),
        kind=draft.kind,
        form=draft.form,
        head=syntax.span(draft.head_first, draft.head_last),
        label=draft.label,
    )
