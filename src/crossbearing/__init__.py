"""Crossbearing: who alleges what about ties between armed actors, on whose word, on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbearing.version import VERSION

__version__ = VERSION
__all__ = ["Case", "__version__"]

if TYPE_CHECKING:
    from crossbearing.case import Case


def __getattr__(name: str) -> object:
    """Import `Case` when it is first asked for, so that the command starts fast."""
    if name == "Case":
        from crossbearing.case import Case

        return Case
    raise AttributeError(name)
