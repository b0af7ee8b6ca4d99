"""Ways in which one clip may lie in the other: maps worth laying one over the other by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.media import decide
from crossbearing.media.fingerprint import Fingerprint
from crossbearing.media.geometry import Affine, Fit, fit_map
from crossbearing.media.hashes import alike_hashes
from crossbearing.media.pairs import Pairs, pair_up
from crossbearing.model.anchor import TimeSpan
from crossbearing.settings import MediaSettings

_MAX_TRIES = 5
_SAME_FORMAT = 1.03


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way in which the query may lie in the reference, and what proposed it.

    pairs: of alike features, among which the map was found.
    """

    affine: Affine
    mirror: bool
    features: int = 0
    places: int = 0
    cells: int = 0
    hashes: int = 0
    pairs: Pairs | None = None


class Proposals:
    """Maps worth trying, the best supported first; what a match explains is not proposed again."""

    def __init__(self, query: Fingerprint, reference: Fingerprint, settings: MediaSettings) -> None:
        self._query = query
        self._reference = reference
        self._settings = settings
        self._pairs: dict[bool, Pairs] = {}
        self._forgotten: list[TimeSpan] = []
        self._fits: dict[bool, Fit | None] = {}
        self._found = False

    def __iter__(self) -> Iterator[Proposal]:
        for _ in range(_MAX_TRIES):
            best = self._better()
            fit = self._fits[best]
            if fit is None or not decide.enough_geometry(fit.features, fit.places, fit.cells, fit.pairs):
                break
            pairs = self._pairs[best]
            self._pairs[best] = pairs.take(~fit.inliers)
            del self._fits[best]
            yield Proposal(fit.affine, best, fit.features, fit.places, fit.cells, pairs=pairs)
        if not self._found:
            yield from self._whole_pictures()

    def _better(self) -> bool:
        """Return whether more features agree on a map from the mirror image; not asked where very many do."""
        plain = self._fit(mirror=False)
        if plain is not None and decide.ample_geometry(plain.features, plain.places, plain.cells):
            return False
        return _support(self._fit(mirror=True)) > _support(plain)

    def _fit(self, *, mirror: bool) -> Fit | None:
        if mirror not in self._pairs:
            pairs = pair_up(self._query, self._reference, mirror=mirror)
            for time in self._forgotten:
                pairs = pairs.take(_outside(pairs, time))
            self._pairs[mirror] = pairs
        if mirror not in self._fits:
            sizes = (self._query.size_px, self._reference.size_px)
            self._fits[mirror] = fit_map(self._pairs[mirror], *sizes)
        return self._fits[mirror]

    def forget(self, time: TimeSpan) -> None:
        """Leave out the features of the stretch that a match explains."""
        self._found = True
        self._forgotten.append(time)
        self._fits.clear()
        for mirror, pairs in self._pairs.items():
            self._pairs[mirror] = pairs.take(_outside(pairs, time))

    def weak(self) -> Iterator[Proposal]:
        """Propose the maps for which too little speaks by itself: what moves has to bear them out.

        Shown small, plain things keep a corner or two.
        """
        for mirror in (False, True):
            fit = self._fit(mirror=mirror)
            if fit and decide.some_geometry(fit.features, fit.places, fit.cells):
                yield Proposal(fit.affine, mirror, pairs=self._pairs[mirror])

    def by_format(self) -> Iterator[Proposal]:
        """Propose the whole of one picture in the middle of the other: as large as it fits, and filling it.

        So one format is usually shown in another. Nothing speaks for these maps but that they are usual.
        """
        (wide, high), (width, height) = self._reference.size_px, self._query.size_px
        scales = sorted((wide / width, high / height))
        if scales[1] < _SAME_FORMAT * scales[0]:
            scales = scales[:1]
        for scale in scales:
            left, top = (wide - scale * width) / 2, (high - scale * height) / 2
            for mirror in (False, True):
                yield Proposal(np.array([[scale, 0, left], [0, scale, top]]), mirror)

    def _whole_pictures(self) -> Iterator[Proposal]:
        """Propose picture on picture, uncropped, where the hashes of whole key frames are alike.

        Fog, night and thermal cameras leave few corners, but their hashes still tell.
        """
        (wide, high), (width, height) = self._reference.size_px, self._query.size_px
        affine = np.array([[wide / width, 0, 0], [0, high / height, 0]])
        for mirror in (False, True):
            limit = self._settings.max_distance_bits
            hashes = alike_hashes(self._query, self._reference, max_distance_bits=limit, mirror=mirror)
            if hashes:
                yield Proposal(affine, mirror, hashes=hashes)


def _support(fit: Fit | None) -> tuple[bool, int]:
    """Return what maps are ranked by: whether it is enough, and how much it is."""
    if fit is None:
        return False, 0
    return decide.enough_geometry(fit.features, fit.places, fit.cells, fit.pairs), fit.features


def _outside(pairs: Pairs, time: TimeSpan) -> NDArray[np.bool_]:
    start, end = float(time.start_s), float(time.end_s)
    outside: NDArray[np.bool_] = (pairs.times_s < start - 1e-6) | (pairs.times_s >= end)
    return outside
