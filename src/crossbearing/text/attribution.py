"""Who is given as saying what: the interface of what finds attributions, and the finder by rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from spacy.tokens import Doc

from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.provenance import Component
from crossbearing.text.attribution_draft import Draft, overlap, spans, tidy, without
from crossbearing.text.attribution_nesting import set_parents
from crossbearing.text.attribution_nouns import find_noun_drafts
from crossbearing.text.attribution_quotes import Quotes, attach_quotes
from crossbearing.text.attribution_turns import find_turn_drafts
from crossbearing.text.attribution_verbs import find_verb_drafts
from crossbearing.text.cues import Cues, load_cues
from crossbearing.text.syntax import Syntax, take_syntax
from crossbearing.version import VERSION


class AttributionFinder(Protocol):
    """Finds source, cue and content. Rules do it, and a trained tagger can take their place."""

    @property
    def component(self) -> Component:
        """What finds them, and its version."""
        ...

    def find(self, doc: Doc) -> tuple[Attribution, ...]:
        """Find the attributions of a parsed document, in text order of their first character.

        Spans count code points in `doc.text`. `parent` and `reasons` are set; `sourcing` is
        provisional and `speaker` and `said` are None until `settle_sources` has seen the mentions.
        Never raises for any document.
        """
        ...


class RuleAttributionFinder:
    """Finds attributions by cue words, the parse, quotation marks and the layout."""

    @property
    def component(self) -> Component:
        """The rules, versioned with the program."""
        return Component("crossbearing.text.attribution_rules", VERSION)

    def find(self, doc: Doc) -> tuple[Attribution, ...]:
        """Find the attributions of `doc`; see AttributionFinder."""
        if not len(doc):
            return ()
        syntax, cues = take_syntax(doc), load_cues()
        drafts = [*find_verb_drafts(doc, syntax, cues), *find_noun_drafts(doc, syntax, cues)]
        drafts += find_turn_drafts(doc, syntax, cues, drafts)
        drafts = _free_phrases(syntax, drafts)
        quotes = Quotes(syntax)
        drafts = attach_quotes(doc, syntax, cues, quotes, drafts)
        kept = _drop_asides(syntax, cues, quotes, _drop_doubles(drafts))
        return set_parents([_attribution(syntax, draft) for draft in kept])


def _free_phrases(syntax: Syntax, drafts: Sequence[Draft]) -> list[Draft]:
    """Take ", according to X" at the end of a sentence out of contents that it stands above."""
    phrases = [
        (draft, (draft.cue[0][0], draft.source[-1][1]))
        for draft in drafts
        if draft.source and syntax.lower[draft.anchor] == "according" and draft.content[-1][1] <= draft.anchor
    ]
    freed = list(drafts)
    for phrase, span in phrases:
        first, last = phrase.content[0][0], phrase.content[-1][1]
        for number, draft in enumerate(freed):
            if first <= draft.anchor < last and overlap(draft.content, [span]):
                left = tidy(syntax, (piece for own in draft.content for piece in without(own, [span])))
                freed[number] = replace(draft, content=left or draft.content)
    return freed


def _drop_doubles(drafts: Iterable[Draft]) -> list[Draft]:
    """Leave out a draft whose cue another one has already, and those whose parts run together."""
    kept: list[Draft] = []
    seen: set[tuple[int, int]] = set()
    for draft in sorted(drafts, key=_place):
        if any(cue in seen for cue in draft.cue) or overlap(draft.source, draft.cue):
            continue
        seen.update(draft.cue)
        kept.append(draft)
    return kept


def _drop_asides(syntax: Syntax, cues: Cues, quotes: Quotes, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what a speaker says of their own mind: "I think" in what they are quoted as saying.

    Within another's content, a first or second person adds no source, and neither does a thought
    or a wish, unless somebody else is named who has it; how certain they make what follows is read
    from the clause itself. What can be a deed as well as a word ("back") is taken for a deed there.
    """
    holder = [-1] * len(syntax)
    for number, draft in enumerate(drafts):
        for first, last in draft.content:
            holder[first:last] = [number] * (last - first)
    return [
        draft
        for number, draft in enumerate(drafts)
        if holder[draft.anchor] in {-1, number} or not _is_aside(syntax, cues, quotes, draft)
    ]


def _is_aside(syntax: Syntax, cues: Cues, quotes: Quotes, draft: Draft) -> bool:
    lemma = syntax.lemma[draft.anchor]
    if lemma in cues.claims.first_hand:
        return False  # "I saw …" tells on what a speaker's word rests
    words = {
        syntax.lower[token]
        for first, last in draft.source
        for token in range(first, last)
        if syntax.tag[token] in {"PRP", "CD"}
    }
    if words & cues.phrases.asides or lemma in cues.phrases.deeds:
        return True
    named = any(
        syntax.tag[token].startswith("NN") for first, last in draft.source for token in range(first, last)
    )
    own = not named or quotes.at(draft.anchor) is not None
    return own and lemma in cues.phrases.weak


def _place(draft: Draft) -> tuple[int, int]:
    return min(first for first, _ in (*draft.source, *draft.cue, *draft.content)), draft.anchor


def _attribution(syntax: Syntax, draft: Draft) -> Attribution:
    return Attribution(
        source=spans(syntax, draft.source),
        cue=spans(syntax, draft.cue),
        content=spans(syntax, draft.content),
        sourcing=Sourcing.VAGUE,
        reasons=(f"read by rule: {draft.rule}",),
    )
