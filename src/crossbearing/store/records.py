"""Records in canonical form, and the digest by which the custody log vouches for them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from crossbearing.errors import StoreError

T = TypeVar("T")

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""Built once for each class, for it takes a while."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage that is done. item: None for a stage of the whole case. key: under which it was done."""

    item: str | None
    stage: str
    key: str


def to_json(record: object) -> str:
    """Write a record of `model` as canonical JSON: ASCII, sorted keys, no spare space.

    Raises StoreError for what JSON cannot say, such as a score that is no number.
    """
    try:
        plain = _adapter(type(record)).dump_python(record, mode="json")
        return json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError) as error:
        name = type(record).__name__
        raise StoreError(f"this {name} cannot be stored: {error}", next_step="Report it.") from error


def from_json(kind: type[T], text: str) -> T:
    """Read a record back. Raises StoreError if it is not one of that kind."""
    try:
        record = _adapter(kind).validate_python(json.loads(text))
    except (ValueError, ValidationError, RecursionError, ZeroDivisionError) as error:
        raise StoreError(
            f"a stored {kind.__name__} cannot be read",
            actual=str(error)[:200],
            next_step="Run `crossbearing verify` on the case.",
        ) from error
    assert isinstance(record, kind)
    return record


def digest_of(address: str, position: int | None, record: str, blob: bytes | None = None) -> str:
    """Return the SHA-256 that names a record at its address and place in order, blob included."""
    held = {
        "address": address,
        "position": position,
        "record": record,
        "blob": None if blob is None else hashlib.sha256(blob).hexdigest(),
    }
    canonical = json.dumps(held, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def column_text(text: str | None) -> str | None:
    """Make text fit a column of either database: no lone surrogates, no NUL; both appear as escapes."""
    if text is None:
        return None
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
