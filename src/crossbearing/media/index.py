"""An index over footage: which clips are worth comparing with a query.

It is the fast form of comparing with everything: local features whose signatures share one of eight
16-bit parts are looked up, compared in full, and vote for their clip by how its picture would have
to be scaled and turned. Every match that `find` reports went through `compare.find_matches`. Nothing
is trained and nothing drawn at random: the same footage, added in the same order, gives the same
index and the same answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.compare import find_matches
from crossbearing.media.features import Features
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.media.hashes import alike_hashes
from crossbearing.media.pairs import MAX_SIGNATURE_BITS
from crossbearing.media.signature import Signatures, mirrored
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Match
from crossbearing.settings import MediaSettings

_PARTS = 8
_KEYS = 1 << 16
_MAX_QUERY_FEATURES = 6_000
_CHUNK = 500
_TURNS, _OCTAVE_BINS = 24, 16
_WEIGHT_BITS = 14.0
_MIN_VOTE = 1.5


@dataclass(frozen=True, slots=True)
class _Tables:
    """All features of all clips, and for each part of a signature where its values are found.

    order: for each part, rows sorted by that part's value. starts: where each value begins in it.
    """

    signatures: Signatures
    clip: NDArray[np.int32]
    octave: NDArray[np.float32]
    turn: NDArray[np.float32]
    order: tuple[NDArray[np.int64], ...]
    starts: tuple[NDArray[np.int64], ...]


class FootageIndex:
    """Footage to be searched. Add clips one by one; the tables are built when first asked."""

    def __init__(self, settings: MediaSettings) -> None:
        self._settings = settings
        self._footage: dict[Digest, Footage] = {}
        self._fingerprints: list[Fingerprint] = []
        self._tables: _Tables | None = None

    def __len__(self) -> int:
        return len(self._footage)

    def __contains__(self, item: Digest) -> bool:
        return item in self._footage

    def add(self, footage: Footage) -> None:
        """Add footage; adding the same item twice changes nothing.

        Raises MediaError: its fingerprint is damaged; IndexStale: made by another version.
        """
        if footage.item in self._footage:
            return
        self._fingerprints.append(unpack(footage.fingerprint))
        self._footage[footage.item] = footage
        self._tables = None

    def candidates(self, query: Footage) -> tuple[Digest, ...]:
        """Return the clips worth comparing, the best supported first, at most `max_candidates`.

        The query itself is left out. Raises MediaError as `add` does.
        """
        print_of_query = unpack(query.fingerprint)
        if not self._footage:
            return ()
        votes = self._votes(print_of_query)
        for place, fingerprint in enumerate(self._fingerprints):
            if votes[place] < _MIN_VOTE and self._hashes_alike(print_of_query, fingerprint):
                votes[place] = _MIN_VOTE
        items = list(self._footage)
        ranked = np.argsort(-votes, kind="stable")
        worthwhile = (items[place] for place in ranked if votes[place] >= _MIN_VOTE)
        return tuple(item for item in worthwhile if item != query.item)[: self._settings.max_candidates]

    def find(self, query: Footage) -> tuple[Match, ...]:
        """Return the matches of a query with all footage added, except itself.

        In the order in which the footage was added, then of their start in the query.
        """
        wanted = set(self.candidates(query))
        return tuple(
            match
            for item, footage in self._footage.items()
            if item in wanted
            for match in find_matches(query, footage, settings=self._settings)
        )

    def _hashes_alike(self, one: Fingerprint, other: Fingerprint) -> bool:
        limit = self._settings.max_distance_bits
        return any(
            alike_hashes(one, other, max_distance_bits=limit, mirror=mirror) for mirror in (False, True)
        )

    def _votes(self, query: Fingerprint) -> NDArray[np.float64]:
        """Return the strongest vote for each clip, over both hands, all scales and all angles."""
        if self._tables is None:
            self._tables = _tables(self._fingerprints)
        votes = np.zeros(len(self._fingerprints))
        rows = np.arange(len(query.features))
        if len(rows) > _MAX_QUERY_FEATURES:
            rows = rows[:: -(-len(rows) // _MAX_QUERY_FEATURES)]
        features = query.features.take(rows)
        for mirror in (False, True):
            votes = np.maximum(votes, _voted(features, self._tables, len(votes), mirror=mirror))
        return votes


def _tables(fingerprints: list[Fingerprint]) -> _Tables:
    signatures = np.concatenate(
        [f.features.signatures for f in fingerprints] or [np.zeros((0, 2), np.uint64)]
    )
    sizes = [len(f.features) for f in fingerprints]
    order, starts = [], []
    for part in _parts(signatures):
        sorted_rows = np.argsort(part, kind="stable")
        order.append(sorted_rows)
        starts.append(np.searchsorted(part[sorted_rows], np.arange(_KEYS + 1)))
    none = np.zeros(0, np.float32)
    return _Tables(
        signatures=signatures,
        clip=np.repeat(np.arange(len(fingerprints), dtype=np.int32), sizes),
        octave=np.concatenate([np.log2(f.features.sizes()) for f in fingerprints] or [none]),
        turn=np.concatenate([f.features.angles_degrees() for f in fingerprints] or [none]),
        order=tuple(order),
        starts=tuple(starts),
    )


def _parts(signatures: Signatures) -> list[NDArray[np.uint16]]:
    words = np.ascontiguousarray(signatures).view(np.uint16).reshape(-1, _PARTS)
    return [np.ascontiguousarray(words[:, part]) for part in range(_PARTS)]


def _voted(features: Features, tables: _Tables, clips: int, *, mirror: bool) -> NDArray[np.float64]:
    signatures = mirrored(features.signatures) if mirror else features.signatures
    angle = (180 - features.angles_degrees()) % 360 if mirror else features.angles_degrees()
    octave = np.log2(features.sizes())
    histogram = np.zeros(clips * _OCTAVE_BINS * _TURNS)
    for start in range(0, len(features), _CHUNK):
        some = slice(start, start + _CHUNK)
        mine, theirs = _looked_up(signatures[some], tables)
        apart = np.bitwise_count(signatures[some][mine] ^ tables.signatures[theirs]).sum(1)
        near = apart <= MAX_SIGNATURE_BITS
        mine, theirs, apart = mine[near], theirs[near], apart[near]
        # One feature has one vote in each clip, however often the clip repeats what it shows.
        key = mine * clips + tables.clip[theirs]
        best = np.lexsort((theirs, apart, key))
        best = best[np.unique(key[best], return_index=True)[1]]
        mine, theirs, apart = mine[best], theirs[best], apart[best]
        scale = np.floor((tables.octave[theirs] - octave[some][mine] + 4) * 2).astype(np.int64)
        turned = ((tables.turn[theirs] - angle[some][mine]) % 360 // (360 / _TURNS)).astype(np.int64)
        bins = (tables.clip[theirs] * _OCTAVE_BINS + scale.clip(0, _OCTAVE_BINS - 1)) * _TURNS
        weight = np.exp(-((apart / _WEIGHT_BITS) ** 2) / 2)
        histogram += np.bincount(bins + turned % _TURNS, weight, minlength=len(histogram))
    votes = histogram.reshape(clips, _OCTAVE_BINS, _TURNS)
    votes = votes + np.roll(votes, 1, 2) + np.roll(votes, -1, 2)
    votes[:, :-1] += votes[:, 1:].copy()
    return np.asarray(votes.reshape(clips, -1).max(1, initial=0), np.float64)


def _looked_up(signatures: Signatures, tables: _Tables) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of rows, the query's and the index's, that share one part of their signatures."""
    size = len(tables.signatures)
    found = []
    for part, order, starts in zip(_parts(signatures), tables.order, tables.starts, strict=True):
        first, last = starts[part], starts[part.astype(np.int64) + 1]
        counts = last - first
        mine = np.repeat(np.arange(len(part)), counts)
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        found.append(mine * size + order[np.repeat(first, counts) + within])
    both = np.unique(np.concatenate(found)) if size else np.zeros(0, np.int64)
    return both // max(size, 1), both % max(size, 1)
