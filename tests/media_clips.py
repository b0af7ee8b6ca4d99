"""Clips rendered for tests: a textured place seen by a camera, with things that move in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Pictures = list[NDArray[np.uint8]]
RATE = 12


def place(seed: int, side: int = 480) -> NDArray[np.uint8]:
    """A landscape of discs: corners everywhere, no two alike."""
    rng = np.random.default_rng(seed)
    ground = np.full((side, side), 120, np.uint8)
    for _ in range(700):
        x, y = (int(v) for v in rng.integers(0, side, 2))
        cv2.circle(ground, (x, y), int(rng.integers(4, 40)), int(rng.integers(20, 235)), -1, cv2.LINE_AA)
    return ground


def filmed(
    seed: int,
    *,
    seconds: float = 5.0,
    start_s: float = 0.0,
    moving: int = 4,
    pan: float = 0.0,
    rate: int = RATE,
) -> Pictures:
    """Film a place: `moving` discs cross it on paths of their own, the camera pans `pan` pixels a second."""
    ground = place(seed)
    rng = np.random.default_rng(seed + 1000)
    paths = rng.uniform(0, 6.28, (max(1, moving), 4))
    pictures = []
    for number in range(round(seconds * rate)):
        t = start_s + number / rate
        scene = ground.copy()
        for a, b, c, d in paths[:moving]:
            x = 200 + 130 * np.sin(a + (0.9 + b / 6) * t) + 30 * np.sin(3.1 * t + d)
            y = 150 + 80 * np.sin(c + (0.7 + d / 6) * t) + 20 * np.sin(4.3 * t + a)
            cv2.circle(scene, (round(x), round(y)), 22, 250, -1, cv2.LINE_AA)
            cv2.circle(scene, (round(x), round(y)), 9, 10, -1, cv2.LINE_AA)
        left = round(40 + pan * t)
        pictures.append(scene[60:240, left : left + 320].copy())
    return pictures


def encode(
    path: Path,
    pictures: Pictures,
    *,
    rate: int = RATE,
    times: Sequence[Fraction] | None = None,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    crf: int = 26,
    prepare: Callable[[Any, Any], None] | None = None,
) -> Path:
    """Write pictures as a clip. times: presentation times in seconds, for a variable rate."""
    height, width = pictures[0].shape[:2]
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, pix_fmt
        stream.options = {"crf": str(crf), "preset": "ultrafast"} if codec == "libx264" else {}
        stream.codec_context.time_base = Fraction(1, 1200)
        if prepare is not None:
            prepare(container, stream)
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="gray")
            at_s = times[number] if times is not None else Fraction(number, rate)
            frame.pts, frame.time_base = round(at_s * 1200), Fraction(1, 1200)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def captioned(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put a caption and a logo on a picture."""
    shown = picture.copy()
    cv2.rectangle(shown, (0, 145), (320, 172), 30, -1)
    cv2.putText(shown, "A CAPTION", (12, 165), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 2)
    cv2.circle(shown, (285, 30), 20, 255, -1)
    return shown


def noisy(picture: NDArray[np.uint8], strength: float) -> NDArray[np.uint8]:
    """Add grain."""
    grain = np.random.default_rng(9).normal(size=picture.shape) * strength
    return (picture + grain).clip(0, 255).astype(np.uint8)


def scaled(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Scale a picture."""
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def barred(picture: NDArray[np.uint8], bar: int) -> NDArray[np.uint8]:
    """Put black bars above and below."""
    return np.asarray(cv2.copyMakeBorder(picture, bar, bar, 0, 0, cv2.BORDER_CONSTANT), np.uint8)
