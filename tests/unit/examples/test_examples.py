"""The example case: labelled, dated, short, and reproducible."""

from __future__ import annotations

import ast
import importlib.util
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import av
import numpy as np
import pytest

from crossbearing.model.evidence import Digest, Document
from crossbearing.readers import claim_of, read_document, sniff_file
from crossbearing.settings import ReaderSettings

ROOT = Path(__file__).resolve().parents[3]
REPORTS = ROOT / "examples" / "reports"
CLIPS = ROOT / "examples" / "clips"
DATED = {
    "agency.html": date(2020, 5, 27),
    "blog.md": date(2020, 6, 30),
    "denial.txt": date(2020, 5, 28),
    "outlet.html": date(2020, 5, 28),
    "statement.pdf": date(2020, 6, 19),
}


def read(name: str) -> Document:
    path = REPORTS / name
    return read_document(
        path,
        sniff_file(path),
        item=Digest("0" * 64),
        claimed=claim_of(name),
        acquired=datetime(2026, 1, 1, tzinfo=UTC),
        settings=ReaderSettings(),
    )


def load(script: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(script, ROOT / "examples" / f"{script}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_report_is_listed_here() -> None:
    assert {path.name for path in REPORTS.iterdir()} == set(DATED)


@pytest.mark.parametrize(("name", "published"), DATED.items())
def test_report_is_labelled_dated_and_short(name: str, published: date) -> None:
    document = read(name)
    assert "Written for this example from public statements" in document.text
    assert document.published == published
    assert document.publisher is not None
    assert document.publisher.startswith("Example ")
    assert document.title
    assert 120 <= len(document.text.split()) <= 250


def test_readme_names_every_file() -> None:
    readme = (ROOT / "examples" / "README.md").read_text()
    for path in (*REPORTS.iterdir(), *CLIPS.iterdir()):
        assert f"`{path.parent.name}/{path.name}`" in readme


def test_outlet_is_a_near_copy_of_the_agency() -> None:
    agency, outlet = (set(read(name).text.splitlines()[2:]) for name in ("agency.html", "outlet.html"))
    assert len(agency & outlet) >= 3
    assert agency != outlet


@pytest.mark.parametrize(
    ("name", "clip"), [("agency.html", "../clips/harbour.mp4"), ("blog.md", "../clips/harbour_copy.mp4")]
)
def test_report_embeds_its_clip(name: str, clip: str) -> None:
    assert read(name).embeds == (clip,)
    assert (REPORTS / clip).resolve().is_file()


def test_statement_is_what_its_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = load("write_statement")
    (tmp_path / "reports").mkdir()
    monkeypatch.setattr(script, "__file__", str(tmp_path / "write_statement.py"))
    script.main()
    assert (tmp_path / "reports" / "statement.pdf").read_bytes() == (REPORTS / "statement.pdf").read_bytes()


@pytest.mark.parametrize(
    ("name", "seconds"), [("harbour.mp4", 12), ("plain.mp4", 8), ("harbour_copy.mp4", 5)]
)
def test_clip_is_small_and_as_long_as_said(name: str, seconds: int) -> None:
    path = CLIPS / name
    assert path.stat().st_size < 600_000
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (640, 360)
        assert stream.codec_context.name == "h264"
        assert sum(1 for _ in container.decode(stream)) == seconds * 15


def test_clip_shows_what_its_script_draws() -> None:
    script = load("render_clips")
    drawn = next(iter(script.plain()))
    with av.open(str(CLIPS / "plain.mp4")) as container:
        shown = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert float(np.abs(shown.astype(int) - drawn.astype(int)).mean()) < 8


def test_reader_in_the_documentation_is_the_one_that_runs() -> None:
    source = (ROOT / "docs" / "examples" / "srt_reader.py").read_text()
    shown = source[source.index("class SrtReader") :]
    assert shown.strip() in (ROOT / "docs" / "add-a-reader.md").read_text()


def test_reader_in_the_documentation_has_at_most_twenty_lines() -> None:
    source = (ROOT / "docs" / "examples" / "srt_reader.py").read_text()
    tree = ast.parse(source)
    made = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    assert made.end_lineno is not None
    assert made.end_lineno - made.lineno + 1 <= 20
