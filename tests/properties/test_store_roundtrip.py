from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbearing.model.allegation import Allegation
from crossbearing.model.anchor import Region, Span, TimeSpan
from crossbearing.model.decision import Decision
from crossbearing.model.evidence import Acquisition, Document
from crossbearing.model.footage import ContactSheet, Footage, Match
from crossbearing.model.provenance import CustodyEntry, Failure
from crossbearing.model.reading import Reading
from crossbearing.store.records import Mark, column_text, digest_of, from_json, to_json

whole = st.integers(0, 10**9)
seconds = st.fractions(min_value=0, max_value=10**6)
real = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(Span, st.tuples(whole, whole).map(lambda ends: Span(min(ends), max(ends))))
st.register_type_strategy(
    TimeSpan, st.tuples(seconds, seconds).map(lambda ends: TimeSpan(min(ends), max(ends)))
)
st.register_type_strategy(Region, st.builds(Region, real, real, real, real))
SPECIAL: dict[type, st.SearchStrategy[Any]] = {
    float: real,
    str: st.text(st.characters(), max_size=20),
    Fraction: seconds,
}
KINDS = [
    Acquisition,
    Document,
    Reading,
    Footage,
    ContactSheet,
    Match,
    Allegation,
    Failure,
    Decision,
    Mark,
    CustodyEntry,
]


@pytest.fixture(autouse=True, scope="module")
def strategies() -> None:
    from datetime import datetime

    st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
    for kind, strategy in SPECIAL.items():
        st.register_type_strategy(kind, strategy)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_records_of_every_kind_come_back_as_they_were(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    if isinstance(record, Footage):
        record = replace(record, fingerprint=b"", sound=b"")
    if isinstance(record, ContactSheet):
        record = replace(record, pictures=())
    text = to_json(record)
    assert text.isascii()
    assert from_json(kind, text) == record
    assert to_json(from_json(kind, text)) == text


@given(st.text(st.characters(), max_size=50))
def test_columns_take_any_text(text: str) -> None:
    held = column_text(text)
    assert held is not None
    assert "\0" not in held
    held.encode("utf-8")


@given(st.text(), st.none() | st.integers(), st.text(), st.none() | st.binary())
def test_a_digest_covers_address_place_record_and_blob(
    address: str, position: int | None, record: str, blob: bytes | None
) -> None:
    digest = digest_of(address, position, record, blob)
    assert digest != digest_of(address + "x", position, record, blob)
    assert digest != digest_of(address, (position or 0) + 1, record, blob)
    assert digest != digest_of(address, position, record + " ", blob)
    assert digest != digest_of(address, position, record, (blob or b"") + b"x")
