"""Overlays of small pictures drawn for tests: frames × rows × columns, eight a second."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.media.overlay import Overlay

SHAPE, RATE = (12, 16), 8
Frames = NDArray[np.floating[Any]]


def laid(query: Frames, reference: Frames, mask: NDArray[np.bool_] | None = None) -> Overlay:
    """Lay frames over frames, of which the cells in the mask are compared."""
    mask = np.ones(query.shape[1:], np.bool_) if mask is None else mask
    cells = [frames[:, mask].astype(np.float32) for frames in (query, reference)]
    times = [np.arange(len(frames)) / RATE for frames in cells]
    return Overlay(cells[0], cells[1], times[0], times[1], 1.0, mask)


def walk(seed: int, seconds: int = 6) -> NDArray[np.float64]:
    """Draw three things that wander over a picture."""
    rng = np.random.default_rng(seed)
    frames = seconds * RATE
    x, y = (np.cumsum(rng.normal(0, 0.7, (frames, 3)), axis=0) + side / 2 for side in (16, 12))
    across, down = np.arange(SHAPE[1]), np.arange(SHAPE[0])[:, None]
    shown = np.zeros((frames, *SHAPE))
    for walker in range(3):
        dx, dy = across - x[:, walker, None, None] % 16, down - y[:, walker, None, None] % 12
        shown += np.exp(-(dx**2 + dy**2) / 2)
    return shown
