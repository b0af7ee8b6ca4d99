"""Descriptions that name whom they belong to: "Turkish soldiers", "a Syrian officer", "ISIS fighters"."""

from __future__ import annotations

import re
from datetime import date

from crossbearing.model.actor import ActorRef
from crossbearing.model.reading import Resolution
from crossbearing.resolve.candidates import find_named
from crossbearing.resolve.compose import Form
from crossbearing.resolve.register import Register
from crossbearing.resolve.spelling import keys
from crossbearing.resolve.vocabulary import vocabulary

_LEADING = re.compile(
    r"\A(?:(?:the|an?|some|several|many|(?:dozen|hundred|thousand)s of|all|other|two|three|\d+|more|new) )+",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\A(?:its|their|his|her) (?:own )?", re.IGNORECASE)
_MIN_SCORE = 0.9
_PART_FOR_WHOLE = 0.9
_MILITARY = vocabulary("military")
_CIVIL = vocabulary("civil")


def described_actor(register: Register, name: str, as_of: date | None) -> Resolution:
    """Resolve a description by the known name inside it; unresolved where it holds none."""
    bare = _LEADING.sub("", name, count=1)
    found = [c for c in find_named(register, bare, as_of=as_of) if c.score >= _MIN_SCORE]
    if len(found) == 1:
        best = found[0]
        reasons = (*best.reasons, f"“{name}” stands for the whole of it")
        return Resolution(best.id, best.name, round(best.score * _PART_FOR_WHOLE, 3), reasons)
    return _belonging(register, name, bare)


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
