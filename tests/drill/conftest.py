from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

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
def untouched(tmp_path_factory: pytest.TempPathFactory, small_case: ModuleType) -> Path:
    """A finished case; tests change copies of it only."""
    folder = tmp_path_factory.mktemp("untouched")
    small_case.build(folder / "case", folder / "sources")
    return Path(folder / "case")
