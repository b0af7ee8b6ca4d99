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
    "sometimes|referred|known|abbreviated|more|simply|widely|and|whose|who|which|is|are|was|were|goes|went|"
    "real|full|birth|official|by|the"
)
_CALLING = (
    r"known as|called|named|alias|aka|a\.k\.a\.|officially|formerly|previously|or|abbreviated as|abbreviated|"
    "referred to as|to as|short for|nicknamed|dubbed|otherwise|nom de guerre|styled|renamed|rebranded as|"
    r"known by (?:the|its|his|her) (?:\w+ )?(?:acronym|abbreviation|initials|names?|nickname|alias)"
    r"(?: of)?|(?:acronym|abbreviation|initials|name|alias)(?: is| was)?|born|a\.?k\.?a\.?|that is|i\.e\.,?"
)
_CALLED = re.compile(rf"[\s,(;–—-]*(?:(?:{_WORDS_BEFORE})\s+)*(?:{_CALLING})\s*:?\s*[{_QUOTE}]*")
_OWNED = re.compile(r"(?:its|their|his|her|a|an|some)\b", re.IGNORECASE)
"""How what is called so begins where nothing is named: "a town, called its pearl"."""
_NAMED_TO = re.compile(r"\b(?:appointed|named|made|elected)\s+$")
_COMMA = re.compile(
    r"\s*(?:,|,?\s+[–—-])\s*(?:(?:a\.i\.|acting|retired|ret\.|jr\.|sr\.),\s*)?"
    r"(?:who (?:is|was) (?:now |then )?)?(?:(?:then|now|later)\s+)?",
    re.IGNORECASE,
)
_RANKED = re.compile(r",\s*(?:[\w.'’-]+\s+){0,2}([\w'’-]+\.?)\s+")
"""Between a title and a name that bears more of it: ", the Varnian-born militant "."""
_GLOSSED = re.compile(
    rf"\s*[(\[](?=[^()]*(?::|\b(?:also|known|called|acronym|abbreviated|formerly|meaning)\b))[^()\n]{{0,80}}?"
    rf"(?:[:,;]|\balso|\bknown as|\bcalled|\bmeaning|\bacronym|\bformerly)\s*[{_QUOTE}]*"
)
_CLOSES_GLOSS = re.compile(rf"\s*[{_QUOTE}]*\s*(?:[)\],;]|or\b)")
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
    manager owner editor executive custodian negotiator affaires warlord cleric preacher mastermind mufti
    imam ayatollah speaker prosecutor judge lawyer attorney undersecretary emissary delegate strongman
    ruler dictator rebel jihadist extremist terrorist gunman suspect activist scholar aide financier
    recruiter marshal admiral major sergeant lieutenant chieftain wing affiliate offshoot mouthpiece
""")
_RANKS = word_set("gen. lt. maj. col. capt. sgt. brig. adm. cmdr. dr. mr. mrs. ms. sen. rep. gov. prof.")
_NAMING = frozenset(
    {"name", "appoint", "elect", "make", "declare", "proclaim", "call", "know", "dub", "rename"}
)
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
    if (
        _CALLED.fullmatch(between)
        and not _OWNED.match(second)
        and (between.strip(" ,(–—-") != "or" or is_initials(second, first) or _quoted(first))
    ):
        return f"“{between.strip(' ,(')}”"
    if numbers:
        return "two figures beside a stroke" if between.strip() == "/" else None
    if _quoted_in_brackets(between):
        return "in quotation marks within brackets"
    if _GLOSSED.fullmatch(between) and _CLOSES_GLOSS.match(text[other.end : other.end + 6]):
        return "in brackets"
    if _COMMA.fullmatch(between) and _title_beside(first, second) and _ends_apposition(text, other.end):
        return "a title beside a name"
    ranked = _RANKED.fullmatch(between)
    if ranked is not None and _is_title(first) and _is_name(second) and _is_rank(ranked.group(1)):
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


def _is_rank(word: str) -> bool:
    return word.lower() in _RANKS | _ROLES


def _is_title(words: str) -> bool:
    """Tell whether a phrase is a title; one of many ("an officer") is no other name of anybody."""
    if re.match(r"(?:an?|some|one|two|several)\s", words, re.IGNORECASE):
        return False
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
        if not syntax.tag[verb].startswith("VB"):
            continue
        if syntax.lemma[verb] in _NAMING and syntax.child(verb, "nsubjpass") is not None:
            yield from _by_naming(field, verb)
        if syntax.lemma[verb] not in _BECOMING:
            continue
        said = syntax.child(verb, "attr")
        if said is None or syntax.child(verb, "neg") is not None or said not in field.roles.by_root:
            continue
        other = field.roles.by_root[said]
        words = field.spans[other].of(syntax.text)
        if not words.lower().startswith("the ") and not _is_title(words):
            continue
        subject = field.roles.agent(verb)
        if subject is not None and subject != other:
            yield _same(field, subject, other, f"“{syntax.lower[verb]}”")


def _by_naming(field: Field, verb: int) -> Iterator[Relation]:
    """Read "A was named the leader of B" and "A is known as B"."""
    syntax = field.syntax
    said = [*syntax.every(verb, "oprd")]
    said += [
        p for a in syntax.every(verb, "prep") if syntax.lower[a] == "as" for p in syntax.every(a, "pobj")
    ]
    subject = field.roles.actor(syntax.child(verb, "nsubjpass"))
    for token in said:
        other = field.roles.by_root.get(token)
        if subject is None or other in {None, subject} or syntax.child(verb, "neg") is not None:
            continue
        words = field.spans[other].of(syntax.text)
        if _is_title(words) or _is_name(words):
            yield _same(field, subject, other, f"“{syntax.lower[verb]}”")


def _same(field: Field, one: int, other: int, reason: str) -> Relation:
    first, second = sorted((field.spans[one], field.spans[other]))
    words = field.syntax.text[first.end : second.start]
    start = first.end + len(words) - len(words.lstrip())
    stop = first.end + len(words.rstrip())
    trigger = Span(start, stop) if start < stop <= start + _WITHIN_BRACKETS else second
    return Relation(RelationType.SAME_AS, field.spans[one], field.spans[other], trigger, (reason,))
