"""Edits rendered into a folder, each with a line that says what it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from benchmarks.footage.clips import Clip, read, write
from benchmarks.footage.edits import KINDS, Edit, draw

TRUTH = "truth.jsonl"
MAX_SIDE_PX = 560


@dataclass(frozen=True, slots=True)
class Truth:
    """What an edit is: see `edits.Edit`. clip: its file; master, host: those that it was made of."""

    clip: str
    kind: str
    kinds: tuple[str, ...]
    master: str
    host: str | None
    start_s: float
    end_s: float
    from_s: float
    until_s: float
    speed: float
    mirrored: bool


def make_edits(
    paths: Sequence[Path],
    folder: Path,
    *,
    seed: int,
    draws: int = 1,
    kinds: Iterable[str] = KINDS,
    max_s: float = 10.0,
    share: float = 1.0,
) -> Iterator[Truth]:
    """Render `draws` edits of each kind of each clip; those that are already there are left as they are.

    max_s: how much of a clip is used, from where is drawn. share: of the edits, drawn of all kinds and
    clips alike; the others are not rendered. Yields what each is; the folder's truth.jsonl holds them all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds = tuple(kinds)
    with (folder / TRUTH).open("w", encoding="utf-8") as file:
        for number in range(draws):
            rng = np.random.default_rng((seed, number))
            wanted = np.random.default_rng((seed, number, 1)).permutation(len(paths) * len(kinds))
            left = iter((wanted < share * len(wanted)).tolist())
            clips = [
                read(path, max_side_px=MAX_SIDE_PX, max_s=max_s, place=float(rng.random())) for path in paths
            ]
            for clip in clips:
                others = [other for other in clips if other is not clip]
                for kind in (kind for kind in kinds if next(left)):
                    edit = draw(clip, others, kind, seed=seed, number=number)
                    truth = _made(edit, folder, f"{clip.path.stem}-{kind}-{seed}-{number}.mp4")
                    file.write(json.dumps(asdict(truth)) + "\n")
                    file.flush()
                    yield truth


def _made(edit: Edit, folder: Path, name: str) -> Truth:
    path = folder / name
    if not path.exists():
        write(path, edit.frames(), rate=edit.rate, crf=edit.crf)
    return Truth(
        clip=name,
        kind=edit.kind,
        kinds=edit.kinds,
        master=_path(edit.master),
        host=_path(edit.host) if edit.host else None,
        start_s=edit.start_s,
        end_s=edit.end_s,
        from_s=edit.master.offset_s + edit.from_s,
        until_s=edit.master.offset_s + edit.until_s,
        speed=edit.speed,
        mirrored=edit.mirrored,
    )


def _path(clip: Clip) -> str:
    return str(clip.path)
