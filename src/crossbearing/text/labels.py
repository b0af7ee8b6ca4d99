"""What the encoder's heads can say, in the order of their matrices' rows."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

TAGS: Final = MappingProxyType(
    {
        "attribution": ("source", "cue", "content"),
        "actor": ("Organisation", "Person"),
        "location": ("Location",),
    }
)
"""Labels of the heads that tag pieces: PolNeAR's, and two of re3d's."""

ROOTS: Final = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER's root types, of a marked agent and recipient."""
