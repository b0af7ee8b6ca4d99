from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from crossbearing.archive import Archive
from crossbearing.model.evidence import Acquisition, Digest
from crossbearing.store import Store, View, Writer

SMALL_CASE = Path(__file__).parents[2] / "drill" / "small_case.py"


@pytest.fixture(scope="session")
def small_case() -> ModuleType:
    """The makers of sample records."""
    name = "crossbearing_drill_small_case"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, SMALL_CASE)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@dataclass
class Case:
    """An open case and the folder that its sources come from."""

    archive: Archive
    store: Store
    writer: Writer
    view: View
    sources: Path

    def acquire(self, content: str) -> tuple[Digest, Acquisition]:
        path = self.sources / f"{abs(hash(content))}.txt"
        path.write_text(content, "utf-8")
        return self.archive.acquire(path, sniff=lambda _: "text/plain")

    def add(self, content: str) -> Digest:
        """Acquire and save."""
        digest, came = self.acquire(content)
        self.writer.save_item(digest, acquisitions=[came])
        return digest

    def damage(self) -> list[str]:
        return [f"{damage.kind} {damage.where}" for damage in self.store.check(self.archive.entries())]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them; making them takes a while."""
    path = tmp_path_factory.mktemp("empty") / "case.sqlite"
    Store.open(path, write=True).close()
    return path


@pytest.fixture
def case(tmp_path: Path, small_case: ModuleType, empty_database: Path) -> Iterator[Case]:
    root, sources = tmp_path / "case", tmp_path / "sources"
    sources.mkdir()
    root.mkdir()
    shutil.copyfile(empty_database, root / "case.sqlite")
    with (
        Archive.open(root, write=True, clock=small_case.ticking_clock()) as archive,
        Store.open(root / "case.sqlite", write=True) as store,
    ):
        writer = store.writer(archive, component=small_case.COMPONENT)
        yield Case(archive, store, writer, store.view(), sources)
        assert archive.verify() == []
