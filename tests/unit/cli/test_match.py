from __future__ import annotations

from pathlib import Path

import pytest
from tests.media_clips import encode, filmed

from crossbearing.cli.root import run


def test_a_folder_is_refused_with_what_to_name_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = encode(tmp_path / "a.mp4", filmed(1, seconds=1))
    assert run(["match", str(clip), "--against", str(tmp_path)])
    told = capsys.readouterr().err
    assert "is a folder" in told
    assert "*.mp4" in told


def test_a_file_is_not_compared_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip = encode(tmp_path / "a.mp4", filmed(1, seconds=1))
    assert run(["match", str(clip), "--against", str(clip)])
    assert "not compared with itself" in capsys.readouterr().err


def test_nothing_found_is_not_called_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clips = [encode(tmp_path / f"{seed}.mp4", filmed(seed, seconds=2)) for seed in (1, 2)]
    assert not run(["match", str(clips[0]), "--against", str(clips[1])])
    shown = capsys.readouterr()
    assert "does not make a clip new" in shown.out + shown.err
