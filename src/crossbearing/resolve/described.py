"""Descriptions that name whom they belong to: "Turkish soldiers", "a Syrian officer", "ISIS fighters"."""

from __future__ import annotations

import re
from datetime import date

from crossbearing.model.actor import ActorKind, ActorRef
from crossbearing.model.reading import Resolution
from crossbearing.resolve.candidates import find_named
from crossbearing.resolve.compose import Form
from crossbearing.resolve.register import Register
from crossbearing.resolve.spelling import keys
from crossbearing.resolve.titles import read_titles, title_candidates
from crossbearing.resolve.vocabulary import vocabulary

_LEADING = re.compile(
    r"\A(?:(?:the|an?|some|several|many|(?:dozen|hundred|thousand)s of|all|other|two|three|\d+|more|new) )+",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\A(?:an?|some|several|many|other|another|two|three|\d+|more|former|ex)\b", re.IGNORECASE
)
_OWNER = re.compile(r"\A(?:its|their|his|her) (?:own )?", re.IGNORECASE)
_MIN_SCORE = 0.9
_PART_FOR_WHOLE = 0.9
_MILITARY = vocabulary("military")
_CIVIL = vocabulary("civil")


def described_actor(register: Register, name: str, as_of: date | None) -> Resolution:
    """Resolve a description by the known name inside it; unresolved where it holds none."""
    titled = titled_actor(register, name, as_of)
    if titled is not None:
        return titled
    bare = _LEADING.sub("", name, count=1)
    found = [c for c in find_named(register, bare, as_of=as_of) if c.score >= _MIN_SCORE]
    found = [c for c in found if not (_UNNAMED.match(name) and _is_person(register, c.id))]
    if len(found) == 1:
        best = found[0]
        reasons = (*best.reasons, f"“{name}” stands for the whole of it")
        return Resolution(best.id, best.name, round(best.score * _PART_FOR_WHOLE, 3), reasons)
    return _belonging(register, name, bare)


def titled_actor(register: Register, name: str, as_of: date | None) -> Resolution | None:
    """Resolve "the Turkish defence minister" to who held the office on the day, or to the office.

    None: it is no title, or says "a" or "two" and so means nobody in particular, or its holder on that
    day is not known and the title is of a body that has other members.
    """
    if _UNNAMED.match(name):
        return None
    titles = read_titles(register, keys(name))
    found = {c.id: c for title in titles for c in title_candidates(register, title, as_of)}
    best = sorted(found.values(), key=lambda c: (-c.score, c.id))
    known = [c for c in best if c.score >= _MIN_SCORE]
    if len(known) != 1:
        return None
    reasons = (*known[0].reasons, f"“{name}” is the title of an office")
    score = round(known[0].score * _PART_FOR_WHOLE, 3)
    others = tuple(c for c in best if c is not known[0])
    return Resolution(known[0].id, known[0].name, score, reasons, others)


def owned_organ(register: Register, name: str, owner: str | None, as_of: date | None) -> Resolution | None:
    """Resolve "its soldiers", "their Defence Ministry" once the owner is known to be a government.

    owner: actor id. None: the owner is no government, or the description names no organ of it.
    """
    kind, _, code = (owner or "").partition(":")
    state = register.organs.states.get(code)
    bare = _OWNER.sub("", name, count=1)
    if kind not in {"gov", "state"} or state is None or bare == name:
        return None
    found = find_named(register, f"{state.name}'s {bare}", as_of=as_of)
    if not found or found[0].score < _MIN_SCORE:
        return None
    best = found[0]
    reasons = (f"“{name}” belong to {register.name_of(owner or '')}", *best.reasons)
    return Resolution(best.id, best.name, round(best.score * _PART_FOR_WHOLE, 3), reasons)


def _is_person(register: Register, actor_id: str) -> bool:
    actor = register.get(actor_id)
    return actor is not None and actor.kind is ActorKind.PERSON


def _belonging(register: Register, name: str, bare: str) -> Resolution:
    words = keys(bare)
    codes = _states(register, words)
    organ = "mil" if _MILITARY & set(words) else "gov" if _CIVIL & set(words) else None
    if len(codes) == 1 and organ:
        owner = f"{organ}:{codes[0]}"
        reference = ActorRef(owner, register.name_of(owner))
        reason = f"an unnamed actor that “{name}” ties to {reference.name}"
        return Resolution(None, name, 0.8, (reason,), affiliation=reference)
    return Resolution(None, name, 0.0, ("a description that names nobody in the register",))


def _states(register: Register, words: tuple[str, ...]) -> list[str]:
    codes: dict[str, None] = {}
    for position in range(len(words)):
        for _, forms in register.organs.forms.prefixes(words[position:])[-1:]:
            codes.update({f.code: None for f in forms if f.form in {Form.ADJECTIVE, Form.NAME}})
    return list(codes)
