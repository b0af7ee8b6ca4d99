"""Print what watching a clip costs against decoding it and doing nothing, in one run.

    python benchmarks/footage_ingest.py [CLIP…]

Without arguments: the clips of examples/clips, if they are rendered, or else one rendered here. Both
run in turns, three times, with the same number of threads; the ratio is that of the fastest times.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import av
import cv2
import numpy as np

from crossbearing.media import watch
from crossbearing.media.decode import open_clip
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

EXAMPLES = Path(__file__).parents[1] / "examples" / "clips"
TURNS = 3
SETTINGS = MediaSettings()


def main(arguments: list[str]) -> None:
    """Measure each clip and print one line for it."""
    with tempfile.TemporaryDirectory() as folder:
        clips = [Path(argument) for argument in arguments] or sorted(EXAMPLES.glob("*.mp4"))
        print(f"{'clip':40} {'seconds':>8} {'decode':>8} {'watch':>8} {'ratio':>6} {'bytes/s':>8}")
        for clip in clips or [rendered(Path(folder) / "rendered.mp4")]:
            print(measured(clip))


def measured(clip: Path) -> str:
    """Return the line for one clip."""
    decode, watched = [], []
    for _ in range(TURNS):
        decode.append(seconds(lambda: bare_decode(clip)))
        watched.append(seconds(lambda: watch(clip, item=Digest("0" * 64), settings=SETTINGS)))
    footage = watch(clip, item=Digest("0" * 64), settings=SETTINGS)
    length_s = float(footage.stream.duration_s)
    ratio = min(watched) / min(decode)
    rate = len(footage.fingerprint) / max(length_s, 1e-9)
    return (
        f"{clip.name:40.40} {length_s:8.1f} {min(decode):8.2f} {min(watched):8.2f} {ratio:6.2f} {rate:8.0f}"
    )


def bare_decode(clip: Path) -> None:
    """Decode every frame, as watching does, and drop it."""
    with open_clip(clip, SETTINGS) as opened:
        for _ in opened.raw_frames():
            pass


def seconds(run: Callable[[], object]) -> float:
    """Return how long a run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


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
    main(sys.argv[1:])
