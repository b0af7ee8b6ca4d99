"""What it costs to look a clip up in an archive of hours, and how much the lookup misses.

    python benchmarks/footage_scale.py CLIPS… [--hours 1,10,100] [--seed 1] [--edits 30] [--work FOLDER]

The archive is an index on disk: the clips given, and around them hours of footage that nobody has to
render. Those are the local features of units of 20 s of the clips given, drawn until an hour is full, and
perturbed: of each signature each bit is flipped with a likelihood of 24 in 128, each feature gets the place
and size of another of its unit, and an angle drawn at random; of hashes of whole pictures, 70 of 256 bits.
So they look like footage to the tables, as common features are common in them, and are no copy of anything;
every feature of the clips has hundreds to thousands of such likenesses around it. Hours are added one at
a time.

Edits of the clips (see `footage/edits.py`) are then looked up, their ingest not counted, on one core. An
edit's recall is held against the exact comparison with its master: whether the index still proposes it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.footage import scenes
from benchmarks.footage.clips import clips_of
from benchmarks.footage.edits import KINDS
from benchmarks.footage.made import Truth, make_edits
from benchmarks.footage.threads import as_the_command_does

from crossbearing.media import FootageIndex, find_matches, segment, watch
from crossbearing.media.fingerprint import unpack
from crossbearing.media.merge_tree import MergeTree
from crossbearing.media.segment import UNIT_S, Segment
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()
HOUR_S, HASHES_A_S = 3600.0, 0.4
FLIPPED_BITS, FLIPPED_HASH_BITS = 24, 70
CLIP_UNITS = 15
Floats = NDArray[np.float64]
_OPEN = """
import sys, time
from pathlib import Path
from crossbearing.media.index import FootageIndex
from crossbearing.settings import MediaSettings
def resident_mb():
    status = Path("/proc/self/status").read_text().split()
    return int(status[status.index("VmRSS:") + 1]) / 1024
before, start = resident_mb(), time.perf_counter()
index = FootageIndex(MediaSettings(), folder=Path(sys.argv[1]))
took = time.perf_counter() - start
print(f"opened in {took:.2f} s, {len(index)} clips, {resident_mb() - before:.0f} MB more resident")
"""


def main(arguments: list[str] | None = None) -> None:
    """Grow the archive, and print a line of figures at each size asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--hours", default="1,10")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--work", type=Path, help="where edits are kept; by default nowhere")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.work or Path(scratch)) / f"edits-{asked.seed}"
        paths = clips_of(asked.clips) or scenes.render_places(Path(scratch) / "places")
        clips = {Digest(str(path)): _watched(path, str(path)) for path in paths}
        drawn = asked.edits / (len(paths) * len(KINDS))
        queries = [
            (truth, _watched(folder / truth.clip, truth.clip))
            for truth in make_edits(paths, folder, seed=asked.seed, share=drawn)
        ]
        exact = [bool(find_matches(q, clips[Digest(t.master)], settings=SETTINGS)) for t, q in queries]
        _grow(
            Path(scratch) / "index",
            clips,
            queries,
            exact,
            [float(h) for h in asked.hours.split(",")],
            asked.seed,
        )


def _grow(
    folder: Path,
    clips: dict[Digest, Footage],
    queries: list[tuple[Truth, Footage]],
    exact: list[bool],
    hours: list[float],
    seed: int,
) -> None:
    index = FootageIndex(SETTINGS, folder=folder, records=clips.__getitem__)
    for footage in clips.values():
        index.add(footage)
    index.commit()
    tree = MergeTree(folder)
    real = segment.build([(item, unpack(clip.fingerprint)) for item, clip in clips.items()])
    lengths_s = np.array([float(clip.stream.duration_s) for clip in clips.values()])
    lengths_s = np.minimum(UNIT_S, lengths_s[real.clip_of] - real.start_s)
    ours_h = sum(float(clip.stream.duration_s) for clip in clips.values()) / HOUR_S
    there, took = 0.0, []
    for wanted in sorted(hours):
        while there < wanted:
            start = time.perf_counter()
            hour = perturbed(
                real, lengths_s, np.random.default_rng((seed, round(there))), f"hour-{there:.0f}"
            )
            between = time.perf_counter()
            tree.add(hour)
            took.append((time.perf_counter() - between, between - start))
            there += 1
        size = sum(path.stat().st_size for path in folder.iterdir())
        adding = [adds for adds, _ in took]
        print(
            f"{there:.0f} h: {size / 1e6:.0f} MB, {size / ((there + ours_h) * HOUR_S):.0f} bytes a second;"
            f" adding an hour: median {np.median(adding):.1f} s, longest {max(adding):.1f} s;"
            f" {len(tree.segments)} segments"
        )
        print(
            "   "
            + subprocess.run(
                [sys.executable, "-c", _OPEN, str(folder)], capture_output=True, text=True, check=True
            ).stdout.strip()
        )
        _look_up(folder, clips, queries, exact)


def _look_up(
    folder: Path, clips: dict[Digest, Footage], queries: list[tuple[Truth, Footage]], exact: list[bool]
) -> None:
    """Look all edits up, and print how long a minute takes and what was found."""
    stand_ins = list(clips.values())

    def records(item: Digest) -> Footage:
        # What is perturbed has no pictures: a real clip takes its place, at what comparing costs.
        return clips.get(item) or stand_ins[len(item) % len(stand_ins)]

    index = FootageIndex(SETTINGS, folder=folder, records=records)
    length_s = sum(float(query.stream.duration_s) for _, query in queries)
    start = time.process_time()
    proposed = [set(index.candidates(query)) for _, query in queries]
    looked_up_s = time.process_time() - start
    start = time.process_time()
    found = [{match.reference for match in index.find(query)} for _, query in queries]
    whole_s = time.process_time() - start
    masters = [Digest(truth.master) for truth, _ in queries]
    kept = sum(e and m in p for e, m, p in zip(exact, masters, proposed, strict=True))
    right = sum(m in f for m, f in zip(masters, found, strict=True))
    missed = [
        t.clip for (t, _), e, m, p in zip(queries, exact, masters, proposed, strict=True) if e and m not in p
    ]
    rivals = sum(len(p - set(clips)) for p in proposed)
    mapped, own = (_resident_mb(kind) for kind in ("RssFile:", "RssAnon:"))
    print(
        f"   a minute of query: {whole_s / length_s * 60:.2f} s,"
        f" of which lookup {looked_up_s / length_s * 60:.2f} s ({len(queries)} edits, {length_s:.0f} s);"
        f" proposed {kept} of the {sum(exact)} that the exact comparison finds"
        f" ({kept / max(1, sum(exact)):.1%}), found {right}; perturbed clips proposed: {rivals};"
        f" resident {own:.0f} MB of its own and {mapped:.0f} MB of files, which the system may take back"
        + "".join(f"\n   not proposed: {clip}" for clip in missed)
    )


def _resident_mb(kind: str) -> float:
    status = Path("/proc/self/status").read_text().split()
    return int(status[status.index(kind) + 1]) / 1024


def perturbed(real: Segment, lengths_s: Floats, rng: np.random.Generator, name: str) -> Segment:
    """Return an hour of footage that is like the real clips and a copy of nothing; see the module.

    lengths_s: how much of a clip each unit of `real` holds.
    """
    by_unit = np.split(np.argsort(real.unit, kind="stable"), np.cumsum(np.bincount(real.unit))[:-1])
    taken = rng.integers(0, len(by_unit), round(HOUR_S / float(lengths_s.min())) + 1)
    taken = taken[: int(np.searchsorted(np.cumsum(lengths_s[taken]), HOUR_S)) + 1]
    drawn = [by_unit[n] for n in taken]
    rows = np.concatenate(drawn)
    words = np.column_stack([real.words[0][rows], real.words[1][rows]])
    place = np.concatenate([real.place[rng.permutation(some)] for some in drawn])
    place[:, 3] = rng.integers(0, 256, len(place))
    clip_of = (np.arange(len(taken)) // CLIP_UNITS).astype(np.uint32)
    hashes = real.hashes[:, rng.integers(0, max(1, real.hashes.shape[1]), round(HOUR_S * HASHES_A_S))]
    return segment.arranged(
        tuple(Digest(f"{name}-{number}") for number in range(int(clip_of[-1]) + 1)),
        words ^ _flips(rng, words.shape, FLIPPED_BITS / 128),
        place,
        np.repeat(np.arange(len(taken), dtype=np.uint32), [len(some) for some in drawn]),
        clip_of,
        (np.arange(len(taken)) % CLIP_UNITS * UNIT_S).astype(np.float32),
        hashes ^ _flips(rng, hashes.shape, FLIPPED_HASH_BITS / 256),
        np.sort(rng.integers(0, len(taken), hashes.shape[1])).astype(np.uint32),
    )


def _flips(rng: np.random.Generator, shape: tuple[int, ...], share: float) -> NDArray[np.uint64]:
    """Return words in which each bit is set with a likelihood, to 8 binary places of it."""
    words = np.zeros(shape, np.uint64)
    for place in range(8):
        drawn = rng.integers(0, 1 << 64, shape, np.uint64)
        words = words | drawn if round(share * 256) >> place & 1 else words & drawn
    return words


def _watched(path: Path, item: str) -> Footage:
    return watch(path, item=Digest(item), settings=SETTINGS)


if __name__ == "__main__":
    as_the_command_does()
    main()
