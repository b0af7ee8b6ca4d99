"""How certain an event is put forward: FactBank's scale, from the clause and from the cues above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossbearing.model.claim import Certainty
from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

_MAX_CLIMB = 6
_MAX_LOOK_AHEAD = 80
_HANGING = frozenset(
    {"xcomp", "conj", "pcomp", "prep", "dobj", "pobj", "attr", "nsubjpass", "acomp", "oprd", "compound"}
)
_CONDITIONS = frozenset({"if", "unless", "lest"})
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
_RANK = {"certain": 0, "probable": 1, "possible": 2, "known": 3, "open": 4}


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


def judge_clause(syntax: Syntax, cues: Cues, trigger: int) -> Stance:
    """Read negation, modal verbs, adverbs, conditions and questions around an event's trigger.

    A trigger shares what stands on the verbs that it hangs on ("did not help to arm").
    """
    degree, negated, reasons = "certain", False, []
    place = trigger
    for step in range(_MAX_CLIMB):
        found, negates, why = _marks(syntax, cues, place, trigger, is_trigger=step == 0)
        if _RANK[found] > _RANK[degree]:
            degree = found
        negated ^= negates
        reasons += why
        head, dep = syntax.head[place], syntax.dep[place]
        if head == place or dep not in _HANGING or _stands_alone(syntax, place):
            break
        place = head
    for found, why_open in (*_frame(syntax, trigger), *_governors(syntax, cues, trigger)):
        if _RANK[found] > _RANK[degree]:
            degree = found
        reasons.append(why_open)
    return Stance(degree, negated, tuple(reasons))


def _stands_alone(syntax: Syntax, place: int) -> bool:
    """Tell whether a coordinated clause has a subject or an auxiliary of its own, and shares none."""
    own = any(syntax.dep[c] in {"aux", "auxpass", "neg"} for c in syntax.children[place])
    return syntax.dep[place] == "conj" and (own or syntax.subject(place) is not None)


def _marks(
    syntax: Syntax, cues: Cues, place: int, trigger: int, *, is_trigger: bool
) -> tuple[str, bool, list[str]]:
    degree, negated, reasons = "certain", False, []
    words = cues.claims
    for child in syntax.children[place]:
        lower, dep = syntax.lower[child], syntax.dep[child]
        if (
            dep == "dobj"
            and child != trigger
            and any(syntax.lower[c] == "no" for c in syntax.children[child])
        ):
            negated = not negated
            reasons.append(f"negated by “no {syntax.lower[child]}”")
        elif dep == "neg" or (lower in words.negative and dep in {"det", "advmod", "nsubj", "preconj", "cc"}):
            if dep == "det" and not is_trigger and syntax.head[trigger] == place:
                continue
            negated = not negated
            reasons.append(f"negated by “{lower}”")
        elif dep == "aux" and lower in words.possible and child < place:
            degree = max(degree, "possible", key=_RANK.__getitem__)
            reasons.append(f"“{lower}”: possible")
        elif dep == "aux" and lower in words.probable:
            degree = max(degree, "probable", key=_RANK.__getitem__)
            reasons.append(f"“{lower}”: probable")
        elif dep == "aux" and lower in words.future:
            degree = "open"
            reasons.append(f"“{lower}”: not yet so")
        elif dep in {"advmod", "amod"} and lower in words.possible:
            degree = max(degree, "possible", key=_RANK.__getitem__)
            reasons.append(f"“{lower}”: possible")
        elif dep in {"advmod", "amod"} and lower in words.probable:
            degree = max(degree, "probable", key=_RANK.__getitem__)
            reasons.append(f"“{lower}”: probable")
    return degree, negated, reasons


def _frame(syntax: Syntax, trigger: int) -> list[tuple[str, str]]:
    """Return what conditions and questions around the clause leave open."""
    found: list[tuple[str, str]] = []
    place = trigger
    for _ in range(2 * _MAX_CLIMB):
        marks = {
            syntax.lower[c]
            for c in syntax.children[place]
            if syntax.dep[c] in {"mark", "advmod"} and c < place
        }
        if syntax.dep[place] == "advcl" and marks & _TAKEN_AS_SO:
            break
        asked = syntax.dep[place] in {"ccomp", "pcomp", "acl", "xcomp"}
        conditions = marks & (_CONDITIONS | {"whether"} if asked else _CONDITIONS)
        if conditions and (asked or syntax.dep[place] == "advcl"):
            word = min(conditions)
            found.append(("open", f"“{word}” leaves it open"))
            break
        if syntax.head[place] == place:
            break
        place = syntax.head[place]
    if _is_question(syntax, trigger):
        found.append(("open", "asked, not said"))
    return found


def _governors(syntax: Syntax, cues: Cues, trigger: int) -> list[tuple[str, str]]:
    """Return what the verb above a clause makes of it: "plans to arm", "thinks that …"."""
    place = trigger
    for _ in range(_MAX_CLIMB):
        dep, head = syntax.dep[place], syntax.head[place]
        if head == place:
            break
        if dep in {"xcomp", "ccomp"}:
            return judge_cue(syntax, cues, head)
        if dep == "acl" and syntax.tag[head].startswith("NN"):
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
    degree, negated, reasons = "certain", False, []
    for token in tokens:
        above = judge_cue(syntax, cues, syntax.head[token]) if syntax.dep[token] == "xcomp" else []
        for found, why in (*judge_cue(syntax, cues, token), *above):
            degree = max(degree, found, key=_RANK.__getitem__)
            reasons.append(why)
        negation = _negation(syntax, cues, token)
        if negation is not None and syntax.lemma[token] in cues.claims.probable_cues:
            negated = not negated
            reasons.append(f"“{syntax.lemma[token]}” with “{negation}”: thought not to be so")
        elif negation is not None:
            degree = "open"
            reasons.append(f"“{syntax.lemma[token]}” with “{negation}”: the source does not say so")
    return Stance(degree, negated, tuple(reasons))


def _negation(syntax: Syntax, cues: Cues, cue: int) -> str | None:
    """Return the word that negates a cue: "did not say", "neither confirmed nor denied", "no claim"."""
    if not syntax.tag[cue].startswith(("VB", "NN")):
        return None
    places = [cue, syntax.head[cue]] if syntax.dep[cue] == "conj" else [cue]
    subject = syntax.subject(cue)
    if subject is not None and any(
        syntax.lower[c] in {"no", "neither"} for c in (subject, *syntax.children[subject])
    ):
        return "no"
    for place in places:
        for child in syntax.children[place]:
            lower = syntax.lower[child]
            if syntax.dep[child] == "neg" or (lower in {"no", "neither", "nor"} and child < cue):
                return lower if lower in cues.claims.negative else "not"
    return None


def judge_cue(syntax: Syntax, cues: Cues, token: int) -> list[tuple[str, str]]:
    """Return the degree that a word of saying, thinking or wanting gives its content, and why."""
    words, lemma = cues.claims, syntax.lemma[token]
    if lemma in words.either:
        after = syntax.lower[token + 1] if token + 1 < len(syntax) else ""
        wanted = after in {"to", "for", "on", "upon"} or any(
            syntax.dep[c] == "xcomp" and syntax.tag[c] == "VB" for c in syntax.children[token]
        )
        return [("open", f"“{lemma}”: open")] if wanted else []
    for listed, degree in (
        (words.open_cues, "open"),
        (words.possible_cues, "possible"),
        (words.probable_cues, "probable"),
    ):
        if lemma in listed:
            return [(degree, f"“{lemma}”: {degree}")]
    return []


def combine(clause: Stance, above: Stance, *, denied: bool) -> Stance:
    """Put clause and cues together; `denied`: a cue denies what the clause says."""
    degree = max(clause.degree, above.degree, key=_RANK.__getitem__)
    reasons = dict.fromkeys((*clause.reasons, *above.reasons))
    return Stance(degree, clause.negated ^ above.negated ^ denied, tuple(reasons))
