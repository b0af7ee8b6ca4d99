"""Rendered footage of kinds that are hard to tell apart: places, studios, fades, black, cards, noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from benchmarks.footage.clips import write
from benchmarks.footage.pictures import Drawn, Picture

RATE = 25
WIDTH, HEIGHT = 480, 270


def render_places(folder: Path, count: int = 4, length_s: float = 10.0) -> list[Path]:
    """Render places in which things move, for a run without clips of one's own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"place-{number}.mp4"
        write(path, place(np.random.default_rng(number), length_s), rate=RATE, crf=22)
        paths.append(path)
    return paths


def place(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """Render a landscape of discs, in which some move, under a camera that pans slowly."""
    ground = _leaves(rng, WIDTH + 200, HEIGHT + 60)
    paths = rng.uniform(0, 6.28, (6, 4))
    pan = rng.uniform(-12, 12)
    for number in range(round(length_s * RATE)):
        t = number / RATE
        scene = ground.copy()
        for a, b, c, d in paths:
            x = 340 + 220 * np.sin(a + (0.5 + b / 8) * t) + 40 * np.sin(2.1 * t + d)
            y = 160 + 90 * np.sin(c + (0.4 + d / 8) * t)
            cv2.circle(scene, (round(x), round(y)), 20, (20, 20, 230), -1, cv2.LINE_AA)
            cv2.circle(scene, (round(x), round(y)), 8, (240, 240, 240), -1, cv2.LINE_AA)
        left = round(100 + pan * t) % 200
        yield scene[30 : 30 + HEIGHT, left : left + WIDTH]


def _leaves(rng: Drawn, width: int, height: int) -> Picture:
    """Randomly overlapping discs: their statistics are those of natural pictures."""
    ground = np.full((height, width, 3), 120, np.uint8)
    for _ in range(1200):
        x, y, radius = (int(v) for v in rng.integers((0, 0, 3), (width, height, 36)))
        cv2.circle(ground, (x, y), radius, tuple(int(v) for v in rng.integers(20, 235, 3)), -1, cv2.LINE_AA)
    return ground


def fade(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """Render a picture that comes out of black and goes back into it."""
    ground = _leaves(rng, WIDTH, HEIGHT)
    for number in range(round(length_s * RATE)):
        light = np.sin(np.pi * number / (length_s * RATE))
        yield (ground * light).astype(np.uint8)


def black(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """Black, or all but, with some noise and at times a line of small text."""
    words, level = _words(rng, 4), int(rng.integers(0, 20))
    for _ in range(round(length_s * RATE)):
        picture = np.full((HEIGHT, WIDTH, 3), level, np.uint8)
        if level % 2:
            cv2.putText(
                picture, words, (30, HEIGHT - 30), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (90, 90, 90), 1, cv2.LINE_AA
            )
        yield _noisy(picture, rng, 3)


def studio(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """One studio with one turning logo and one lower third; the speaker moves, the words change."""
    ground = cv2.GaussianBlur(_leaves(np.random.default_rng(7), WIDTH, HEIGHT), (0, 0), 2)
    cv2.rectangle(ground, (0, 200), (WIDTH, HEIGHT), (60, 40, 110), -1)
    paths, words, coat = (
        rng.uniform(0, 6.28, 6),
        _words(rng, 3),
        tuple(int(v) for v in rng.integers(30, 200, 3)),
    )
    for number in range(round(length_s * RATE)):
        t = number / RATE
        picture = np.asarray(ground.copy(), np.uint8)
        x = 240 + 6 * np.sin(1.3 * t + paths[0]) + 3 * np.sin(3.7 * t + paths[1])
        y = 110 + 3 * np.sin(2.2 * t + paths[2])
        cv2.ellipse(picture, (round(x), 215), (75, 70), 0, 180, 360, coat, -1, cv2.LINE_AA)
        cv2.ellipse(picture, (round(x), round(y)), (30, 40), 0, 0, 360, (150, 170, 220), -1, cv2.LINE_AA)
        gape = 3 + abs(round(5 * np.sin(7 * t + paths[3])))
        cv2.ellipse(picture, (round(x), round(y) + 18), (9, gape), 0, 0, 360, (40, 40, 120), -1, cv2.LINE_AA)
        _third(picture, words)
        cv2.ellipse(picture, (445, 30), (18, 18), 90 * t, 0, 270, (30, 220, 240), -1, cv2.LINE_AA)
        yield _noisy(picture, rng, 2)


def _third(picture: Picture, words: str) -> None:
    """Draw the lower third of a channel onto a picture."""
    cv2.rectangle(picture, (20, 205), (460, 255), (40, 30, 160), -1)
    cv2.rectangle(picture, (20, 205), (60, 255), (240, 240, 240), -1)
    cv2.putText(picture, "ONE", (24, 236), cv2.FONT_HERSHEY_DUPLEX, 0.5, (40, 30, 160), 1, cv2.LINE_AA)
    cv2.putText(picture, words, (70, 237), cv2.FONT_HERSHEY_DUPLEX, 0.7, (240, 240, 240), 1, cv2.LINE_AA)


def card(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """Render a title card of one house: the words differ, and come in one after another."""
    shade = np.linspace(120, 30, HEIGHT, dtype=np.uint8)[:, None, None]
    ground = np.broadcast_to(shade * np.array([1, 0.5, 0.3]), (HEIGHT, WIDTH, 3)).astype(np.uint8)
    lines = [_words(rng, 3) for _ in range(4)]
    for number in range(round(length_s * RATE)):
        picture = ground.copy()
        cv2.rectangle(picture, (30, 30), (WIDTH - 30, HEIGHT - 30), (200, 200, 200), 2)
        shown = 1 + int(4 * number / (length_s * RATE))
        for place, words in enumerate(lines[:shown]):
            at = (55, 85 + 40 * place)
            cv2.putText(picture, words, at, cv2.FONT_HERSHEY_DUPLEX, 0.8, (255, 255, 255), 1, cv2.LINE_AA)
        yield picture


def noise(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """Snow, as from a receiver without a signal."""
    grain = int(rng.integers(1, 5))
    for _ in range(round(length_s * RATE)):
        snow = rng.integers(0, 256, (HEIGHT // grain + 1, WIDTH // grain + 1), dtype=np.uint8)
        large = cv2.resize(snow, (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST)
        yield np.asarray(cv2.cvtColor(large, cv2.COLOR_GRAY2BGR), np.uint8)


def test_card(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """Colour bars with a clock: the same card, another time."""
    bars = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for place, tone in enumerate(
        ((200, 200, 200), (0, 200, 200), (200, 200, 0), (0, 200, 0), (200, 0, 200), (0, 0, 200))
    ):
        bars[: HEIGHT * 3 // 4, place * 80 : (place + 1) * 80] = tone
    start = int(rng.integers(0, 86_000))
    for number in range(round(length_s * RATE)):
        picture = bars.copy()
        minutes, seconds = divmod(start + number // RATE, 60)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        cv2.putText(picture, clock, (140, 245), cv2.FONT_HERSHEY_DUPLEX, 1.4, (255, 255, 255), 2, cv2.LINE_AA)
        yield picture


def street(rng: Drawn, length_s: float) -> Iterator[Picture]:
    """One fixed camera over one street: the cars that pass, all alike, differ in when they do."""
    ground = _leaves(np.random.default_rng(11), WIDTH, HEIGHT)
    cv2.rectangle(ground, (0, 120), (WIDTH, 200), (90, 90, 90), -1)
    starts, speeds = rng.uniform(-900, 480, 5), rng.uniform(70, 150, 5)
    for number in range(round(length_s * RATE)):
        picture = np.asarray(ground.copy(), np.uint8)
        for lane, (start, speed) in enumerate(zip(starts, speeds, strict=True)):
            x, y = round(start + speed * number / RATE), 130 + 32 * (lane % 2)
            cv2.rectangle(picture, (x, y), (x + 60, y + 26), (40, 40, 200), -1)
            cv2.rectangle(picture, (x + 15, y + 4), (x + 45, y + 22), (220, 220, 220), -1)
        yield _noisy(picture, rng, 2)


def _noisy(picture: Picture, rng: Drawn, spread: float) -> Picture:
    grain = rng.standard_normal(picture.shape, np.float32) * np.float32(spread)
    return (picture + grain).clip(0, 255).astype(np.uint8)


def _words(rng: Drawn, count: int) -> str:
    return " ".join("".join(chr(65 + int(c)) for c in rng.integers(0, 26, 5)) for _ in range(count))


Scene = Callable[[Drawn, float], Iterator[Picture]]
HARD: tuple[Scene, ...] = (place, fade, black, studio, card, noise, test_card, street)


def render_hard(folder: Path, *, seed: int, each: int, length_s: float = 6.0) -> list[Path]:
    """Render `each` clips of every hard kind; no two of them show the same moment."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for scene in HARD:
        for number in range(each):
            path = folder / f"{scene.__name__}-{seed}-{number}.mp4"
            if not path.exists():
                write(path, scene(np.random.default_rng((seed, number)), length_s), rate=RATE, crf=23)
            paths.append(path)
    return paths
