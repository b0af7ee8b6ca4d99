"""What is kept of frames has a bound, and says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from crossbearing.media import sampling, watch
from crossbearing.media.fingerprint import pack, unpack
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings


def test_what_is_kept_packs_to_the_same_bytes_again(clips: Path) -> None:
    footage = watch(clips / "bridge.mp4", item=Digest("a" * 64), settings=MediaSettings())
    assert pack(unpack(footage.fingerprint)) == footage.fingerprint


def test_beyond_the_bound_a_clip_is_watched_but_not_kept(
    clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = watch(clips / "bridge.mp4", item=Digest("a" * 64), settings=MediaSettings())
    kept = unpack(whole.fingerprint)
    monkeypatch.setattr(sampling, "_MOST_BYTES", kept.thumbnails.nbytes // 2)
    part = watch(clips / "bridge.mp4", item=Digest("a" * 64), settings=MediaSettings())
    assert part.stream == whole.stream
    assert part.shots == whole.shots
    assert any("can be compared" in note for note in part.notes)
    first = unpack(part.fingerprint)
    count = len(first.ticks)
    assert 0 < count < len(kept.ticks)
    assert np.array_equal(first.thumbnails, kept.thumbnails[:count])
    assert first.end_ticks * first.time_base < whole.stream.duration_s
