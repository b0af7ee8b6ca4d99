from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from crossbearing.media.ahead import read_ahead


def test_what_is_read_ahead_comes_in_order() -> None:
    assert list(read_ahead(range(1000), 4)) == list(range(1000))


def test_an_error_is_raised_where_it_would_have_been() -> None:
    def stream() -> Iterator[int]:
        yield 1
        raise ValueError("damaged")

    ahead = read_ahead(stream(), 4)
    assert next(ahead) == 1
    with pytest.raises(ValueError, match="damaged"):
        next(ahead)


def test_leaving_early_ends_the_thread() -> None:
    before = threading.active_count()

    def endless() -> Iterator[int]:
        number = 0
        while True:
            yield number
            number += 1

    ahead = read_ahead(endless(), 2)
    assert next(ahead) == 0
    ahead.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
