"""Which footage a document shows, which clips are copies of one recording, and what was seen before."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from crossbearing.corroborate.material import Material
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Moment


@dataclass(frozen=True, slots=True)
class Showings:
    """Footage and documents tied to each other.

    shown: items of footage that a document shows, by the document's item. recordings: for each item
    of footage, all that show the same moment (itself included), the earliest dated first. dated:
    the earliest date on which a clip is known to have been public.
    """

    shown: Mapping[Digest, tuple[Digest, ...]]
    recordings: Mapping[Digest, tuple[Digest, ...]]
    dated: Mapping[Digest, date]

    def root(self, clip: Digest) -> Digest:
        """Return the earliest known copy of the recording that `clip` belongs to."""
        return self.recordings[clip][0]


def tie_footage(material: Material) -> Showings:
    """Tie the case's footage to the documents that embed it, by file name, and to the words on its screen."""
    names = _names(material)
    watched = {f.item for f in material.footage}
    shown = {
        d.item: clips
        for d in material.documents
        if (clips := tuple(dict.fromkeys(c for e in d.embeds for c in names.get(_file_name(e), ()))))
    }
    # Words on the screen are read from the clip that shows them.
    shown |= {d.item: (d.item,) for d in material.documents if d.item in watched}
    dated: dict[Digest, date] = {}
    for document in material.documents:
        for clip in shown.get(document.item, ()):
            if document.published is not None:
                dated[clip] = min(dated.get(clip, document.published), document.published)
    for item in material.items:
        given = [a.published_given for a in item.acquisitions if a.published_given is not None]
        if given and item.digest not in dated:
            dated[item.digest] = min(given)
    return Showings(shown, _recordings(material, dated), dated)


def _names(material: Material) -> dict[str, list[Digest]]:
    watched = {f.item for f in material.footage}
    names: dict[str, list[Digest]] = defaultdict(list)
    for item in material.items:
        if item.digest in watched:
            for name in dict.fromkeys(_file_name(a.path) for a in item.acquisitions):
                names[name].append(item.digest)
    return names


def _file_name(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        path = address
    return posixpath.basename(unquote(path)).casefold()


def _recordings(material: Material, dated: Mapping[Digest, date]) -> dict[Digest, tuple[Digest, ...]]:
    lead = {f.item: f.item for f in material.footage}

    def find(item: Digest) -> Digest:
        while lead[item] != item:
            lead[item] = lead[lead[item]]
            item = lead[item]
        return item

    for match in material.matches:
        if match.moment is Moment.ESTABLISHED and match.query in lead and match.reference in lead:
            one, other = sorted((find(match.query), find(match.reference)))
            lead[other] = one
    together: dict[Digest, list[Digest]] = defaultdict(list)
    for item in lead:
        together[find(item)].append(item)
    ordered = {k: tuple(sorted(v, key=lambda i: (dated.get(i, date.max), i))) for k, v in together.items()}
    return {item: ordered[find(item)] for item in lead}


def seen_before(clips: Iterable[Digest], said_to_show: date | None, showings: Showings) -> list[str]:
    """Say which `clips` show what was public before the event that they are said to show."""
    sentences = []
    for clip in clips:
        earliest = next((c for c in showings.recordings.get(clip, ()) if c in showings.dated), None)
        if earliest is None or said_to_show is None or showings.dated[earliest] >= said_to_show:
            continue
        sentences.append(
            f"Footage {clip[:12]} shows what footage {earliest[:12]} showed on {showings.dated[earliest]}, "
            f"before the event is said to have happened ({said_to_show})."
        )
    return sentences
