"""Bytes to footage: one pass over the pictures that finds cuts and takes fingerprints."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from crossbearing.errors import Undecodable
from crossbearing.media.decode import Clip, open_clip
from crossbearing.media.fingerprint import pack
from crossbearing.media.images import ImageClip, open_image
from crossbearing.media.manifest import read_manifest
from crossbearing.media.metadata import read_capture
from crossbearing.media.sampling import Sampler
from crossbearing.media.shots import ShotFinder
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Shot
from crossbearing.model.provenance import Component
from crossbearing.settings import MediaSettings
from crossbearing.version import VERSION

COMPONENT = Component("media", VERSION)


def watch(path: Path, *, item: Digest, settings: MediaSettings) -> Footage:
    """Read a clip or an image as footage. item: the digest of the file's bytes.

    Raises Undecodable: no picture can be read from the file, or it is beyond the settings' limits.
    """
    _check_readable(path)
    with open_image(path, settings) or open_clip(path, settings) as clip:
        footage = _watched(clip, path, item, settings)
    if clip.damaged_packets:
        # How a decoder patches damage may depend on how its threads happen to run: once more, with one.
        with open_clip(path, settings, threads=1) as clip:
            footage = _watched(clip, path, item, settings)
    return footage


def _watched(clip: Clip | ImageClip, path: Path, item: Digest, settings: MediaSettings) -> Footage:
    sampler = Sampler(clip.time_base, settings)
    shots = ShotFinder()
    for frame in clip.frames():
        shots.push(frame.ticks, frame.sketch())
        sampler.push(frame)
    facts = clip.facts()
    end_ticks = round(facts.duration_s / clip.time_base)
    still = isinstance(clip, ImageClip) and facts.frames == 1
    return Footage(
        item=item,
        stream=facts,
        shots=_shots(shots.cuts, end_ticks, clip.time_base),
        capture=read_capture(path, settings),
        manifest=read_manifest(path, settings),
        fingerprint=pack(sampler.fingerprint(end_ticks, still=still)),
        component=COMPONENT,
        notes=tuple(clip.notes),
    )


def _shots(cuts: list[int], end_ticks: int, time_base: Fraction) -> tuple[Shot, ...]:
    edges = [0, *cuts, end_ticks]
    return tuple(Shot(TimeSpan(start * time_base, end * time_base)) for start, end in pairwise(edges))


def _check_readable(path: Path) -> None:
    """Say plainly what a codec would say obscurely."""
    try:
        if path.stat().st_size == 0:
            raise Undecodable(f"{path.name} is empty.", what=str(path), expected="a clip or an image")
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise Undecodable(
            f"{path.name} cannot be read: {error.strerror}.", what=str(path), actual=error.strerror
        ) from error
