"""Bytes to footage, and stretches that two clips share.

watch(path, item=…, settings=…)               clip or image → Footage
find_matches(query, reference, settings=…)    the exact comparison of two
turn_round(match)                             the same, seen from the other clip
FootageIndex(settings): add, candidates, find the same against many
still(path, at_s)                             one frame as JPEG
"""

from crossbearing.media.compare import find_matches, turn_round
from crossbearing.media.index import FootageIndex
from crossbearing.media.stills import still
from crossbearing.media.watch import COMPONENT, watch

__all__ = ["COMPONENT", "FootageIndex", "find_matches", "still", "turn_round", "watch"]
