"""What matches say of edits, held against what the edits are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from benchmarks.footage.made import Truth

from crossbearing.model.footage import Match, Moment

SPEED_ERROR = 0.01


@dataclass
class Tally:
    """Counts of one kind. scene: found with the moment not established. off_s: errors of all edges."""

    clips: int = 0
    found: int = 0
    scene: int = 0
    wrong: int = 0
    wrong_scene: int = 0
    mirror_right: int = 0
    off_s: list[float] = field(default_factory=list)
    speed_off: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count what another counted as well."""
        for name in ("clips", "found", "scene", "wrong", "wrong_scene", "mirror_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.off_s += other.off_s
        self.speed_off += other.speed_off


def scored(truth: Truth, matches: Sequence[Match], *, master: str, innocent: set[str]) -> Tally:
    """Score the matches of one edit.

    master: the item that it was made of. innocent: items that are no wrong answer, such as the host.
    A clip counts as found where a match at its master has its moment established.
    """
    tally = Tally(clips=1)
    right = [m for m in matches if m.reference == master]
    sure = [m for m in right if m.moment is Moment.ESTABLISHED]
    wrong = [m for m in matches if m.reference != master and m.reference not in innocent]
    tally.wrong = int(any(m.moment is Moment.ESTABLISHED for m in wrong))
    tally.wrong_scene = int(bool(wrong) and not tally.wrong)
    tally.found = int(bool(sure))
    tally.scene = int(bool(right) and not sure)
    if sure:
        best = max(sure, key=lambda m: m.query_time.length_s)
        tally.mirror_right = int(best.mirrored == truth.mirrored)
        tally.speed_off = [abs(best.speed / truth.speed - 1)]
        tally.off_s = edges_off(truth, sure)
    return tally


def edges_off(truth: Truth, matches: Iterable[Match]) -> list[float]:
    """Return how far the outermost edges of the matches lie from the true ones, in seconds, in both clips."""
    found = list(matches)
    return [
        abs(float(min(m.query_time.start_s for m in found)) - truth.start_s),
        abs(float(max(m.query_time.end_s for m in found)) - truth.end_s),
        abs(float(min(m.reference_time.start_s for m in found)) - truth.from_s),
        abs(float(max(m.reference_time.end_s for m in found)) - truth.until_s),
    ]


HEAD = (
    f"{'kind':12}{'clips':>6}{'found':>8}{'scene':>7}{'wrong':>7}{'w.scene':>8}"
    f"{'edge p50':>10}{'p90':>7}{'speed p50':>11}{'≤ 1 %':>8}{'mirror':>8}"
)


def line(kind: str, tally: Tally) -> str:
    """Return the table's line of a kind."""
    found = max(1, tally.found)
    off, speed = np.array(tally.off_s or [np.nan]), np.array(tally.speed_off or [np.nan])
    return (
        f"{kind:12}{tally.clips:6}{tally.found / max(1, tally.clips):8.1%}{tally.scene:7}{tally.wrong:7}"
        f"{tally.wrong_scene:8}"
        f"{np.median(off):9.3f}s{np.percentile(off, 90):6.2f}s{np.median(speed):11.2%}"
        f"{float((speed <= SPEED_ERROR).mean()):8.1%}{tally.mirror_right / found:8.1%}"
    )
