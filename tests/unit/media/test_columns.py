from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.media import columns
from crossbearing.media.columns import Column


@settings(deadline=None, max_examples=30)
@given(sizes=st.lists(st.integers(0, 3_000_000), max_size=4), seed=st.integers(0, 2**32 - 1))
def test_what_was_added_comes_out_once_and_in_order(sizes: list[int], seed: int) -> None:
    parts = [np.random.default_rng(seed + n).bytes(size) for n, size in enumerate(sizes)]
    column = Column()
    for part in parts:
        column.add(part)
    assert len(column) == sum(sizes)
    assert b"".join(column.drained()) == b"".join(parts)
    assert len(column) == 0
    assert list(column.drained()) == []


def test_each_part_goes_back_before_the_next_is_read() -> None:
    column = Column()
    column.add(bytes(5 * columns._BLOCK_BYTES))
    drained = column.drained()
    next(drained)
    next(drained)
    assert len(column._blocks) == 3
