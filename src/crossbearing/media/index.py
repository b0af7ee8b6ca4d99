"""An index over footage: which clips are worth comparing with a query, and what they share with it.

It is the fast form of comparing with everything: `votes` says which stretches of which clips may show
what the query shows, and every match that `find` reports went through `compare.find_matches`. Nothing is
trained and nothing drawn at random: the same footage, added in the same order, gives the same index and
the same answers. In memory, or in a folder (see `merge_tree`), from where it is read through a memory map.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crossbearing.media import segment
from crossbearing.media.compare import find_matches
from crossbearing.media.excerpt import excerpt, shifted
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.media.merge_tree import MergeTree, to_merge
from crossbearing.media.segment import LARGE, Segment
from crossbearing.media.votes import WINDOW_S, Candidate, vote
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Match
from crossbearing.settings import MediaSettings

Records = Callable[[Digest], Footage]

_LONG_S = 240.0
_MARGIN_S = WINDOW_S * 1.35 + 2.0
"""How far a stretch may reach beyond the unit that was voted for, within one window of the query."""
_FRESH = 32


class FootageIndex:
    """Footage to be searched, added clip by clip.

    folder: where the index lies; without one it is only in memory. records: gives the footage of an
    item that was added earlier; without it, what is added is kept.
    Raises MediaError: a file of the index is damaged; IndexStale: made by another version.
    """

    def __init__(
        self, settings: MediaSettings, *, folder: Path | None = None, records: Records | None = None
    ) -> None:
        self._settings = settings
        self._tree = MergeTree(folder) if folder else None
        self._kept: dict[Digest, Footage] = {}
        self._records = records or self._kept.__getitem__
        self._keep = records is None
        self._order = {item: place for place, item in enumerate(self._written())}
        self._fresh: list[Segment] = []
        self._pending: list[tuple[Digest, Fingerprint]] = []

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, item: Digest) -> bool:
        return item in self._order

    @property
    def items(self) -> tuple[Digest, ...]:
        """What was added, in the order of the files that hold it, then of adding."""
        return tuple(self._order)

    def add(self, footage: Footage) -> None:
        """Add footage; adding the same item twice changes nothing.

        It is found at once, and lasts once `commit` was called.
        Raises MediaError: its fingerprint is damaged; IndexStale: made by another version.
        """
        if footage.item in self._order:
            return
        self._pending.append((footage.item, unpack(footage.fingerprint)))
        self._order[footage.item] = len(self._order)
        if self._keep:
            self._kept[footage.item] = footage
        if len(self._pending) >= _FRESH:
            self._settle()

    def commit(self) -> None:
        """Write what was added to the folder: once this returns, a crash does not lose it."""
        self._settle()
        if self._tree is not None and self._fresh:
            self._tree.add(segment.merged(self._fresh) if len(self._fresh) > 1 else self._fresh[0])
            self._fresh = []

    def candidates(self, query: Footage) -> tuple[Digest, ...]:
        """Return the clips worth comparing, the best supported first, at most `max_candidates`.

        The query itself is left out. Raises MediaError as `add` does.
        """
        return tuple(dict.fromkeys(c.item for c in self._voted(query)))[: self._settings.max_candidates]

    def find(self, query: Footage) -> tuple[Match, ...]:
        """Return the matches of a query with all footage added, except itself.

        In the order of `items`, then of their start in the query.
        """
        voted = self._voted(query)
        wanted = tuple(dict.fromkeys(c.item for c in voted))[: self._settings.max_candidates]
        return tuple(
            match
            for item in sorted(wanted, key=self._order.__getitem__)
            for match in self._compared(query, self._records(item), [c for c in voted if c.item == item])
        )

    def _voted(self, query: Footage) -> list[Candidate]:
        self._settle()
        segments = [*(self._tree.segments if self._tree else ()), *self._fresh]
        limit, side = self._settings.max_distance_bits, self._settings.feature_side_px
        voted = vote(unpack(query.fingerprint), segments, side_px=side, max_distance_bits=limit)
        return [candidate for candidate in voted if candidate.item != query.item]

    def _compared(self, query: Footage, reference: Footage, voted: list[Candidate]) -> list[Match]:
        """Compare with the whole clip, or with those parts of a long one that were voted for."""
        length_s = float(reference.stream.duration_s)
        if length_s <= _LONG_S:
            return list(find_matches(query, reference, settings=self._settings))
        found: list[Match] = []
        for start_s, end_s in _spans(voted):
            part = excerpt(reference, start_s, end_s)
            matches = find_matches(query, part.footage, settings=self._settings)
            found += [shifted(match, part) for match in matches]
        return sorted(found, key=lambda match: match.query_time)

    def _settle(self) -> None:
        """Make what was added searchable; where it is very much, write it rather than keep it in memory."""
        if self._pending:
            self._fresh.append(segment.build(self._pending))
            self._pending = []
        while few := to_merge([len(one) for one in self._fresh]):
            merged = segment.merged([self._fresh[place] for place in few])
            rest = [one for place, one in enumerate(self._fresh) if place not in few]
            self._fresh = [merged, *rest]
        if self._tree is not None and any(len(one) >= LARGE for one in self._fresh):
            self.commit()

    def _written(self) -> list[Digest]:
        return [item for part in (self._tree.segments if self._tree else ()) for item in part.items]


def _spans(voted: list[Candidate]) -> list[tuple[float, float]]:
    """Return the parts of a clip that may hold what was voted for; those that touch are one."""
    spans: list[tuple[float, float]] = []
    for one in sorted(voted, key=lambda candidate: candidate.start_s):
        start, end = max(0.0, one.start_s - _MARGIN_S), one.end_s + _MARGIN_S
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
