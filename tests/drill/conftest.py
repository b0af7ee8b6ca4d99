from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from crossbearing.archive import Archive
from crossbearing.store import Store

REPOSITORY = Path(__file__).parents[2]


def load(path: Path) -> ModuleType:
    """Load a plain module by its path, once."""
    name = f"crossbearing_drill_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def small_case() -> ModuleType:
    return load(REPOSITORY / "tests" / "drill" / "small_case.py")


@pytest.fixture(scope="session")
def mutations() -> ModuleType:
    return load(REPOSITORY / "scripts" / "mutations.py")


@pytest.fixture(scope="session")
def damage() -> ModuleType:
    return load(REPOSITORY / "scripts" / "damage.py")


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory, small_case: ModuleType) -> Path:
    """A finished case; tests change copies of it only."""
    folder = tmp_path_factory.mktemp("untouched")
    small_case.build(folder / "case", folder / "sources")
    return Path(folder / "case")


@pytest.fixture(scope="session")
def untouched_pending(
    tmp_path_factory: pytest.TempPathFactory, small_case: ModuleType, untouched: Path
) -> Path:
    """The same as a killed run leaves it: with what SQLite has not yet folded into the database file."""
    folder = tmp_path_factory.mktemp("pending")
    shutil.copytree(untouched, folder / "live")
    with (
        Archive.open(folder / "live", write=True) as archive,
        Store.open(folder / "live" / "case.sqlite", write=True) as store,
    ):
        writer = store.writer(archive, component=small_case.COMPONENT)
        writer.add_decision(small_case.decision(2))
        writer.add_decision(small_case.decision(3))
        shutil.copytree(folder / "live", folder / "case")
    assert (folder / "case" / "case.sqlite-wal").stat().st_size
    return Path(folder / "case")
