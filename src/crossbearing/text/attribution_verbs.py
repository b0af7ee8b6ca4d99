"""Attributions by a verb: "the ministry said that …", "he denied …", "videos showed men …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from crossbearing.text.attribution_draft import (
    Draft,
    Range,
    has_gerund,
    noun_phrase,
    reach,
    tidy,
    verb_group,
    without,
)
from crossbearing.text.attribution_sources import find_source, passive_subject, source_head
from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_THAT = frozenset({"that", "whether", "if", "how", "why", "what", "where", "when", "who"})
_SEEMING = frozenset({"appear", "seem", "purport"})
_PROMISING = frozenset({"vow", "promise", "pledge", "threaten", "swear"})
_MAX_DATELINE_TOKENS = 12
_QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``"})
_NAMING = frozenset({"name", "identify", "quote"})
_OBJECTS = frozenset({"dobj", "pcomp", "xcomp", "oprd", "ccomp"})
_STOPS = frozenset({",", ";", ":", "--", "–", "—", '"', "“", "”"})


def find_verb_drafts(doc: Doc, syntax: Syntax, cues: Cues) -> Iterator[Draft]:
    """Yield a draft for every verb that says so and what it says."""
    every = cues.verbs.every
    for verb, lemma in enumerate(syntax.lemma):
        if lemma in every and syntax.tag[verb].startswith("VB"):
            draft = _read_verb(doc, syntax, cues, verb)
            if draft is not None:
                yield draft


def _read_verb(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> Draft | None:
    found = _content(doc, syntax, cues, verb)
    if found is None:
        return None
    content, rule = found
    cue = verb_group(syntax, verb)
    source = find_source(doc, syntax, verb)
    holes = [cue] + ([source] if source else [])
    ranges = [piece for span in content for piece in without(span, holes)]
    tidied = tidy(syntax, ranges)
    if not tidied:
        return None
    return Draft(verb, (source,) if source else (), (cue,), tidied, f"{rule} of “{syntax.lemma[verb]}”")


def _content(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> tuple[list[Range], str] | None:
    """Return what `verb` takes as content, and by which rule; None where it takes nothing."""
    for rule, read in _FRAMES:
        content = read(doc, syntax, cues, verb)
        if content:
            return content, rule
    return None


def _clause(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> list[Range]:
    lemma = syntax.lemma[verb]
    if _is_said_to_do(syntax, verb):
        return []
    for child in syntax.children[verb]:
        if syntax.dep[child] != "ccomp" or _is_relative(syntax, child):
            continue
        opened = any(syntax.lower[c] in _THAT for c in syntax.children[child])
        if (
            lemma in cues.verbs.clause
            or (opened and lemma in cues.verbs.that_clause)
            or (child < verb and lemma in cues.verbs.quote_only)
            or (lemma in cues.claims.first_hand and _in_first_person(syntax, verb))
        ):
            first, last = reach(doc, child)
            if child < verb and syntax.dep[verb] == "ROOT":
                first = _after_dateline(syntax, _sentence_start(doc, verb))
            if child > verb:
                last = _end_of_clause(syntax, first, last)
            return [(first, last), *_further_clauses(doc, syntax, verb)]
    return []


def _in_first_person(syntax: Syntax, verb: int) -> bool:
    subject = syntax.subject(verb)
    return subject is not None and syntax.lower[subject] in {"i", "we"}


def _is_relative(syntax: Syntax, clause: int) -> bool:
    """Tell whether "that" is the subject of a clause, which then tells about a noun before it."""
    return any(syntax.lower[c] == "that" and syntax.dep[c] == "nsubj" for c in syntax.children[clause])


def _is_said_to_do(syntax: Syntax, verb: int) -> bool:
    """Tell whether somebody "is said to" do what follows."""
    passive = passive_subject(syntax, verb)
    if passive is None or syntax.lower[passive] == "it":
        return False
    return any(syntax.dep[c] == "xcomp" and c > verb and _has_to(syntax, c) for c in syntax.children[verb])


def _has_to(syntax: Syntax, clause: int) -> bool:
    return any(syntax.lower[c] == "to" and syntax.dep[c] == "aux" for c in syntax.children[clause])


def _end_of_clause(syntax: Syntax, first: int, last: int) -> int:
    """Return where reported speech ends: a semicolon outside quotation marks goes back to the author."""
    quoted = False
    for token in range(first, last):
        orth = syntax.orth[token]
        if orth in _QUOTE_MARKS:
            quoted = not quoted
        elif orth == ";" and not quoted:
            return token
    return last


def _after_dateline(syntax: Syntax, start: int) -> int:
    """Return where a sentence begins after a dateline such as "KARSA (Agency) - "."""
    if not syntax.orth[start].isupper():
        return start
    for token in range(start + 1, min(start + _MAX_DATELINE_TOKENS, len(syntax))):
        if syntax.orth[token] in {"-", "–", "—", "--"} and syntax.ends[token - 1] < syntax.starts[token]:
            return token + 1
    return start


def _further_clauses(doc: Doc, syntax: Syntax, verb: int) -> list[Range]:
    """Return clauses coordinated with the content although they hang on the verb: "and that …"."""
    further = []
    for child in syntax.children[verb]:
        if syntax.dep[child] == "conj" and child > verb:
            marks = [
                c for c in syntax.children[child] if syntax.dep[c] == "mark" and syntax.lower[c] == "that"
            ]
            if marks:
                further.append((marks[0], reach(doc, child)[1]))
    return further


def _interrupting(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> list[Range]:
    """Return the clause that "…, he said, …" or "as he said" interrupts or follows."""
    if syntax.lemma[verb] not in cues.verbs.clause | cues.verbs.quote_only or syntax.subject(verb) is None:
        return []
    head = syntax.head[verb]
    dep = syntax.dep[verb]
    as_clause = dep == "advcl" and any(syntax.lower[c] == "as" for c in syntax.children[verb])
    if head == verb or not (dep == "parataxis" or as_clause):
        return []
    if any(syntax.dep[c] in {"dobj", "ccomp", "xcomp"} for c in syntax.children[verb]):
        return []
    return without(reach(doc, head), [reach(doc, verb)])


def _infinitive(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> list[Range]:
    lemma = syntax.lemma[verb]
    for child in syntax.children[verb]:
        if syntax.dep[child] not in {"xcomp", "ccomp", "advcl"} or child < verb:
            continue
        if syntax.dep[child] == "advcl" and not _is_promise(syntax, verb, child):
            continue
        if lemma in _SEEMING and syntax.lemma[child] in cues.verbs.showing:
            continue  # "appeared to show": what is shown is the content of "show"
        if syntax.lemma[child] in _NAMING and syntax.child(child, "auxpass") is not None:
            continue  # "asked not to be named" says who the source is, not what it says
        to = _has_to(syntax, child)
        passive = passive_subject(syntax, verb)
        if to and passive is not None and lemma in cues.verbs.clause | cues.verbs.infinitive:
            return [noun_phrase(doc, syntax, passive), reach(doc, child)]
        if to and lemma in cues.verbs.infinitive:
            between = [c for c in syntax.children[verb] if syntax.dep[c] == "dobj" and c < child]
            first, last = reach(doc, child)
            return [(min([first, *(reach(doc, c)[0] for c in between)]), last)]
    return []


def _is_promise(syntax: Syntax, verb: int, clause: int) -> bool:
    """Tell whether "to …" after "vowed in a speech" is what was vowed, and not what it was for."""
    return syntax.lemma[verb] in _PROMISING and _has_to(syntax, clause) and syntax.subject(clause) is None


def _showing(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> list[Range]:
    """Return what pictures or papers show: the object and all that follows it up to a comma."""
    if syntax.lemma[verb] not in cues.verbs.showing:
        return []
    subject = source_head(syntax, verb)
    if subject is None or syntax.lemma[subject] not in cues.sources.footage | cues.sources.papers:
        return []
    parts = [
        c for c in syntax.children[verb] if c > verb and syntax.dep[c] in {"dobj", "xcomp", "ccomp", "prep"}
    ]
    if not parts:
        return []
    return [(reach(doc, parts[0])[0], _end_of_run(doc, syntax, verb, parts[0]))]


def _end_of_run(doc: Doc, syntax: Syntax, verb: int, first: int) -> int:
    end = reach(doc, first)[1]
    for child in syntax.children[verb]:
        if child <= first:
            continue
        if syntax.orth[child] in _STOPS or syntax.dep[child] in {"punct", "conj", "cc"}:
            break
        end = max(end, reach(doc, child)[1])
    return end


def _object(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> list[Range]:
    if syntax.lemma[verb] not in cues.verbs.object:
        return []
    passive = passive_subject(syntax, verb)
    if passive is not None:
        tail = [
            reach(doc, c) for c in syntax.children[verb] if c > verb and syntax.dep[c] in {"oprd", "xcomp"}
        ]
        of = [reach(doc, c) for c in syntax.children[verb] if c > verb and _pairs(syntax, cues, verb, c)]
        return [noun_phrase(doc, syntax, passive), *tail, *of, *_beside_agent(doc, syntax, verb)]
    parts = [c for c in syntax.children[verb] if c > verb and syntax.dep[c] in _OBJECTS]
    if not parts:
        return _antecedent(doc, syntax, cues, verb)
    end = _end_of_run(doc, syntax, verb, parts[0])
    return [(reach(doc, parts[0])[0], end), *_further_clauses(doc, syntax, verb)]


def _beside_agent(doc: Doc, syntax: Syntax, verb: int) -> list[Range]:
    """Return "of arming …" where a parser hangs it on the agent: "accused by several of arming …"."""
    agent = syntax.child(verb, "agent")
    named = None if agent is None else syntax.child(agent, "pobj")
    beside = [] if named is None else [c for c in syntax.children[named] if c > named]
    return [reach(doc, c) for c in beside if syntax.dep[c] == "prep" and has_gerund(syntax, c)]


def _antecedent(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> list[Range]:
    """Return the noun that "…, which he denies" hangs on."""
    noun = syntax.head[verb]
    if syntax.dep[verb] != "relcl" or syntax.lemma[verb] not in cues.claims.denial:
        return []
    objects = [c for c in syntax.children[verb] if syntax.dep[c] == "dobj"]
    if any(syntax.tag[c] != "WDT" and syntax.lower[c] != "that" for c in objects):
        return []
    words = cues.claims
    if objects and syntax.lemma[noun] not in words.allegations | words.ties | words.attacks | words.aid:
        return [(objects[0], objects[0] + 1)]  # "which" stands for all that goes before
    return [(reach(doc, noun)[0], noun + 1)]


def _preposition(doc: Doc, syntax: Syntax, cues: Cues, verb: int) -> list[Range]:
    for child in syntax.children[verb]:
        if child > verb and _pairs(syntax, cues, verb, child):
            first, last = reach(doc, child)
            return [(first + 1, last), *_further_clauses(doc, syntax, verb)]
    return []


def _pairs(syntax: Syntax, cues: Cues, verb: int, child: int) -> bool:
    return (
        syntax.dep[child] == "prep"
        and (syntax.lemma[verb], syntax.lower[child]) in cues.verbs.with_preposition
    )


_FRAMES = (
    ("clause", _clause),
    ("pictures or papers as subject", _showing),
    ("infinitive", _infinitive),
    ("interrupted clause", _interrupting),
    ("object", _object),
    ("preposition", _preposition),
)


def _sentence_start(doc: Doc, token: int) -> int:
    start: int = doc[token].sent.start
    return start
