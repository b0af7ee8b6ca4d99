from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from tests.media_clips import RATE, encode, filmed

from crossbearing.errors import MediaError, Undecodable
from crossbearing.media.decode import Clip, open_clip
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


def times(clip: Clip) -> list[Fraction]:
    return [frame.ticks * clip.time_base for frame in clip.frames()]


def test_times_are_exact_and_count_from_the_first_frame(tmp_path: Path) -> None:
    shown = [Fraction(n, 30) for n in (0, 1, 2, 7, 8, 20, 21, 40)]
    path = encode(tmp_path / "vfr.mp4", filmed(1, seconds=1)[:8], times=[Fraction(5) + t for t in shown])
    with open_clip(path, SETTINGS) as clip:
        assert times(clip) == shown
        facts = clip.facts()
    assert facts.frames == 8
    assert facts.duration_s >= shown[-1]
    assert (facts.width_px, facts.height_px, facts.codec) == (320, 180, "h264")


def test_a_turned_clip_is_set_upright(tmp_path: Path) -> None:
    def turn(_container: Any, stream: Any) -> None:
        stream.set_display_rotation(-90)

    pictures = filmed(1, seconds=0.5)
    path = encode(tmp_path / "phone.mp4", pictures, prepare=turn)
    with open_clip(path, SETTINGS) as clip:
        first = next(clip.frames()).grey(400)
        for _ in clip.frames():
            pass
        assert clip.facts().rotation_degrees == 90
    assert first.shape == (320, 180)
    upright = np.rot90(pictures[0], -1)
    assert np.corrcoef(first.ravel(), upright.ravel())[0, 1] > 0.98


def test_ten_bits_a_sample_are_read_as_eight(tmp_path: Path) -> None:
    pictures = filmed(1, seconds=0.5)
    path = encode(tmp_path / "deep.mkv", pictures, pix_fmt="yuv420p10le")
    with open_clip(path, SETTINGS) as clip:
        grey = next(clip.frames()).grey(400)
    assert grey.dtype == np.uint8
    assert np.corrcoef(grey.ravel(), pictures[0].ravel())[0, 1] > 0.97


def test_a_clip_cut_off_before_its_index_is_undecodable(clips: Path, tmp_path: Path) -> None:
    whole = (clips / "bridge.mp4").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Undecodable) as caught:
        open_clip(path, SETTINGS)
    assert caught.value.what == str(path)
    assert "cut.mp4" in str(caught.value)


def test_damaged_packets_cost_only_their_frames(clips: Path, tmp_path: Path) -> None:
    data = bytearray((clips / "bridge.mp4").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = bytes(range(250)) * 8
    path = tmp_path / "damaged.mp4"
    path.write_bytes(data)
    with open_clip(path, SETTINGS) as clip:
        count = len(times(clip))
    assert 0 < count <= 6 * RATE


def test_a_file_without_pictures_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(Undecodable, match="no picture stream"):
        open_clip(path, SETTINGS)


def test_frames_beyond_the_limit_are_refused_before_decoding(clips: Path) -> None:
    with pytest.raises(Undecodable, match="more than the limit"):
        open_clip(clips / "bridge.mp4", MediaSettings(max_frame_pixels=10_000))


def test_only_so_much_of_a_long_clip_is_watched(clips: Path) -> None:
    with open_clip(clips / "bridge.mp4", MediaSettings(max_watch_s=2.0)) as clip:
        assert max(times(clip)) < 2
        assert clip.facts().duration_s <= 2
        assert any("were watched" in note for note in clip.notes)


@pytest.mark.parametrize(
    "playlist",
    [
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile '/etc/hostname'\n",
        b"",
        b"\x00" * 4096,
    ],
)
def test_a_playlist_is_not_followed(tmp_path: Path, playlist: bytes) -> None:
    path = tmp_path / "list.mp4"
    path.write_bytes(playlist)
    with pytest.raises(MediaError):
        open_clip(path, SETTINGS)


def test_watching_in_haste_changes_pictures_by_hardly_a_grey_level(tmp_path: Path) -> None:
    def smoothed(_container: Any, stream: Any) -> None:
        stream.options = {"crf": "32", "preset": "medium"}

    path = encode(tmp_path / "street.mp4", filmed(2, seconds=2), prepare=smoothed)
    with open_clip(path, SETTINGS) as clip, open_clip(path, SETTINGS) as slow:
        pairs = [
            (quick.picture().astype(int), whole.to_ndarray()[: whole.height].astype(int))
            for quick, (_, whole) in zip(clip.frames(), slow.raw_frames(), strict=True)
        ]
    apart = [float(np.abs(quick - whole).mean()) for quick, whole in pairs]
    assert len(apart) == 2 * RATE
    assert 0 < max(apart) < 0.5
