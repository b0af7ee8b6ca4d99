"""Attributions without a verb of saying: "the claim that …", "according to …", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from crossbearing.text.attribution_draft import Draft, Range, noun_phrase, reach, tidy, without
from crossbearing.text.attribution_sources import source_head
from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_MAX_CLIMB = 12


def find_noun_drafts(doc: Doc, syntax: Syntax, cues: Cues) -> Iterator[Draft]:
    """Yield a draft for every noun, "according to" and adverb that puts words on somebody."""
    nouns, phrases = cues.nouns, cues.phrases
    for token, lemma in enumerate(syntax.lemma):
        draft = None
        if lemma in phrases.views and syntax.dep[token] == "pobj":
            draft = _read_view(doc, syntax, cues, token)
        elif lemma in cues.sources.footage and syntax.dep[token] == "pobj":
            draft = _read_in_footage(doc, syntax, token)
        if draft is None and lemma in nouns.every and syntax.tag[token] in {"NN", "NNS"}:
            draft = _read_noun(doc, syntax, cues, token)
        elif lemma in cues.verbs.adjectives and syntax.tag[token].startswith(("JJ", "VBN")):
            draft = _read_adjective(doc, syntax, token)
        elif syntax.lower[token] in phrases.according:
            draft = _read_according(doc, syntax, token)
        elif syntax.lower[token] in phrases.adverbs:
            draft = _read_adverb(doc, syntax, token)
        if draft is not None:
            yield draft


def _read_noun(doc: Doc, syntax: Syntax, cues: Cues, noun: int) -> Draft | None:
    content = _noun_content(doc, syntax, cues, noun)
    if not content:
        return None
    cue = (noun, noun + 1)
    source = _noun_source(doc, syntax, cues, noun)
    if syntax.lemma[noun] in cues.sources.footage:
        # The pictures themselves are the source: "footage of men fighting".
        source, cue = cue, (noun + 1, content[0][0])
        if cue[0] >= cue[1]:
            return None
    holes = [source] if source else []
    tidied = tidy(syntax, (piece for span in content for piece in without(span, holes)))
    if not tidied:
        return None
    return Draft(
        noun, (source,) if source else (), (cue,), tidied, f"noun “{syntax.lemma[noun]}” with its content"
    )


def _read_adjective(doc: Doc, syntax: Syntax, token: int) -> Draft | None:
    """Read "was sure that …" and "is afraid that …"."""
    clause = next((c for c in syntax.children[token] if c > token and syntax.dep[c] == "ccomp"), None)
    verb = token if syntax.subject(token) is not None else syntax.head[token]
    if clause is None or syntax.dep[token] not in {"acomp", "ROOT", "conj", "ccomp", "relcl"}:
        return None
    who = source_head(syntax, verb)
    source = None if who is None else noun_phrase(doc, syntax, who)
    tidied = tidy(syntax, [reach(doc, clause)])
    if source is None or not tidied:
        return None
    return Draft(token, (source,), ((token, token + 1),), tidied, f"adjective “{syntax.lemma[token]}”")


def _noun_content(doc: Doc, syntax: Syntax, cues: Cues, noun: int) -> list[Range]:
    lemma = syntax.lemma[noun]
    whose = _whose(syntax, noun) if lemma in cues.nouns.that else None
    for child in (*syntax.children[noun], *(() if whose is None else syntax.children[whose])):
        if child < noun:
            continue
        dep = syntax.dep[child]
        if dep in {"acl", "ccomp", "relcl"}:
            opened = any(
                syntax.lower[c] == "that" and syntax.dep[c] == "mark" for c in syntax.children[child]
            )
            to = any(syntax.lower[c] == "to" and syntax.dep[c] == "aux" for c in syntax.children[child])
            if (opened and lemma in cues.nouns.that) or (to and lemma in cues.nouns.infinitive):
                return [reach(doc, child)]
        if dep == "prep" and (lemma, syntax.lower[child]) in cues.nouns.thing:
            first, last = reach(doc, child)
            if lemma in cues.sources.footage and not _tells(syntax, first, last):
                return []
            return [(first + 1, last)]
    return []


def _whose(syntax: Syntax, noun: int) -> int | None:
    """Return who made it, for "the statement of the ministry that …"."""
    of = next(
        (c for c in syntax.children[noun] if c > noun and syntax.lower[c] in {"of", "by", "from"}), None
    )
    return None if of is None else syntax.child(of, "pobj")


def _tells(syntax: Syntax, first: int, last: int) -> bool:
    """Tell whether somebody does something in the tokens: "of men fighting", not "of the town"."""
    return any(syntax.tag[token] in {"VBG", "VBZ", "VBP", "VBD"} for token in range(first, last))


def _noun_source(doc: Doc, syntax: Syntax, cues: Cues, noun: int) -> Range | None:
    """Return who is behind a noun of saying: its possessor, "by" or "from" whom, or who makes it."""
    for child in syntax.children[noun]:
        if syntax.dep[child] == "poss":
            first, last = reach(doc, child)
            last = last - 1 if syntax.tag[last - 1] == "POS" else last
            return (first, last)
        by = syntax.dep[child] in {"prep", "agent"} and syntax.lower[child] in {"by", "from"}
        of = syntax.lower[child] == "of" and (syntax.lemma[noun], "of") not in cues.nouns.thing
        named = syntax.child(child, "pobj") if by or of else None
        if named is not None:
            return noun_phrase(doc, syntax, named)
    head = syntax.head[noun]
    if syntax.dep[noun] == "dobj" and syntax.lemma[head] in cues.nouns.making:
        who = source_head(syntax, head)
        return None if who is None else noun_phrase(doc, syntax, who)
    for child in syntax.children[noun]:
        if syntax.dep[child] in {"amod", "compound"} and _names(syntax, child):
            return (child, child + 1)
    return None


def _names(syntax: Syntax, token: int) -> bool:
    return any(first <= token < last for first, last, _ in syntax.entities) or syntax.tag[token].startswith(
        "NNP"
    )


def _read_according(doc: Doc, syntax: Syntax, token: int) -> Draft | None:
    to = syntax.child(token, "prep")
    if to is None and token + 1 < len(syntax) and syntax.lower[token + 1] == "to":
        to = token + 1
    if to is None or syntax.lower[to] != "to":
        return None
    named = syntax.child(to, "pobj", "pcomp")
    if named is None:
        return None
    source = noun_phrase(doc, syntax, named)
    return _put_on(doc, syntax, token, (token, to + 1), source, "“according to”")


def _read_view(doc: Doc, syntax: Syntax, cues: Cues, token: int) -> Draft | None:
    prep = syntax.head[token]
    if syntax.lower[prep] not in {"in", "by"}:
        return None
    source = _noun_source(doc, syntax, cues, token)
    if source is None:
        of = next((c for c in syntax.children[token] if syntax.lower[c] == "of"), None)
        named = None if of is None else syntax.child(of, "pobj")
        source = None if named is None else noun_phrase(doc, syntax, named)
    if source is None:
        return None
    return _put_on(doc, syntax, prep, (prep, token + 1), source, f"“in the {syntax.lemma[token]} of”")


def _read_in_footage(doc: Doc, syntax: Syntax, token: int) -> Draft | None:
    """Read "In the footage, …" at the start of a sentence."""
    prep = syntax.head[token]
    if syntax.lower[prep] != "in" or prep != doc[token].sent.start:
        return None
    return _put_on(doc, syntax, prep, (prep, prep + 1), noun_phrase(doc, syntax, token), "“in” pictures")


def _put_on(doc: Doc, syntax: Syntax, token: int, cue: Range, source: Range, rule: str) -> Draft | None:
    """Put the clause around `token` on `source`."""
    phrase = (token, max(cue[1], source[1]))
    sentence = doc[token].sent
    content = (sentence.start, sentence.end)
    if token > sentence.start and syntax.lower[token - 1] != ",":
        content = _clause_around(doc, syntax, token)
    tidied = tidy(syntax, without(content, [phrase]))
    cue_left = tuple(without(cue, [source]))
    return Draft(token, (source,), cue_left, tidied, rule) if tidied and cue_left else None


def _clause_around(doc: Doc, syntax: Syntax, token: int) -> Range:
    """Return the reach of the verb that `token` hangs on, or of the whole sentence."""
    place = token
    for _ in range(_MAX_CLIMB):
        head = syntax.head[place]
        if head == place:
            break
        place = head
        if syntax.tag[place].startswith("VB") and syntax.dep[place] not in {"acl", "relcl", "pcomp", "amod"}:
            break
    return reach(doc, place)


def _read_adverb(doc: Doc, syntax: Syntax, token: int) -> Draft | None:
    head = syntax.head[token]
    if head == token:
        return None
    tidied = tidy(syntax, without(reach(doc, head), [(token, token + 1)]))
    rule = f"adverb “{syntax.lower[token]}”"
    return Draft(token, (), ((token, token + 1),), tidied, rule) if tidied else None
