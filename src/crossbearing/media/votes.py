"""Which stretches of an index may show what a query shows: votes of local features, then geometry.

A query is asked about in windows, so that a few seconds within an hour are not outvoted. In each window,
every feature votes once for each unit of the index in which it finds its like; the units with most votes
are held to one map of the picture, as the exact comparison does, on the pairs that the lookup found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.features import Features
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.geometry import fit_map
from crossbearing.media.hashes import MIN_QUALITY, mirrored_hashes
from crossbearing.media.pairs import MAX_SIGNATURE_BITS, Pairs, places
from crossbearing.media.segment import UNIT_S, Segment, placed
from crossbearing.media.signature import mirrored
from crossbearing.model.evidence import Digest

WINDOW_S = 15.0
_MAX_FEATURES = 1_200
_CHUNK = 200
_MAX_WORD_BITS = 26
_WEIGHT_BITS = 18.0
_UNITS_FITTED = 16
_MIN_FEATURES, _MIN_PLACES = 5, 4
_NO_VOTES: tuple[tuple[Any, Any], ...] = ((0, np.int64), (0, np.int64), ((0, 4), np.uint8), (0, np.uint8))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a clip that may show what the query shows.

    features: how many of the query's agree on one map; or key frames whose hashes are alike.
    """

    item: Digest
    start_s: float
    end_s: float
    features: int


def vote(
    query: Fingerprint, segments: Sequence[Segment], *, side_px: int, max_distance_bits: int
) -> list[Candidate]:
    """Return the stretches worth comparing with the query, the best supported first.

    side_px: the longer side of the frames in which features were found.
    """
    found: list[Candidate] = []
    filled = [segment for segment in segments if len(segment)]
    for rows in _windows(query):
        for mirror in (False, True):
            found += _agreed(query, rows, filled, side_px, mirror=mirror)
    for segment in segments:
        found += [
            _candidate(segment, unit, hashes) for unit, hashes in _alike(query, segment, max_distance_bits)
        ]
    return sorted(found, key=lambda one: (-one.features, one.item, one.start_s))


def _candidate(segment: Segment, unit: int, features: int) -> Candidate:
    start = float(segment.start_s[unit])
    clip = min(int(segment.clip_of[unit]), len(segment.items) - 1)
    return Candidate(segment.items[clip], start, start + UNIT_S, features)


def _windows(query: Fingerprint) -> Iterator[NDArray[np.intp]]:
    """Yield the rows of the query's features of each window; of very many, some, evenly."""
    slot = (query.feature_times_s() // WINDOW_S).astype(np.int64)
    for part in np.split(np.arange(len(slot)), np.flatnonzero(np.diff(slot)) + 1):
        if len(part):
            yield part[:: -(-len(part) // _MAX_FEATURES)]


@dataclass(frozen=True, slots=True)
class _Votes:
    """Features of the query that look like features of the index. mine: rows of the query's features.

    unit: counted through all segments. place: see `Segment`. apart: bits in which the two differ.
    """

    mine: NDArray[np.int64]
    unit: NDArray[np.int64]
    place: NDArray[np.uint8]
    apart: NDArray[np.uint8]

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> _Votes:
        return _Votes(self.mine[rows], self.unit[rows], self.place[rows], self.apart[rows])


def _agreed(
    query: Fingerprint, rows: NDArray[np.intp], segments: Sequence[Segment], side_px: int, *, mirror: bool
) -> Iterator[Candidate]:
    """Yield the units with which enough features of the query agree on one map."""
    ends = np.cumsum([0, *(len(segment.clip_of) for segment in segments)])
    features = query.features.take(rows)
    votes = _once(_all_votes(features, segments, ends, mirror=mirror))
    # What is found everywhere, such as a channel's logo, tells less of where.
    everywhere = np.bincount(votes.mine, minlength=1)[votes.mine]
    weight = np.exp(-((votes.apart / _WEIGHT_BITS) ** 2) / 2) / np.sqrt(everywhere)
    sums = np.bincount(votes.unit, weight, minlength=1)
    for unit in np.argsort(-sums, kind="stable")[:_UNITS_FITTED].tolist():
        here = np.flatnonzero(votes.unit == unit)
        if len(here) < _MIN_FEATURES:
            continue
        pairs = _pairs(query, rows[votes.mine[here]], votes.place[here], weight[here], mirror=mirror)
        fit = fit_map(pairs, query.size_px, (side_px, side_px))
        if fit is not None and fit.features >= _MIN_FEATURES and fit.places >= _MIN_PLACES:
            segment = int(np.searchsorted(ends, unit, side="right")) - 1
            yield _candidate(segments[segment], unit - int(ends[segment]), fit.features)


def _once(votes: _Votes) -> _Votes:
    """Leave each feature its best vote in each unit, however often the unit repeats what it shows."""
    order = np.lexsort((votes.apart, votes.unit, votes.mine))
    first = np.ones(len(order), np.bool_)
    first[1:] = (np.diff(votes.mine[order]) != 0) | (np.diff(votes.unit[order]) != 0)
    return votes.take(order[first])


def _all_votes(
    features: Features, segments: Sequence[Segment], ends: NDArray[np.int64], *, mirror: bool
) -> _Votes:
    found = [_Votes(*(np.zeros(shape, kind) for shape, kind in _NO_VOTES))]
    for segment, end in zip(segments, ends[:-1].tolist(), strict=True):
        mine, theirs, apart = _near(features, segment, mirror=mirror)
        unit = segment.unit[theirs].astype(np.int64).clip(0, max(0, len(segment.clip_of) - 1))
        found.append(_Votes(mine, unit + end, segment.place[theirs], apart))
    return _Votes(
        np.concatenate([votes.mine for votes in found]),
        np.concatenate([votes.unit for votes in found]),
        np.concatenate([votes.place for votes in found]),
        np.concatenate([votes.apart for votes in found]),
    )


def _near(
    features: Features, segment: Segment, *, mirror: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Return rows of the query's features and of the segment's that look alike, and by how many bits not."""
    signatures = mirrored(features.signatures) if mirror else features.signatures
    found = []
    for start in range(0, len(features), _CHUNK):
        some = signatures[start : start + _CHUNK]
        hits = segment.look_up(some)
        apart = np.bitwise_count(some[hits.mine, 0] ^ segment.words[0][hits.theirs])
        # Most pairs are told apart by half of their bits.
        close = np.flatnonzero(apart <= _MAX_WORD_BITS)
        mine, theirs = hits.mine[close], hits.theirs[close]
        apart = apart[close] + np.bitwise_count(some[mine, 1] ^ segment.words[1][theirs])
        near = apart <= MAX_SIGNATURE_BITS
        found.append((mine[near] + start, theirs[near], apart[near]))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint8)
    mine, theirs, apart = (np.concatenate(column) for column in zip(*found, strict=True))
    return mine, theirs, apart


def _pairs(
    query: Fingerprint,
    rows: NDArray[np.intp],
    place: NDArray[np.uint8],
    weight: NDArray[np.float64],
    *,
    mirror: bool,
) -> Pairs:
    theirs = placed(place)
    no_time = np.zeros(len(rows))
    return Pairs(
        query=places(query, rows, mirror=mirror),
        reference=np.column_stack([theirs.positions_px(), theirs.sizes(), theirs.angles_degrees()]),
        feature=rows.astype(np.int64),
        times_s=no_time,
        reference_s=no_time,
        weight=weight.astype(np.float32),
    )


def _alike(query: Fingerprint, segment: Segment, max_distance_bits: int) -> Iterator[tuple[int, int]]:
    """Yield units with a key frame whose hash is like one of the query's, and how many are."""
    mine = np.unique(query.pdq[query.quality >= MIN_QUALITY], axis=0)
    found: list[NDArray[np.uint32]] = []
    for words in (mine, mirrored_hashes(mine)):
        for one in words:
            near = np.flatnonzero(np.bitwise_count(one[0] ^ segment.hashes[:, 0]) <= max_distance_bits)
            full = np.bitwise_count(one ^ segment.hashes[near]).sum(1) <= max_distance_bits
            found.append(segment.hash_unit[near[full]])
    if found:
        units, counts = np.unique(np.concatenate(found), return_counts=True)
        yield from zip(units.tolist(), counts.tolist(), strict=True)
