"""Captions: words that stand on the screen for a while, each once, with time and region.

Lines that stand close together in one frame are one caption. The same words in the same place in
several frames are one caption too, from when they appear to when they go: read many times over, the
reading that is surest is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rapidfuzz.distance import Levenshtein

from crossbearing.media.screen_text import Line, ScreenReader, reader_name
from crossbearing.media.text_frames import TextFrames
from crossbearing.model.anchor import Anchor, Region, Span, TimeSpan
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.footage import Caption

_GAP_SHARE, _LIKE_HEIGHT, _BESIDE = 0.9, 1.7, 0.3
_SAME_WORDS, _SAME_PLACE, _MAX_GAP_S = 0.8, 0.3, 2
_ALIKE, _MIN_ALIKE = frozenset("ABCEHKMOPTXY"), 3
_BREAK = "\n\n"
_MAX_TIMES_TOLD = 8


@dataclass(frozen=True, slots=True)
class ScreenText:
    """What was read of a clip's frames. unread: when and where writing stands that cannot be read."""

    captions: tuple[Caption, ...] = ()
    unread: tuple[Caption, ...] = ()
    frames_read: int = 0


def read_captions(kept: TextFrames, reader: ScreenReader, time_base: Fraction, end_ticks: int) -> ScreenText:
    """Read the frames that were kept, and merge what they say."""
    read: list[Caption] = []
    unread: list[Caption] = []
    for frame in kept.frames:
        lines = reader.read(frame.picture())
        for block in blocks([line for line in lines if line.text is not None]):
            first, gone = kept.standing(frame.ticks, block.region)
            read.append(_caption(block, first, end_ticks if gone is None else gone, time_base))
        for line in (line for line in lines if line.text is None):
            first, gone = kept.standing(frame.ticks, line.region)
            unread.append(_caption(line, first, end_ticks if gone is None else gone, time_base))
    doubtful = [caption for caption in read if unread and _may_be_cyrillic(caption.text)]
    sure = [caption for caption in read if caption not in doubtful]
    return ScreenText(merged(sure), merged([*unread, *doubtful]), len(kept.frames))


def blocks(lines: Sequence[Line]) -> list[Line]:
    """Join lines of one size that stand close below each other, as the rows of a caption do."""
    joined: list[Line] = []
    last: list[Line] = []
    for line in lines:
        place = next((n for n, above in enumerate(last) if _goes_on(above, line)), None)
        if place is None:
            joined.append(line)
            last.append(line)
            continue
        block = joined[place]
        joined[place] = Line(
            f"{block.text} {line.text}", min(block.score, line.score), union(block.region, line.region)
        )
        last[place] = line
    return joined


def merged(captions: Iterable[Caption]) -> tuple[Caption, ...]:
    """Join captions that say the same in the same place at overlapping or almost touching times."""
    kept: list[Caption] = []
    for caption in sorted(captions, key=_by_time):
        place = next((n for n, other in enumerate(kept) if _is_same(other, caption)), None)
        if place is None:
            kept.append(caption)
            continue
        other = kept[place]
        surer = caption if caption.score > other.score else other
        time = TimeSpan(other.time.start_s, max(other.time.end_s, caption.time.end_s))
        kept[place] = replace(surer, time=time, region=union(other.region, caption.region))
    return tuple(sorted(kept, key=_by_time))


def document_of(screen: ScreenText, item: Digest) -> Document | None:
    """Return what stands on the screen as a document, a paragraph a caption; None where nothing was read."""
    if not screen.captions:
        return None
    anchors: list[Anchor] = []
    start = 0
    for caption in screen.captions:
        end = start + len(caption.text)
        anchors.append(Anchor(item, (Span(start, end),), caption.time, caption.region))
        start = end + len(_BREAK)
    return Document(
        item=item,
        text=_BREAK.join(caption.text for caption in screen.captions),
        reader=reader_name(),
        anchors=tuple(anchors),
        notes=("These words stand on the screen. Who put them there is not known.",),
    )


def unread_notes(screen: ScreenText) -> tuple[str, ...]:
    """Say where writing stands that could not be read: missing evidence must not look absent."""
    if not screen.unread:
        return ()
    times = [f"{float(c.time.start_s):.0f} s" for c in screen.unread]
    shown = ", ".join(dict.fromkeys(times[:_MAX_TIMES_TOLD])) + (" …" if len(times) > _MAX_TIMES_TOLD else "")
    count = len(screen.unread)
    note = (
        f"Writing that could not be read stands at {count} {'place' if count == 1 else 'places'} (first at"
        f" {shown}): too small or blurred, or in a script that the reader does not know, such as Arabic or"
        " Cyrillic."
    )
    return (note,)


def union(one: Region, other: Region) -> Region:
    """Return the smallest rectangle that holds both."""
    left, top = min(one.left, other.left), min(one.top, other.top)
    right = max(one.left + one.width, other.left + other.width)
    bottom = max(one.top + one.height, other.top + other.height)
    return Region(left, top, round(right - left, 4), round(bottom - top, 4))


def _caption(line: Line, first_ticks: int, gone_ticks: int, time_base: Fraction) -> Caption:
    time = TimeSpan(first_ticks * time_base, max(first_ticks, gone_ticks) * time_base)
    return Caption(line.text or "", time, line.region, round(line.score, 3))


def _may_be_cyrillic(text: str) -> bool:
    """Tell whether words are all of capitals that look alike in both scripts, as НАТО and HATO do."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _MIN_ALIKE and all(c in _ALIKE for c in letters)


def _by_time(caption: Caption) -> tuple[Fraction, float, float]:
    return caption.time.start_s, caption.region.top, caption.region.left


def _goes_on(above: Line, line: Line) -> bool:
    """Tell whether a line is the next row of the same caption."""
    high, low = sorted((above.region.height, line.region.height), reverse=True)
    gap = line.region.top - (above.region.top + above.region.height)
    beside = min(_right(above.region), _right(line.region)) - max(above.region.left, line.region.left)
    narrow = min(above.region.width, line.region.width)
    near = -low < gap < _GAP_SHARE * low and line.region.top > above.region.top
    return near and high < _LIKE_HEIGHT * low and beside > _BESIDE * narrow


def _is_same(one: Caption, other: Caption) -> bool:
    if other.time.start_s > one.time.end_s + _MAX_GAP_S or overlap(one.region, other.region) < _SAME_PLACE:
        return False
    alike = Levenshtein.normalized_similarity(one.text.casefold(), other.text.casefold())
    return alike >= _SAME_WORDS


def overlap(one: Region, other: Region) -> float:
    """Return the shared area as a share of the area of both together, 0 to 1."""
    wide = min(_right(one), _right(other)) - max(one.left, other.left)
    high = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    both = one.width * one.height + other.width * other.height - wide * high
    return wide * high / both if both else 0.0


def _right(region: Region) -> float:
    return region.left + region.width
