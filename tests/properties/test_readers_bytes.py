"""Any bytes may be sniffed and decoded."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.errors import Unreadable
from crossbearing.readers.dates import StatedDate, settle_published
from crossbearing.readers.encoding import decode
from crossbearing.readers.heading import read_heading
from crossbearing.readers.layout import join_lines
from crossbearing.readers.sniff import sniff

ACQUIRED = datetime(2020, 6, 20, tzinfo=UTC)
# Text as files hold it: no surrogates, and none of the controls that say that bytes are no text.
WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\f"), min_size=1)


@given(st.binary(max_size=2_000))
def test_sniff_takes_any_bytes(data: bytes) -> None:
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", sniff(data))


@given(st.binary(max_size=2_000))
def test_decode_gives_text_or_unreadable(data: bytes) -> None:
    try:
        decoded = decode(data, what="x")
    except Unreadable:
        return
    assert decoded.text.encode(decoded.encoding) == data


@given(WRITTEN)
def test_utf8_comes_back_to_the_same_bytes(text: str) -> None:
    data = text.encode()
    assert decode(data, what="x").text.encode() == data
    assert sniff(b"Report. " + data).startswith(("text/", "application/pdf"))


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40) | st.dates().map(str) | st.datetimes().map(str), max_size=6))
def test_a_date_taken_is_never_later_than_the_acquisition(raws: list[str]) -> None:
    settled = settle_published([StatedDate("a page", raw) for raw in raws], acquired=ACQUIRED)
    assert settled.published is None or settled.published <= ACQUIRED.date()


@given(st.text(max_size=500))
def test_heading_and_lines_take_any_text(text: str) -> None:
    read_heading(text)
    joined = join_lines(text)
    assert "\r" not in joined
    assert joined == join_lines(text)


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,\n"), min_size=1))
def test_plain_english_is_never_taken_for_anything_else(text: str) -> None:
    assert sniff(text.encode()) == "text/plain"
