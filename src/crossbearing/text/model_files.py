"""The files of the shipped encoder, and whether they are the ones that were built.

Kept apart from what runs them, so that a command that reads nothing need not load what does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from crossbearing.errors import ConfigError

MODEL: Final = Path(__file__).parent / "models"
_NEXT_STEP: Final = "Install the program again, or choose the finder by rules (--attribution rules)."


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files by name, and what tells this build from another."""

    files: Mapping[str, Path]
    key: str


@lru_cache(maxsize=2)
def check_model(folder: Path = MODEL) -> ModelFiles:
    """Compare each file with the digest that the model's list names, once a process.

    Raises ConfigError: a file is missing or is another.
    """
    try:
        listed = (folder / "digests.json").read_bytes()
        digests: dict[str, str] = json.loads(listed)
        found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in digests}
    except (OSError, ValueError) as cause:
        raise ConfigError(
            "The encoder's files cannot be read.", what=str(folder), actual=str(cause), next_step=_NEXT_STEP
        ) from cause
    for name, digest in digests.items():
        if found[name] != digest:
            raise ConfigError(
                f"The encoder's file {name} is damaged.",
                what=str(folder / name),
                expected=digest,
                actual=found[name],
                next_step=_NEXT_STEP,
            )
    return ModelFiles({name: folder / name for name in digests}, hashlib.sha256(listed).hexdigest())


def model_key(folder: Path = MODEL) -> str:
    """Return what tells one state of the model's files from another; "unusable" where they cannot serve."""
    try:
        return check_model(folder).key
    except ConfigError:
        return "unusable"
