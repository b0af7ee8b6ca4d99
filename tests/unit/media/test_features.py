from __future__ import annotations

import cv2
import numpy as np
from tests.media_clips import place

from crossbearing.media import features, signature


def matched(one: features.Features, other: features.Features) -> float:
    """Share of features whose nearest in the other picture is close in look."""
    near, _, _ = signature.near_pairs(one.signatures, other.signatures, max_bits=30)
    return len(np.unique(near)) / len(one)


def test_features_are_found_again_after_scaling_and_noise() -> None:
    picture = place(1)
    small = cv2.resize(picture, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    grain = np.random.default_rng(0).normal(size=small.shape) * 5
    again = (small + grain).clip(0, 255).astype(np.uint8)
    one, other = features.describe(picture, 200), features.describe(again, 200)
    assert len(one) >= 150
    assert matched(one, other) > 0.5
    assert matched(one, features.describe(place(2), 200)) < 0.25


def test_swapping_the_words_of_a_signature_mirrors_it() -> None:
    picture = place(1)
    one = features.describe(picture, 200)
    seen_in_mirror = features.describe(np.ascontiguousarray(picture[:, ::-1]), 200)
    mirrored = features.Features(one.x, one.y, one.level, one.angle, signature.mirrored(one.signatures))
    assert matched(mirrored, seen_in_mirror) > 0.6
    assert matched(one, seen_in_mirror) < 0.4


def test_mirroring_twice_changes_nothing() -> None:
    order = signature.mirror_order()
    assert (order[order] == np.arange(128)).all()
    assert not (order == np.arange(128)).any()


def test_planes_are_orthogonal_and_bits_are_balanced() -> None:
    normals, _ = signature._planes()
    assert np.allclose(normals @ normals.T, np.eye(128), atol=1e-4)
    described = features.describe(place(3), 200)
    bits = np.unpackbits(described.signatures.view(np.uint8), axis=1)
    assert 0.3 < bits.mean() < 0.7


def test_a_blank_picture_has_no_features() -> None:
    blank = features.describe(np.full((180, 320), 90, np.uint8), 200)
    assert len(blank) == 0
    assert blank.signatures.shape == (0, 2)
    assert len(features.unseen(blank, None)) == 0


def test_a_plain_picture_within_a_lively_one_keeps_its_share_of_corners() -> None:
    lively = (np.random.default_rng(1).integers(0, 2, (24, 32)) * 255).astype(np.uint8)
    whole = np.asarray(cv2.resize(lively, (320, 240), interpolation=cv2.INTER_NEAREST), np.uint8)
    whole[80:170, 100:220] = 84 + place(1)[:90, :120] // 6
    described = features.describe(whole, 200)
    x, y = described.positions_px().T
    inside = (x > 100) & (x < 220) & (y > 80) & (y < 170)
    assert 150 < len(described) <= 200
    assert inside.sum() >= 16


def test_corners_are_chosen_alike_in_any_order() -> None:
    picture = place(1)
    found = features._detectors(200)[0].detect(picture, None)
    chosen = [found[row].pt for row in features._spread(found, 200, picture.shape)]
    back = found[::-1]
    assert [back[row].pt for row in features._spread(back, 200, picture.shape)] == chosen
    assert len(chosen) <= 200


def test_what_stands_still_is_not_described_again() -> None:
    one = features.describe(place(1), 200)
    assert not features.unseen(one, one).any()
    assert features.unseen(one, None).all()
    assert features.unseen(features.describe(place(2), 200), one).mean() > 0.9


def test_near_signatures_are_those_that_comparing_all_finds(monkeypatch) -> None:
    rng = np.random.default_rng(1)
    one = rng.integers(0, 1 << 64, (40, 2), np.uint64)
    other = np.concatenate([one[::3] ^ np.uint64(7), rng.integers(0, 1 << 64, (9, 2), np.uint64)])
    apart = np.bitwise_count(one[:, None] ^ other[None]).sum(2)
    monkeypatch.setattr(signature, "_CELLS_AT_ONCE", 50)
    rows, columns, bits = signature.near_pairs(one, other, max_bits=52)
    assert np.column_stack([rows, columns]).tolist() == np.argwhere(apart <= 52).tolist()
    assert (bits == apart[rows, columns]).all()
    assert len(rows) > 14
    assert not len(signature.near_pairs(one[:0], other, max_bits=128)[0])
    assert not len(signature.near_pairs(one, other[:0], max_bits=128)[0])
