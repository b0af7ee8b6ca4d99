"""The name of bytes."""

from __future__ import annotations

from typing import NewType

Digest = NewType("Digest", str)
"""SHA-256 of an item's bytes: 64 lower-case hexadecimal digits."""
