"""Drills: change a case or kill a run at random, and see whether verifying tells; or damage clips.

    python scripts/drill.py mutate CASE --count 1000 --seed N
    python scripts/drill.py kill SOURCE… --count 100 --seed N
    python scripts/drill.py clips [CLIP…] --cuts 50 --flips 200 --seed N

All print their seed, and exit with 1 when something stayed unseen or was lost, or a clip broke its watcher.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import damage
import kills
import mutations

from crossbearing.archive import Archive
from crossbearing.errors import CaseMissing
from crossbearing.model.provenance import Damage
from crossbearing.store import check_database


def verify(case: Path) -> list[Damage]:
    """Verify a case: blobs and log, then the records against the log."""
    try:
        archive = Archive.open(case)
    except CaseMissing:
        return [Damage("missing", "case", "there is no case")]
    return archive.verify() + check_database(case / mutations.DATABASE, archive.intact_entries())


def drill_mutations(case: Path, *, count: int, seed: int) -> bool:
    """Make `count` changes, each to a fresh copy; print what was seen. Returns whether all were."""
    if verify(case):
        print("the case is damaged before anything was changed")
        return False
    rng = random.Random(seed)  # noqa: S311 - a drill, no secret
    picture = mutations.picture_of(case)
    seen: Counter[str] = Counter()
    harmless: Counter[str] = Counter()
    silent: list[mutations.Mutation] = []
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=case.parent) as folder:
        for number in range(count):
            copy = mutations.copy_case(case, Path(folder) / str(number))
            mutation = mutations.mutate(copy, rng)
            if mutations.picture_of(copy) == picture:
                harmless[mutation.kind] += 1
            elif verify(copy):
                seen[mutation.kind] += 1
            else:
                silent.append(mutation)
            shutil.rmtree(copy)
    print(f"{count} changes in {time.monotonic() - started:.0f} s, seed {seed}")
    print(f"altered evidence or custody, reported: {seen.total()} {dict(sorted(seen.items()))}")
    print(
        f"altered nothing (unused space, search index): {harmless.total()} {dict(sorted(harmless.items()))}"
    )
    print(f"altered evidence or custody, NOT reported: {len(silent)} {silent or ''}")
    return not silent and not verify(case)


def main() -> int:
    """Read the command line and run a drill."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(dest="command", required=True)
    change = commands.add_parser("mutate", help="change copies of a case at random")
    change.add_argument("case", type=Path)
    kill = commands.add_parser("kill", help="kill `crossbearing examine` at random moments")
    kill.add_argument("sources", type=Path, nargs="*", default=[Path("examples")])
    clips = commands.add_parser("clips", help="watch clips cut off, flipped, misnamed and strange")
    clips.add_argument("clips", type=Path, nargs="*", help="without any: five containers, rendered")
    clips.add_argument("--cuts", type=int, default=50)
    clips.add_argument("--flips", type=int, default=200)
    for command, count in ((change, 1000), (kill, 100)):
        command.add_argument("--count", type=int, default=count)
    for command in (change, kill, clips):
        command.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    if asked.command == "mutate":
        done = drill_mutations(asked.case, count=asked.count, seed=asked.seed)
    elif asked.command == "clips":
        done = damage.drill(asked.clips, cuts=asked.cuts, flips=asked.flips, seed=asked.seed)
    else:
        done = kills.drill(asked.sources, count=asked.count, seed=asked.seed, verify=verify)
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
