"""What a document says around a name: the countries it speaks of and the acronyms it explains."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from crossbearing.resolve.compose import Form, Organs
from crossbearing.resolve.spelling import words

_READ_CHARS = 200_000
_EXPLAINED = re.compile(r"\((?:the |or )?[\"“]?([A-Z][A-Za-z-]{1,9})[\"”]?\)")
_BEFORE_CHARS = 120
_MIN_ACRONYM_CAPITALS = 2


@dataclass(frozen=True, slots=True)
class Context:
    """as_of: day of publication. countries: share of the text's mentions of states, by code, 0 to 1.

    explained: acronym → the words before the bracket that explains it.
    """

    as_of: date | None
    countries: dict[str, float]
    explained: dict[str, str]


def read_context(text: str, published: date | None, organs: Organs) -> Context:
    """Gather the context of a document from its first 200,000 characters."""
    head = text[:_READ_CHARS]
    return Context(published, _country_shares(head, organs), _explained(head))


def _country_shares(text: str, organs: Organs) -> dict[str, float]:
    found = [word for word in words(text) if word.key]
    counts: Counter[str] = Counter()
    for position, word in enumerate(found):
        if word.key not in organs.forms.root or not word.surface[0].isupper():
            continue
        following = (other.key for other in found[position : position + 5])
        prefixes = organs.forms.prefixes(following)
        if prefixes:
            counts.update({form.code for form in prefixes[-1][1] if form.form in set(Form)})
    total = sum(counts.values())
    return {code: count / total for code, count in sorted(counts.items())}


def _explained(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) >= _MIN_ACRONYM_CAPITALS:
            expansion = _initials(text[max(0, match.start() - _BEFORE_CHARS) : match.start()], acronym)
            if expansion:
                found.setdefault(acronym, expansion)
    return found


def _initials(before: str, acronym: str) -> str | None:
    """Return the last words of `before` whose initials, small words aside, spell the acronym."""
    parts = before.rsplit("\n\n", maxsplit=1)[-1].split()
    wanted = acronym.upper()
    for start in range(len(parts) - 1, -1, -1):
        initials = "".join(p[0] for p in parts[start:] if p[0].isupper()).upper()
        if initials == wanted and parts[start][0].isupper():
            return " ".join(parts[start:])
    return None
