"""What evidence a source shows for what it says."""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Basis
from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_FIRST_PERSON = frozenset({"i", "we"})


def judge_basis(syntax: Syntax, cues: Cues, chain: Sequence[Attribution]) -> tuple[Basis, str]:
    """Return the basis of a claim and why. chain: its attributions, the outermost first.

    The attribution next to the event counts first: footage that an official describes is footage.
    """
    for attribution in reversed(chain):
        basis = _own_basis(syntax, cues, attribution)
        if basis is not None:
            return basis
    if chain and chain[-1].sourcing is Sourcing.VAGUE and _is_told(syntax, cues, chain[-1]):
        return Basis.HEARSAY, "rests on a source that is not named"
    speakers = {attribution.source for attribution in chain if attribution.source}
    if len(speakers) > 1 and all(_is_saying(syntax, cues, attribution) for attribution in chain):
        return Basis.HEARSAY, "one source tells what another said"
    return Basis.NONE, "no evidence is shown"


def _own_basis(syntax: Syntax, cues: Cues, attribution: Attribution) -> tuple[Basis, str] | None:
    words = cues.sources
    tokens = [t for span in attribution.source for t in range(*syntax.tokens(span))]
    source = [syntax.lemma[t] for t in tokens if syntax.tag[t].startswith(("NN", "PRP"))]
    if attribution.sourcing is Sourcing.FOOTAGE:
        return Basis.FOOTAGE, "the source is footage"
    records = [lemma for lemma in source if lemma in words.official_records]
    if records:
        return Basis.OFFICIAL_RECORD, f"the source is official: “{records[0]}”"
    keepers = [lemma for lemma in source if lemma in words.record_keepers]
    if attribution.sourcing is Sourcing.DOCUMENT and keepers:
        return Basis.OFFICIAL_RECORD, f"the document is official: “{keepers[0]}”"
    if attribution.sourcing is Sourcing.DOCUMENT:
        return Basis.DOCUMENT, "the source is a document"
    if any(lemma in words.witnesses for lemma in source):
        return Basis.EYEWITNESS, "the source is said to have been there"
    seen = [lemma for lemma in cue_lemmas(syntax, attribution) if lemma in cues.claims.first_hand]
    if seen and any(word in _FIRST_PERSON for word in source):
        if _is_heard_told(syntax, attribution):
            return Basis.HEARSAY, "heard it told"
        return Basis.EYEWITNESS, f"“{seen[0]}” in the first person"
    return None


def _is_heard_told(syntax: Syntax, attribution: Attribution) -> bool:
    """Tell whether what is heard is what others told, not the thing itself: "I heard that"."""
    tokens = [t for span in attribution.cue for t in range(*syntax.tokens(span))]
    heard = [t for t in tokens if syntax.lemma[t] == "hear"]
    return any(
        syntax.lower[m] == "that"
        for t in heard
        for c in syntax.every(t, "ccomp")
        for m in syntax.every(c, "mark")
    )


def cue_lemmas(syntax: Syntax, attribution: Attribution) -> list[str]:
    """Return the lemmas of a cue."""
    return [syntax.lemma[t] for span in attribution.cue for t in range(*syntax.tokens(span))]


def _is_told(syntax: Syntax, cues: Cues, attribution: Attribution) -> bool:
    """Tell whether a vague source, or none at all, is given as telling it: "reportedly", "many say"."""
    if attribution.source:
        return _is_saying(syntax, cues, attribution)
    told = cues.claims.saying | cues.phrases.adverbs
    return any(lemma in told for lemma in cue_lemmas(syntax, attribution))


def _is_saying(syntax: Syntax, cues: Cues, attribution: Attribution) -> bool:
    """Tell whether an attribution reports what is said to be so, not what is wanted."""
    open_cues = cues.claims.open_cues
    return not any(lemma in open_cues for lemma in cue_lemmas(syntax, attribution))
