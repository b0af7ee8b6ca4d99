"""Clips as pictures in memory, and pictures as clips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from benchmarks.footage.pictures import Picture

SUFFIXES = {".mp4", ".mov", ".mkv", ".webm", ".avi", ".ts", ".3gp"}
_TIME_BASE = Fraction(1, 90_000)


@dataclass(frozen=True, slots=True)
class Clip:
    """A window of a clip: pictures and when each is shown, in seconds from the first.

    length_s: until the last is gone. offset_s: when the window begins, from the clip's first frame.
    """

    path: Path
    offset_s: float
    pictures: list[Picture]
    times_s: list[float]
    length_s: float

    def at(self, at_s: float) -> Picture:
        """Return the picture shown at a time."""
        place = int(np.searchsorted(self.times_s, at_s + 1e-6, side="right")) - 1
        return self.pictures[min(max(place, 0), len(self.pictures) - 1)]


def clips_of(arguments: Iterable[Path]) -> list[Path]:
    """Return the clips among files and in folders (not in folders within), by name."""
    found: list[Path] = []
    for argument in arguments:
        inside = argument.iterdir() if argument.is_dir() else [argument]
        found += sorted(path for path in inside if path.suffix.lower() in SUFFIXES)
    return found


def read(path: Path, *, max_side_px: int, max_s: float, place: float = 0.0) -> Clip:
    """Decode a window of a clip, scaled down to fit.

    place: where the window lies, from 0 (at the beginning) to 1 (at the end).
    """
    pictures: list[Picture] = []
    times: list[float] = []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "SLICE"
        whole_s = container.duration / av.time_base if container.duration else 0.0
        origin, start_s = None, max(0.0, whole_s - max_s) * place
        for frame in container.decode(stream):
            if frame.pts is None or frame.time_base is None:
                continue
            at = float(frame.pts * frame.time_base)
            origin = at if origin is None else origin
            if at - origin < start_s:
                continue
            if times and at - times[0] >= max_s:
                break
            pictures.append(_scaled(frame, max_side_px))
            times.append(at)
    step = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 0.04
    shown = [at - times[0] for at in times]
    return Clip(path, times[0] - (origin or 0.0), pictures, shown, shown[-1] + step)


def _scaled(frame: av.VideoFrame, max_side_px: int) -> Picture:
    scale = min(1.0, max_side_px / max(frame.width, frame.height))
    width, height = (round(side * scale / 2) * 2 for side in (frame.width, frame.height))
    return np.asarray(frame.to_ndarray(format="bgr24", width=width, height=height), np.uint8)


def write(path: Path, pictures: Iterable[Picture], *, rate: int, crf: int, codec: str = "libx264") -> None:
    """Encode pictures of one size at a constant rate; the file is there whole or not at all."""
    draft = path.with_name(f"draft-{path.name}")
    with av.open(str(draft), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(crf), "preset": "veryfast"}
        stream.codec_context.thread_count = 1
        for number, picture in enumerate(pictures):
            if not number:
                stream.height, stream.width = picture.shape[:2]
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="bgr24")
            frame.pts, frame.time_base = round(number / rate / _TIME_BASE), _TIME_BASE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    draft.replace(path)
