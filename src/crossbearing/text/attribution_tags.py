"""From an encoder's states to attributions: best tags, then contents to cues and cues to sources.

Labels are 0 source, 1 cue, 2 content, in the scheme of PolNeAR: a piece bears one of them at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossbearing.text.heads import Floats, Weights, best_path, emit, lay_out, link, spans_array, spans_of
from crossbearing.text.pieces import Pieces

SOURCE, CUE, CONTENT = range(3)
PieceSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution in pieces. source and cue may be empty; content never is."""

    source: tuple[PieceSpan, ...]
    cue: tuple[PieceSpan, ...]
    content: tuple[PieceSpan, ...]


def tag_attributions(pieces: Pieces, states: Floats, weights: Weights) -> list[Tagged]:
    """Find the attributions of a text. states: pieces × hidden. Linear in a text of bounded parts."""
    found = spans_of(best_path(emit(states, weights, "attribution"), weights["moves"]))
    sources, cues, contents = ([(a, b) for label, a, b in found if label == wanted] for wanted in range(3))
    if not contents:
        return []
    cue_of = _best(pieces, states, weights, "links.0", contents, cues, cues)
    source_of = _best(pieces, states, weights, "links.1", cues, sources, cues)
    by_cue: dict[int | None, list[PieceSpan]] = {}
    for content, cue in zip(contents, cue_of, strict=True):
        by_cue.setdefault(cue, []).append(content)
    tagged = [Tagged((), (), (content,)) for content in by_cue.pop(None, [])]
    for cue, own in by_cue.items():
        if cue is not None:
            source = source_of[cue]
            tagged.append(Tagged((sources[source],) if source is not None else (), (cues[cue],), tuple(own)))
    return sorted(tagged, key=lambda t: min(t.source + t.cue + t.content))


def _best(
    pieces: Pieces,
    states: Floats,
    weights: Weights,
    head: str,
    asking: Sequence[PieceSpan],
    answering: Sequence[PieceSpan],
    cues: Sequence[PieceSpan],
) -> list[int | None]:
    """Return for each asking span the position of the span it belongs to, or None."""
    if not asking:
        return []
    a, b = spans_array(asking), spans_array(answering)
    layout = lay_out(a, b, pieces.lines, spans_array(cues)[:, 0])
    chosen = link(states, a, b, layout, weights, head).argmax(axis=1)
    return [int(place) if place < len(answering) else None for place in chosen]
