"""Which stretches of an index may show what a query shows: votes of local features, then geometry.

A query is asked about in windows, so that a few seconds within an hour are not outvoted. In each window,
every feature votes once for each unit of the index in which it finds its like; the units with most votes
are held to one map of the picture, as the exact comparison does, on the pairs that the lookup found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.features import ANGLE_STEPS, LEVELS, Features
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.geometry import fit_map
from crossbearing.media.hashes import MIN_QUALITY, HashLookup, mirrored_hashes
from crossbearing.media.lookup import look_up
from crossbearing.media.pairs import Pairs, places
from crossbearing.media.segment import UNIT_S, Segment, placed, thinned
from crossbearing.media.signature import BITS, mirrored
from crossbearing.model.evidence import Digest

WINDOW_S = 10.0
_ASKED_A_S, _MIN_ASKED = 45.0, 340
_ASKED_AMONG = 24_000_000
"""Features of an index, some hundred hours of footage, of which so few are asked for; of fewer, more are."""
_MAX_COMPARED = 2_000_000
_WEIGHTS = np.exp(-((np.arange(BITS + 1) / 18.0) ** 2) / 2)
"""What a vote weighs, by how many bits the two signatures differ in."""
_MAX_HASHES = 1_000
_UNITS_WEIGHED, _UNITS_FITTED, _CLIPS_FITTED = 256, 6, 4
_TURNS = 16
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
    for rows in _windows(query, sum(map(len, filled))):
        for mirror in (False, True):
            found += _agreed(query, rows, filled, side_px, mirror=mirror)
    asked = _asked_hashes(query, max_distance_bits)
    for segment in segments:
        found += [_candidate(segment, unit, hashes) for unit, hashes in _alike(asked, segment)]
    return sorted(found, key=lambda one: (-one.features, one.item, one.start_s))


def _candidate(segment: Segment, unit: int, features: int) -> Candidate:
    start = float(segment.start_s[unit])
    clip = min(int(segment.clip_of[unit]), len(segment.items) - 1)
    return Candidate(segment.items[clip], start, start + UNIT_S, features)


def _windows(query: Fingerprint, among: int) -> Iterator[NDArray[np.intp]]:
    """Yield the rows of the query's features of each window; of very many, some, evenly.

    among: features of the index. What asking for one costs grows with them, so the fewer, the more are asked.
    """
    share = max(1.0, _ASKED_AMONG / max(1, among))
    slot = (query.feature_times_s() // WINDOW_S).astype(np.int64)
    end_s = float(query.end_ticks * query.time_base)
    for part in np.split(np.arange(len(slot)), np.flatnonzero(np.diff(slot)) + 1):
        if len(part):
            length_s = min(WINDOW_S, end_s - WINDOW_S * float(slot[part[0]]))
            yield thinned(part, round(share * max(_MIN_ASKED, _ASKED_A_S * length_s)))


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
    votes = _all_votes(features, segments, ends, mirror=mirror)
    # What is found everywhere, such as a channel's logo, tells less of where.
    rarity = 1 / np.sqrt(np.bincount(votes.mine, minlength=len(rows)).clip(1))
    votes = _once(votes.take(_in_likely_units(votes, rarity)))
    weight = _weight(votes, rarity)
    clips = np.concatenate([np.zeros(0, np.int64), *_clips(segments)])
    for unit in _best_units(features, votes, weight, clips, mirror=mirror):
        here = np.flatnonzero(votes.unit == unit)
        if len(here) < _MIN_FEATURES:
            continue
        pairs = _pairs(query, rows[votes.mine[here]], votes.place[here], weight[here], mirror=mirror)
        fit = fit_map(pairs, query.size_px, (side_px, side_px))
        if fit is not None and fit.features >= _MIN_FEATURES and fit.places >= _MIN_PLACES:
            segment = int(np.searchsorted(ends, unit, side="right")) - 1
            yield _candidate(segments[segment], unit - int(ends[segment]), fit.features)


def _weight(votes: _Votes, rarity: NDArray[np.float64]) -> NDArray[np.float64]:
    return _WEIGHTS[votes.apart] * rarity[votes.mine]


def _in_likely_units(votes: _Votes, rarity: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which votes are for one of the units with most weight."""
    sums = np.bincount(votes.unit, _weight(votes, rarity), minlength=1)
    likely = np.zeros(len(sums), np.bool_)
    likely[np.argsort(-sums, kind="stable")[:_UNITS_WEIGHED]] = True
    return likely[votes.unit]


def _clips(segments: Sequence[Segment]) -> Iterator[NDArray[np.int64]]:
    """Yield of each segment which clip each unit belongs to, counted through all segments."""
    before = 0
    for segment in segments:
        yield segment.clip_of.astype(np.int64) + before
        before += len(segment.items) + 1


def _best_units(
    features: Features,
    votes: _Votes,
    weight: NDArray[np.float64],
    clips: NDArray[np.int64],
    *,
    mirror: bool,
) -> list[int]:
    """Return the units in which most weight agrees on how much larger and how turned the picture is.

    Those of most weight, and of some further clips the best: one clip that looks the same throughout must not
    hide another that is spliced into it. clips: which clip each unit belongs to.
    Weak geometric consistency (Jégou, Douze and Schmid 2008): votes by chance agree on nothing.
    """
    units, place = np.unique(votes.unit, return_inverse=True)
    angle = features.angle[votes.mine].astype(np.int64)
    turned = (votes.place[:, 3] - (ANGLE_STEPS // 2 - angle if mirror else angle)) % ANGLE_STEPS
    larger = votes.place[:, 2].astype(np.int64).clip(0, LEVELS - 1) - features.level[votes.mine]
    bins = (place * (2 * LEVELS) + larger + LEVELS) * _TURNS + turned * _TURNS // ANGLE_STEPS
    shape = (len(units), 2 * LEVELS, _TURNS)
    agreed = np.bincount(bins, weight, minlength=int(np.prod(shape))).reshape(shape)
    # What agrees may lie on both sides of an edge between bins.
    agreed = agreed + np.roll(agreed, 1, axis=2)
    agreed = agreed[:, :-2] + agreed[:, 1:-1] + agreed[:, 2:]
    ranked = units[np.argsort(-agreed.max((1, 2)), kind="stable")]
    best, others = ranked[:_UNITS_FITTED], ranked[_UNITS_FITTED:]
    others = others[~np.isin(clips[others], clips[best])]
    _, first = np.unique(clips[others], return_index=True)
    return [int(unit) for unit in (*best, *others[np.sort(first)][:_CLIPS_FITTED])]


def _once(votes: _Votes) -> _Votes:
    """Leave each feature its best vote in each unit, however often the unit repeats what it shows."""
    order = np.lexsort((votes.apart, votes.unit, votes.mine))
    first = np.ones(len(order), np.bool_)
    first[1:] = (np.diff(votes.mine[order]) != 0) | (np.diff(votes.unit[order]) != 0)
    return votes.take(order[first])


def _all_votes(
    features: Features, segments: Sequence[Segment], ends: NDArray[np.int64], *, mirror: bool
) -> _Votes:
    signatures = mirrored(features.signatures) if mirror else features.signatures
    found = [_Votes(*(np.zeros(shape, kind) for shape, kind in _NO_VOTES))]
    hits = look_up(signatures, segments, max_compared=_MAX_COMPARED)
    for segment, some, end in zip(segments, hits, ends[:-1].tolist(), strict=True):
        unit = segment.unit[some.theirs].astype(np.int64).clip(0, max(0, len(segment.clip_of) - 1))
        found.append(_Votes(some.mine, unit + end, segment.place[some.theirs], some.apart))
    return _Votes(
        np.concatenate([votes.mine for votes in found]),
        np.concatenate([votes.unit for votes in found]),
        np.concatenate([votes.place for votes in found]),
        np.concatenate([votes.apart for votes in found]),
    )


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


def _asked_hashes(query: Fingerprint, max_distance_bits: int) -> HashLookup:
    """Return a lookup of the query's key frames and of what they are in a mirror."""
    some = np.unique(query.pdq[query.quality >= MIN_QUALITY], axis=0)
    some = some[thinned(np.arange(len(some)), _MAX_HASHES)]
    return HashLookup(np.concatenate([some, mirrored_hashes(some)]), max_distance_bits=max_distance_bits)


def _alike(asked: HashLookup, segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield units with a key frame whose hash is like one of those asked for, and how many are."""
    counts: Counter[int] = Counter()
    for _, near in asked.near(segment.hashes):
        units, some = np.unique(segment.hash_unit[near], return_counts=True)
        counts.update(dict(zip(units.tolist(), some.tolist(), strict=True)))
    yield from sorted(counts.items())
