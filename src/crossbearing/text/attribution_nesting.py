"""Which attribution stands within which: parents, and the innermost one at every character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.attribution import Attribution

_NOBODY = -1


def set_parents(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Set each attribution's parent: the one with the smallest content that holds all its cue.

    A parent's content is always longer than its child's, so that no chain turns back on itself.
    """
    holder = [_NOBODY] * _end(attributions)
    parents: dict[int, int | None] = {}
    for place in _from_long_to_short(attributions):
        edges = [edge for span in attributions[place].cue for edge in (span.start, span.end - 1)]
        above = {holder[edge] for edge in edges if 0 <= edge < len(holder)}
        only = above.pop() if len(above) == 1 else _NOBODY
        parents[place] = None if only == _NOBODY else only
        _paint(holder, attributions[place], place)
    return tuple(replace(child, parent=parents[place]) for place, child in enumerate(attributions))


def innermost(attributions: Sequence[Attribution]) -> list[int]:
    """Return, for every character, the attribution with the smallest content there; -1 for none.

    The list ends with the last character that any attribution reaches.
    """
    holder = [_NOBODY] * _end(attributions)
    for place in _from_long_to_short(attributions):
        _paint(holder, attributions[place], place)
    return holder


def _end(attributions: Sequence[Attribution]) -> int:
    return max((span.end for a in attributions for span in (*a.content, *a.cue)), default=0)


def _from_long_to_short(attributions: Sequence[Attribution]) -> list[int]:
    sizes = [sum(len(span) for span in attribution.content) for attribution in attributions]
    return sorted(range(len(attributions)), key=lambda place: (-sizes[place], place))


def _paint(holder: list[int], attribution: Attribution, place: int) -> None:
    for span in attribution.content:
        holder[span.start : span.end] = [place] * len(span)
