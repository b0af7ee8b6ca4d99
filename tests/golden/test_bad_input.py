"""Bad input through the whole command: a clear line each, a Failure record, and the rest is done."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import av
import numpy as np
import pytest

GOOD = "The Ministry of Vesland said on Monday that Arland had supplied rockets to the Northern Front.\n"


def write_clip(path: Path, frames: int = 50) -> None:
    rng = np.random.default_rng(4)
    ground = rng.integers(0, 255, (90, 160, 3), dtype=np.uint8)
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(np.roll(ground, number, axis=1), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def huge_png(path: Path, side: int = 60_000) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    row = zlib.compress(b"\0" * (side * 3 + 1))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", row) + chunk(b"IEND", b"")
    )


# A one-page document that needs a password, kept small: an encryption dictionary of the standard
# handler (revision 2) whose keys no empty password opens.
LOCKED_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj
4 0 obj<</Length 8>>stream
\x01\x02\x03\x04\x05\x06\x07\x08
endstream endobj
5 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Size 6/Encrypt 5 0 R/ID
[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]>>
%%%%EOF
""" % (b"ab" * 32, b"cd" * 32)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    root = tmp_path_factory.mktemp("bad")
    sources = root / "sources"
    (sources / "folder").mkdir(parents=True)
    (sources / "good.txt").write_text(GOOD)
    write_clip(sources / "good.mp4")
    (sources / "empty.txt").write_bytes(b"")
    with (sources / "one-line.txt").open("wb") as file:
        for _ in range(50):
            file.write(b"abcdefghi " * 104_858)
    whole = (sources / "good.mp4").read_bytes()
    (sources / "truncated.mp4").write_bytes(whole[: len(whole) // 3])
    write_clip(sources / "clip-named.txt", frames=30)
    deep = "<div>" * 100_000 + "deep" + "</div>" * 100_000
    (sources / "deep.html").write_text(f"<html><body>{deep}</body></html>")
    (sources / "invalid.txt").write_bytes(
        b"The harbour \xff\xfe\x81\x8d was \xc3\x28 quiet \x9d\xf8\xa1\n" * 40
    )
    (sources / "locked.pdf").write_bytes(LOCKED_PDF)
    huge_png(sources / "huge.png")
    with zipfile.ZipFile(sources / "bomb.html", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb:
        bomb.writestr("index.html", b"0" * 30_000_000)
    (sources / "folder" / "loop").symlink_to(sources, target_is_directory=True)
    (sources / "closed.txt").write_text(GOOD)
    (sources / "closed.txt").chmod(0)
    command = [
        sys.executable,
        "-m",
        "crossbearing.cli",
        "examine",
        str(sources),
        "--out",
        str(root / "out"),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return root, done, lines


BAD = [
    "empty.txt",
    "truncated.mp4",
    "deep.html",
    "invalid.txt",
    "locked.pdf",
    "huge.png",
    "bomb.html",
    "loop",
]


def failures(lines):
    return {Path(line["path"]).name: line for line in lines if line["schema"] == "crossbearing/failure/1"}


def test_the_command_says_that_it_was_done_in_part(run):
    _, done, _ = run
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", BAD)
def test_each_bad_source_has_a_failure_record_and_a_clear_line(run, name):
    _, done, lines = run
    failed = failures(lines)[name]
    assert failed["message"]
    assert failed["next_step"]
    said = [line for line in done.stderr.splitlines() if line.startswith("not done:") and name in line]
    assert said
    assert failed["message"] in said[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_that_may_not_be_read_is_a_failure(run):
    assert "closed.txt" in failures(run[2])


def test_fifty_megabytes_of_one_line_end_in_a_reading_or_a_reason(run):
    failed = failures(run[2]).get("one-line.txt")
    assert failed is None or "line" in failed["message"]


def test_the_rest_is_done(run):
    root, _, lines = run
    summary = next(line for line in lines if line["schema"] == "crossbearing/summary/1")
    assert summary["documents"] >= 1
    assert summary["footage"] == 2, "a clip is a clip, whatever its name"
    assert summary["allegations"] >= 1
    page = Path(summary["dossier"]).read_text(encoding="utf-8")
    for name in BAD:
        assert name in page
    verified = subprocess.run(
        [sys.executable, "-m", "crossbearing.cli", "verify", str(root / "out" / "case")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout
