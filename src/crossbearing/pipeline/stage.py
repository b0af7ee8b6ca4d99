"""What the stages have in common: their names, and how they report where they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """The stages of a run, in order; also the actions that the custody log records."""

    ACQUIRE = "acquired"
    ANALYSE = "analysed"
    LINK = "linked"
    WEIGH = "weighed"
    DECIDE = "decided"


class Progress(Protocol):
    """Told how far a run has come."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[None]:
        """Open a stage of `total` steps; None where nobody knows."""
        ...

    def advance(self, what: str) -> None:
        """Count one step; `what` was just done."""
        ...


class Silent:
    """Progress that nobody watches."""

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[None]:  # noqa: ARG002 - nobody watches
        """Do nothing."""
        yield

    def advance(self, what: str) -> None:
        """Do nothing."""
