"""Who copied whom: near copies among the documents of a case, and the text each chain starts from.

Texts are cut into shingles of a few words; of every window of neighbouring shingles the one with
the smallest hash is kept (winnowing), so any run of words long enough that two texts share is
found whatever stands around it. Each text is compared with the earliest text that holds one of its
shingles, which keeps the work linear even when an agency's report stands in thousands of items.
Source: Schleimer, Wilkerson, Aiken, "Winnowing", SIGMOD 2003.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crossbearing.model.evidence import Digest, Document
from crossbearing.settings import CorroborateSettings

WINDOW = 4
MIN_SHARED = 6
"""Kept shingles that two texts must share: fewer can be a common phrase or a quotation."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copying:
    """One document carries the text of another.

    shared: share of the shorter text's kept shingles that the other holds, 0 to 1.
    """

    item: Digest
    source: Digest
    shared: float
    reason: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The copies found. roots: for every document, the one its chain of copies starts from."""

    roots: Mapping[Digest, Digest]
    copies: tuple[Copying, ...]


def winnow(text: str, words_a_shingle: int) -> frozenset[int]:
    """Return the kept shingle hashes of `text`; empty for a text shorter than one shingle."""
    words = [w.encode("utf-8", "replace") for w in _WORD.findall(text.casefold())]
    count = len(words) - words_a_shingle + 1
    hashes = [zlib.crc32(b" ".join(words[i : i + words_a_shingle])) for i in range(count)]
    if len(hashes) <= WINDOW:
        return frozenset(hashes)
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1))


def trace_lineage(documents: Iterable[Document], settings: CorroborateSettings) -> Lineage:
    """Find near copies among `documents` and where each chain of copies starts."""
    ordered = sorted(documents, key=lambda d: (d.published or date.max, d.item))
    kept = [winnow(d.text, settings.shingle_words) for d in ordered]
    roots: dict[Digest, Digest] = {}
    copies: list[Copying] = []
    first_with: dict[int, int] = {}
    for position, document in enumerate(ordered):
        shared = Counter(first_with[h] for h in kept[position] if h in first_with)
        best = _best_source(position, shared, kept, settings)
        if best is None:
            roots[document.item] = document.item
        else:
            copies.append(_copying(document, ordered[best[0]], best[1]))
            roots[document.item] = roots[ordered[best[0]].item]
        for h in kept[position]:
            first_with.setdefault(h, position)
    return Lineage(roots, tuple(copies))


def _best_source(
    position: int, shared: Counter[int], kept: Sequence[frozenset[int]], settings: CorroborateSettings
) -> tuple[int, float] | None:
    best: tuple[int, float] | None = None
    for earlier, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:8]:
        both = len(kept[position] & kept[earlier])
        shorter = min(len(kept[position]), len(kept[earlier]))
        containment = both / shorter
        enough = both >= min(MIN_SHARED, shorter) and containment >= settings.copy_containment
        if enough and (best is None or containment > best[1]):
            best = (earlier, containment)
    return best


def _copying(document: Document, source: Document, shared: float) -> Copying:
    if document.published is None or source.published is None:
        order = "which of the two came first is unknown, since one is undated"
    elif document.published == source.published:
        order = "both bear the same date, so which came first is unknown"
    else:
        order = f"it was published on {document.published}, the other on {source.published}"
    name = source.publisher or source.title or f"item {source.item[:12]}"
    return Copying(
        document.item,
        source.item,
        round(shared, 3),
        f"Its text shares {shared:.0%} of the shorter one's passages with “{name}”; {order}.",
    )
