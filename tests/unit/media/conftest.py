"""Clips that the tests of this room share."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.media_clips import barred, captioned, encode, filmed, noisy, scaled


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of clips: two places, and edits of the first."""
    folder = tmp_path_factory.mktemp("clips")
    bridge = filmed(1, seconds=6)
    encode(folder / "bridge.mp4", bridge)
    encode(folder / "harbour.mp4", filmed(2, seconds=6))
    encode(folder / "later.mp4", filmed(1, seconds=6, start_s=50))
    encode(folder / "standing.mp4", filmed(3, seconds=4, moving=0))
    encode(folder / "standing-again.mp4", [noisy(p, 4) for p in filmed(3, seconds=4, moving=0)])
    encode(folder / "recompressed.mp4", bridge, crf=38)
    encode(folder / "mirrored.mp4", [p[:, ::-1] for p in bridge])
    encode(folder / "excerpt.mp4", bridge[24:60])
    encode(folder / "cropped.mp4", [scaled(p[20:164, 50:306], 320, 180) for p in bridge])
    encode(folder / "letterboxed.mp4", [barred(p, 30) for p in bridge])
    encode(folder / "captioned.mp4", [captioned(p) for p in bridge])
    encode(folder / "fast.mp4", bridge, rate=15, times=[Fraction(n, 15) for n in range(len(bridge))])
    cut_in = filmed(2, seconds=2) + bridge[12:48] + filmed(2, seconds=2, start_s=9)
    encode(folder / "spliced.mp4", cut_in)
    twice = bridge[6:30] + filmed(2, seconds=1.5, start_s=3) + bridge[40:70]
    encode(folder / "twice.mp4", twice)
    return folder
