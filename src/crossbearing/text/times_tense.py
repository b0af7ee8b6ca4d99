"""The tense of the clause around a time, which decides whether "Friday" is the last or the next."""

from __future__ import annotations

from crossbearing.text import times_words as words
from crossbearing.text.syntax import Syntax

_WINDOW = 12
_AHEAD = frozenset({"until", "till", "by", "effective", "starting", "beginning", "before"})
_AS_SOON = {("soon",), ("early",)}
_HELPERS = frozenset({"aux", "auxpass"})


def is_future(syntax: Syntax, start: int, core: int, done: int) -> bool | None:
    """Tell the direction of time at tokens `start` to `core`: True ahead, False back, None unclear.

    done: where the time before ended, in code points; words before it belong to that one.
    """
    before = syntax.lower[start - 1] if start else ""
    if before in _AHEAD:
        return not _is_past_perfect(syntax, start)
    if before == "than" and syntax.lower[max(0, start - 3) : start - 1] == ("no", "later"):
        return True
    if before == "as" and syntax.lower[max(0, start - 2) : start - 1] in _AS_SOON:
        return True
    if syntax.lower[core + 1 : core + 2] in {("'s",), ("’s",)}:
        # "Friday's ruling": what belongs to a day has mostly happened.
        return False
    sentence = syntax.sent[start]
    for place in range(start - 1, max(-1, start - _WINDOW), -1):
        if syntax.sent[place] != sentence or syntax.starts[place] < done:
            break
        if syntax.tag[place] in {"VBD", "VBN"} and syntax.lower[place] not in words.FUTURE_CUES:
            return _of_verb(syntax, place)
        if syntax.lower[place] in words.FUTURE_CUES:
            return "had" not in syntax.lower[max(0, place - 3) : place]
        if syntax.tag[place] == "VB" and _is_to_be(syntax, place):
            return True
    return _above(syntax, core)


def _of_verb(syntax: Syntax, verb: int) -> bool | None:
    helpers = {syntax.lower[c] for c in syntax.children[verb] if syntax.dep[c] in _HELPERS}
    if helpers & words.WILL:
        return True
    if syntax.tag[verb] in {"VBD", "VBN"} or helpers & words.PAST_HELPERS:
        return False
    return None


def _above(syntax: Syntax, token: int) -> bool | None:
    """Return the tense of the nearest verb over a token that shows one."""
    for _ in range(_WINDOW):
        above = syntax.head[token]
        if above == token:
            break
        token = above
        tag = syntax.tag[token]
        if not tag.startswith("VB"):
            continue
        found = _of_verb(syntax, token)
        if found is not None:
            return found
        if tag in {"VBZ", "VBP"}:
            return syntax.lemma[token] not in {"say", "be", "have"} or None
    return None


def _is_past_perfect(syntax: Syntax, start: int) -> bool:
    """Tell "had left by Friday", and "Until Friday, they held it", from what is still to come."""
    opens = start < 2 or syntax.sent[start - 2] != syntax.sent[start]  # noqa: PLR2004 - "Until" itself
    token = start
    for _ in range(_WINDOW):
        token = syntax.head[token]
        if syntax.tag[token].startswith("VB"):
            helpers = {syntax.lower[c] for c in syntax.children[token] if syntax.dep[c] in _HELPERS}
            return "had" in helpers or (opens and syntax.tag[token] == "VBD")
        if syntax.head[token] == token:
            break
    return False


def _is_to_be(syntax: Syntax, verb: int) -> bool:
    """Tell "is to resume" by its words: a form of "be" in the present, then "to"."""
    return (
        verb > 1 and syntax.lower[verb - 1] == "to" and syntax.lower[verb - 2] in {"is", "are", "'s", "'re"}
    )
