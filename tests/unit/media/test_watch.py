from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.media_clips import encode, filmed

from crossbearing.errors import Undecodable
from crossbearing.media import COMPONENT, watch
from crossbearing.media.fingerprint import unpack
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import ManifestStatus
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


def test_watching_twice_gives_equal_footage(clips: Path) -> None:
    one = watch(clips / "spliced.mp4", item=Digest("a"), settings=SETTINGS)
    two = watch(clips / "spliced.mp4", item=Digest("a"), settings=SETTINGS)
    assert one == two


def test_footage_of_a_clip_with_cuts(clips: Path) -> None:
    footage = watch(clips / "spliced.mp4", item=Digest("a"), settings=SETTINGS)
    assert [shot.time.start_s for shot in footage.shots] == [0, 2, 5]
    assert footage.shots[-1].time.end_s == footage.stream.duration_s == 7
    assert footage.stream.frames == 84
    assert footage.component == COMPONENT
    assert footage.manifest.status is ManifestStatus.ABSENT
    assert footage.notes == ()


def test_fingerprints_stay_small(clips: Path) -> None:
    footage = watch(clips / "bridge.mp4", item=Digest("a"), settings=SETTINGS)
    assert len(footage.fingerprint) < 12_000 * footage.stream.duration_s


def test_samples_lie_on_a_grid_that_late_frames_do_not_shift(tmp_path: Path) -> None:
    shown = [Fraction(n, 12) for n in range(60) if n not in (7, 8, 9)]
    path = encode(tmp_path / "late.mp4", filmed(1, seconds=5)[: len(shown)], times=shown)
    settings = MediaSettings(samples_per_s=4.0)
    print_ = unpack(watch(path, item=Digest("a"), settings=settings).fingerprint)
    times = [tick * print_.time_base for tick in print_.ticks.tolist()]
    assert times[:5] == [0, Fraction(1, 4), Fraction(1, 2), Fraction(10, 12), 1]


def test_a_damaged_clip_gives_the_same_footage_each_time(clips: Path, tmp_path: Path) -> None:
    data = bytearray((clips / "bridge.mp4").read_bytes())
    for place in range(len(data) // 3, len(data) // 2, 97):
        data[place] ^= 0x5A
    path = tmp_path / "damaged.mp4"
    path.write_bytes(data)
    one = watch(path, item=Digest("a"), settings=SETTINGS)
    assert one == watch(path, item=Digest("a"), settings=SETTINGS)


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.mp4", b""), ("noise.mp4", bytes(range(256)) * 40), ("text.jpg", b"not a picture")],
)
def test_what_is_no_footage_is_undecodable(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Undecodable) as caught:
        watch(tmp_path / name, item=Digest("a"), settings=SETTINGS)
    assert name in str(caught.value)


def test_a_missing_file_and_a_folder_are_undecodable(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.mp4", tmp_path):
        with pytest.raises(Undecodable, match="cannot be read"):
            watch(path, item=Digest("a"), settings=SETTINGS)
