"""Maps worth trying: those of few corners, those from the mirror image, and what is forgotten."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from crossbearing.media import decide, proposals, watch
from crossbearing.media.fingerprint import Fingerprint, unpack
from crossbearing.media.pairs import pair_up
from crossbearing.media.proposals import Proposals
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()


@pytest.fixture(scope="module")
def seen(clips: Path) -> dict[str, Fingerprint]:
    return {
        name: unpack(watch(clips / f"{name}.mp4", item=Digest(name), settings=SETTINGS).fingerprint)
        for name in ("bridge", "recompressed", "mirrored")
    }


@pytest.mark.parametrize(("query", "mirror"), [("recompressed", False), ("mirrored", True)])
def test_the_best_supported_map_comes_first(seen: dict[str, Fingerprint], query: str, mirror: bool) -> None:
    first = next(iter(Proposals(seen[query], seen["bridge"], SETTINGS)))
    assert first.mirror is mirror
    assert first.features > 50


def test_the_mirror_image_is_not_paired_where_the_picture_itself_fits_amply(
    seen: dict[str, Fingerprint], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def counted(*clips: Fingerprint, mirror: bool) -> object:
        asked.append(mirror)
        return pair_up(*clips, mirror=mirror)

    monkeypatch.setattr(proposals, "pair_up", counted)
    next(iter(Proposals(seen["recompressed"], seen["bridge"], SETTINGS)))
    assert asked == [False]
    next(iter(Proposals(seen["mirrored"], seen["bridge"], SETTINGS)))
    assert asked == [False, False, True]


def test_what_is_forgotten_before_the_mirror_image_is_paired_stays_forgotten(
    seen: dict[str, Fingerprint],
) -> None:
    query, reference = seen["mirrored"], seen["bridge"]
    assert (pair_up(query, reference, mirror=True).times_s < 2).any()
    ways = Proposals(query, reference, SETTINGS)
    ways.forget(TimeSpan(Fraction(0), Fraction(2)))
    first = next(iter(ways))
    assert first.mirror
    assert first.pairs is not None
    assert first.pairs.times_s.min() >= 2


def test_maps_of_a_few_corners_are_proposed_as_unsupported(
    seen: dict[str, Fingerprint], monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = Proposals(seen["recompressed"], seen["bridge"], SETTINGS)
    monkeypatch.setattr(decide, "enough_geometry", lambda *_: False)
    assert all(proposal.hashes for proposal in ways)
    (weak,) = [proposal for proposal in ways.weak() if not proposal.mirror]
    assert (weak.features, weak.places, weak.cells) == (0, 0, 0)
    assert weak.pairs is not None
