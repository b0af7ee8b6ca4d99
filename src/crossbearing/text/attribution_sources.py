"""Who says: the words that name the source of a verb of saying."""

from __future__ import annotations

from spacy.tokens import Doc

from crossbearing.text.attribution_draft import Range, noun_phrase, trim
from crossbearing.text.syntax import Syntax

_MAX_CLIMB = 8
_MAX_TRAILING_TOKENS = 14
_MAX_AFTER_TOKENS = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "agent", "csubj"})
_IMPERSONAL = frozenset({"emerge", "transpire", "appear", "seem"})
_QUOTING = frozenset({"quote", "cite"})
_BEFORE_SOURCE = frozenset({",", "”", '"', "''", "—", "–"})


def find_source(doc: Doc, syntax: Syntax, verb: int) -> Range | None:
    """Return the noun phrase that names who says, for a verb that says so; None where none does."""
    head = source_head(syntax, verb)
    return _trailing_source(doc, syntax, verb) if head is None else noun_phrase(doc, syntax, head)


def source_head(syntax: Syntax, verb: int) -> int | None:
    """Return the head word of who says: subject, agent, or that of the verb this one hangs on."""
    for _ in range(_MAX_CLIMB):
        agent = syntax.child(verb, "agent")
        if agent is not None:
            return syntax.child(agent, "pobj")
        if syntax.child(verb, "nsubjpass", "auxpass") is not None:
            return None
        subject = syntax.subject(verb)
        if subject is not None:
            empty = syntax.dep[subject] == "expl" or syntax.tag[subject] == "EX"
            empty = empty or (syntax.lower[subject] == "it" and syntax.lemma[verb] in _IMPERSONAL)
            return None if empty else subject
        head, dep = syntax.head[verb], syntax.dep[verb]
        if head == verb:
            return None
        quoted = _quoted(syntax, verb)
        if quoted is not None:
            return quoted
        if dep == "acl":
            return head
        if dep == "advcl" and syntax.tag[verb] == "VBN" and syntax.child(verb, "aux") is None:
            return None  # "asked about it, he …": he is asked, and who asks is not said
        if dep in {"prep", "pcomp", "conj", "xcomp", "advcl", "aux", "dep", "ccomp"}:
            verb = head
            continue
        return None
    return None


def passive_subject(syntax: Syntax, verb: int) -> int | None:
    """Return the subject of a passive verb: its own, or that of the verb it is coordinated with."""
    own = syntax.child(verb, "nsubjpass")
    if own is not None or syntax.child(verb, "auxpass") is None:
        return own
    return syntax.subject(syntax.head[verb]) if syntax.dep[verb] == "conj" else None


def _quoted(syntax: Syntax, verb: int) -> int | None:
    """Return who is quoted, for "saying" in "quoted a source as saying that …"."""
    preposition = syntax.head[verb]
    if syntax.dep[verb] not in {"pcomp", "advcl"}:
        return None
    quoting = preposition if syntax.dep[verb] == "advcl" else syntax.head[preposition]
    if syntax.lemma[quoting] not in _QUOTING:
        return None
    return syntax.child(quoting, "dobj", "nsubjpass")


def _trailing_source(doc: Doc, syntax: Syntax, verb: int) -> Range | None:
    """Return what stands between the last comma and a verb that ends its sentence without a subject.

    A parser that takes the source for the end of a list gives "…, two officers and medics said." no subject.
    """
    sentence = doc[verb].sent
    after = trim(syntax, (verb + 1, sentence.end))
    alone = syntax.dep[verb] == "ROOT" and not any(syntax.dep[c] in _SUBJECTS for c in syntax.children[verb])
    if not alone or (after is not None and after[1] - after[0] > _MAX_AFTER_TOKENS):
        return None
    for token in range(verb - 1, max(sentence.start, verb - _MAX_TRAILING_TOKENS), -1):
        if syntax.orth[token] in _BEFORE_SOURCE:
            return trim(syntax, (token + 1, verb)) if token + 1 < verb else None
    return None
