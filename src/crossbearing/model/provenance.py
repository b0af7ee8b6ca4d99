"""Which part of which version made a record, and what could not be made."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.model.evidence import Digest


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """A part of the program, or of an installed model, and its version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read or derived: missing evidence made visible.

    item: None when no bytes could be acquired at all. stage: "acquire", "read", "watch", ….
    code: the error's class name. message: one sentence. next_step: one sentence.
    """

    path: str
    item: Digest | None
    stage: str
    code: str
    message: str
    next_step: str
    component: Component
