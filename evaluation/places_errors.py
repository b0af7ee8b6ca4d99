"""Kinds of error in places: what was overlooked, and how what was found went astray."""

from __future__ import annotations

import re

_ADJECTIVE = re.compile(r"(?:ish|an|ans|ese|i|is|ch|ic|ench|utch|eek|iss)\Z")
_DISTRICT = re.compile(r"\b(?:County|Counties|Parish|Co\.)\b")
_WATER = re.compile(r"\b(?:River|Creek|Lake|Bay|Sea|Ocean|Gulf|Reservoir|Harbor|Channel|Fork)\b")
_LAND = re.compile(r"\b(?:Mountains?|Mount|Mt|Valley|Park|Island|Forest|Hills?|Peninsula|Cape)\b")
_SHORT = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z]{2,4}|[A-Z][a-z]{1,4}\.")
_PERSON_AFTER = re.compile(r"['’]s\b|\s+[A-Z][a-z]+")
_STATE_AFTER = re.compile(r",\s+[A-Z]")


def missed_kind(text: str, start: int, end: int, *, unplaced: bool) -> str:
    """Return the kind of a gold place that nothing was read for, or nothing with a point."""
    how = "found, not placed" if unplaced else "not found"
    return f"{how}: {_form(text, start, end)}"


def wrong_kind(gold: str, name: str, precision: str | None) -> str:
    """Return the kind of a gold place that was put too far away."""
    same = _bare(gold) == _bare(name) or _bare(gold) in _bare(name) or _bare(name) in _bare(gold)
    return f"wrong: {'same name' if same else 'other name'}, read as {precision or 'place'}"


def _form(text: str, start: int, end: int) -> str:
    surface = text[start:end]
    if _SHORT.fullmatch(surface):
        return "short form"
    for pattern, kind in ((_DISTRICT, "county"), (_WATER, "water"), (_LAND, "land form, park")):
        if pattern.search(text[start : end + 12]):
            return kind
    if surface.isupper():
        return "in capitals"
    if _ADJECTIVE.search(surface):
        return "looks like an adjective or a people"
    if _STATE_AFTER.match(text, end):
        return "named with what holds it"
    if _PERSON_AFTER.match(text, end):
        return "inside a longer name, or an owner"
    return "plain"


def _bare(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()
