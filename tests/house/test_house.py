"""What the house promises of its own shape."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "crossbearing"
FILES = sorted(SOURCE.rglob("*.py"))
MAX_LINES = 400
HOMELESS = {"util", "utils", "helper", "helpers", "common", "misc", "core", "base", "manager", "impl"}
BANNED = re.compile(r"\b(?:class|def) \w*(?:Manager|Helper|Util|Impl|Handler|Processor)\b")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|raise NotImplementedError)\b")


def test_no_file_outgrows_its_noun():
    long = {str(f.relative_to(ROOT)): n for f in FILES if (n := len(f.read_text().splitlines())) > MAX_LINES}
    assert not long


def test_no_file_or_folder_is_homeless():
    homeless = [p for p in SOURCE.rglob("*") if p.stem.casefold() in HOMELESS]
    assert not homeless


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_nothing_is_left_unfinished(file: Path):
    text = file.read_text()
    assert not UNFINISHED.search(text)
    assert not BANNED.search(text)


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_every_module_says_what_it_is(file: Path):
    assert ast.get_docstring(ast.parse(file.read_text()))


def test_model_needs_the_standard_library_only():
    import sys

    for file in (SOURCE / "model").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                top = name.split(".")[0]
                assert top in sys.stdlib_module_names or name.startswith("crossbearing."), (file, name)


def test_every_error_is_in_the_tree_and_the_tree_in_the_docstring():
    from crossbearing import errors

    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, Exception):
            assert issubclass(value, errors.CrossbearingError), name
            assert name in (errors.__doc__ or ""), name


def test_tests_mirror_the_source():
    rooms = {p.name for p in SOURCE.iterdir() if p.is_dir() and not p.name.startswith("_")}
    tested = {p.name for p in (ROOT / "tests" / "unit").iterdir() if p.is_dir()}
    assert rooms - tested == set()
    assert tested - rooms - {"__pycache__"} <= {"scripts", "examples", "evaluation"}


def test_every_runtime_dependency_is_locked_with_hashes():
    lock = (ROOT / "requirements.lock").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[;]", requirement)[0].strip()
        found = re.search(rf"^{re.escape(name)}==.*\\\n +--hash=sha256:", lock, re.MULTILINE | re.IGNORECASE)
        assert found, name
    assert "torch" not in re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)


def test_no_runtime_dependency_is_under_the_gpl():
    from importlib.metadata import PackageNotFoundError, metadata

    names = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    for name in sorted(set(names)):
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        said = [*(about.get_all("License-Expression") or []), *(about.get_all("Classifier") or [])]
        strict = [s for s in said if re.search(r"\bA?GPL", s) and "LGPL" not in s]
        free = [s for s in said if re.search(r"MIT|BSD|Apache|Mozilla|MPL|LGPL|Python Software|ISC", s)]
        assert not strict or free, (name, strict)
