"""The words around a verb or a noun that tell how certain it is and whether it is negated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossbearing.text.cues import Cues
from crossbearing.text.syntax import Syntax

CERTAIN, PROBABLE, POSSIBLE, KNOWN, OPEN = "certain", "probable", "possible", "known", "open"
RANK = {CERTAIN: 0, PROBABLE: 1, POSSIBLE: 2, KNOWN: 3, OPEN: 4}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NO = frozenset({"no", "neither"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_SCARCELY = frozenset({"hardly", "scarcely"})
_INSTEAD = frozenset({"instead", "short"})
_ABILITY = frozenset({"can", "could", "ca"})


@dataclass(frozen=True, slots=True)
class Mark:
    """What one word does: lowers the degree to `degree` where it was higher, and may turn the polarity."""

    degree: str
    why: str
    negates: bool = False


def marks_on(syntax: Syntax, cues: Cues, place: int, trigger: int) -> Iterator[Mark]:
    """Yield what stands on `place`, which is `trigger` itself or a word that the trigger hangs on."""
    words = cues.claims
    for child in syntax.children[place]:
        lower, dep = syntax.lower[child], syntax.dep[child]
        if _negates(syntax, cues, child, place, trigger):
            yield Mark(CERTAIN, f"negated by “{lower}”", negates=True)
        elif dep == "aux":
            yield from _modal(syntax, cues, child, place)
        elif dep in {"advmod", "amod", "neg"} and lower in words.near_misses:
            yield Mark(CERTAIN, f"“{lower}”: it did not come to it", negates=True)
        elif dep in {"advmod", "amod"} and lower in words.possible:
            yield Mark(POSSIBLE, f"“{lower}”: possible")
        elif dep in {"advmod", "amod"} and lower in words.probable:
            yield Mark(PROBABLE, f"“{lower}”: probable")
        elif dep == "amod" and lower in words.open_adjectives:
            yield Mark(OPEN, f"“{lower}”: open")


def _negates(syntax: Syntax, cues: Cues, child: int, place: int, trigger: int) -> bool:
    lower, dep = syntax.lower[child], syntax.dep[child]
    after = syntax.lower[child + 1] if child + 1 < len(syntax) else ""
    if lower == "not" and after in {"only", "just"}:
        return False
    if dep == "dobj":
        # "no" on the trigger itself is counted where the trigger is read.
        none = any(syntax.lower[c] == "no" for c in syntax.children[child])
        return child != trigger and (lower in _NOBODY or none)
    if dep in _SUBJECTS and any(syntax.lower[c] in _NO for c in syntax.children[child]):
        return True
    if dep == "advmod" and any(syntax.lower[c] in _SCARCELY for c in syntax.children[child]):
        return True
    if dep == "neg" and lower not in cues.claims.near_misses:
        return not _until(syntax, place)
    if lower not in cues.claims.negative or dep not in {
        "det",
        "advmod",
        "nsubj",
        "nsubjpass",
        "preconj",
        "cc",
    }:
        return False
    # "no" on a noun above the trigger's own verb is that noun's: "in no time attacked".
    return not (dep == "det" and place != trigger and syntax.head[trigger] == place)


def _until(syntax: Syntax, verb: int) -> bool:
    """Tell whether a negated verb was done after all: "did not attack until Monday"."""
    return any(
        syntax.lower[c] == "until" or any(syntax.lower[m] == "until" for m in syntax.every(c, "mark"))
        for c in syntax.children[verb]
    )


def _modal(syntax: Syntax, cues: Cues, modal: int, verb: int) -> Iterator[Mark]:
    lower, words = syntax.lower[modal], cues.claims
    if lower in _ABILITY and any(syntax.dep[c] == "neg" for c in syntax.children[verb]):
        return  # "could not attack" did not attack
    if lower in words.possible and modal < verb:
        yield Mark(POSSIBLE, f"“{lower}”: possible")
    elif lower in words.probable:
        yield Mark(PROBABLE, f"“{lower}”: probable")
    elif lower in words.future:
        yield Mark(OPEN, f"“{lower}”: not yet so")


def undone_by(syntax: Syntax, cues: Cues, place: int) -> Mark | None:
    """Return what the word that `place` hangs on makes of it, if that word says that it was not done.

    "failed to attack", "prevented it from attacking", "foiled an attack", "without attacking".
    """
    head, dep, words = syntax.head[place], syntax.dep[place], cues.claims
    lemma = syntax.lemma[head]
    if dep == "pcomp":
        return _after_preposition(syntax, cues, head)
    off = any(syntax.lower[c] == "off" for c in syntax.every(head, "prt"))
    yet = lemma == "have" and any(syntax.lower[c] == "yet" for c in syntax.children[head])
    undone = (
        (dep == "xcomp" and (lemma in words.not_done | words.refused or yet))
        or (dep in {"dobj", "nsubjpass"} and lemma in words.averted)
        or (dep in {"dobj", "nsubjpass", "xcomp"} and off and lemma in words.put_off)
    )
    return Mark(CERTAIN, f"“{lemma}”: it was not done", negates=True) if undone else None


def _after_preposition(syntax: Syntax, cues: Cues, preposition: int) -> Mark | None:
    """Read "without attacking", "instead of attacking", "prevented from attacking", "cleared of it"."""
    word, above = syntax.lower[preposition], syntax.head[preposition]
    if word == "without":
        return Mark(CERTAIN, "“without” it", negates=True)
    lemma, words = syntax.lemma[above], cues.claims
    before = syntax.lower[preposition - 1] if preposition else ""
    if word == "of" and (lemma in _INSTEAD or before in _INSTEAD):
        return Mark(CERTAIN, f"“{before} of” it", negates=True)
    if (word == "from" and lemma in words.prevented) or (word == "of" and lemma in words.cleared):
        return Mark(CERTAIN, f"“{lemma}”: it was not done", negates=True)
    return None


def framed_by(syntax: Syntax, cues: Cues, place: int) -> Mark | None:
    """Return what an adjective says of the clause whose verb is `place`: "it is likely that", "unable to"."""
    if syntax.dep[place] not in {"ccomp", "xcomp", "csubj", "advcl", "pcomp"}:
        return None
    head = syntax.head[place]
    if syntax.lemma[head] == "go" and syntax.tag[head] == "VBG" and syntax.dep[place] == "xcomp":
        return Mark(OPEN, "“going to”: not yet so")
    adjective: int | None = head
    verb = head
    if syntax.lemma[head] in {"be", "become", "remain", "seem"}:
        adjective = syntax.child(head, "acomp", "attr", "oprd")
    else:
        verb = syntax.head[head]
    if adjective is None or syntax.tag[adjective].startswith("VB"):
        return None
    if any(syntax.lower[c] == "too" for c in syntax.children[adjective]) and syntax.dep[place] == "xcomp":
        return Mark(CERTAIN, f"“too {syntax.lemma[adjective]}” to", negates=True)
    negated = any(syntax.dep[c] == "neg" for place in {verb, adjective} for c in syntax.children[place])
    return of_adjective(cues, syntax.lemma[adjective], negated=negated)


def of_adjective(cues: Cues, word: str, *, negated: bool) -> Mark | None:
    """Read an adjective over a clause; where it is negated, what that makes of it."""
    words = cues.claims
    told = f"“not {word}”" if negated else f"“{word}”"
    for listed, degree, turns, denied in (
        (words.likely, PROBABLE, False, (PROBABLE, True)),
        (words.unlikely, PROBABLE, True, (POSSIBLE, False)),
        (words.can_be, POSSIBLE, False, (CERTAIN, True)),
        (words.cannot_be, CERTAIN, True, (POSSIBLE, False)),
        (words.sure, CERTAIN, False, (OPEN, False)),
        (words.so, CERTAIN, False, (CERTAIN, True)),
        (words.unsure, OPEN, False, (OPEN, False)),
    ):
        if word in listed:
            found, turned = denied if negated else (degree, turns)
            return Mark(found, f"{told}: {found}" if found != CERTAIN else told, negates=turned)
    return None
