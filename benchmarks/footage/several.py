"""Two harder questions: two stretches of one clip within another, and a single frame of a clip.

Drawn from one seed, as edits are (see `edits`), and rendered into the same folder.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from benchmarks.footage import pictures
from benchmarks.footage.clips import Clip, read, write
from benchmarks.footage.pictures import Drawn, Picture

from crossbearing.model.footage import Match, Moment

MAX_SIDE_PX, SIDE_PX, RATE, CRF = 560, 480, 25, 24
SHORTEST_S, LONGEST_S, APART_S = 2.5, 4.0, 0.8
MIN_SHARE, PLACED_S = 0.6, 1.0


@dataclass(frozen=True, slots=True)
class Twice:
    """A clip that shows two stretches of `master` between pictures of `host`.

    stretches: of each, when it starts and ends in the clip and when it starts in the master, in seconds.
    """

    clip: str
    master: str
    host: str
    stretches: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Still:
    """A frame of `master`, cropped and compressed. at_s: when the master shows it."""

    picture: str
    master: str
    at_s: float


def make_twice(paths: Sequence[Path], folder: Path, *, seed: int, max_s: float = 12.0) -> Iterator[Twice]:
    """Render one clip of each master that is long enough for two stretches; what is there is left."""
    clips = [read(path, max_side_px=MAX_SIDE_PX, max_s=max_s) for path in paths]
    for clip in clips:
        rng = _drawn(seed, "twice", clip)
        room_s = (clip.length_s - APART_S) / 2
        if room_s < SHORTEST_S:
            continue
        lengths = [round(v * RATE) / RATE for v in rng.uniform(SHORTEST_S, min(LONGEST_S, room_s), 2)]
        spare_s = clip.length_s - APART_S - sum(lengths)
        first = float(rng.uniform(0, spare_s))
        second = first + lengths[0] + APART_S + float(rng.uniform(0, spare_s - first))
        gaps = [round(v * RATE) / RATE for v in rng.uniform(1.5, 3.5, 3)]
        others = [other for other in clips if other is not clip]
        host = others[int(rng.integers(len(others)))]
        start = gaps[0]
        again = start + lengths[0] + gaps[1]
        shown = ((start, start + lengths[0], first), (again, again + lengths[1], second))
        name = f"{clip.path.stem}-twice-{seed}.mp4"
        if not (folder / name).exists():
            end_s = shown[1][1] + gaps[2]
            write(folder / name, _frames(clip, host, shown, end_s), rate=RATE, crf=CRF)
        yield Twice(name, str(clip.path), str(host.path), shown)


def _frames(
    clip: Clip, host: Clip, shown: tuple[tuple[float, float, float], ...], end_s: float
) -> Iterator[Picture]:
    scale = SIDE_PX / max(host.pictures[0].shape[:2])
    height, width = (round(side * scale / 2) * 2 for side in host.pictures[0].shape[:2])
    for number in range(round(end_s * RATE)):
        at_s = number / RATE
        within = [one for one in shown if one[0] - 1e-6 <= at_s < one[1] - 1e-6]
        if within:
            start, _, origin = within[0]
            picture = clip.at(origin + at_s - start)
            yield pictures.inside(picture, np.zeros((height, width, 3), np.uint8))
        else:
            yield pictures.resized(host.at(at_s % host.length_s), width, height)


def make_stills(paths: Sequence[Path], folder: Path, *, seed: int, max_s: float = 12.0) -> Iterator[Still]:
    """Take one frame of each master, crop it by 5 to 30 % and compress it as a photo."""
    for path in paths:
        clip = read(path, max_side_px=MAX_SIDE_PX, max_s=max_s)
        rng = _drawn(seed, "still", clip)
        at_s = float(rng.uniform(0, clip.length_s))
        picture = pictures.crop(rng)(clip.at(at_s), at_s)
        scale = float(rng.uniform(0.7, 1.3))
        height, width = (round(side * scale) for side in picture.shape[:2])
        quality = int(rng.integers(30, 75))
        name = f"{path.stem}-still-{seed}.jpg"
        done = pictures.resized(picture, width, height)
        cv2.imwrite(str(folder / name), done, [cv2.IMWRITE_JPEG_QUALITY, quality])
        yield Still(name, str(path), at_s)


def both_told(truth: Twice, matches: Sequence[Match]) -> bool:
    """Tell whether each stretch has an established match of its own, at its right time in the master."""
    right = [m for m in matches if m.reference == truth.master and m.moment is Moment.ESTABLISHED]
    owners = [[m for m in right if _is(m, stretch)] for stretch in truth.stretches]
    return all(owners) and len({id(m) for own in owners for m in own}) >= len(owners)


def _is(match: Match, stretch: tuple[float, float, float]) -> bool:
    start, end, origin = stretch
    mine, theirs = match.query_time, match.reference_time
    shared = min(end, float(mine.end_s)) - max(start, float(mine.start_s))
    apart = float(theirs.start_s) - origin - (float(mine.start_s) - start)
    return shared >= MIN_SHARE * max(end - start, float(mine.length_s)) and abs(apart) < PLACED_S


def still_told(truth: Still, matches: Sequence[Match]) -> tuple[bool, bool, bool]:
    """Tell whether a still is found at its master, whether at its time, and whether at another clip."""
    right = [m for m in matches if m.reference == truth.master]
    placed = any(abs(float(m.reference_time.start_s) - truth.at_s) < PLACED_S for m in right)
    return bool(right), placed, any(m.reference != truth.master for m in matches)


def _drawn(seed: int, kind: str, clip: Clip) -> Drawn:
    return np.random.default_rng(zlib.crc32(f"{seed}/{kind}/{clip.path.name}".encode()))
