"""Two names for one thing: in brackets, after "also known as", beside its title, or by its initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossbearing.model.anchor import Span
from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.relation_field import Field, word_set

_QUOTE = "\"'“”‘’«»"
_OPENS = re.compile(rf"\s*[(\[]\s*[{_QUOTE}]*\s*")
_CLOSES = re.compile(rf"\s*[{_QUOTE}]*\s*(?:[)\],;]|$)")
_OPENS_FAR = re.compile(rf"[^.;)\n]{{0,80}}[{_QUOTE}]+")
_WORDS_BEFORE = (
    "also|better|otherwise|formerly|previously|officially|locally|commonly|formally|now|then|or|variously|"
    "sometimes|referred|known|abbreviated"
)
_CALLING = (
    r"known as|called|named|alias|aka|a\.k\.a\.|officially|formerly|previously|or|abbreviated as|abbreviated|"
    "referred to as|to as|short for|nicknamed|dubbed|otherwise|nom de guerre"
)
_CALLED = re.compile(rf"[\s,(;–—-]*(?:(?:{_WORDS_BEFORE})\s+)*(?:{_CALLING})\s*:?\s*[{_QUOTE}]*")
_OWNED = re.compile(r"(?:its|their|his|her)\b")
_NAMED_TO = re.compile(r"\b(?:appointed|named|made|elected)\s+$")
_COMMA = re.compile(r"\s*(?:,|,?\s+[–—-])\s*(?:then\s+|now\s+|later\s+)?")
_NUMBERED = re.compile(r"\d")
_SMALL = frozenset({"of", "the", "and", "for", "in", "a", "an", "to", "on"})
_LEAST_INITIALS = 2
_WITHIN_BRACKETS = 90
_ROLES = word_set("""
    commander commandant general leader chief chairman chairwoman chairperson chair head director
    president minister secretary spokesman spokeswoman spokesperson ambassador envoy adviser advisor
    governor mayor king queen prince emir sheikh founder deputy coordinator official officer captain
    colonel militant analyst professor expert author senator lawmaker capital city town village
    stronghold successor predecessor brother father son cousin wife representative premier chancellor
    manager owner editor executive custodian negotiator
""")
_BECOMING = frozenset({"be", "become", "remain"})


def find_aliases(field: Field) -> Iterator[Relation]:
    """Yield what is said to be the same as what, sentence by sentence."""
    for places in field.sentences.values():
        yield from _beside(field, places)
        yield from _by_initials(field, places)
    yield from _by_copula(field)


def _beside(field: Field, places: list[int]) -> Iterator[Relation]:
    for one in places:
        later = [p for p in places if field.spans[p].start >= field.spans[one].end]
        far = [p for p in later if field.spans[p].start - field.spans[one].end <= _WITHIN_BRACKETS]
        text = field.syntax.text
        quoted = [p for p in far if _quoted_in_brackets(text[field.spans[one].end : field.spans[p].start])]
        for other in {*_nearest(field, later), *quoted}:
            reason = _tells_same(field.syntax.text, field.spans[one], field.spans[other])
            if reason is not None:
                yield _same(field, one, other, reason)


def _nearest(field: Field, later: list[int]) -> list[int]:
    """Return the spans that come next: those that start where the first of them does."""
    if not later:
        return []
    start = min(field.spans[p].start for p in later)
    return [p for p in later if field.spans[p].start == start]


def _tells_same(text: str, one: Span, other: Span) -> str | None:
    between = text[one.end : other.start]
    after = text[other.end : other.end + 4]
    first, second = one.of(text), other.of(text)
    numbers = bool(_NUMBERED.match(first)) and bool(_NUMBERED.match(second))
    if _OPENS.fullmatch(between) and (_CLOSES.match(after) or is_initials(second, first)):
        return "in brackets"
    if _CALLED.fullmatch(between) and (
        between.strip() != "or" or is_initials(second, first) or _quoted(first)
    ):
        return f"“{between.strip(' ,(')}”"
    if numbers:
        return "two figures beside a stroke" if between.strip() == "/" else None
    if _quoted_in_brackets(between):
        return "in quotation marks within brackets"
    if _COMMA.fullmatch(between) and _title_beside(first, second) and _ends_apposition(text, other.end):
        return "a title beside a name"
    if between == " " and _NAMED_TO.search(text[max(0, one.start - 12) : one.start]) and _is_title(second):
        return "a title that is given"
    return None


def _quoted_in_brackets(between: str) -> bool:
    return (
        re.match(r"\s*[(\[]", between) is not None
        and _OPENS_FAR.fullmatch(between) is not None
        and between.count("(") == 1
    )


def _quoted(words: str) -> bool:
    return words[:1] in _QUOTE


def _title_beside(first: str, second: str) -> bool:
    """Tell whether one of two phrases is a name and the other a title or description."""
    return (_is_name(first) and _is_title(second)) or (_is_title(first) and _is_name(second))


def _is_name(words: str) -> bool:
    parts = [p for p in (part.strip(_QUOTE) for part in re.split(r"[\s-]+", words)) if p]
    titled = [p for p in parts if p[:1].isupper() or p.lower() in _SMALL or p.lower() in {"al", "bin", "ibn"}]
    return len(titled) == len(parts) and any(p[:1].isupper() and p.lower() not in _SMALL for p in parts)


def _is_title(words: str) -> bool:
    heads = re.split(r"\s+(?:of|for|to|at|in|on|from)\s+", words, maxsplit=1)[0]
    return re.split(r"[\s-]+", heads.strip())[-1].lower().strip(_QUOTE) in _ROLES


def _ends_apposition(text: str, end: int) -> bool:
    """Tell whether a phrase is closed, so that it is no part of a list."""
    rest = text[end : end + 24]
    return not re.match(r"\s*,?\s*(?:and|or)\s+[A-Z\"“]", rest)


def _by_initials(field: Field, places: list[int]) -> Iterator[Relation]:
    text = field.syntax.text
    shorts = [p for p in places if field.spans[p].of(text).isupper()]
    for one in places:
        fitting = [p for p in shorts if p != one and not field.spans[p].overlaps(field.spans[one])]
        fitting = [p for p in fitting if is_initials(field.spans[p].of(text), field.spans[one].of(text))]
        if fitting:
            nearest = min(fitting, key=lambda p: abs(field.spans[p].start - field.spans[one].end))
            yield _same(field, one, nearest, "initials")


def is_initials(short: str, long: str) -> bool:
    """Tell whether `short` is made of the initials of `long`, small words counted or not."""
    letters = "".join(c for c in short if c.isalpha())
    if (
        letters[:3] == "the"
        or len(letters) < _LEAST_INITIALS
        or not letters.isupper()
        or " " in short.strip()
    ):
        return False
    words = [w for w in re.split(r"[\s\-–]+", long) if w[:1].isalpha()]
    if len(words) < _LEAST_INITIALS:
        return False
    every = "".join(w[0] for w in words).upper()
    large = "".join(w[0] for w in words if w.lower() not in _SMALL).upper()
    bare = every[1:] if words[0].lower() in _SMALL else every
    return letters in {every, large, bare}


def _by_copula(field: Field) -> Iterator[Relation]:
    """Read "A is the leader of B" and "A would become the leader of B" as two words for one."""
    syntax = field.syntax
    for verb in range(len(syntax)):
        if syntax.lemma[verb] not in _BECOMING or not syntax.tag[verb].startswith("VB"):
            continue
        said = syntax.child(verb, "attr")
        if said is None or syntax.child(verb, "neg") is not None or said not in field.roles.by_root:
            continue
        other = field.roles.by_root[said]
        words = field.spans[other].of(syntax.text)
        if not words.lower().startswith("the "):
            continue
        subject = field.roles.agent(verb)
        if subject is not None and subject != other:
            yield _same(field, subject, other, f"“{syntax.lower[verb]}”")


def _same(field: Field, one: int, other: int, reason: str) -> Relation:
    return Relation(RelationType.SAME_AS, field.spans[one], field.spans[other], (reason,))
