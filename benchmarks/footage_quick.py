"""Print what watching by keyframes alone loses: excerpts of clips found at their right place, by length.

    python benchmarks/footage_quick.py CLIP…

Of each clip, excerpts of 3, 5, 10 and 20 seconds are cut at drawn places (the seed is fixed), made smaller
and encoded anew at a middling quality, with a keyframe at most every 2 or 10 seconds. Clip and excerpt are
watched in full and quickly, and compared. `found` counts excerpts for which any match with their clip is
given, `placed` those matched at the right time to a second.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.footage.threads import as_the_command_does

from crossbearing.media import find_matches, watch
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage
from crossbearing.settings import MediaSettings

LENGTHS_S = (3, 5, 10, 20)
KEY_INTERVALS_S = (2, 10)
FULL = MediaSettings(sound=False)
QUICK = replace(FULL, quick=True)
SIDE_PX = 640
NEAR_S = 1.0


def main(arguments: list[str] | None = None) -> None:
    """Print one line for each length of excerpt and interval of keyframes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clips", nargs="+", type=Path)
    asked = parser.parse_args(arguments)
    rng = np.random.default_rng(11)
    counts: Counter[tuple[int, int, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for clip in asked.clips:
            whole = {name: seen(clip, settings) for name, settings in (("full", FULL), ("quick", QUICK))}
            for length_s in LENGTHS_S:
                room_s = float(whole["full"].stream.duration_s) - length_s
                if room_s <= 0:
                    continue
                start_s = float(rng.uniform(0, room_s))
                for interval_s in KEY_INTERVALS_S:
                    part = excerpt(clip, Path(folder) / "part.mp4", start_s, length_s, interval_s)
                    counts[length_s, interval_s, "of"] += 1
                    for name, settings in (("full", FULL), ("quick", QUICK)):
                        found, placed = judged(seen(part, settings), whole[name], start_s, settings)
                        counts[length_s, interval_s, f"{name} found"] += found
                        counts[length_s, interval_s, f"{name} placed"] += placed
    names = ("of", "full found", "full placed", "quick found", "quick placed")
    print(f"{'excerpt s':>10}{'keys every s':>14}" + "".join(f"{name:>14}" for name in names))
    for length_s in LENGTHS_S:
        for interval_s in KEY_INTERVALS_S:
            row = "".join(f"{counts[length_s, interval_s, name]:14}" for name in names)
            print(f"{length_s:10}{interval_s:14}{row}")


def seen(path: Path, settings: MediaSettings) -> Footage:
    """Watch a clip."""
    return watch(path, item=Digest(path.name), settings=settings)


def judged(query: Footage, reference: Footage, start_s: float, settings: MediaSettings) -> tuple[bool, bool]:
    """Tell whether the excerpt is found, and whether where it was cut from."""
    matches = find_matches(query, reference, settings=settings)
    apart = (float(match.reference_time.start_s - match.query_time.start_s) - start_s for match in matches)
    return bool(matches), any(abs(one) < NEAR_S for one in apart)


def excerpt(clip: Path, path: Path, start_s: float, length_s: int, interval_s: int) -> Path:
    """Cut an excerpt and encode it anew."""
    with av.open(str(clip)) as source, av.open(str(path), "w") as target:
        pictures = source.streams.video[0]
        rate = pictures.average_rate or Fraction(25)
        scale = min(1.0, SIDE_PX / max(pictures.width, pictures.height))
        stream = target.add_stream("libx264", rate=rate)
        stream.width, stream.height = (
            round(side * scale) // 2 * 2 for side in (pictures.width, pictures.height)
        )
        stream.pix_fmt = "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "28", "g": str(round(rate * interval_s))}
        number = 0
        for frame in source.decode(pictures):
            if frame.time is None or frame.time < start_s:
                continue
            if frame.time >= start_s + length_s:
                break
            small = frame.reformat(width=stream.width, height=stream.height, format="yuv420p")
            small.pts, small.time_base = number, 1 / rate
            number += 1
            target.mux(stream.encode(small))
        target.mux(stream.encode(None))
    return path


if __name__ == "__main__":
    as_the_command_does()
    main()
