"""How often another moment is taken for the same: the worst error that matching can make.

    python benchmarks/footage_moments.py CLIPS… [--seed 1] [--pairs 2000] [--work FOLDER]

First: the first half of every clip of 6 s or more against its second half, as it is and edited. Then:
pairs of different clips, which are pieces of the clips given and rendered ones of hard kinds (see
`footage/scenes.py`): fades, black, one studio with one logo and lower third, title cards of one house,
snow, a test card, one street under a fixed camera. Pieces of one clip do not overlap. Counted is what is
established as the same moment, and what is called the same scene. A clip counts as static where less
moves in it than the comparison needs to tell moments apart.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.footage import pictures, scenes
from benchmarks.footage.clips import Clip, clips_of, read, write
from benchmarks.footage.threads import as_the_command_does

from crossbearing.media import find_matches, watch
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Moment
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()
MAX_SIDE_PX, RATE = 640, 25
MIN_WHOLE_S, PIECE_S, GAP_S = 6.0, 6.0, 0.5
EDITS = {"as it is": None, "cropped": pictures.crop, "mirrored": pictures.mirror, "coloured": pictures.colour}


def main(arguments: list[str] | None = None) -> None:
    """Render, compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=2_000)
    parser.add_argument("--each", type=int, default=4, help="rendered clips of every hard kind")
    parser.add_argument("--work", type=Path, help="where clips are kept; by default nowhere")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.work or Path(scratch)) / f"moments-{asked.seed}"
        folder.mkdir(parents=True, exist_ok=True)
        given = clips_of(asked.clips) or scenes.render_places(Path(scratch) / "places")
        _halves(given, folder, asked.seed)
        hard = scenes.render_hard(folder, seed=asked.seed, each=asked.each)
        _pairs([*_pieces(given, folder), *hard], asked.pairs, asked.seed)


def _halves(given: list[Path], folder: Path, seed: int) -> None:
    """Hold the first half of each clip against its second."""
    answers: Counter[str] = Counter()
    for path in given:
        clip = read(path, max_side_px=MAX_SIDE_PX, max_s=40.0)
        if clip.length_s < MIN_WHOLE_S:
            continue
        middle = clip.length_s / 2
        early = _cut(clip, 0, middle - GAP_S / 2, folder / f"{path.stem}-early.mp4")
        for name, edit in EDITS.items():
            step = edit(np.random.default_rng(seed)) if edit else None
            late = _cut(
                clip, middle + GAP_S / 2, clip.length_s, folder / f"{path.stem}-late-{name}.mp4", step
            )
            answer = _answer(_watched(late), _watched(early))
            answers[answer] += 1
            if answer == "established":
                print(f"  established: the second half of {path.stem}, {name}, in its first")
    print(f"halves of one clip: {_told(answers)}")


def _pairs(paths: list[Path], count: int, seed: int) -> None:
    """Hold different clips against each other."""
    watched = {path: _watched(path) for path in paths}
    pairs = list(combinations(paths, 2))
    chosen = np.random.default_rng(seed).permutation(len(pairs))[:count]
    answers: Counter[str] = Counter()
    for place in sorted(chosen):
        one, other = pairs[place]
        answer = _answer(watched[one], watched[other])
        answers[answer] += 1
        if answer == "established":
            print(f"  established: {one.stem} in {other.stem}")
    print(f"pairs of different clips: {_told(answers)}")


def _answer(query: Footage, reference: Footage) -> str:
    matches = find_matches(query, reference, settings=SETTINGS)
    if any(match.moment is Moment.ESTABLISHED for match in matches):
        return "established"
    return "same scene" if matches else "nothing shared"


def _told(answers: Counter[str]) -> str:
    total = max(1, sum(answers.values()))
    parts = (
        f"{answers[name]} {name} ({answers[name] / total:.1%})"
        for name in ("established", "same scene", "nothing shared")
    )
    return f"{total}: " + ", ".join(parts)


def _pieces(given: list[Path], folder: Path) -> Iterator[Path]:
    """Yield clips of 6 s that do not overlap, cut from those given; short ones whole."""
    for path in given:
        clip = read(path, max_side_px=MAX_SIDE_PX, max_s=40.0)
        count = max(1, int(clip.length_s // (PIECE_S + GAP_S)))
        for number in range(count):
            start = number * (PIECE_S + GAP_S)
            yield _cut(
                clip, start, min(start + PIECE_S, clip.length_s), folder / f"{path.stem}-piece-{number}.mp4"
            )


def _cut(clip: Clip, start_s: float, end_s: float, path: Path, step: pictures.Step | None = None) -> Path:
    """Write a stretch of a clip as a clip."""
    if not path.exists():
        times = np.arange(start_s, end_s - 1e-6, 1 / RATE)
        shown = (step(clip.at(t), t) if step else clip.at(t) for t in times.tolist())
        first = next(shown)
        width, height = first.shape[1] // 2 * 2, first.shape[0] // 2 * 2
        write(path, (p[:height, :width] for p in _again(first, shown)), rate=RATE, crf=23)
    return path


def _again(first: pictures.Picture, rest: Iterator[pictures.Picture]) -> Iterator[pictures.Picture]:
    yield first
    yield from rest


def _watched(path: Path) -> Footage:
    return watch(path, item=Digest(path.stem), settings=SETTINGS)


if __name__ == "__main__":
    as_the_command_does()
    main()
