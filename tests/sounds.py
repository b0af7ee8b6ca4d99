"""Clips with a sound track, rendered for tests: notes that come and go, by a seed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from tests.media_clips import RATE, Pictures

SAMPLES_HZ = 16_000


def played(seed: int, seconds: float) -> NDArray[np.float32]:
    """Play notes of varying length and loudness, over a little noise."""
    rng = np.random.default_rng(seed)
    sound = rng.normal(0, 0.01, round(seconds * SAMPLES_HZ))
    at = 0
    while at < len(sound):
        length = min(round(rng.uniform(0.1, 0.5) * SAMPLES_HZ), len(sound) - at)
        times = np.arange(length) / SAMPLES_HZ
        for pitch in rng.uniform(220, 3000, 3):
            sound[at : at + length] += (
                rng.uniform(0.05, 0.25) * np.sin(2 * np.pi * pitch * times) * np.exp(-4 * times)
            )
        at += length
    return np.asarray(sound, np.float32)


def sounding(
    path: Path, pictures: Pictures, sound: NDArray[np.float32], *, rate: int = RATE, late_s: float = 0.0
) -> Path:
    """Write pictures and sound as a clip. late_s: how long after the first picture the sound starts."""
    height, width = pictures[0].shape[:2]
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("libx264", rate=rate)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        video.options = {"crf": "26", "preset": "ultrafast"}
        audio: Any = container.add_stream("aac", rate=SAMPLES_HZ, layout="mono")
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="gray")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for start in range(0, len(sound) - 1023, 1024):
            piece = av.AudioFrame.from_ndarray(
                sound[None, start : start + 1024], format="fltp", layout="mono"
            )
            piece.sample_rate = SAMPLES_HZ
            piece.pts, piece.time_base = start + round(late_s * SAMPLES_HZ), Fraction(1, SAMPLES_HZ)
            container.mux(audio.encode(piece))
        container.mux(audio.encode(None))
    return path
