"""Bytes to footage, and stretches that two clips share.

watch(path, item=…, settings=…)               clip or image → Footage
watch_all(path, item=…, settings=…)           the same with contact sheet and on-screen text
find_matches(query, reference, settings=…)    the exact comparison of two
turn_round(match)                             the same, seen from the other clip
FootageIndex(settings): add, candidates, find the same against many
still(path, at_s)                             one frame as JPEG
"""

from crossbearing.media.compare import find_matches, turn_round
from crossbearing.media.index import FootageIndex
from crossbearing.media.stills import still
from crossbearing.media.watch import COMPONENT, Watched, watch, watch_all

__all__ = [
    "COMPONENT",
    "FootageIndex",
    "Watched",
    "find_matches",
    "still",
    "turn_round",
    "watch",
    "watch_all",
]
