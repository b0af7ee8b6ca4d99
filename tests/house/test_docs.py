"""What the docs say is what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_pages_are_those_the_code_gives():
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_docs.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_schema_that_is_printed_is_documented():
    page = (ROOT / "docs" / "wire.md").read_text()
    printed: set[str] = set()
    for file in (ROOT / "src" / "crossbearing").rglob("*.py"):
        text = file.read_text()
        printed |= set(re.findall(r'schema\("([a-z]+/\d+)"\)', text))
        printed |= set(re.findall(r"crossbearing/([a-z]+/\d+)\"", text))
    assert printed
    assert {name for name in printed if f"crossbearing/{name}" not in page} == set()


def test_the_readers_example_in_contributing_is_the_one_that_is_tested():
    block = re.search(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(), re.DOTALL)
    assert block is not None
    assert block[1].strip() == (ROOT / "docs" / "examples" / "srt_reader.py").read_text().strip()


def test_links_within_the_docs_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [(p, t) for p in pages for t in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", p.read_text())]
    assert not [(p.name, t) for p, t in links if "://" not in t and not (p.parent / t).exists()]


def test_every_decision_says_what_was_chosen_and_what_was_refused():
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        text = page.read_text()
        assert re.match(r"\d{4}-[a-z0-9-]+\.md$", page.name), page.name
        assert "Chosen" in text, page.name
        assert "Refused" in text, page.name
