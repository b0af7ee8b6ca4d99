"""Pairs of local features of two clips that look alike, whenever they were seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.features import ANGLE_STEPS
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.signature import mirrored, near_pairs

MAX_SIGNATURE_BITS = 36
_WEIGHT_BITS = 18.0
_PER_FEATURE = 6
_CHUNK_CELLS = 4_000_000
_MAX_QUERY_FEATURES = 40_000
_MAX_PAIRS = 60_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """m pairs. query, reference: m × 4 (x, y in pixels of the key frames, size, angle in degrees).

    feature: row of the query's feature. times_s, reference_s: when it and the reference's were seen.
    weight: 0 to 1, how telling.
    A mirrored query is seen as its mirror image would be: its x run the other way.
    """

    query: NDArray[np.float32]
    reference: NDArray[np.float32]
    feature: NDArray[np.int64]
    times_s: NDArray[np.float64]
    reference_s: NDArray[np.float64]
    weight: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.feature)

    def take(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Pairs:
        """Return the pairs at these rows, or where the mask is set."""
        return Pairs(
            self.query[rows],
            self.reference[rows],
            self.feature[rows],
            self.times_s[rows],
            self.reference_s[rows],
            self.weight[rows],
        )


def pair_up(query: Fingerprint, reference: Fingerprint, *, mirror: bool) -> Pairs:
    """Return the alike features of all key frames; for each of the query's, the nearest few."""
    rows = np.arange(len(query.features))
    if len(rows) > _MAX_QUERY_FEATURES:
        rows = rows[:: -(-len(rows) // _MAX_QUERY_FEATURES)]
    signatures = query.features.signatures[rows]
    if mirror:
        signatures = mirrored(signatures)
    chunk = max(1, _CHUNK_CELLS // max(1, len(reference.features)))
    found = [
        _nearest(signatures[start : start + chunk], reference.features.signatures, start)
        for start in range(0, len(rows), chunk)
    ]
    if not found:
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
    mine, theirs, weight = (np.concatenate(column) for column in zip(*found, strict=True))
    if len(mine) > _MAX_PAIRS:
        strongest = np.sort(np.argsort(-weight, kind="stable")[:_MAX_PAIRS])
        mine, theirs, weight = mine[strongest], theirs[strongest], weight[strongest]
    feature = rows[mine]
    return Pairs(
        query=places(query, feature, mirror=mirror),
        reference=places(reference, theirs, mirror=False),
        feature=feature,
        times_s=query.feature_times_s()[feature],
        reference_s=reference.feature_times_s()[theirs],
        weight=weight,
    )


def _nearest(
    mine: NDArray[np.uint64], theirs: NDArray[np.uint64], offset: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Return rows of alike signatures and their weights: by distance, and halved with each rank."""
    i, j, bits = near_pairs(mine, theirs, max_bits=MAX_SIGNATURE_BITS)
    order = np.argsort(i << 8 | bits, kind="stable")
    i, j, bits = i[order], j[order], bits[order]
    first = np.ones(len(i), np.bool_)
    first[1:] = i[1:] != i[:-1]
    at = np.arange(len(i))
    rank = at - np.maximum.accumulate(np.where(first, at, 0))
    near = rank < _PER_FEATURE
    weight = np.exp(-((bits / _WEIGHT_BITS) ** 2) / 2) / (1 + rank)
    return i[near] + offset, j[near], weight[near].astype(np.float32)


def places(
    fingerprint: Fingerprint, rows: NDArray[np.int64] | NDArray[np.intp], *, mirror: bool
) -> NDArray[np.float32]:
    """Return n × (x, y, size, angle) of some features, as in the clip's mirror image if `mirror`."""
    features = fingerprint.features.take(rows)
    position = features.positions_px()
    angle = features.angles_degrees()
    if mirror:
        position[:, 0] = fingerprint.size_px[0] - 1 - position[:, 0]
        # Turning starts from the other side: a patch turned by α seems turned by 180° − α.
        angle = ((ANGLE_STEPS // 2) * np.float32(360 / ANGLE_STEPS) - angle) % 360
    return np.column_stack([position, features.sizes(), angle]).astype(np.float32)
