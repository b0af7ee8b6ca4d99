"""The demo, as a new user runs it; the README shows what it prints.

After a change of what is read: CROSSBEARING_GOLDEN=write python -m pytest tests/golden/test_demo.py
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- demo -->\n```text\n)(.*?)(```\n<!-- end demo -->)", re.DOTALL)


def crossbearing(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crossbearing.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("run") / "demo"
    done = crossbearing("examine", "examples/reports", "examples/clips", "--out", str(out))
    return out, done


def test_the_readme_shows_what_the_demo_prints(demo):
    out, done = demo
    assert done.returncode == 0, done.stderr
    printed = done.stdout.replace(str(out), "demo")
    text = README.read_text(encoding="utf-8")
    if os.environ.get("CROSSBEARING_GOLDEN") == "write":
        README.write_text(BLOCK.sub(lambda m: m[1] + printed + m[3], text), encoding="utf-8")
        text = README.read_text(encoding="utf-8")
    found = BLOCK.search(text)
    assert found is not None
    assert found[2] == printed


def test_the_demo_is_rich_enough_to_show_what_is_promised(demo):
    out, _ = demo
    lines = [
        json.loads(x)
        for x in crossbearing("allegations", "--case", str(out / "case"), "--json").stdout.splitlines()
    ]
    assert any(line["denials"] for line in lines)
    assert any(line["independent_origins"] for line in lines)
    assert any(line["support"] for line in lines)
    assert all(line["grade"]["reasons"] for line in lines)
    matches = [
        json.loads(x)
        for x in crossbearing("match", "--case", str(out / "case"), "--json").stdout.splitlines()
    ]
    assert {Path(m["query"]).name for m in matches} == {"harbour_copy.mp4"}
    assert {Path(m["reference"]).name for m in matches} == {"harbour.mp4"}
    first = next(m for m in matches if m["moment"] == "established")
    assert first["reference_start_s"] == pytest.approx(3.0, abs=0.5)
    assert first["reference_end_s"] == pytest.approx(8.0, abs=0.5)


def test_the_near_copy_adds_no_origin(demo):
    out, _ = demo
    lines = [
        json.loads(x)
        for x in crossbearing("allegations", "--case", str(out / "case"), "--json").stdout.splitlines()
    ]
    twice = [line for line in lines if len({c.partition("#")[0] for c in line["claims"]}) > 1]
    assert twice
    assert any(line["independent_origins"] == 1 for line in twice)


def test_running_it_again_gives_the_same_bytes(demo):
    out, _ = demo
    page = out / "dossier.html"
    before = page.read_bytes()
    again = crossbearing(
        "examine", "examples/reports", "examples/clips", "--case", str(out / "case"), "--out", str(out)
    )
    assert again.returncode == 0
    assert page.read_bytes() == before


def test_the_python_of_the_readme_runs(tmp_path):
    block = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    done = subprocess.run(
        [sys.executable, "-c", block[1]],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "→" in done.stdout


def test_the_case_verifies(demo):
    out, _ = demo
    done = crossbearing("verify", str(out / "case"))
    assert done.returncode == 0, done.stdout
