"""Who is given as saying what: the interface of what finds attributions, and the finder by rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from spacy.tokens import Doc

from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.provenance import Component
from crossbearing.text.attribution_draft import Draft, overlap, spans
from crossbearing.text.attribution_nesting import set_parents
from crossbearing.text.attribution_nouns import find_noun_drafts
from crossbearing.text.attribution_quotes import attach_quotes
from crossbearing.text.attribution_turns import find_turn_drafts
from crossbearing.text.attribution_verbs import find_verb_drafts
from crossbearing.text.cues import Cues, load_cues
from crossbearing.text.syntax import Syntax, take_syntax


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
        return Component("crossbearing.text.attribution_rules", package_version())

    def find(self, doc: Doc) -> tuple[Attribution, ...]:
        """Find the attributions of `doc`; see AttributionFinder."""
        if not len(doc):
            return ()
        syntax, cues = take_syntax(doc), load_cues()
        drafts = [*find_verb_drafts(doc, syntax, cues), *find_noun_drafts(doc, syntax, cues)]
        drafts += find_turn_drafts(doc, syntax, cues, drafts)
        drafts = attach_quotes(doc, syntax, cues, drafts)
        kept = _drop_asides(syntax, cues, _drop_doubles(drafts))
        return set_parents([_attribution(syntax, draft) for draft in kept])


def package_version() -> str:
    """Return the version of the installed program; "0" where it is not installed."""
    try:
        return version("crossbearing")
    except PackageNotFoundError:
        return "0"


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


def _drop_asides(syntax: Syntax, cues: Cues, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what a speaker says of their own mind: "I think" in what they are quoted as saying.

    Within another's content, a first or second person adds no source, and neither does a thought
    or a wish; how certain they make what follows is read from the clause itself.
    """
    holder = [-1] * len(syntax)
    for number, draft in enumerate(drafts):
        for first, last in draft.content:
            holder[first:last] = [number] * (last - first)
    return [
        draft
        for number, draft in enumerate(drafts)
        if holder[draft.anchor] in {-1, number} or not _is_aside(syntax, cues, draft)
    ]


def _is_aside(syntax: Syntax, cues: Cues, draft: Draft) -> bool:
    heads = {syntax.lower[token] for first, last in draft.source for token in range(first, last)}
    return bool(heads & cues.phrases.asides) or syntax.lemma[draft.anchor] in cues.phrases.weak


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
