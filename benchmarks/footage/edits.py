"""Edits drawn at random: what is done to a clip's time and pictures, and where it is then found.

Everything is drawn from one seed, the number of the draw, the kind and the clip's name, so that the same
command gives the same edits, whatever else is made beside them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from benchmarks.footage import pictures
from benchmarks.footage.clips import Clip
from benchmarks.footage.pictures import Drawn, Picture, Step

KINDS = (
    "recompress",
    "resize",
    "crop",
    "bars",
    "overlay",
    "mirror",
    "rotate",
    "colour",
    "speed",
    "excerpt",
    "inset",
    "upright",
    "splice",
    "filmed",
    "combined",
)
_STEPS: dict[str, Callable[[Drawn], Step]] = {
    "crop": pictures.crop,
    "bars": pictures.bars,
    "overlay": pictures.overlay,
    "mirror": pictures.mirror,
    "rotate": pictures.rotate,
    "colour": pictures.colour,
    "upright": pictures.upright,
    "filmed": pictures.filmed,
}
_ORDER = ("mirror", "crop", "rotate", "colour", "overlay", "inset", "bars", "upright", "filmed")
_COMBINED = 3
_FRAMES = ("inset", "bars", "upright")
"""A combined edit has one of these at most: a clip is put into one other frame."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A drawn edit of `master`, and where its stretch lies in both.

    kinds: what was drawn: one, or three for a combined one. host: the clip around or behind it.
    start_s, end_s: the stretch in the edit; from_s, until_s: in the master. speed: its seconds a
    second of the edit. rate: frames a second. crf: of the encoder. side_px: the longer side.
    """

    master: Clip
    host: Clip | None
    kind: str
    kinds: tuple[str, ...]
    start_s: float
    end_s: float
    from_s: float
    until_s: float
    speed: float
    after_s: float
    rate: int
    crf: int
    side_px: int
    seed: int

    @property
    def mirrored(self) -> bool:
        """Whether left and right are exchanged."""
        return "mirror" in self.kinds

    def frames(self) -> Iterator[Picture]:
        """Yield the pictures of the edit, all of one size."""
        rng = np.random.default_rng(self.seed + 1)
        steps = [self._step(kind, rng) for kind in _ORDER if kind in self.kinds]
        size: tuple[int, int] | None = None
        for number in range(round((self.end_s + self.after_s) * self.rate)):
            at_s = number / self.rate
            if self.host is not None and "splice" in self.kinds and not self._within(at_s):
                picture = self.host.at(at_s % self.host.length_s)
                size = size or _even(picture, self.side_px)
                yield pictures.resized(picture, *size)
                continue
            picture = self.master.at(self.from_s + (at_s - self.start_s) * self.speed)
            for step in steps:
                picture = step(picture, at_s)
            size = size or _even(picture, self.side_px)
            shown = np.zeros((size[1], size[0], 3), np.uint8)
            yield (
                pictures.inside(picture, shown)
                if "splice" in self.kinds
                else pictures.resized(picture, *size)
            )

    def _within(self, at_s: float) -> bool:
        return self.start_s - 1e-6 <= at_s < self.end_s - 1e-6

    def _step(self, kind: str, rng: Drawn) -> Step:
        if kind != "inset":
            return _STEPS[kind](rng)
        host = self.host
        assert host is not None  # it was drawn along with the inset
        return pictures.inset(rng, lambda at_s: host.at(at_s % host.length_s))


def draw(master: Clip, others: list[Clip], kind: str, *, seed: int, number: int) -> Edit:
    """Draw an edit of a kind. others: clips that may lie around or behind it."""
    own_seed = zlib.crc32(f"{seed}/{number}/{kind}/{master.path.name}".encode())
    rng = np.random.default_rng(own_seed)
    kinds = _combined(rng) if kind == "combined" else (kind,)
    speed = float(rng.choice([rng.uniform(0.8, 0.95), rng.uniform(1.05, 1.3)])) if "speed" in kinds else 1.0
    rate = int(rng.choice([24, 25, 30]))
    length_s = master.length_s
    if "splice" in kinds:
        length_s = min(length_s, rng.uniform(3, 6) * speed)
    elif "excerpt" in kinds:
        length_s = min(length_s, rng.uniform(3, max(3.01, min(10, 0.7 * master.length_s))) * speed)
    from_s = float(rng.uniform(0, master.length_s - length_s)) if length_s < master.length_s else 0.0
    start_s = after_s = 0.0
    if "splice" in kinds:
        start_s, after_s = (round(v * rate) / rate for v in rng.uniform(2, 6, 2))
    return Edit(
        master=master,
        host=others[int(rng.integers(len(others)))] if {"splice", "inset"} & set(kinds) else None,
        kind=kind,
        kinds=kinds,
        start_s=start_s,
        end_s=start_s + round(length_s / speed * rate) / rate,
        from_s=from_s,
        until_s=from_s + length_s,
        speed=speed,
        after_s=after_s,
        rate=rate,
        crf=int(rng.integers(30, 37)) if "recompress" in kinds else int(rng.integers(20, 31)),
        side_px=int(rng.integers(240, 400)) if "resize" in kinds else int(rng.choice([426, 480, 560])),
        seed=own_seed,
    )


def _combined(rng: Drawn) -> tuple[str, ...]:
    """Draw three kinds that can be done at once."""
    possible = [kind for kind in KINDS if kind not in {"recompress", "combined"}]
    while True:
        kinds = tuple(sorted(str(k) for k in rng.choice(possible, _COMBINED, replace=False)))
        if sum(kind in _FRAMES for kind in kinds) <= 1:
            return kinds


def _even(picture: Picture, side_px: int) -> tuple[int, int]:
    """Return width and height, both even, with the longer side given."""
    scale = side_px / max(picture.shape[:2])
    return tuple(max(2, round(v * scale / 2) * 2) for v in (picture.shape[1], picture.shape[0]))
