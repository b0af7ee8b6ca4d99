"""How much that moves agrees along a stretch: counted in independent changes, and at the finest grain.

That motion correlates says little where it is the same few changes over again: lines of text that come in
one after another at the same times, a logo that turns. So patterns of motion, moments at which something
changes and cells that move are counted, each as a participation ratio, (Σe)² / Σe², which is n where n
things carry equal shares. And pictures of one design are told from pictures of one
recording by what lies crosswise: a mixed second difference takes out all that is alike along a row or
a column, such as bands, bars, borders and lines of text, and leaves what is written in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.overlay import Cells, Overlay

_MAX_FRAMES = 256
_MIN_FRAMES = 4
_MOVES, _ALIKE = 0.08, 0.5
_MIN_FINE_CELLS = 6
_CROSSWISE = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 4
_AROUND = np.ones((3, 3), np.uint8)
_NONE = 1e-9
_LEAST_NOISE = 1e-4

_Pair = tuple[Cells, Cells]


@dataclass(frozen=True, slots=True)
class Movement:
    """What agrees of what moves.

    patterns: how many independent patterns of motion both have. instants: at how many moments something
    changes in both. share: in what share of the cells something moves in both. apart: how many times as much
    the cells in which something moves differ as those that stand still, which in a copy differ by
    noise alike. overall: correlation of all motion, −1 to 1, frames in which much moves counting most.
    agreeing: in what share of the cells in which something moves in either clip, each counting by how much
    moves, it moves alike in both. fine: correlation of what lies crosswise in the cells that move, of the
    pictures or of their motion, whichever is more; None where too few such cells have all their neighbours.
    """

    patterns: float
    instants: float
    share: float
    apart: float
    overall: float
    agreeing: float
    fine: float | None


NOTHING = Movement(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, None)


def movement(overlay: Overlay, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Movement:
    """Measure what moves in frames that belong together; of very many frames, some stretches, evenly.

    overlay: with the cells that something covers in one clip, too: which these are is chosen by what agrees.
    rows, columns: frames of the query and of the reference that show the same, one for one.
    """
    if len(rows) < _MIN_FRAMES:
        return NOTHING
    mine, theirs = overlay.query_motion[rows], overlay.reference_motion[columns]
    pictures = (overlay.query[rows], overlay.reference[columns])
    energy = ((mine**2).mean(0), (theirs**2).mean(0))
    both = mine * theirs
    chosen = np.unique(np.linspace(0, len(rows) - 1, _MAX_FRAMES).astype(np.intp))
    gram = mine[chosen] @ theirs[chosen].T
    changes = (np.diff(mine, axis=0) * np.diff(theirs, axis=0)).sum(1)
    return Movement(
        patterns=_participating(np.linalg.eigvalsh((gram + gram.T) / 2)),
        instants=_participating(changes),
        share=_participating(both.sum(0)) / mine.shape[1],
        apart=_apart(energy, pictures),
        overall=correlation(mine, theirs),
        agreeing=_agreeing(energy, both.mean(0)),
        fine=_fine(overlay.mask, energy, (pictures, (mine, theirs))),
    )


def _participating(shares: NDArray[np.float32]) -> float:
    """Return how many shares there would be, were they equal; those below 0 do not count."""
    e = shares.astype(np.float64).clip(0)
    return float(e.sum() ** 2 / max(float((e**2).sum()), _NONE))


def _agreeing(energy: _Pair, together: Cells) -> float:
    """Return in what share of the cells in which something moves it moves alike.

    together: the mean product of the motion of both, in each cell.
    """
    most = np.sqrt(np.maximum(*energy))
    moves = most > _MOVES
    if not moves.any():
        return 0.0
    alike = together > _ALIKE * np.sqrt(energy[0] * energy[1])
    return float(np.average(alike[moves], weights=most[moves]))


def _apart(energy: _Pair, pictures: _Pair) -> float:
    """Return how many times as much moving cells differ as standing ones; 0 where there are not both.

    energy: of what moves in each cell, in the one and the other clip. pictures: frames that belong together.
    """
    moves = np.sqrt(np.maximum(*energy)) > _MOVES
    if moves.all() or not moves.any():
        return 0.0
    one, other = _some(pictures)
    differs = ((one - other) ** 2).mean(0)
    return float(differs[moves].mean()) / max(float(np.median(differs[~moves])), _LEAST_NOISE)


def _fine(mask: NDArray[np.bool_], energy: _Pair, kinds: Sequence[_Pair]) -> float | None:
    """Return the best correlation of crosswise detail of any kind of frames; None: too few cells."""
    moves = np.sqrt(np.minimum(*energy)) > _MOVES
    inner = cv2.erode(np.pad(mask.astype(np.uint8), 1), _AROUND)[1:-1, 1:-1][mask] > 0
    cells = moves & inner
    if int(cells.sum()) < _MIN_FINE_CELLS:
        return None
    return max(correlation(*(_crosswise(frames, mask, cells) for frames in _some(pair))) for pair in kinds)


def _some(pair: _Pair) -> _Pair:
    """Return the frames of both, of very many some, evenly."""
    step = -(-len(pair[0]) // _MAX_FRAMES)
    return pair[0][::step], pair[1][::step]


def _crosswise(frames: Cells, mask: NDArray[np.bool_], cells: NDArray[np.bool_]) -> Cells:
    """Return the mixed second difference of each frame at some cells, all of whose neighbours are there."""
    grid = np.zeros(mask.shape, np.float32)
    found = np.empty((len(frames), int(cells.sum())), np.float32)
    for row, frame in enumerate(frames):
        grid[mask] = frame
        found[row] = cv2.filter2D(grid, cv2.CV_32F, _CROSSWISE)[mask][cells]
    return found


def correlation(one: Cells, other: Cells) -> float:
    """Return the correlation of all of what moves in two clips, −1 to 1; 0 where nothing does in one."""
    spread = float(np.sqrt((one**2).sum(dtype=np.float64) * (other**2).sum(dtype=np.float64)))
    return float((one * other).sum(dtype=np.float64)) / max(spread, _NONE)
