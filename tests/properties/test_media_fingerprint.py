"""Fingerprints survive their bytes; bytes of any kind give a fingerprint or a MediaError."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbearing.errors import MediaError
from crossbearing.media.compare import find_matches
from crossbearing.media.features import LEVELS, Features
from crossbearing.media.fingerprint import Fingerprint, pack, unpack
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Manifest, ManifestStatus, Shot, StreamFacts
from crossbearing.model.provenance import Component
from crossbearing.settings import MediaSettings


@st.composite
def fingerprints(draw: st.DrawFn) -> Fingerprint:
    """Any sound fingerprint, however odd."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    count = draw(st.integers(1, 12))
    steps = draw(st.lists(st.integers(1, 10**6), min_size=count, max_size=count))
    ticks = np.cumsum(steps, dtype=np.int64) - steps[0]
    keys = np.flatnonzero(np.r_[True, rng.random(count - 1) < 0.5])
    sizes = rng.integers(0, 9, len(keys))
    n = int(sizes.sum())
    height, width = draw(st.integers(4, 48)), draw(st.integers(4, 48))
    return Fingerprint(
        time_base=Fraction(1, draw(st.integers(1, 90_000))),
        end_ticks=int(ticks[-1]) + draw(st.integers(0, 1000)),
        ticks=ticks,
        thumbnails=rng.integers(0, 256, (count, height, width), np.uint8),
        keys=keys,
        size_px=(draw(st.integers(8, 480)), draw(st.integers(8, 480))),
        starts=np.r_[0, np.cumsum(sizes)].astype(np.int64),
        features=Features(
            rng.integers(0, 65536, n, np.uint16),
            rng.integers(0, 65536, n, np.uint16),
            rng.integers(0, LEVELS, n, np.uint8),
            rng.integers(0, 256, n, np.uint8),
            rng.integers(0, 2**63, (n, 2), np.uint64),
        ),
        pdq=rng.integers(0, 2**63, (len(keys), 4), np.uint64),
        quality=rng.integers(0, 101, len(keys), np.uint8),
        still=draw(st.booleans()),
    )


def footage(data: bytes, name: str) -> Footage:
    return Footage(
        item=Digest(name),
        stream=StreamFacts("mp4", "h264", 320, 180, Fraction(10), Fraction(25), 250),
        shots=(Shot(TimeSpan(Fraction(0), Fraction(10))),),
        capture=(),
        manifest=Manifest(ManifestStatus.ABSENT),
        fingerprint=data,
        component=Component("media", "1"),
    )


@given(fingerprints())
@settings(max_examples=40, deadline=None)
def test_bytes_give_back_the_same_fingerprint(one: Fingerprint) -> None:
    data = pack(one)
    again = unpack(data)
    assert pack(again) == data
    assert again.time_base == one.time_base
    assert (again.ticks == one.ticks).all()
    assert (again.features.signatures == one.features.signatures).all()
    assert (again.thumbnails == one.thumbnails).all()


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused_politely(data: bytes) -> None:
    for candidate in (data, b"XBFP" + data, b"XBFP\x01\x00" + data):
        with pytest.raises(MediaError):
            unpack(candidate)


@given(fingerprints(), st.data())
@settings(max_examples=150, deadline=None)
def test_changed_bytes_are_refused_or_still_sound(one: Fingerprint, data: st.DataObject) -> None:
    changed = bytearray(pack(one))
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, min(len(changed) - 1, 200)))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 20))
    try:
        again = unpack(bytes(changed[: len(changed) - cut]))
    except MediaError:
        return
    assert (np.diff(again.ticks) > 0).all()
    assert (again.keys < len(again.ticks)).all()
    assert again.starts[-1] == len(again.features)


@given(fingerprints(), fingerprints())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_sound_fingerprints_can_be_compared(one: Fingerprint, other: Fingerprint) -> None:
    found = find_matches(footage(pack(one), "a"), footage(pack(other), "b"), settings=MediaSettings())
    for match in found:
        assert match.query_time.start_s <= match.query_time.end_s
        assert 0 <= match.score <= 1
        assert match.reasons
