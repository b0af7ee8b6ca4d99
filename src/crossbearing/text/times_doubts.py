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
_FIRST_SURE_YEAR = 1500
_BEFORE_YEARS = frozenset(
    {"in", "since", "until", "by", "from", "year", "of", "to", "around", "about", "after", "before"}
)
_BEFORE_SEASONS = frozenset({"in", "by", "since", "until", "during", "of", "this", "before", "after"})
_BEFORE_DAYS = frozenset({"on", "by", "until", "till", "since", "from", "before", "after"})
_BEFORE_PARTS = frozenset(
    {"in", "during", "by", "until", "till", "since", "of", "for", "later", "early", "late"}
)
_VAGUE_QUARTERS = frozenset({"several", "many", "a few", "a couple of"})
_WORDS_OF_A_RATE = 2
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
    if len(said) > 1 or match.groupdict().get("mod"):
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
    if int(match["year"]) < _FIRST_SURE_YEAR and before not in _BEFORE_YEARS:
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
    if said == ["soon"]:
        # "as soon as", "soon after": a point in the story, not ahead of it.
        around = {syntax.lower[start - 1] if start else "", *syntax.lower[start + 1 : start + 2]}
        return not around & {"as", "after", "too", "how", "thereafter", "afterwards", "became"}
    return said[-1] != "future" or (said[0] == "the" and "of" not in syntax.lower[start + 2 : start + 3])


def _duration(_: Syntax, match: re.Match[str], __: int) -> bool:
    unit, count = match["unit"].lower(), match["count"].lower()
    if match.groupdict().get("upto"):
        return True
    plural = match.group().lower().rstrip().endswith("s")
    if unit == "quarter":
        # "Three quarters" is mostly a share of something.
        return plural and count in _VAGUE_QUARTERS
    if unit == "second" and not plural:
        return False
    if unit in _SEASONS and count in _ONE:
        return False
    return count not in _SINGULAR_AFTER_MANY or plural


def _set(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    """Tell "daily patrols" from "the daily Harbour Post" and "the Daily Post"."""
    after = syntax.tag[start + 1] if start + 1 < len(syntax) else ""
    capital = match.group()[0].isupper() and start and syntax.tag[start].startswith("NNP")
    return not capital and not (match["set"].lower() in {"daily", "weekly", "monthly"} and after[:3] == "NNP")


def _that_year(_: Syntax, match: re.Match[str], __: int) -> bool:
    said = match.group().lower().split()
    return not (said[0] == "that" and said[-1] in {"year", "month"})


def _the_unit(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    if match["unit"].lower() == "month" and match.groupdict().get("mod") is None:
        return False
    after = syntax.text[match.end() : match.end() + 6].lower()
    return _that_year(syntax, match, start) and not after.startswith((" of ", " when "))


def _decade_word(syntax: Syntax, _: re.Match[str], start: int) -> bool:
    """Tell "the thirties" from "in her thirties"."""
    return not (start and syntax.tag[start - 1] == "PRP$")


def _season(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    """Take a season that stands as a noun of its own; "spring" and "fall" are more often verbs."""
    said = match.group().lower().split()
    last = start + len(said) - 1
    if match.group().strip()[:1].islower() is False and len(said) == 1:
        return False
    after = syntax.tag[last + 1] if last + 1 < len(syntax) else ""
    if after.startswith("NN") or (last < len(syntax) and not syntax.tag[last].startswith("NN")):
        return False
    before = syntax.lower[start - 1] if start else ""
    return len(said) > 1 or before in _BEFORE_SEASONS


def _day_of_month(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    """Tell "on the 15th" from "on the 15th floor"."""
    if match["rel"]:
        return True
    before = syntax.lower[start - 1] if start else ""
    if before not in _BEFORE_DAYS:
        return False
    after = next(
        (t for t in range(start, min(start + 6, len(syntax))) if syntax.starts[t] >= match.end()), None
    )
    return after is None or not syntax.tag[after].startswith(("NN", "JJ", "CD"))


def _part_alone(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    """Take "in the morning", leave "the morning papers"."""
    after = next(
        (t for t in range(start, min(start + 5, len(syntax))) if syntax.starts[t] >= match.end()), None
    )
    if after is not None and syntax.tag[after].startswith(("NN", "JJ")):
        return False
    return bool(start) and syntax.lower[start - 1] in _BEFORE_PARTS


def _relative(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    """Leave "This Week" and "Sky Today": names of programmes and papers."""
    last = match.group().split()[-1]
    if not last[:1].isupper():
        return True
    if len(match.group().split()) > 1:
        return not match.group()[0].isupper()
    return not (start and syntax.tag[start - 1].startswith("NNP"))


def _over_years(syntax: Syntax, _: re.Match[str], start: int) -> bool:
    return bool(start) and syntax.lower[start - 1] in {"over", "through", "throughout", "across"}


def _era(_: Syntax, match: re.Match[str], __: int) -> bool:
    return match["era"].isupper()


def _weekdays(_: Syntax, match: re.Match[str], __: int) -> bool:
    return match.group()[0].isupper()


def is_rate(syntax: Syntax, match: re.Match[str], start: int) -> bool:
    """Tell whether "a year" says how often: "5 million dollars a year", "twelve patrols a day"."""
    if (
        not start
        or match.group().lower().split()[0] not in _ONE
        or len(match.group().split()) > _WORDS_OF_A_RATE
    ):
        return False
    return syntax.tag[start - 1] in {"CD", "NNS"} or syntax.lower[start - 1] in {"%", "percent", "times"}


def is_year_of(syntax: Syntax, match: re.Match[str]) -> bool:
    """Tell whether "the year" is measured, as in "the year ended March 31"."""
    after = syntax.text[match.end() : match.end() + 8].lower()
    return match["unit"].lower() == "year" and after.startswith((" ended", " ending"))


_CHECKS = {
    "month": _name_alone,
    "weekday": _name_alone,
    "year": _year,
    "past": _past,
    "future": _future,
    "duration": _duration,
    "set": _set,
    "theunit": _the_unit,
    "decadeword": _decade_word,
    "seasonalone": _season,
    "era": _era,
    "overyears": _over_years,
    "partalone": _part_alone,
    "relunit": _relative,
    "relday": _relative,
    "dayofmonth": _day_of_month,
    "setday": _weekdays,
}
