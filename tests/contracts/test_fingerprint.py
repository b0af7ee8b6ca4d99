"""What every part of a fingerprint owes: examples of its own that are alike, and that are not.

A new kind of fingerprint adds itself to KINDS with its examples, and is then held to the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.media_clips import noisy, place, scaled

from crossbearing.media import features, signature
from crossbearing.media.decode import Frame
from crossbearing.media.fingerprint import unpack
from crossbearing.media.sampling import THUMBNAIL_SIDE, Sampler, correlation
from crossbearing.settings import MediaSettings

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Kind:
    """A kind of fingerprint. likeness: of two pictures; alike, unlike: examples; line: what parts them."""

    name: str
    likeness: Callable[[Picture, Picture], float]
    line: float
    alike: tuple[tuple[Picture, Picture], ...]
    unlike: tuple[tuple[Picture, Picture], ...]


def pdq_likeness(one: Picture, other: Picture) -> float:
    words = [_pdq(picture) for picture in (one, other)]
    return 1 - int(np.bitwise_count(words[0] ^ words[1]).sum()) / 256


def _pdq(picture: Picture) -> NDArray[np.uint64]:
    sampler = Sampler(Fraction(1, 1000), MediaSettings())
    height, width = picture.shape
    sampler.push(Frame(0, lambda: picture, lambda _: np.dstack([picture] * 3), (width, height)))
    return np.asarray(unpack(sampler.packed(0, still=True)).pdq[0], np.uint64)


def feature_likeness(one: Picture, other: Picture) -> float:
    first, second = features.describe(one, 200), features.describe(other, 200)
    near, _, _ = signature.near_pairs(first.signatures, second.signatures, max_bits=30)
    return len(np.unique(near)) / len(first)


def thumbnail_likeness(one: Picture, other: Picture) -> float:
    side = THUMBNAIL_SIDE
    return correlation(scaled(one, side, side), scaled(other, side, side))


def brightened(picture: Picture) -> Picture:
    return (picture.astype(np.float32) * 0.7 + 40).clip(0, 255).astype(np.uint8)


ONE, TWO = place(31, 400), place(32, 400)
SAME = ((ONE, ONE), (ONE, noisy(ONE, 6)), (ONE, brightened(ONE)))
OTHER = ((ONE, TWO), (TWO, np.ascontiguousarray(ONE[::-1])))
SMALLER = scaled(ONE, 300, 300)

KINDS = (
    Kind("pdq", pdq_likeness, 0.8, SAME, OTHER),
    Kind(
        "features", feature_likeness, 0.4, (*SAME, (ONE, ONE[60:360, 40:340].copy()), (ONE, SMALLER)), OTHER
    ),
    Kind("thumbnails", thumbnail_likeness, 0.8, SAME, OTHER),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_alike_examples_are_alike(kind: Kind) -> None:
    assert kind.alike
    for one, other in kind.alike:
        assert kind.likeness(one, other) >= kind.line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_unlike_examples_are_unlike(kind: Kind) -> None:
    assert kind.unlike
    for one, other in kind.unlike:
        assert kind.likeness(one, other) < kind.line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_picture_is_most_like_itself_and_likeness_is_repeatable(kind: Kind) -> None:
    for one, other in (*kind.alike, *kind.unlike):
        assert kind.likeness(one, one) >= kind.likeness(one, other) - 1e-6
        assert kind.likeness(one, other) == kind.likeness(one, other)
