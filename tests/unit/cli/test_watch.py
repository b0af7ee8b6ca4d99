from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.media_clips import encode, filmed
from tests.screen_pictures import captioned_clip

from crossbearing.cli.exits import Exit
from crossbearing.cli.root import run


def test_a_clip_is_described_and_what_is_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = captioned_clip(tmp_path / "clip.mp4", {(1, 4): "The harbour of Strelsau"}, seconds=5)
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(b"noise" * 1000)
    assert run(["watch", str(clip), str(noise)]) is Exit.IN_PART
    shown = capsys.readouterr()
    assert "640 × 360 px" in shown.out
    assert "The harbour of Strelsau" in shown.out
    assert "lower third" in shown.out
    assert "noise.mp4" in shown.err


def test_json_has_every_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip = encode(tmp_path / "clip.mp4", filmed(1, seconds=1))
    assert run(["watch", str(clip), "--json"]) is Exit.DONE
    line = json.loads(capsys.readouterr().out)
    assert line["schema"] == "crossbearing/footage/1"
    assert line["frames"] == 12
    assert line["manifest"]["status"] == "absent"
    assert line["captions"] == []
    assert line["signs"]


def test_quick_says_so_and_keeps_the_length(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip = encode(tmp_path / "clip.mp4", filmed(1, seconds=6))
    assert run(["watch", str(clip), "--quick", "--json"]) is Exit.DONE
    line = json.loads(capsys.readouterr().out)
    assert line["duration_s"] == 6
    assert line["frames"] < 72
    assert any("keyframes" in note for note in line["notes"])
