"""Clips damaged at random, and the strangest that are not: each is watched in a process apart.

Watching may give footage of what can be read, or say why it cannot. It may not end the process, raise
anything else, take longer than `LIMIT_S`, or take the process beyond `LIMIT_MB`. Words on the screen are
not read here: that works on pictures, whatever file they came from.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import av
import numpy as np
from PIL import Image

LIMIT_S, LIMIT_MB = 600, 600
SIDE_PX, FRAMES, RATE = (320, 180), 48, 24
# name, codec of the pictures and its settings, codec of the sound
CONTAINERS: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("clip.mp4", "libx264", {"preset": "veryfast", "bf": "2"}, "aac"),
    ("clip.webm", "libvpx", {"deadline": "realtime"}, "libopus"),
    ("clip.mkv", "libx264", {"preset": "veryfast", "bf": "2"}, "aac"),
    ("clip.ts", "mpeg2video", {}, "mp2"),
)
_WATCHING = """
import sys
from pathlib import Path
from crossbearing.errors import Undecodable
from crossbearing.media import watch_all
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings
for row in sys.stdin:
    path = Path(row.rstrip("\\n"))
    try:
        settings = MediaSettings(max_text_frames=0)
        stream = watch_all(path, item=Digest("0" * 64), settings=settings).footage.stream
        told = f"footage, {stream.frames} frames, {float(stream.duration_s):.1f} s"
    except Undecodable as error:
        told = f"failure: {error}" if str(error) and error.next_step else "BARE FAILURE"
    except BaseException as error:
        told = f"RAISED {type(error).__name__}: {error}"
    # The peak that the system tells of a process's usage may be that of the one it was started from.
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    print(peak, told.replace("\\n", " "), flush=True)
"""


@dataclass
class Tally:
    """What became of the files. bad: those that broke the rules, with how."""

    outcomes: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    peak_mb: int = 0


class Watcher:
    """A process that watches one file after another; another takes its place when it is lost."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._told: Queue[str] = Queue()
        self._listening = Thread()

    def watch(self, path: Path) -> tuple[int, str]:
        """Return the process's peak of memory (MB) and what came of the file."""
        process = self._process = self._process or self._started()
        assert process.stdin is not None
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        try:
            row = self._told.get(timeout=LIMIT_S)
        except Empty:
            row = "0 HANGS"
        peak, _, told = (row or f"0 DIED with {process.wait()}").partition(" ")
        if told.startswith(("HANGS", "DIED")):
            self.close()
        return int(peak), told

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._listening.join()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr] # both were asked for
            self._process = None

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _WATCHING]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
        told: Queue[str] = Queue()
        self._told = told
        assert process.stdout is not None
        rows = process.stdout

        def listen() -> None:
            for row in rows:
                told.put(row.strip())
            told.put("")

        self._listening = Thread(target=listen, daemon=True)
        self._listening.start()
        return process


def drill(clips: list[Path], *, cuts: int, flips: int, seed: int) -> bool:
    """Watch every clip damaged, and what is strange; print what came of it. Returns whether all is well."""
    watcher = Watcher()
    well = True
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            made = clips or rendered(folder)
            for clip in made:
                rng = random.Random(f"{seed} {clip.name}")  # noqa: S311 - a drill, no secret
                damaged = list(damages(clip.read_bytes(), clip.suffix, rng, cuts=cuts, flips=flips))
                tally = tallied(watcher, damaged, folder)
                print(
                    f"{clip.name}: {len(damaged)} files, peak {tally.peak_mb} MB, {dict(tally.outcomes)}",
                    flush=True,
                )
                print(*tally.bad, sep="\n", end="\n" if tally.bad else "")
                well &= not tally.bad
            for path in [] if clips else strange(folder):
                peak, told = watcher.watch(path)
                print(f"{path.name}: {told[:150]}; peak {peak} MB", flush=True)
                well &= is_well(peak, told)
    finally:
        watcher.close()
    return well


def tallied(watcher: Watcher, damaged: list[tuple[str, str, bytes]], folder: Path) -> Tally:
    """Watch every damaged file, given as (how, name, bytes)."""
    tally = Tally()
    for how, name, data in damaged:
        path = folder / name
        path.write_bytes(data)
        peak, told = watcher.watch(path)
        path.unlink()
        tally.peak_mb = max(tally.peak_mb, peak)
        tally.outcomes[f"{how.split()[0]}: {told.split(',')[0].split(':')[0]}"] += 1
        if not is_well(peak, told):
            tally.bad.append(f"  {name} {how}: {told}; peak {peak} MB")
    return tally


def is_well(peak_mb: int, told: str) -> bool:
    """Tell whether what came of a file is footage, or a failure that says what to do."""
    return told.startswith(("footage", "failure: ")) and peak_mb <= LIMIT_MB


def damages(
    data: bytes, suffix: str, rng: random.Random, *, cuts: int, flips: int
) -> Iterator[tuple[str, str, bytes]]:
    """Yield (how, name, bytes): cut anywhere; with one byte changed; with 200 changed; under wrong names."""
    for _ in range(cuts):
        at = rng.randrange(len(data))
        yield f"cut at {at}", f"damaged{suffix}", data[:at]
    for _ in range(flips):
        at = rng.randrange(len(data))
        yield f"flipped at {at}", f"damaged{suffix}", flipped(data, [at], rng)
    for number in range(flips // 10):
        many = [rng.randrange(len(data)) for _ in range(200)]
        yield f"riddled {number}", f"damaged{suffix}", flipped(data, many, rng)
    for wrong in (".pdf", ".jpg", ".gif", ".mp3", ".mp4", ".m3u8", ""):
        yield "misnamed", f"damaged{wrong}", data


def flipped(data: bytes, places: list[int], rng: random.Random) -> bytes:
    """Return the bytes with those at some places changed."""
    changed = bytearray(data)
    for at in places:
        changed[at] ^= rng.randrange(1, 256)
    return bytes(changed)


def rendered(folder: Path) -> list[Path]:
    """Render two seconds of a moving scene, with sound, in every container."""
    pictures = scene()
    for name, codec, options, sound in CONTAINERS:
        # An MP4 whose index stands at its front can be read as far as it goes.
        front = {"movflags": "faststart"} if name.endswith(".mp4") else {}
        with av.open(str(folder / name), "w", options=front) as container:
            video: Any = container.add_stream(codec, rate=RATE, options=options)
            video.width, video.height = SIDE_PX
            video.pix_fmt = "yuv420p"
            audio: Any = container.add_stream(sound, rate=48_000, layout="mono")
            write(container, video, pictures)
            hum(container, audio, len(pictures) / RATE)
    frames = [Image.fromarray(picture) for picture in pictures[::4]]
    frames[0].save(folder / "clip.gif", save_all=True, append_images=frames[1:], duration=160)
    return [*(folder / name for name, *_ in CONTAINERS), folder / "clip.gif"]


def scene() -> list[np.ndarray[Any, np.dtype[np.uint8]]]:
    """Return a textured place over which the camera moves."""
    rng = np.random.default_rng(1)
    width, height = SIDE_PX
    coarse = rng.integers(0, 256, (height // 6, width // 6), np.uint8)
    ground = np.asarray(Image.fromarray(coarse).resize((2 * width, 2 * height), Image.Resampling.BICUBIC))
    return [ground[n : n + height, 2 * n : 2 * n + width].copy() for n in range(FRAMES)]


def write(container: Any, stream: Any, pictures: list[np.ndarray[Any, np.dtype[np.uint8]]]) -> None:  # noqa: ANN401 - PyAV
    """Encode pictures to the end."""
    for number, picture in enumerate(pictures):
        frame = av.VideoFrame.from_ndarray(picture, format="gray")
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def hum(container: Any, stream: Any, seconds: float) -> None:  # noqa: ANN401 - PyAV
    """Encode a tone that rises, to the end."""
    resampler = av.AudioResampler(
        format=stream.format, layout="mono", rate=48_000, frame_size=stream.frame_size or 1024
    )
    step = 48_000
    for start in range(0, round(seconds * step), step):
        at = np.arange(start, min(start + step, round(seconds * step))) / 48_000
        tone = (np.sin(2 * np.pi * (300 + 200 * at) * at) * 8000).astype(np.int16)
        piece = av.AudioFrame.from_ndarray(tone[None], format="s16", layout="mono")
        piece.sample_rate, piece.pts, piece.time_base = 48_000, start, Fraction(1, 48_000)
        for part in resampler.resample(piece):
            container.mux(stream.encode(part))
    for part in resampler.resample(None):
        container.mux(stream.encode(part))
    container.mux(stream.encode(None))


def strange(folder: Path) -> Iterator[Path]:
    """Yield clips that are whole, and that nobody expects."""
    makers: dict[str, Callable[[Path], None]] = {
        "no-frame.mkv": lambda path: clip_of(path, "mpeg4", (64, 64), 0),
        "one-frame.mp4": lambda path: clip_of(path, "libx264", (64, 64), 1),
        "wide.mkv": lambda path: clip_of(path, "ffv1", (100_000, 2), 3),
        "wide.png": lambda path: Image.new("L", (100_000, 2), 90).save(path),
        "hour.gif": hour_long,
        "endless-sound.ts": endless_sound,
        "sound-alone.mp4": sound_alone,
        "empty.mp4": Path.touch,
    }
    for name, make in makers.items():
        make(folder / name)
        yield folder / name


def clip_of(path: Path, codec: str, size: tuple[int, int], frames: int) -> None:
    """Write a clip of a size, of so many frames."""
    width, height = size
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=RATE)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        container.start_encoding()
        write(container, stream, [np.full((height, width), 40 * n + 40, np.uint8) for n in range(frames)])


def hour_long(path: Path) -> None:
    """Write an animation of an hour, ten frames a second."""
    frames = (Image.new("L", (96, 64), n * 37 % 256) for n in range(36_000))
    next(frames).save(path, save_all=True, append_images=frames, duration=100)


def endless_sound(path: Path) -> None:
    """Write a clip of one second whose sound goes on for two hours."""
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("mpeg2video", rate=RATE)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        audio: Any = container.add_stream("mp2", rate=48_000, layout="mono")
        audio.bit_rate = 32_000
        write(container, video, [np.full((64, 64), 9 * n, np.uint8) for n in range(RATE)])
        samples = 1152
        silence = av.AudioFrame.from_ndarray(np.zeros((1, samples), np.int16), format="s16", layout="mono")
        silence.sample_rate, silence.pts, silence.time_base = 48_000, 0, Fraction(1, 48_000)
        sounds = [bytes(packet) for packet in (*audio.encode(silence), *audio.encode(None))]
        for number in range(2 * 3600 * 48_000 // samples):
            packet = av.Packet(sounds[0])
            packet.stream, packet.time_base, packet.duration = audio, Fraction(1, 48_000), samples
            packet.pts = packet.dts = number * samples
            container.mux(packet)


def sound_alone(path: Path) -> None:
    """Write a minute of sound without a picture."""
    with av.open(str(path), "w") as container:
        hum(container, container.add_stream("aac", rate=48_000, layout="mono"), 60)
