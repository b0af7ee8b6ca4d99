"""The sound track's fingerprint: how loud 24 bands of pitch are, ten times a second.

It is kept beside the pictures' (240 bytes a second) and serves as second evidence only: two clips can
share a sound and no picture, such as a song, and a copy of pictures often has its sound replaced.

Times count from the first frame presented, so that a place in the sound is a place in the footage.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from crossbearing.errors import IndexStale, MediaError, Undecodable
from crossbearing.media.decode import open_container
from crossbearing.settings import MediaSettings

RATE_HZ = 10
BANDS = 24
LOWEST_HZ, HIGHEST_HZ = 200.0, 3500.0
_SAMPLES_HZ, _WINDOW = 8000, 2048
_HOP = _SAMPLES_HZ // RATE_HZ
_STEPS_PER_DB, _SILENT_DB = 2.5, -90.0
_BLOCK = 512
_MAX_GAP_S = 600
_MAGIC, _LAYOUT = b"XBSN", 1
_HEADER = struct.Struct("<4sHHiI")

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SoundPrint:
    """levels: N × 24, loudness in steps of 0.4 dB above −90 dB; start_s: when the first is heard."""

    levels: NDArray[np.uint8]
    start_s: float


def listen(path: Path, settings: MediaSettings, *, first_s: Fraction) -> bytes:
    """Return the fingerprint of a clip's first sound track; b"" where it has none that can be decoded.

    first_s: the file's own time of the first frame presented.
    """
    try:
        with open_container(path, settings) as container:
            if not container.streams.audio or container.streams.audio[0].codec_context is None:
                return b""
            return _pack(_listened(container, settings, float(first_s)))
    except (Undecodable, FFmpegError, ValueError, IndexError, MemoryError):
        return b""


def unpack_sound(data: bytes) -> SoundPrint | None:
    """Return the fingerprint that bytes hold; None for b"".

    Raises IndexStale: made by another version. Raises MediaError: not a fingerprint, or damaged.
    """
    if not data:
        return None
    if len(data) < _HEADER.size or data[:4] != _MAGIC:
        raise _damaged("they do not start like one")
    _, layout, bands, start_ms, count = _HEADER.unpack_from(data)
    if layout != _LAYOUT:
        raise IndexStale(
            "The sound fingerprint was made by another version of Crossbearing.",
            expected=f"layout {_LAYOUT}",
            actual=f"layout {layout}",
        )
    if bands != BANDS or len(data) != _HEADER.size + bands * count:
        raise _damaged("their length does not follow from their counts")
    levels = np.frombuffer(data, np.uint8, offset=_HEADER.size).reshape(count, bands)
    return SoundPrint(levels, start_ms / 1000)


def _pack(sound: SoundPrint | None) -> bytes:
    if sound is None or not len(sound.levels):
        return b""
    header = _HEADER.pack(_MAGIC, _LAYOUT, BANDS, round(sound.start_s * 1000), len(sound.levels))
    return header + sound.levels.tobytes()


def _listened(
    container: av.container.InputContainer, settings: MediaSettings, first_s: float
) -> SoundPrint | None:
    start_s: float | None = None
    parts: list[NDArray[np.uint8]] = []
    waiting: list[Samples] = []
    count = taken = 0
    for at_s, samples in _samples(container):
        if start_s is None:
            start_s = at_s
        if at_s - start_s > settings.max_watch_s:
            break
        # Where the track has a gap, silence stands for it, so that all after it keeps its time.
        missing = round((at_s - start_s) * _SAMPLES_HZ) - count
        if _HOP < missing < _MAX_GAP_S * _SAMPLES_HZ:
            samples = np.concatenate([np.zeros(missing, np.float32), samples])  # noqa: PLW2901 - the same stretch
        count += len(samples)
        waiting.append(samples)
        if count - taken >= _WINDOW + _BLOCK * _HOP:
            block = np.concatenate(waiting)
            levels = _levels(block)
            parts.append(levels)
            waiting = [block[len(levels) * _HOP :]]
            taken += len(levels) * _HOP
    if start_s is None:
        return None
    parts.append(_levels(np.concatenate([*waiting, np.zeros(_WINDOW, np.float32)])))
    # A window tells of its middle.
    return SoundPrint(np.concatenate(parts), start_s - first_s + _WINDOW / 2 / _SAMPLES_HZ)


def _samples(container: av.container.InputContainer) -> Iterator[tuple[float, Samples]]:
    """Yield (time in the file in seconds, mono samples); what is damaged is left out."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=_SAMPLES_HZ)
    packets = iter(container.demux(container.streams.audio[0]))
    at_s = 0.0
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            for frame in packet.decode():
                at_s = float(frame.time) if frame.time is not None else at_s
                frame.pts = None
                for heard in resampler.resample(frame):
                    samples = np.asarray(heard.to_ndarray().ravel(), np.float32)
                    yield at_s, samples
                    at_s += len(samples) / _SAMPLES_HZ
        except EOFError:
            return
        except FFmpegError:
            continue


def _levels(samples: Samples) -> NDArray[np.uint8]:
    """Return how loud each band is in every window that the samples fill."""
    count = 1 + (len(samples) - _WINDOW) // _HOP
    if count < 1:
        return np.zeros((0, BANDS), np.uint8)
    windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP][:count]
    spectrum = np.abs(np.fft.rfft(windows * np.hanning(_WINDOW).astype(np.float32), axis=1)) ** 2
    edges = np.geomspace(LOWEST_HZ, HIGHEST_HZ, BANDS + 1) * _WINDOW / _SAMPLES_HZ
    first = np.round(edges[:-1]).astype(int)
    last = np.maximum(first + 1, np.round(edges[1:]).astype(int))
    energy = np.stack([spectrum[:, a:b].mean(1) for a, b in zip(first, last, strict=True)], axis=1)
    decibels = 10 * np.log10(np.maximum(energy / (_WINDOW * _WINDOW / 16), 1e-12))
    steps = np.round((np.nan_to_num(decibels) - _SILENT_DB) * _STEPS_PER_DB)
    return np.asarray(np.clip(steps, 0, 255), np.uint8)


def _damaged(reason: str) -> MediaError:
    return MediaError(
        f"These bytes are not a sound fingerprint: {reason}.",
        expected="a fingerprint of a sound track",
        actual=reason,
        next_step="Run `crossbearing verify` on the case, then `crossbearing examine` to watch it again.",
    )
