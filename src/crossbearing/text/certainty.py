"""How certain an event is put forward: FactBank's scale, from the clause and from the cues above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from crossbearing.model.claim import Certainty
from crossbearing.text.certainty_marks import (
    CERTAIN,
    KNOWN,
    OPEN,
    POSSIBLE,
    PROBABLE,
    RANK,
    Mark,
    framed_by,
    marks_on,
    of_adjective,
    undone_by,
)
from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_MAX_CLIMB = 6
_MAX_LOOK_AHEAD = 80
_HANGING = frozenset(
    {"xcomp", "conj", "pcomp", "prep", "dobj", "pobj", "attr", "nsubjpass", "acomp", "oprd", "compound"}
)
_CONDITIONS = frozenset({"if", "unless", "lest"})
_NO_SUBJECT = frozenset({"no", "neither", "nobody", "nothing", "none"})
_INVERTED = frozenset({"had", "were", "should"})
# What such a clause tells is taken as so, whatever the sentence around it leaves open.
_TAKEN_AS_SO = frozenset({"when", "after", "because", "since", "although", "though", "while"})
_SCALE = {
    ("certain", False): Certainty.CT_PLUS,
    ("certain", True): Certainty.CT_MINUS,
    ("probable", False): Certainty.PR_PLUS,
    ("probable", True): Certainty.PR_MINUS,
    ("possible", False): Certainty.PS_PLUS,
    ("possible", True): Certainty.PS_MINUS,
}


@dataclass(frozen=True, slots=True)
class Stance:
    """degree: certain, probable, possible, known (whether it is so is known, not said) or open."""

    degree: str
    negated: bool
    reasons: tuple[str, ...]

    @property
    def certainty(self) -> Certainty:
        """The same as a code of FactBank."""
        if self.degree == "known":
            return Certainty.CT_U
        if self.degree == "open":
            return Certainty.UU
        return _SCALE[self.degree, self.negated]


def judge_clause(syntax: Syntax, cues: Cues, trigger: int, judged: Collection[int] = frozenset()) -> Stance:
    """Read negation, modal verbs, adverbs, conditions and questions around an event's trigger.

    A trigger shares what stands on the verbs that it hangs on ("did not help to arm"), up to a word in
    `judged`: the cues above it, which `judge_cues` reads.
    """
    marks: list[Mark] = []
    place = trigger
    for _ in range(_MAX_CLIMB):
        marks += marks_on(syntax, cues, place, trigger)
        head = syntax.head[place]
        if head in judged:
            break
        undone = undone_by(syntax, cues, place)
        marks += [undone] if undone is not None else []
        framed = framed_by(syntax, cues, place)
        marks += [framed] if framed is not None else []
        if head == place or syntax.dep[place] not in _HANGING or framed is not None:
            break
        if _stands_alone(syntax, place):
            break
        place = head
    marks += [*_frame(syntax, cues, trigger), *_governors(syntax, cues, trigger, judged)]
    return _sum(marks)


def _sum(marks: Iterable[Mark]) -> Stance:
    """Put marks together: the least certain degree; each that negates turns the polarity."""
    degree, negated, reasons = CERTAIN, False, []
    for mark in marks:
        degree = max(degree, mark.degree, key=RANK.__getitem__)
        negated ^= mark.negates
        reasons.append(mark.why)
    return Stance(degree, negated, tuple(reasons))


def _stands_alone(syntax: Syntax, place: int) -> bool:
    """Tell whether a coordinated clause has a subject or an auxiliary of its own, and shares none."""
    own = any(syntax.dep[c] in {"aux", "auxpass", "neg"} for c in syntax.children[place])
    return syntax.dep[place] == "conj" and (own or syntax.subject(place) is not None)


def _frame(syntax: Syntax, cues: Cues, trigger: int) -> list[Mark]:
    """Return what conditions and questions around the clause leave open."""
    found: list[Mark] = []
    place = trigger
    for _ in range(2 * _MAX_CLIMB):
        marks = {
            syntax.lower[c]
            for c in syntax.children[place]
            if syntax.dep[c] in {"mark", "advmod"} and c < place
        }
        if syntax.dep[place] == "advcl" and marks & _TAKEN_AS_SO:
            break
        if syntax.dep[place] == "advcl" and _is_inverted(syntax, place):
            found.append(Mark(OPEN, "what would be if it were so"))
            break
        asked = syntax.dep[place] in {"ccomp", "pcomp", "acl", "xcomp", "csubj", "csubjpass"}
        conditions = marks & (_CONDITIONS | {"whether"} if asked else _CONDITIONS)
        if conditions and (asked or syntax.dep[place] == "advcl"):
            word = min(conditions)
            known = asked and _is_known(syntax, cues, syntax.head[place])
            found.append(
                Mark(KNOWN, f"“{word}” is known") if known else Mark(OPEN, f"“{word}” leaves it open")
            )
            break
        if syntax.head[place] == place:
            break
        place = syntax.head[place]
    if _is_question(syntax, trigger):
        found.append(Mark(OPEN, "asked, not said"))
    return found


def _is_inverted(syntax: Syntax, verb: int) -> bool:
    """Tell whether a clause sets a condition by its order: "Had they attacked, …"."""
    subject = syntax.subject(verb)
    return subject is not None and any(
        syntax.lower[c] in _INVERTED and c < subject for c in syntax.every(verb, "aux", "auxpass")
    )


def _is_known(syntax: Syntax, cues: Cues, verb: int) -> bool:
    """Tell whether a verb says that somebody knows whether: "found out whether", not "will find out"."""
    if syntax.lemma[verb] not in cues.claims.knowing or syntax.dep[verb] == "xcomp":
        return False
    return not any(
        syntax.dep[c] == "neg" or (syntax.dep[c] == "aux" and syntax.tag[c] == "MD")
        for c in syntax.children[verb]
    )


def _governors(syntax: Syntax, cues: Cues, trigger: int, judged: Collection[int]) -> list[Mark]:
    """Return what the verb above a clause makes of it: "plans to arm", "thinks that …"."""
    place = trigger
    for _ in range(_MAX_CLIMB):
        dep, head = syntax.dep[place], syntax.head[place]
        if head == place or head in judged:
            break
        if dep in {"xcomp", "ccomp"} or (dep == "acl" and syntax.tag[head].startswith("NN")):
            return judge_cue(syntax, cues, head)
        if dep not in _HANGING:
            break
        place = head
    return []


def _is_question(syntax: Syntax, trigger: int) -> bool:
    sentence = syntax.sent[trigger]
    place = trigger
    while (
        place + 1 < len(syntax) and syntax.sent[place + 1] == sentence and place - trigger < _MAX_LOOK_AHEAD
    ):
        place += 1
        if syntax.orth[place] == "?":
            return True
    return False


def judge_cues(syntax: Syntax, cues: Cues, tokens: Sequence[int]) -> Stance:
    """Read what the cues around an event make of it. tokens: those of the cues, outermost first."""
    marks: list[Mark] = []
    for token in tokens:
        marks += judge_cue(syntax, cues, token)
        marks += judge_cue(syntax, cues, syntax.head[token]) if syntax.dep[token] == "xcomp" else []
        marks += _around(syntax, cues, token)
        if _is_called_untrue(syntax, cues, token):
            marks.append(Mark(CERTAIN, f"the “{syntax.lemma[token]}” is called untrue", negates=True))
        negation = _negation(syntax, cues, token)
        if negation is not None:
            marks += _not(syntax, cues, token, negation)
    return _sum(marks)


def _around(syntax: Syntax, cues: Cues, token: int) -> list[Mark]:
    """Return what adjectives and undone deeds make of a content: "sceptical that", "unable to say"."""
    found: list[Mark] = []
    if syntax.tag[token].startswith("JJ"):
        negated = any(syntax.dep[c] == "neg" for c in syntax.children[syntax.head[token]])
        own = of_adjective(cues, syntax.lemma[token], negated=negated)
        found += [] if own is None else [own]
    for mark in (undone_by(syntax, cues, token), framed_by(syntax, cues, token)):
        if mark is None:
            continue
        untrue = syntax.lemma[syntax.head[token]] in cues.claims.untrue
        silent = mark.negates and not untrue
        found.append(Mark(OPEN, f"{mark.why}: the source does not say so") if silent else mark)
    return found


def _is_called_untrue(syntax: Syntax, cues: Cues, token: int) -> bool:
    """Tell whether a noun that holds a claim is called false: "the claim that … is false"."""
    words, head = cues.claims, syntax.head[token]
    if syntax.dep[token] != "nsubj" or syntax.lemma[token] not in words.allegations:
        return False
    said = syntax.every(head, "acomp", "attr") if syntax.lemma[head] == "be" else [head]
    negated = any(syntax.dep[c] == "neg" for c in syntax.children[head])
    return not negated and any(syntax.lemma[c] in words.untrue for c in said)


def _not(syntax: Syntax, cues: Cues, token: int, negation: str) -> list[Mark]:
    """Return what a negated cue makes of its content, beside what the cue alone makes of it."""
    words, lemma = cues.claims, syntax.lemma[token]
    told = f"“{lemma}” with “{negation}”"
    if lemma in words.doubting:
        return [Mark(CERTAIN, f"{told}: no doubt", negates=True)]
    if lemma in words.excluding:
        return [Mark(POSSIBLE, f"{told}: possible")]
    if lemma in words.probable_cues - words.shown:
        return [Mark(PROBABLE, f"{told}: thought not to be so", negates=True)]
    if lemma in words.refused and not _is_about_saying(syntax, cues, token):
        return [Mark(CERTAIN, f"{told}: it was done", negates=True)]
    if lemma in words.taken_for_granted:
        return [Mark(CERTAIN, f"{told}: so, whether or not it is noticed")]
    return [Mark(OPEN, f"{told}: the source does not say so")]


def _is_about_saying(syntax: Syntax, cues: Cues, token: int) -> bool:
    """Tell whether what is refused is to speak: "refused to say that"."""
    done = [c for c in syntax.children[token] if syntax.dep[c] in {"xcomp", "dobj"}]
    return any(syntax.lemma[c] in cues.verbs.every for c in done)


def _negation(syntax: Syntax, cues: Cues, cue: int) -> str | None:
    """Return the word that negates a cue: "did not say", "neither confirmed nor denied", "no claim"."""
    if not syntax.tag[cue].startswith(("VB", "NN")):
        return None
    places = [cue, syntax.head[cue]] if syntax.dep[cue] == "conj" else [cue]
    subject = syntax.subject(cue)
    if subject is not None and any(
        syntax.lower[c] in _NO_SUBJECT for c in (subject, *syntax.children[subject])
    ):
        return "no"
    for place in places:
        for child in syntax.children[place]:
            lower = syntax.lower[child]
            if lower == "little" and syntax.dep[child] == "amod" and child < cue:
                return lower
            if syntax.dep[child] == "neg" or (lower in {"no", "neither", "nor"} and child < cue):
                return lower if lower in cues.claims.negative else "not"
    return None


def judge_cue(syntax: Syntax, cues: Cues, token: int) -> list[Mark]:
    """Return what a word of saying, thinking or wanting makes of its content."""
    words, lemma = cues.claims, syntax.lemma[token]
    if lemma in words.either:
        after = syntax.lower[token + 1] if token + 1 < len(syntax) else ""
        wanted = after in {"to", "for", "on", "upon"} or any(
            syntax.dep[c] == "xcomp" and syntax.tag[c] == "VB" for c in syntax.children[token]
        )
        return [Mark(OPEN, f"“{lemma}”: open")] if wanted else []
    if lemma in words.doubting:
        sure = _negation(syntax, cues, token) is not None
        return [Mark(CERTAIN if sure else PROBABLE, f"“{lemma}”: thought not to be so", negates=True)]
    if lemma in words.refused:
        if _is_about_saying(syntax, cues, token):
            return [Mark(OPEN, f"“{lemma}”: open")]
        return [Mark(CERTAIN, f"“{lemma}”: it was not done", negates=True)]
    if lemma == "consider" and any(syntax.tag[c] == "VBG" for c in syntax.every(token, "xcomp")):
        return [Mark(OPEN, "“considered” doing it: open")]
    for listed, degree in (
        (words.open_cues, OPEN),
        (words.possible_cues, POSSIBLE),
        (words.probable_cues, PROBABLE),
    ):
        if lemma in listed:
            return [Mark(degree, f"“{lemma}”: {degree}")]
    return []


def combine(clause: Stance, above: Stance, *, denied: bool) -> Stance:
    """Put clause and cues together; `denied`: a cue denies what the clause says."""
    degree = max(clause.degree, above.degree, key=RANK.__getitem__)
    reasons = dict.fromkeys((*clause.reasons, *above.reasons))
    return Stance(degree, clause.negated ^ above.negated ^ denied, tuple(reasons))
