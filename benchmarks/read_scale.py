"""How the time of a reading grows with the text, and what memory it takes.

    python benchmarks/read_scale.py [--most BYTES]

Reads one text of 1 KB, ten times as long, and so on. Exits with 1 where the time a kilobyte of the
longest is more than 1.5 times that of the middle one, or memory passes the bound.
"""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.read_peers import MAX_MEMORY_MB, cost_s, reading
from benchmarks.read_speed import write_text

MAX_GROWTH = 1.5


def main() -> int:
    """Measure and print; return 1 where it grows faster than the text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--most", type=int, default=1_000_000, help="characters of the longest text")
    options = parser.parse_args()
    read = reading()
    read(write_text(200))
    whole = write_text(options.most // 5)
    sizes = [1_000]
    while sizes[-1] * 10 <= options.most:
        sizes.append(sizes[-1] * 10)
    costs = []
    for size in sizes:
        rounds = max(1, 20_000 // size)
        costs.append(cost_s(read, [whole[:size]] * rounds) / rounds / size * 1_000)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>12,} characters  {1_000 * costs[-1]:>8.2f} ms a thousand  {memory:>8,.0f} MB", flush=True
        )
    growth = costs[-1] / costs[len(costs) // 2]
    print(f"growth    {growth:>8.2f}     (at most {MAX_GROWTH})")
    return 0 if growth <= MAX_GROWTH and memory <= MAX_MEMORY_MB else 1


if __name__ == "__main__":
    sys.exit(main())
