"""The history of a clip within a case: its copies, and whether words that call it new hold against them.

Two clips are copies where a match establishes the same moment. "Same scene, moment not established"
never makes a copy. Earliest is said twice, for it means two things: the first that the case acquired,
and the first that is known to have been public. Neither is when it was filmed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from crossbearing.corroborate.material import Material
from crossbearing.corroborate.seen import Showings, tie_footage
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.footage import Copy, FootageHistory, Match, Moment

_PICTURES = r"(?:video|footage|clip|film|recording|pictures?|images?|photos?|photographs?|scenes?)"
_NEW = r"(?:new|recent|latest|fresh|exclusive|live|newly[ -]\w+|recently[ -]\w+|today['’]s|yesterday['’]s)"
_WHEN = r"(?:today|yesterday|recently|live|this (?:morning|afternoon|week)|(?:is|are|was) (?:new|recent))"
_GAP = r"[^\w.!?\n]+"
# Few words may stand between, and no end of a sentence: "the new bridge, seen on a video" is no new video.
_CALLED_NEW = re.compile(
    rf"\b{_NEW}(?:{_GAP}\w+)?{_GAP}{_PICTURES}\b|\b{_PICTURES}(?:{_GAP}\w+){{0,3}}?{_GAP}{_WHEN}\b",
    re.IGNORECASE,
)
_ON_SCREEN = re.compile(r"\b(?:live|breaking|today|just in)\b", re.IGNORECASE)
_MIN_DAYS, _RECENT_DAYS = 2, 14
_RECENT = re.compile(r"\brecent", re.IGNORECASE)
_MAX_CONTRADICTIONS = 20


def trace_copies(material: Material) -> tuple[FootageHistory, ...]:
    """Return the history of every item of footage, in the order of the case."""
    showings = tie_footage(material)
    acquired = {
        item.digest: min(a.acquired for a in item.acquisitions)
        for item in material.items
        if item.acquisitions
    }
    shared = _established(material.matches)
    wording = _called_new(material, showings)
    return tuple(
        _history(clip.item, showings, acquired, shared, wording.get(clip.item, ()))
        for clip in material.footage
    )


@dataclass(frozen=True, slots=True)
class _Wording:
    """Words of a document that call what it shows new."""

    document: Document
    words: str
    days: int


def _history(
    item: Digest,
    showings: Showings,
    acquired: Mapping[Digest, datetime],
    shared: Mapping[Digest, Sequence[Match]],
    wording: Sequence[_Wording],
) -> FootageHistory:
    together = showings.recordings.get(item, (item,))
    first_public = next((clip for clip in together if clip in showings.dated), None)
    return FootageHistory(
        item=item,
        copies=tuple(_copy(clip, together, showings, acquired, shared) for clip in together),
        first_acquired=min(together, key=lambda clip: (str(acquired.get(clip, "9999")), clip)),
        first_public=first_public,
        contradictions=tuple(_contradictions(first_public, showings, wording))[:_MAX_CONTRADICTIONS],
    )


def _copy(
    clip: Digest,
    together: Sequence[Digest],
    showings: Showings,
    acquired: Mapping[Digest, datetime],
    shared: Mapping[Digest, Sequence[Match]],
) -> Copy:
    """Say what a copy may have been made from: of those public before it, what it shares most with."""
    public = showings.dated.get(clip)
    best: tuple[float, str, Digest, Match] | None = None
    for match in shared.get(clip, ()):
        other = match.reference if match.query == clip else match.query
        was = showings.dated.get(other)
        if other not in together or public is None or was is None or was >= public:
            continue
        length_s = float(match.query_time.length_s)
        if best is None or (length_s, other) > best[:2]:
            best = (length_s, other, other, match)
    return Copy(clip, public, acquired.get(clip), best[2] if best else None, best[3] if best else None)


def _established(matches: Sequence[Match]) -> dict[Digest, list[Match]]:
    found: dict[Digest, list[Match]] = defaultdict(list)
    for match in matches:
        if match.moment is Moment.ESTABLISHED and match.query != match.reference:
            found[match.query].append(match)
            found[match.reference].append(match)
    return found


def _called_new(material: Material, showings: Showings) -> dict[Digest, list[_Wording]]:
    found: dict[Digest, list[_Wording]] = defaultdict(list)
    for document in material.documents:
        clips = showings.shown.get(document.item, ())
        if not clips or document.published is None:
            continue
        pattern = _ON_SCREEN if document.on_screen else _CALLED_NEW
        words = pattern.search(document.text) or _CALLED_NEW.search(document.text)
        if words is None:
            continue
        said = " ".join(words[0].split())
        days = _RECENT_DAYS if _RECENT.search(said) else _MIN_DAYS
        for clip in clips:
            found[clip].append(_Wording(document, said, days))
    return found


def _contradictions(
    first_public: Digest | None, showings: Showings, wording: Sequence[_Wording]
) -> Iterator[str]:
    """Say where words call new what was public days before."""
    if first_public is None:
        return
    was = showings.dated[first_public]
    for one in wording:
        published = one.document.published
        assert published is not None  # only dated documents are asked
        days = (published - was).days
        if days >= one.days:
            name = one.document.publisher or one.document.title or f"item {one.document.item[:12]}"
            yield (
                f"“{name}” of {published} says “{one.words}”; a copy (footage {first_public[:12]}) was"
                f" public on {was}, {days} days before."
            )
