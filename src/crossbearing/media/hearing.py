"""Second evidence for a match: whether the sound agrees where the pictures do.

The levels of the bands, less their mean over the second around, are correlated along the line that
the pictures give, with a little room in offset and speed; a clip played faster may have kept its pitch
or not, so both are tried. That the sound agrees has to stand out from other offsets: music repeats.
Sound never makes a match, and never breaks one.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.sound import BANDS, HIGHEST_HZ, LOWEST_HZ, RATE_HZ, SoundPrint, unpack_sound
from crossbearing.model.footage import Footage, Match, SoundEvidence

_SHARPEN_S = 1.0
_MIN_LENGTH_S, _MIN_SPREAD = 2.0, 2.0
_MAX_SHIFT_S, _SHIFTS = 0.6, 25
_SPEEDS = (0.98, 0.99, 1.0, 1.01, 1.02)
_MIN_SCORE, _MIN_LEAD, _MIN_DEVIATION = 0.4, 5.0, 0.02
_MAX_BACKGROUND = 400
_BANDS_AN_OCTAVE = BANDS / np.log2(HIGHEST_HZ / LOWEST_HZ)

Levels = NDArray[np.float32]


def with_sound(matches: tuple[Match, ...], query: Footage, reference: Footage) -> tuple[Match, ...]:
    """Return the matches with what the sound says of each; unchanged where either clip is silent.

    Raises MediaError: a fingerprint is damaged; IndexStale: one was made by another version.
    """
    if not matches or query.item == reference.item:
        return matches
    mine, theirs = unpack_sound(query.sound), unpack_sound(reference.sound)
    if mine is None or theirs is None:
        return matches
    heard = _sharpened(mine), _sharpened(theirs)
    return tuple(_heard(match, (mine, theirs), heard) for match in matches)


def sound_reason(evidence: SoundEvidence) -> str:
    """Say in a sentence what the sound says."""
    if evidence.agrees:
        return (
            f"Second evidence: the sound tracks agree there too (correlation {evidence.score:.2f}, speed"
            f" {evidence.speed:.2f})."
        )
    return (
        f"The sound tracks do not agree there (correlation {evidence.score:.2f}): one may have been replaced."
        " This says nothing against the pictures."
    )


def _heard(match: Match, prints: tuple[SoundPrint, SoundPrint], levels: tuple[Levels, Levels]) -> Match:
    evidence = _evidence(match, prints, levels)
    if evidence is None:
        return match
    return replace(match, sound=evidence, reasons=(*match.reasons, sound_reason(evidence)))


def _evidence(
    match: Match, prints: tuple[SoundPrint, SoundPrint], levels: tuple[Levels, Levels]
) -> SoundEvidence | None:
    start_s, end_s = float(match.query_time.start_s), float(match.query_time.end_s)
    first = max(0, int(np.ceil((start_s - prints[0].start_s) * RATE_HZ)))
    last = min(len(levels[0]), int((end_s - prints[0].start_s) * RATE_HZ))
    if last - first < _MIN_LENGTH_S * RATE_HZ or _is_silent(prints[0].levels[first:last]):
        return None
    mine = levels[0][first:last]
    times_s = prints[0].start_s + np.arange(first, last) / RATE_HZ - start_s
    origin_s = float(match.reference_time.start_s) - prints[1].start_s
    best = (-1.0, 0.0, 1.0)
    for factor in _SPEEDS:
        speed = match.speed * factor
        for pitch in {1.0, speed}:
            shifted = _transposed(mine, pitch)
            for shift_s in np.linspace(-_MAX_SHIFT_S, _MAX_SHIFT_S, _SHIFTS):
                score = _agreement(shifted, levels[1], (origin_s + times_s * speed + shift_s) * RATE_HZ)
                if score is not None and score > best[0]:
                    best = (score, float(shift_s), speed)
    there = (origin_s + times_s * best[2]) * RATE_HZ
    if _is_silent(_rows(prints[1].levels, there)):
        return None
    usual, spread = _elsewhere(mine, levels[1], there)
    agrees = best[0] >= _MIN_SCORE and best[0] >= usual + _MIN_LEAD * spread
    return SoundEvidence(agrees, round(best[1], 2), round(best[2], 3), round(max(0.0, best[0]), 3))


def _elsewhere(mine: Levels, theirs: Levels, there: NDArray[np.float64]) -> tuple[float, float]:
    """Return mean and spread of the agreement at other offsets, by which what agrees by chance is told."""
    offsets = np.linspace(-len(theirs), len(theirs), _MAX_BACKGROUND)
    scores = [_agreement(mine, theirs, there + offset) for offset in offsets if abs(offset) > 2 * RATE_HZ]
    known = [score for score in scores if score is not None]
    return (
        (float(np.mean(known)), max(_MIN_DEVIATION, float(np.std(known)))) if known else (0.0, _MIN_DEVIATION)
    )


def _sharpened(sound: SoundPrint) -> Levels:
    """Return levels less their mean over the second around, which is blind to volume and to filters."""
    levels = sound.levels.astype(np.float32)
    width = max(3, round(_SHARPEN_S * RATE_HZ) | 1)
    padded = np.pad(levels, ((width // 2, width // 2), (0, 0)), mode="edge")
    sums = np.cumsum(np.vstack([np.zeros((1, BANDS), np.float32), padded]), axis=0, dtype=np.float64)
    return np.asarray(levels - (sums[width:] - sums[:-width]) / width, np.float32)


def _transposed(levels: Levels, pitch: float) -> Levels:
    """Return levels as they would be `pitch` times lower: a clip played faster sounds that much higher."""
    bands = float(np.log2(pitch)) * _BANDS_AN_OCTAVE
    if abs(bands) < 0.05:  # noqa: PLR2004 - a twentieth of a band is nothing
        return levels
    places = np.arange(BANDS) + bands
    below = np.floor(places).astype(int)
    share = np.asarray(places - below, np.float32)
    inside = (below >= 0) & (below + 1 < BANDS)
    moved = np.zeros_like(levels)
    low, high = levels[:, below[inside]], levels[:, below[inside] + 1]
    moved[:, inside] = low * (1 - share[inside]) + high * share[inside]
    return moved


def _rows(levels: NDArray[np.uint8], places: NDArray[np.float64]) -> NDArray[np.uint8]:
    inside = np.round(places).astype(int)
    return np.asarray(levels[inside[(inside >= 0) & (inside < len(levels))]], np.uint8)


def _agreement(mine: Levels, theirs: Levels, places: NDArray[np.float64]) -> float | None:
    """Return the correlation of `mine` with what stands at `places` of `theirs`; None if too little does."""
    below = np.floor(places).astype(int)
    inside = (below >= 0) & (below + 1 < len(theirs))
    if int(inside.sum()) < _MIN_LENGTH_S * RATE_HZ:
        return None
    share = np.asarray((places - below)[inside], np.float32)[:, None]
    there = theirs[below[inside]] * (1 - share) + theirs[below[inside] + 1] * share
    here = mine[inside]
    norm = float(np.linalg.norm(here) * np.linalg.norm(there))
    return float((here * there).sum()) / norm if norm > 0 else None


def _is_silent(levels: NDArray[np.uint8]) -> bool:
    return len(levels) == 0 or float(levels.std(axis=0).mean()) < _MIN_SPREAD
