"""Which accepted stretches are kept where a closer map was found."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from tests.media_evidence import COPY

from crossbearing.media.align import Line, Stretch
from crossbearing.media.evenness import NOTHING
from crossbearing.media.found import Found, established, longest_of, sure_enough, surest
from crossbearing.media.proposals import Proposal
from crossbearing.media.timing import Edges
from crossbearing.model.anchor import TimeSpan


def found(first: int, last: int, *, sure: bool) -> Found:
    stretch = Stretch(Line(1.0, 0.0, 9.0), first, last, 0.95, 0.85, last - first + 1)
    span = TimeSpan(Fraction(first, 8), Fraction(last + 1, 8))
    evidence = COPY if sure else replace(COPY, activity=0.0, motion=0.0, evenness=NOTHING)
    return Found(Proposal(np.eye(2, 3), mirror=False), stretch, evidence, Edges(span, span))


def test_what_a_closer_map_no_longer_establishes_is_kept_from_before() -> None:
    before = [found(0, 20, sure=True), found(30, 45, sure=True)]
    assert all(map(established, before))
    anew = [found(0, 22, sure=True), found(31, 44, sure=False)]
    assert surest(anew, before) == [anew[0], before[1]]


def test_what_a_closer_map_establishes_replaces_what_it_overlaps() -> None:
    before, anew = [found(0, 20, sure=True)], [found(2, 40, sure=True), found(50, 60, sure=False)]
    assert surest(anew, before) == anew


def test_the_longest_is_that_of_most_frames() -> None:
    assert longest_of([found(0, 3, sure=True), found(5, 20, sure=False)]) == found(5, 20, sure=False).stretch
    assert longest_of([]) is None


def test_a_sure_copy_needs_no_closer_map() -> None:
    copy = found(0, 20, sure=True)
    surely = replace(copy, evidence=replace(COPY, movement=replace(COPY.movement, overall=0.97)))
    assert sure_enough(surely)
    assert not sure_enough(copy)
    assert not sure_enough(replace(surely, evidence=replace(surely.evidence, plain=False)))
    assert not sure_enough(found(0, 20, sure=False))
