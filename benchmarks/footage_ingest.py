"""Print what watching a clip costs against decoding it and doing nothing, in one run.

    python benchmarks/footage_ingest.py [--turns N] [--hours H] [--vpdq PYTHON] [CLIP…]

Without clips: those of examples/clips, if they are rendered, or else one rendered here. Bare decoding (the
same library, the same number of threads), watching and watching quickly run in turns; the figures are
medians. `share` is how fast watching is, bare decoding being 1: by the clock, and by the processor's time,
which other work on the machine does not disturb and which is the lower bound of the first on any number of
cores. On-screen text is read after watching, at a bounded number of frames: its cost stands apart.

--vpdq names a Python that has the package vpdq: its hashes at one frame a second then take turns too, and
`vPDQ ÷` is how many times as fast watching is, by the clock.

--hours H: also watch the first clip repeated, without a new encoding, until it is H hours long, in a process
of its own, and print its time and its peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import av
import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.footage import peers
from benchmarks.footage.threads import as_the_command_does

from crossbearing.media import watch, watch_all
from crossbearing.media.decode import open_clip
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

EXAMPLES = Path(__file__).parents[1] / "examples" / "clips"
SETTINGS = MediaSettings()
NOBODY = Digest("0" * 64)
HEADER = ("clip", "seconds", "decode", "watch", "share", "by cpu", "quick ×", "text", "bytes/s", "vPDQ ÷")


def main(arguments: list[str]) -> None:
    """Measure each clip and print one line for it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("clips", nargs="*", type=Path)
    asked.add_argument("--turns", type=int, default=5)
    asked.add_argument("--hours", type=float, default=0)
    asked.add_argument("--vpdq", type=Path, help="a Python that has vpdq")
    asked.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args(arguments)
    if options.alone:
        print(watched_alone(options.clips[0]))
        return
    with tempfile.TemporaryDirectory() as folder:
        clips = options.clips or sorted(EXAMPLES.glob("*.mp4")) or [rendered(Path(folder) / "rendered.mp4")]
        print(f"{HEADER[0]:32}" + "".join(f"{name:>9}" for name in HEADER[1:]))
        for clip in clips:
            print(measured(clip, options.turns, options.vpdq))
        if options.hours:
            long = repeated(clips[0], Path(folder) / "long.mp4", options.hours * 3600)
            command = [sys.executable, __file__, "--alone", str(long)]
            print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())


def measured(clip: Path, turns: int, vpdq: Path | None) -> str:
    """Return the line for one clip."""
    decode, watched, quick, text, peer = [], [], [], [], []
    quickly = replace(SETTINGS, quick=True)
    for _ in range(turns):
        decode.append(seconds(lambda: bare_decode(clip)))
        watched.append(seconds(lambda: watch(clip, item=NOBODY, settings=SETTINGS)))
        quick.append(seconds(lambda: watch(clip, item=NOBODY, settings=quickly)))
        if vpdq:
            peer.append(peers.vpdq_hashing_s(vpdq, clip))
    text.append(seconds(lambda: watch_all(clip, item=NOBODY, settings=SETTINGS)))
    footage = watch(clip, item=NOBODY, settings=SETTINGS)
    length_s = float(footage.stream.duration_s)
    wall = [median(run[0] for run in runs) for runs in (decode, watched, quick)]
    cpu = [median(run[1] for run in runs) for runs in (decode, watched, quick)]
    values = (
        f"{length_s:9.1f}{wall[0]:9.2f}{wall[1]:9.2f}{wall[0] / wall[1]:9.2f}{cpu[0] / cpu[1]:9.2f}"
        f"{cpu[1] / cpu[2]:9.1f}{max(0.0, text[0][0] - wall[1]):9.2f}"
        f"{(len(footage.fingerprint) + len(footage.sound)) / max(length_s, 1e-9):9.0f}"
        + (f"{median(peer) / wall[1]:9.2f}" if peer else f"{'-':>9}")
    )
    return f"{clip.name:32.32}{values}"


def bare_decode(clip: Path) -> None:
    """Decode every frame, as watching does, and drop it."""
    with open_clip(clip, SETTINGS) as opened:
        for _ in opened.raw_frames():
            pass


def seconds(run: Callable[[], object]) -> tuple[float, float]:
    """Return how long a run takes, by the clock and by the processor."""
    start, start_cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - start, time.process_time() - start_cpu


def repeated(clip: Path, path: Path, length_s: float) -> Path:
    """Write a clip over and over, packet by packet, until it is so long."""
    with av.open(str(path), "w") as target:
        stream, shift, last = None, 0, 0
        while stream is None or last * float(stream.time_base or 0) < length_s:
            with av.open(str(clip)) as source:
                pictures = source.streams.video[0]
                if stream is None:
                    stream = target.add_stream_from_template(pictures)
                    stream.time_base = pictures.time_base
                for packet in source.demux(pictures):
                    if packet.pts is None or packet.dts is None:
                        continue
                    last = max(last, packet.pts + shift + (packet.duration or 1))
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = stream
                    target.mux(packet)
            shift = last
    return path


def watched_alone(clip: Path) -> str:
    """Watch one clip with all there is to it; return what it took."""
    start = time.perf_counter()
    seen = watch_all(clip, item=NOBODY, settings=SETTINGS)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stream = seen.footage.stream
    return (
        f"{float(stream.duration_s) / 3600:.2f} h ({stream.frames:,} frames): {took:.0f} s,"
        f" {float(stream.duration_s) / took:.0f} × realtime, text included; peak {peak:.0f} MB"
    )


def rendered(path: Path) -> Path:
    """Render ten seconds of 1280 × 720: a slow pan over a landscape of discs, with grain."""
    rng = np.random.default_rng(1)
    ground = np.full((900, 1700), 120, np.uint8)
    for _ in range(1500):
        x, y, radius, tone = (int(v) for v in rng.integers((0, 0, 4, 20), (1700, 900, 60, 235)))
        cv2.circle(ground, (x, y), radius, tone, -1, cv2.LINE_AA)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        stream.options = {"preset": "veryfast"}
        for number in range(250):
            view = ground[number // 4 : number // 4 + 720, number : number + 1280]
            grain = rng.integers(0, 8, view.shape, np.uint8)
            frame = av.VideoFrame.from_ndarray(np.asarray(cv2.add(view, grain), np.uint8), format="gray")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


if __name__ == "__main__":
    as_the_command_does()
    main(sys.argv[1:])
