"""How surely footage is found again through edits: clips found, edges, speed and mirroring, by kind of edit.

    python benchmarks/footage_edits.py CLIPS… [--seed 1] [--draws 1] [--kinds crop,splice]
        [--work FOLDER] [--vpdq PYTHON]

CLIPS are files and folders of clips that do not show the same pictures. Of each, `draws` edits of every
kind are rendered (see `footage/edits.py`), and looked up in an index of all of them. A clip is found
where a match with its master has the moment established; "scene" counts those found with the moment not
established, "wrong" those with an established match at any clip that they are not made of. Stretches in
which nothing moves can establish nothing, and are counted apart as well. Then: clips that show two
stretches of one master, which must come out as two matches, and single frames, cropped and compressed as
photos (see `footage/several.py`). --vpdq names a Python that has the package vpdq; its hashes at one
frame a second are then matched beside, by its defaults. Without CLIPS, a few rendered
places are used.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.footage import peers, scenes, several
from benchmarks.footage.clips import clips_of
from benchmarks.footage.edits import KINDS
from benchmarks.footage.made import Truth, make_edits
from benchmarks.footage.scores import HEAD, Tally, line, scored
from benchmarks.footage.threads import as_the_command_does

from crossbearing.media import FootageIndex, watch
from crossbearing.media.decide import STILL_ACTIVITY
from crossbearing.media.fingerprint import unpack
from crossbearing.media.overlay import lay_over
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()
_LIVELIEST = 90
_AFTER_CUTS = ("excerpt", "splice")


def main(arguments: list[str] | None = None) -> None:
    """Render, match and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--work", type=Path, help="where edits are kept; by default nowhere")
    parser.add_argument("--vpdq", type=Path, help="a Python that has vpdq")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.work or Path(scratch)) / f"edits-{asked.seed}"
        masters = clips_of(asked.clips) or scenes.render_places(Path(scratch) / "places")
        kinds = asked.kinds.split(",")
        truths = list(make_edits(masters, folder, seed=asked.seed, draws=asked.draws, kinds=kinds))
        print(f"{len(masters)} clips, {len(truths)} edits, seed {asked.seed}")
        index = FootageIndex(SETTINGS)
        watched = {str(path): watch(path, item=Digest(str(path)), settings=SETTINGS) for path in masters}
        for footage in watched.values():
            index.add(footage)
        tallies = score_all(index, truths, folder)
        report(tallies)
        moving = [
            (truth, tally)
            for truth, tally in tallies
            if not stands_still(watched[truth.master], truth.from_s, truth.until_s)
        ]
        if len(moving) < len(tallies):
            print(f"without the {len(tallies) - len(moving)} of stretches that stand still:")
            report(moving)
        print(score_several(index, watched, folder, asked.seed))
        if asked.vpdq:
            print(peers.vpdq_table(asked.vpdq, masters, truths, folder))


def stands_still(master: Footage, from_s: float, until_s: float) -> bool:
    """Tell whether less moves in the liveliest tenth of a master's stretch than tells moments apart."""
    pictures = unpack(master.fingerprint)
    laid = lay_over(pictures, pictures, np.eye(2, 3), mirror=False)
    assert laid is not None  # a picture covers itself
    within = (laid.query_s >= from_s) & (laid.query_s <= until_s)
    return float(np.percentile(laid.activity[within], _LIVELIEST)) < STILL_ACTIVITY


def score_all(index: FootageIndex, truths: list[Truth], folder: Path) -> list[tuple[Truth, Tally]]:
    """Score each edit; prints those that were missed, and wrong answers."""
    tallies: list[tuple[Truth, Tally]] = []
    watched_s = matched_s = length_s = 0.0
    for truth in truths:
        start = time.perf_counter()
        query = watch(folder / truth.clip, item=Digest(truth.clip), settings=SETTINGS)
        between = time.perf_counter()
        matches = index.find(query)
        watched_s += between - start
        matched_s += time.perf_counter() - between
        length_s += float(query.stream.duration_s)
        tally = scored(truth, matches, master=truth.master, innocent={truth.host} if truth.host else set())
        tallies.append((truth, tally))
        if not tally.found or tally.wrong or tally.wrong_scene:
            fault = "wrong" if tally.wrong else "scene at another" if tally.wrong_scene else "missed"
            print(f"  {fault}: {truth.clip} ({', '.join(truth.kinds)}, host {Path(truth.host or '-').stem})")
    print(
        f"a minute of query: watched in {watched_s / length_s * 60:.2f} s,"
        f" matched in {matched_s / length_s * 60:.2f} s"
    )
    return tallies


def score_several(index: FootageIndex, watched: dict[str, Footage], folder: Path, seed: int) -> str:
    """Score clips that show two stretches of one master, and single frames; prints those that were missed."""
    masters = list(map(Path, watched))
    two = []
    for twice in several.make_twice(masters, folder, seed=seed):
        query = watch(folder / twice.clip, item=Digest(twice.clip), settings=SETTINGS)
        moving = not any(
            stands_still(watched[twice.master], origin, origin + until - since)
            for since, until, origin in twice.stretches
        )
        two.append((several.both_told(twice, index.find(query)), moving))
        if not two[-1][0]:
            why = "" if moving else ", one stands still"
            print(f"  not told as two: {twice.clip} (host {Path(twice.host).stem}{why})")
    stills = []
    for still in several.make_stills(masters, folder, seed=seed):
        query = watch(folder / still.picture, item=Digest(still.picture), settings=SETTINGS)
        stills.append(several.still_told(still, index.find(query)))
        if not stills[-1][0] or stills[-1][2]:
            print(f"  {'at another clip' if stills[-1][2] else 'missed'}: {still.picture}")
    found, placed, wrong = (sum(column) for column in zip(*stills, strict=True))
    return (
        f"two stretches of one clip told as two: {sum(told for told, _ in two)} of {len(two)},"
        f" {sum(told and moves for told, moves in two)} of the {sum(moves for _, moves in two)} in which"
        f" both move; stills found: {found} of"
        f" {len(stills)}, {placed} at their time, {wrong} at another clip"
    )


def report(edits: list[tuple[Truth, Tally]]) -> None:
    """Print a line for each kind, for all, and for the edges of what was cut out."""
    print(HEAD)
    whole, cut = Tally(), Tally()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for truth, tally in edits:
        tallies[truth.kind].add(tally)
    for kind, tally in tallies.items():
        print(line(kind, tally))
        whole.add(tally)
        if kind in _AFTER_CUTS:
            cut.add(tally)
    print(line("all", whole))
    if cut.clips:
        print(line("cut out", cut))
    shares = [tally.found / tally.clips for tally in tallies.values()]
    print(f"mean over kinds {sum(shares) / len(shares):.1%}")


if __name__ == "__main__":
    as_the_command_does()
    main()
