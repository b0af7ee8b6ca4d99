"""What only looks like a time: "may" the verb, a number of people, "a second"."""

from __future__ import annotations

import re

from crossbearing.text.syntax import Syntax

_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "sat", "sun", "mon", "wed", "jan", "dec", "oct"})
_VERBS = frozenset({"MD", "VB", "VBP", "VBD", "VBZ"})
_MONEY_OR_RANK = frozenset(
    {"$", "£", "€", "no", "no.", "number", "#", "resolution", "page", "article", "some", "flight"}
)
_COUNTED = re.compile(
    r"^\s*(?:people|men|women|percent|per\s+cent|%|million|billion|thousand|km|miles|troops|soldiers|civilians|"
    r"dollars|shares|points|tons|meters|metres|feet|members|pounds|refugees|prisoners|fighters|deaths|cases)",
    re.IGNORECASE,
)
_ONE = frozenset({"a", "an", "another"})
_SEASONS = frozenset({"spring", "summer", "winter", "season", "autumn", "fall", "quarter", "second"})
_SINGULAR_AFTER_MANY = frozenset({"some", "many", "few"})


def is_sound(syntax: Syntax, rule: str, match: re.Match[str], start: int) -> bool:
    """Tell whether a match at token `start` is a time after all."""
    month = match.groupdict().get("month")
    if month and month[0].islower() and month.rstrip(".") in _AMBIGUOUS_MONTHS:
        return False
    check = _CHECKS.get(rule)
    return check is None or check(syntax, match, start)


def _name_alone(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    said = match.group().lower().split()
    if len(said) > 1:
        return True
    if said[0] in {"may", "march"}:
        return (
            match.group()[0].isupper()
            and syntax.tag[start] not in _VERBS
            and not _part_of_name(syntax, start)
        )
    return match.group()[0].isupper() and said[0] not in {"sun", "sat", "mon", "wed", "mar", "dec", "jan"}


def _part_of_name(syntax: Syntax, token: int) -> bool:
    """Tell whether a month is somebody's name: the next or the last word is a name without a comma."""
    if token and syntax.tag[token - 1] == "NNP" and syntax.lower[token - 1] not in {"late", "early", "mid"}:
        return True
    return token + 1 < len(syntax) and syntax.tag[token + 1] == "NNP"


def _year(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    before = syntax.lower[start - 1] if start else ""
    if before in _MONEY_OR_RANK:
        return False
    return not _COUNTED.match(syntax.text[match.end() : match.end() + 12])


def _past(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    said = match.group().lower().split()
    if said[-1] == "past":
        return (
            len(said) > 1
            and syntax.tag[start + len(said) - 1 if start + len(said) <= len(syntax) else start] == "NN"
        )
    return True


def _future(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    said = match.group().lower().split()
    return said[-1] != "future" or (said[0] == "the" and "of" not in syntax.lower[start + 2 : start + 3])


def _duration(_: Syntax, match: re.Match[str], __: int) -> bool:
    unit, count = match["unit"].lower(), match["count"].lower()
    plural = match.group().lower().rstrip().endswith("s")
    if (unit == "second" and not plural) or unit == "quarter":
        return False
    if unit in _SEASONS and count in _ONE:
        return False
    return count not in _SINGULAR_AFTER_MANY or plural


def _set(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    return not (match.group()[0].isupper() and start and syntax.tag[start].startswith("NNP"))


def _that_year(_: Syntax, match: re.Match[str], __: int) -> bool:
    said = match.group().lower().split()
    return not (said[0] == "that" and said[-1] in {"year", "month"})


def _the_unit(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    if match["unit"].lower() == "month" and match["mod"] is None:
        return False
    following = syntax.lower[start + 2 : start + 3]
    return _that_year(syntax, match, start) and following not in {("of",), ("when",)}


_CHECKS = {
    "month": _name_alone,
    "weekday": _name_alone,
    "year": _year,
    "past": _past,
    "future": _future,
    "duration": _duration,
    "set": _set,
    "theunit": _the_unit,
}
