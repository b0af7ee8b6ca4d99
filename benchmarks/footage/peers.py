"""vPDQ beside: whole-frame hashes at one frame a second, matched by its own defaults.

The package is not one of the program's: it runs in an interpreter of its own.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from pathlib import Path

import numpy as np
from benchmarks.footage.made import Truth
from numpy.typing import NDArray

_HASHES = """
import json, sys, vpdq
for path in sys.stdin.read().splitlines():
    features = vpdq.computeHash(path, seconds_per_hash=1)
    print(json.dumps([[f.hex, f.quality] for f in features]), flush=True)
"""
_TIMED = """
import sys, time, vpdq
start = time.perf_counter()
vpdq.computeHash(sys.argv[1], seconds_per_hash=1)
print(time.perf_counter() - start)
"""
_MIN_QUALITY, _MAX_BITS, _QUERY_SHARE = 50, 31, 0.8


def vpdq_table(python: Path, masters: list[Path], truths: list[Truth], folder: Path) -> str:
    """Return, by kind, how many edits vPDQ finds at their master, and at how many others."""
    archive = dict(zip(map(str, masters), _hashed(python, masters), strict=True))
    queries = _hashed(python, [folder / truth.clip for truth in truths])
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for truth, query in zip(truths, queries, strict=True):
        found = {path for path, hashes in archive.items() if _matches(query, hashes)}
        row = counts[truth.kind]
        row[0] += 1
        row[1] += truth.master in found
        row[2] += bool(found - {truth.master, truth.host})
    lines = [f"{'vPDQ':12}{'clips':>6}{'found':>8}{'wrong':>14}"]
    lines += [f"{kind:12}{n:6}{found / n:8.1%}{wrong:14}" for kind, (n, found, wrong) in counts.items()]
    return "\n".join(lines)


def vpdq_hashing_s(python: Path, clip: Path) -> float:
    """Return how long vPDQ takes to hash a clip, by the clock, its start not counted."""
    told = subprocess.run([str(python), "-c", _TIMED, str(clip)], capture_output=True, text=True, check=True)
    return float(told.stdout)


def _hashed(python: Path, paths: list[Path]) -> list[NDArray[np.uint64]]:
    """Return n × 4 words for each clip: hashes of frames with enough in them."""
    told = subprocess.run(
        [str(python), "-c", _HASHES],
        input="\n".join(map(str, paths)),
        capture_output=True,
        text=True,
        check=True,
    )
    clips = [json.loads(row) for row in told.stdout.splitlines()]
    kept = [b"".join(bytes.fromhex(h) for h, quality in clip if quality >= _MIN_QUALITY) for clip in clips]
    return [np.frombuffer(some, np.uint64).reshape(-1, 4) for some in kept]


def _matches(query: NDArray[np.uint64], reference: NDArray[np.uint64]) -> bool:
    """Tell whether four fifths of the query's frames have one within 31 bits among the reference's."""
    if not len(query) or not len(reference):
        return False
    near = np.bitwise_count(query[:, None] ^ reference[None]).sum(2) <= _MAX_BITS
    return bool(near.any(1).mean() >= _QUERY_SHARE)
